"""The filters a person keeps: the recent ones, and those they gave a name."""

from __future__ import annotations

import json

from debugger.window.remembered.settings import Settings

MOST_RECENT = 12
_RECENT, _SAVED = "filters/recent", "filters/saved"


class KeptFilters:
    """Recent and saved filters, from one start to the next."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @property
    def recent(self) -> list[str]:
        """The newest first."""
        found = self._read(_RECENT)
        return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []

    @property
    def saved(self) -> dict[str, str]:
        """Filters by their names, in the order of these."""
        found = self._read(_SAVED)
        if not isinstance(found, dict):
            return {}
        return {name: each for name, each in sorted(found.items()) if isinstance(each, str)}

    def use(self, typed: str) -> None:
        """Notes that a filter was used."""
        typed = typed.strip()
        if typed:
            others = [each for each in self.recent if each != typed]
            self._keep(_RECENT, [typed, *others][:MOST_RECENT])

    def save(self, name: str, typed: str) -> None:
        """Keeps a filter under a name, in place of what had it."""
        self._keep(_SAVED, self.saved | {name: typed})

    def forget(self, name: str) -> None:
        """Keeps it no longer."""
        self._keep(_SAVED, {each: typed for each, typed in self.saved.items() if each != name})

    def forget_recent(self) -> None:
        """Forgets the recent ones."""
        self._keep(_RECENT, [])

    def _read(self, name: str) -> object:
        try:
            return json.loads(self._settings.text(name) or "null")
        except (ValueError, RecursionError):
            return None

    def _keep(self, name: str, value: object) -> None:
        self._settings.keep(name, json.dumps(value))
