"""How much, and how slowly, a sender may send before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from debugger.wire.mirror import MOST_FRAME_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds that keep memory flat and connections moving; the HTTP server itself has none of them."""

    header_bytes: int = 64 * 1024
    """Of one request, its first line included; also of a body's chunks without a byte of the body."""
    header_seconds: float = 10.0
    """From the first byte of a request, or from connecting, to the end of its headers."""
    idle_seconds: float = 30.0
    """Without a byte in the middle of a body, or without reading what is answered."""
    body_seconds: float = 300.0
    """From the first byte of a body to its end, however steadily it drips."""
    keep_alive_seconds: int = 75
    """Between two requests of a connection."""
    body_bytes: int = 32 * 1024 * 1024
    """As on the wire."""
    large_bytes: int = 1024 * 1024
    """From here on a body is one of the large ones."""
    large_bodies: int = 1
    """Held at a time; the senders of others wait. Segment takes none, and storing one takes five times its size."""
    kept_of_larger: int = 64 * 1024
    """Bytes kept of a body that is larger."""
    drained_bytes: int = 256 * 1024 * 1024
    """Read off a body that is too large, so that its sender reads our answer."""
    frame_bytes: int = MOST_FRAME_BYTES
    """Of one WebSocket message."""
    fragments: int = 4096
    """In which one WebSocket message may come."""
    connections: int = 512
    """Beyond that, those that carry calls are asked to come again."""
    held_connections: int = 1024
    """Beyond that, a connection is answered before it says anything, and closed."""
    pending_arrivals: int = 20_000
    """Waiting to be stored; beyond that, senders wait."""
    pending_bytes: int = 64 * 1024 * 1024
    group_arrivals: int = 1_000
    """Stored in one transaction."""
    group_bytes: int = 8 * 1024 * 1024
    """Of inflated bodies stored in one transaction, but for the last."""
