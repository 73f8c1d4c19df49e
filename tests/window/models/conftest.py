"""What the models' tests share with the panels'."""

from __future__ import annotations

from tests.window.panels.stored import store

__all__ = ["store"]
