"""The write key: where SDKs put it, and how it is shown without giving it away."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from hashlib import blake2b
from urllib.parse import parse_qs

_QUERY_KEY = re.compile(r"(?i)(\bwrite_?key=)([^&#\s]*)")


def write_key(headers: Mapping[str, str], path: str, fields: Mapping[str, object]) -> str:
    """The key of the app that sent, or empty.

    The first found of: Basic's user name, `X-Write-Key`, `writeKey` in the query, `writeKey` in the
    body. The order matters: Jitsu masks the one in the body.
    """
    own = fields.get("writeKey")
    return (
        basic_user(headers.get("authorization", ""))
        or headers.get("x-write-key", "").strip()
        or query_key(path)
        or (own if isinstance(own, str) else "")
    )


def basic_user(authorization: str) -> str:
    """The user name of HTTP's Basic authorization; empty for another scheme or a malformed one."""
    scheme, _, credentials = authorization.partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        decoded = base64.b64decode(credentials.strip() + "==")
    except (binascii.Error, ValueError):
        return ""
    return decoded.decode("utf-8", "replace").partition(":")[0]


def query_key(path: str) -> str:
    """`writeKey` in the query of `path`, or empty."""
    query = path.partition("?")[2]
    return parse_qs(query).get("writeKey", [""])[0] if "writeKey" in query else ""


def masked(key: str) -> str:
    """`key` so that its owner knows it again and nobody else can use it: `wk_…3f`."""
    return f"{key[:3]}…{key[-2:]}" if len(key) > 8 else "…" if key else ""


def fingerprint(key: str) -> str:
    """What tells `key` from other keys that are masked alike, without giving it away; empty for none.

    12 hexadecimal digits of BLAKE2b. Two of a session's few keys do not meet in them, and a key as long as
    Segment's (32 random characters) is not found from them.
    """
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest() if key else ""


def masked_query(text: str) -> str:
    """`text` with every `writeKey=` in it masked."""
    if "=" not in text:
        return text
    return _QUERY_KEY.sub(lambda found: found[1] + masked(found[2]), text)
