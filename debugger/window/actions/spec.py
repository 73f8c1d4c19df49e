"""What is said of each action: its name, its menu, its key, and what it does in a sentence."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One action: where it stands, what it is called, its key, and what it does in a sentence."""

    id: str
    menu: str
    text: str
    key: str
    tip: str
    also: tuple[str, ...] = ()
    """Further keys; single ones act only where no text is edited, as Qt has it."""
    icon: str = ""
    checkable: bool = False
    group: str = ""
    """Checkable actions with the same group exclude each other."""
    starts_section: bool = False
    needs_call: bool = False
    """There is something to do only while a call is selected."""
    needs_capture: bool = False
    """There is something to do only in a window that captures."""


def plain(text: str) -> str:
    """An action's or menu's text without its mnemonic and ellipsis."""
    return text.replace("&", "").removesuffix("…")
