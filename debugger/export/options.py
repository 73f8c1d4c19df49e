"""What a person may choose about single formats."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Each format takes what is its own, and passes over the rest."""

    columns: tuple[str, ...] = ()
    """Of CSV and Parquet: their own names, or places in the payload as `properties.revenue`."""
    host: str = "http://localhost:8765"
    """Of code: where its calls go."""
    environment: bool = True
    """Of Markdown: whether the program, the system and the versions are told."""


DEFAULT = Options()
