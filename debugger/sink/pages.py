"""Answers who opens a page of ours, or loads the mirror. Nothing that was captured is in any of them."""

from __future__ import annotations

from collections.abc import Callable

from debugger.connection.seen import Kind
from debugger.demo.shop import shop_page
from debugger.sink.observing import Observer
from debugger.sink.scripts import asking_client, asking_page
from debugger.wire import answers
from debugger.wire.answers import Answer
from debugger.wire.mirror import mirror_page, script
from debugger.wire.routes import RouteKind

_ANSWERS: dict[RouteKind, Callable[[str], Answer]] = {
    RouteKind.MIRROR_SCRIPT: lambda address: answers.script(script(address).encode()),
    RouteKind.MIRROR_PAGE: lambda address: answers.page(mirror_page(address)),
    RouteKind.DEMO: lambda address: answers.page(shop_page(address)),
}
"""What is answered, by what is asked for; each is told the address that we were asked by."""

KINDS = frozenset(_ANSWERS)
"""The routes that are answered here."""


class Pages:
    """The pages and the script that we write ourselves."""

    def __init__(self, observer: Observer) -> None:
        self._observer = observer

    def answer(
        self, headers: dict[bytes, bytes], *, path: str, kind: RouteKind, address: str
    ) -> Answer:
        """The page or script; `address` is ours as the asker knows it: `http://localhost:8765`."""
        is_script = kind is RouteKind.MIRROR_SCRIPT
        self._observer.see(
            Kind.MIRROR_SCRIPT if is_script else Kind.HOME,
            client=asking_client(headers),
            path=path.partition("?")[0],
            origin=asking_page(headers) if is_script else "",
        )
        return _ANSWERS[kind](address)
