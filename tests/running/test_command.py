"""A command beside the sink ends as in a shell: its code, its signals, all that it started."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from debugger.running.command import Command, Ended

PATIENCE = 30.0


def run(*words: str, timeout: float | None = None, **environment: str) -> Ended:
    return Command(words, environment, timeout=timeout).run()


def python(code: str, *arguments: str) -> tuple[str, ...]:
    return sys.executable, "-c", code, *arguments


@pytest.mark.parametrize("code", [0, 1, 255])
def test_its_exit_code_is_its_own(code: int) -> None:
    assert run(*python(f"raise SystemExit({code})")) == Ended(code)


def test_it_is_given_its_arguments_untouched_and_what_is_added_to_the_environment(
    tmp_path: Path,
) -> None:
    out = tmp_path / "out"
    code = f"import os, sys; open({str(out)!r}, 'w').write(sys.argv[1] + os.environ['ADDED'])"
    assert run(*python(code, "$HOME; *"), ADDED="!").code == 0
    assert out.read_text() == "$HOME; *!"


def test_what_cannot_be_run_is_told_as_a_shell_tells_it(tmp_path: Path) -> None:
    assert run("no-such-command").code == 127
    (tmp_path / "plain").write_text("")
    ended = run(str(tmp_path / "plain"))
    assert (ended.code, ended.words.endswith("cannot be run: Permission denied.")) == (126, True)
    assert run("true", "a\0b").code == 126


def test_what_is_killed_says_by_what() -> None:
    ended = run(*python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)"))
    assert (ended.code, "Killed" in ended.words) == (137, True)


def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    child = (
        f"import os, time; open({str(pid_file)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    )
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    command = Command(python(code), {}, timeout=None)
    started = threading.Thread(target=lambda: ends.append(command.run()))
    ends: list[Ended] = []
    started.start()
    until(lambda: pid_file.exists() and bool(pid_file.read_text()))
    command.signal(signal.SIGTERM)
    started.join(PATIENCE)
    assert ends[0].code == 143
    until(lambda: not is_running(int(pid_file.read_text())))
    assert run(*python("import time; time.sleep(600)"), timeout=0.2).code == 124


def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    ready = tmp_path / "ready"
    code = (
        "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        f"open({str(ready)!r}, 'w')\ntime.sleep(600)"
    )
    command = Command(python(code), {}, timeout=None)
    ends: list[Ended] = []
    started = threading.Thread(target=lambda: ends.append(command.run()))
    started.start()
    until(ready.exists)
    command.signal(signal.SIGTERM)
    command.signal(signal.SIGTERM)
    started.join(PATIENCE)
    assert ends[0].code == 137


def test_a_signal_before_it_starts_keeps_it_from_starting() -> None:
    command = Command(["no-such-command"], {}, timeout=None)
    command.signal(signal.SIGINT)
    assert command.run() == Ended(130)


def until(holds: Callable[[], bool]) -> None:
    """Looks again and again, and lets others run meanwhile."""
    pause = threading.Event()
    while not holds():
        pause.wait(0.01)


def is_running(pid: int) -> bool:
    """Whether the process is there, and no zombie that nobody has asked about yet."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False
