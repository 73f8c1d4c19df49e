"""`track-debugger certificate`: what devices have to trust so that their apps can send over HTTPS."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path

from debugger.certificates import public
from debugger.certificates.names import DOMAINS, NETWORKS
from debugger.errors import UsageError
from debugger.payload.text import visible

_MEANING = f"""A device that trusts it takes whoever has its key, which is on this machine only, for any of these
hosts, and for no other: {", ".join(f"{domain} and *.{domain}" for domain in DOMAINS)},
{", ".join(str(network) for network in NETWORKS)}.
The window shows how to trust it on each system, and how to undo that: File, HTTPS and devices."""

_FORGETTING = """This removes the certificate and its key from this machine. Devices go on trusting it until it is
removed there too. The next start makes a new one, which has to be trusted again on each device."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `certificate`."""
    parser.add_argument(
        "--export",
        type=Path,
        metavar="FILE",
        help="copy the certificate: as DER with the suffix .cer, .crt or .der, as PEM with any other",
    )
    parser.add_argument("--forget", action="store_true", help="remove the authority and its key")
    parser.add_argument("--yes", action="store_true", help="forget without asking")


def run(arguments: argparse.Namespace) -> int:
    """Shows, copies or forgets. Raises `CertificateError`, or `UsageError` where nobody can be asked."""
    folder = public.certificates_folder()
    if arguments.forget:
        return _forget(folder, sure=arguments.yes)
    authority, renewed = import_module("debugger.certificates.keeping").kept(folder)
    certificate = folder / public.CERTIFICATE
    if renewed:
        _say("The last one had ended; this one is new and has to be trusted.\n")
    if arguments.export:
        public.export(certificate, arguments.export)
        _say(f"Written to {arguments.export}")
        return 0
    _say(f"Certificate  {certificate}")
    _say(f"SHA-256      {public.fingerprint(certificate)}")
    _say(f"Ends         {authority.ends:%Y-%m-%d}\n")
    _say(_MEANING)
    return 0


def _forget(folder: Path, *, sure: bool) -> int:
    if not public.is_there(folder):
        _say("There is none.")
        return 0
    _say(_FORGETTING)
    if not sure:
        if not sys.stdin.isatty():
            raise UsageError("Nobody can be asked here.", "Add --yes to forget it.")
        if input("Forget it? [y/N] ").strip().lower() not in {"y", "yes"}:
            return 0
    public.forget(folder)
    _say("Forgotten.")
    return 0


def _say(text: str) -> None:
    sys.stdout.write("\n".join(visible(line) for line in text.split("\n")) + "\n")
