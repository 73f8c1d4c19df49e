"""The options by which a command learns what the project makes of the rules, and what is private in it."""

from __future__ import annotations

import argparse
from pathlib import Path

from debugger.policy import NAME, NO_POLICY, Policy, find, private_in, read
from debugger.redaction import Redaction


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`--config FILE` and `--no-config`."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help=f"settings of the project (default: {NAME} here or in a folder above)",
    )
    either.add_argument(
        "--no-config",
        action="store_true",
        help="take all as it is by default, whatever a file says",
    )


def file_of(arguments: argparse.Namespace) -> Path | None:
    """The file that holds; None where there is none."""
    if arguments.no_config:
        return None
    config: Path | None = arguments.config
    return config or find(Path.cwd())


def policy_of(arguments: argparse.Namespace) -> Policy:
    """What the file says. Raises `PolicyError` where it cannot be read."""
    path = file_of(arguments)
    return NO_POLICY if path is None else read(path)


def private_of(arguments: argparse.Namespace) -> Redaction:
    """What is masked of what leaves the machine: what the file says, or all rules. Raises as `policy_of`."""
    path = file_of(arguments)
    return (None if path is None else private_in(path)) or Redaction()
