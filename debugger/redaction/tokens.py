"""Tokens in the place of values: `email-5f0c2a917be3`, the same for the same value within one export."""

from __future__ import annotations

import os
from functools import lru_cache
from hashlib import blake2b

_BYTES = 6
"""Of the hash; among a million values two share a token in one export of five hundred."""

_LARGEST = 2**53


class Tokens:
    """Makes the tokens of one export. Without its salt, nobody can try out which value one stands for."""

    def __init__(self, salt: bytes | None = None) -> None:
        self._salt = os.urandom(16) if salt is None else salt
        self.text = lru_cache(maxsize=16_384)(self._text)
        """The token of a kind in the place of a text."""

    def number(self, text: str) -> str:
        """A whole number in the place of a number, so that its type stays: 16 digits, exact in a double."""
        digest = int.from_bytes(
            blake2b(text.encode(errors="surrogatepass"), key=self._salt).digest()
        )
        return str(8 * 10**15 + digest % (_LARGEST - 8 * 10**15))

    def _text(self, kind: str, text: str) -> str:
        hashed = blake2b(text.encode(errors="surrogatepass"), key=self._salt, digest_size=_BYTES)
        return f"{kind}-{hashed.hexdigest()}"
