"""What the HTTPS port shows: a certificate that names every address on which apps have come so far."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from debugger.certificates.names import is_permitted, permitted
from debugger.errors import CertificateError


class TlsContexts:
    """Made when the first app comes: what makes certificates takes longer to load than all else here."""

    def __init__(
        self, folder: Path, names: tuple[str, ...], *, failed: Callable[[CertificateError], None]
    ) -> None:
        """`names` are this machine's on its network; `failed` is told once of what keeps HTTPS from working."""
        self._folder = folder
        self._names = permitted(names)
        self._failed = failed
        self._told = ""
        self._context: ssl.SSLContext | None = None
        self._making = asyncio.Lock()

    async def context(self, address: str) -> ssl.SSLContext | None:
        """For a connection to `address` of this machine; None where there can be none."""
        async with self._making:
            address = address.partition("%")[0].removeprefix("::ffff:")
            unknown = address not in self._names and is_permitted(address)
            if unknown:
                self._names += (address,)  # the machine has joined another network
            if unknown or self._context is None:
                self._context = await asyncio.to_thread(self._made)
            return self._context

    def _made(self) -> ssl.SSLContext | None:
        try:
            context, renewed = _context(self._folder, self._names)
        except CertificateError as error:
            self._tell(error)
            return None
        if renewed:
            self._tell(
                CertificateError(
                    "The certificate authority for HTTPS had ended, so a new one was made.",
                    "Trust it on every device again: track-debugger certificate.",
                )
            )
        return context

    def _tell(self, error: CertificateError) -> None:
        if str(error) != self._told:
            self._told = str(error)
            self._failed(error)


def _context(folder: Path, names: tuple[str, ...]) -> tuple[ssl.SSLContext, bool]:
    authority, renewed = import_module("debugger.certificates.keeping").kept(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_alpn_protocols(["http/1.1"])
    with TemporaryDirectory() as private:  # OpenSSL reads files alone; the folder is ours alone
        path = Path(private) / "served.pem"
        path.write_bytes(authority.issue(names, datetime.now(UTC)))
        context.load_cert_chain(path)
    return context, renewed
