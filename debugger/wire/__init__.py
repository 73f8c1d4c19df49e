"""Segment's API as pure functions: routes, decoding, keys, batches, and what is answered. No I/O, no clock."""
