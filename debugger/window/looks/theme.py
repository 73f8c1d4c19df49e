"""The colours, once: the palette, the style sheet, the delegates and Pygments' style all read them here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from debugger.findings import Severity
from debugger.resources import resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """One theme's tokens, each a `#RRGGBB`. Text tokens hold 4.5:1 on every ground they are used on."""

    name: str
    background: str
    panel: str
    line: str
    selection: str
    text: str
    muted: str
    accent: str
    on_accent: str
    error: str
    warning: str
    advice: str
    ok: str
    lit_error: str
    lit_warning: str
    lit_advice: str
    json_key: str
    json_string: str
    json_number: str
    json_constant: str
    json_punctuation: str
    json_invalid: str
    sources: Mapping[str, str]
    """The shade of each of `debugger.sources.colours.COLOURS`."""
    marks: Mapping[str, str]
    """The shade of each `debugger.session.marks.Colour`."""

    def marked(self, colour: str) -> str:
        """The ground of a row of the list that has this colour: a little of it."""
        return mixed(self.background, self.marks[colour], 0.06)

    def severity(self, severity: Severity) -> str:
        """The colour of a severity's icon, number and underline."""
        return {
            Severity.ERROR: self.error,
            Severity.WARNING: self.warning,
            Severity.ADVICE: self.advice,
        }[severity]

    def lit(self, severity: Severity) -> str:
        """The ground of a line that a finding of this severity marks."""
        return {
            Severity.ERROR: self.lit_error,
            Severity.WARNING: self.lit_warning,
            Severity.ADVICE: self.lit_advice,
        }[severity]

    @property
    def found(self) -> str:
        """The ground of what was looked for; `text` stands on it."""
        return mixed(self.background, self.warning, 0.25)

    def strongly_lit(self, severity: Severity) -> str:
        """The ground of the one line that is lit now: a little of the severity's colour in its ground."""
        return mixed(self.lit(severity), self.severity(severity), 0.1)


def mixed(ground: str, colour: str, share: float) -> str:
    """`ground` with a share of `colour` in it, from 0 to 1; both `#RRGGBB`."""
    channels = zip(bytes.fromhex(ground[1:]), bytes.fromhex(colour[1:]), strict=True)
    return "#" + bytes(round(low + (high - low) * share) for low, high in channels).hex().upper()


def load_theme(name: str) -> Theme:
    """The theme `light` or `dark` from `resources/themes`."""
    tokens = json.loads(resource("themes", f"{name}.json").read_text(encoding="utf-8"))
    return Theme(**tokens)
