"""What the window is measured under: a process of its own that sends batches."""

from __future__ import annotations

import multiprocessing
import socket
import time
from typing import Any
from urllib.parse import urlsplit

from tests.benchmarks.bench_sink import Requests

BATCH = 100


class Load:
    """A process that sends batches at a rate, as far as the receiver takes them."""

    def __init__(self, address: str, rate: int) -> None:
        apart = multiprocessing.get_context("spawn")
        self._sent: Any = apart.Value("q", 0)
        self._process = apart.Process(target=_send, args=(address, rate, self._sent), daemon=True)
        self._process.start()

    @property
    def sent(self) -> int:
        """Events that were answered by now."""
        return int(self._sent.value)

    def stop(self) -> None:
        """Sends no more."""
        self._process.terminate()
        self._process.join()


def _send(address: str, rate: int, sent: Any) -> None:
    """In the process: on a few connections, each with one batch on its way."""
    place = urlsplit(address)
    made = Requests(BATCH)
    connections = [socket.create_connection((place.hostname, place.port)) for _ in range(4)]
    for each in connections:
        each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    started, count = time.monotonic(), 0
    while True:
        for each in connections:
            each.sendall(next(made))
            count += 1
        for each in connections:
            while not each.recv(4096).endswith(b"true}"):
                pass  # the head alone
        sent.value = count * BATCH
        time.sleep(max(0.0, started + count * BATCH / rate - time.monotonic()))
