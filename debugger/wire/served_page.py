"""Pages that we serve ourselves: one style in the themes' colours, and a policy that lets in nothing else."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from debugger.resources import resource

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedPage:
    """A page of ours. Nothing that was captured is in any."""

    text: str
    policy: str
    """Its content security policy: its own style and script, and connections to where it came from."""


def text_of(name: str) -> str:
    """A file of `resources/pages`."""
    return resource("pages", name).read_text("utf-8")


def served_page(name: str, values: Mapping[str, str], *, script: str = "") -> ServedPage:
    """The page `name` with `values` filled in, each as plain text, and with a script of ours in it."""
    text = text_of(f"{name}.html")
    for place, value in values.items():
        text = text.replace(f"{{{place}}}", html.escape(value))
    text = text.replace("{style}", _style()).replace("{script}", script)
    return ServedPage(text=text, policy=_policy(text))


def _style() -> str:
    style = text_of("style.css")
    for theme in ("light", "dark"):
        tokens = json.loads(resource("themes", f"{theme}.json").read_text("utf-8"))
        colours = (
            f"--{name.replace('_', '-')}: {value};"
            for name, value in tokens.items()
            if isinstance(value, str) and value.startswith("#")
        )
        style = style.replace(f"{{{theme}}}", " ".join(colours))
    return style


def _policy(text: str) -> str:
    scripts = _hashes(_SCRIPT.findall(text))
    connections = "connect-src 'self'; " if scripts else ""
    return (
        f"default-src 'none'; style-src {_hashes(_STYLE.findall(text))}; "
        f"script-src {scripts or _NONE}; {connections}"
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


_NONE = "'none'"


def _hashes(texts: list[str]) -> str:
    return " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in texts
    )
