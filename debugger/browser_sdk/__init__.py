"""Segment's own Analytics.js, which a person may keep on this machine for pages that load it from us."""
