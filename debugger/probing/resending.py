"""Sends requests when they are due, over a few connections, each once: nothing is tried again."""

from __future__ import annotations

import http.client
import queue
import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from debugger.errors import SendError
from debugger.payload.text import visible
from debugger.probing.exchange import NoConnectionError, addresses_of
from debugger.probing.kept_connection import KeptConnection
from debugger.probing.target import Target
from debugger.replaying.destination import is_here
from debugger.replaying.outgoing import Outgoing

_TICK = 0.5
"""Seconds; how long waiting goes on without a look at Ctrl-C, where waiting cannot be interrupted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of a request."""

    outgoing: Outgoing
    status: int = 0
    """0 where there was no answer."""
    milliseconds: float = 0.0
    body: bytes = b""
    """As much of it as was read."""
    failure: str = ""
    """Why there was no answer, in a sentence."""

    @property
    def accepted(self) -> bool:
        """Whether the receiver said so: a redirection, which is not followed, does not."""
        return 200 <= self.status < 300


class Resending:
    """Sends to one target, by threads that each have a connection."""

    def __init__(
        self, target: Target, *, connections: int, seconds: float, authority: Path | None
    ) -> None:
        """Looks the host up. Raises `SendError` where it stands for no address.

        `seconds` is what each answer is waited for.
        """
        self.target = target
        try:
            self.addresses: Sequence[str] = addresses_of(target)
        except NoConnectionError as error:
            raise SendError(str(error), "Look at the address.") from error
        self._kept = [
            KeptConnection(target, self.addresses, seconds=seconds, authority=authority)
            for _ in range(connections)
        ]
        self._free: queue.SimpleQueue[KeptConnection] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self.under_way = 0
        """Requests that are sent, or are just about to be, and not answered."""

    @property
    def stays_here(self) -> bool:
        """Whether every address of the host is this machine's own loopback."""
        return all(is_here(address) for address in self.addresses)

    def begin(self) -> None:
        """Makes the first connection. Raises `SendError` where there is none to be had."""
        try:
            self._kept[0].open()
        except NoConnectionError as error:
            raise SendError(str(error), "Nothing was sent.") from error

    def answers(self, outgoing: Iterable[tuple[float, Outgoing]]) -> Generator[Answer, None, None]:
        """Sends each request once it is due, in seconds from now, and gives the answers as they come.

        A request is asked of `outgoing` only when a connection is free. Close the generator to stop:
        what waits for its answer is then given up.
        """
        began = time.monotonic()
        for each in self._kept:
            self._free.put(each)
        pool = ThreadPoolExecutor(len(self._kept))
        try:
            for due, request in outgoing:
                while (left := began + due - time.monotonic()) > 0:
                    yield from self._come(left)
                while self.under_way == len(self._kept):
                    yield from self._come(_TICK)
                self.under_way += 1
                pool.submit(self._send, request)
                yield from self._come(0)
            while self.under_way:
                yield from self._come(_TICK)
        finally:
            if self.under_way:
                for each in self._kept:
                    each.abort()
            pool.shutdown(cancel_futures=True)
            for each in self._kept:
                each.close()

    def _come(self, seconds: float) -> Iterator[Answer]:
        """The answer that comes within this time, if one does."""
        try:
            answer = (
                self._done.get(timeout=min(seconds, _TICK)) if seconds else self._done.get_nowait()
            )
        except queue.Empty:
            return
        self.under_way -= 1
        yield answer

    def _send(self, request: Outgoing) -> None:
        connection = self._free.get()
        began = time.perf_counter()
        try:
            self._done.put(_exchanged(connection, request, began))
        finally:
            self._free.put(connection)


def _exchanged(connection: KeptConnection, request: Outgoing, began: float) -> Answer:
    sent = False
    try:
        connection.open()
        began = time.perf_counter()
        connection.send(request.method, request.path, request.headers, request.body)
        sent = True
        reply = connection.answer()
    except NoConnectionError as error:
        failure = str(error)
    except TimeoutError:
        failure = "No answer came in time. It may have arrived."
    except (OSError, http.client.HTTPException, ValueError) as error:
        failure = _words(error, sent=sent)
    else:
        return Answer(
            outgoing=request,
            status=reply.status,
            milliseconds=_since(began),
            body=reply.body,
        )
    connection.close()
    return Answer(outgoing=request, milliseconds=_since(began), failure=failure)


def _words(error: Exception, *, sent: bool) -> str:
    ended = isinstance(error, (http.client.RemoteDisconnected, ConnectionError))
    if sent and ended:
        return "The connection was ended without an answer. It may have arrived."
    if sent:
        return f"The answer cannot be read: {visible(str(error) or type(error).__name__)}."
    if ended:
        return "The connection was ended while the request was sent."
    return f"It cannot be sent: {visible(str(error) or type(error).__name__)}."


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)
