"""The payload as text: tolerant parsing, JSON Pointers, and the layout of its lines."""
