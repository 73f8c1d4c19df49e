"""The front door: help, version, and faults in one line."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "debugger", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_version() -> None:
    ended = run("--version")

    assert ended.returncode == 0
    assert ended.stdout.startswith("track-debugger ")


def test_help_names_the_commands() -> None:
    ended = run("--help")

    assert ended.returncode == 0
    assert all(
        f"\n  {command} " in ended.stdout for command in ("serve", "check", "export", "rules")
    )


@pytest.mark.parametrize("command", ["serve", "check", "export", "rules"])
def test_each_command_has_its_help(command: str) -> None:
    ended = run(command, "--help")

    assert ended.returncode == 0
    assert f"usage: track-debugger {command}" in ended.stdout
    assert "--control" not in ended.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--nonsense"],
        ["serve", "--port", "x"],
        ["serve", "--format", "xml"],
        ["serve", "more"],
        ["rules", "--format", "xml"],
        ["unknown"],
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str]) -> None:
    ended = run(*arguments)

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("track-debugger: ")
    assert ended.stderr.count("\n") == 1
    assert "--help" in ended.stderr


def test_a_file_name_cannot_command_the_terminal() -> None:
    ended = run("check", "no\x1b]0;owned\x07such.ndjson")

    assert ended.returncode == 2
    assert "\x1b" not in ended.stderr
    assert r"no\x1b]0;owned\x07such.ndjson" in ended.stderr


def test_ctrl_c_ends_a_command_without_a_traceback() -> None:
    command = [sys.executable, "-m", "debugger", "check", "-"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as checking:
        assert checking.stdin is not None
        assert checking.stdout is not None
        checking.stdin.write('{"type":"track","userId":"u"}\n' * 300)
        checking.stdin.flush()
        assert "event-missing" in checking.stdout.readline()
        checking.send_signal(signal.SIGINT)
        _, said = checking.communicate(timeout=60)

    assert checking.returncode == 130
    assert said == ""
