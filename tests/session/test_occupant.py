"""A mark holds while its process runs, and never for another one."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from debugger.session.occupant import is_running, this_process


def test_this_process_runs() -> None:
    assert is_running(this_process())
    assert this_process().split()[0] == str(os.getpid())


def test_ended_process_does_not_even_before_it_is_waited_for() -> None:
    program = "from debugger.session.occupant import this_process; print(this_process())"
    child = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    mark = child.stdout.read().strip()
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
    assert not is_running(mark)
    child.wait()
    child.stdout.close()
    assert not is_running(mark)


def test_number_given_to_another_process_is_not_it() -> None:
    number, _, start = this_process().partition(" ")
    if not start:
        pytest.skip("this system does not say when a process started")
    assert not is_running(f"{number} 1@{start.partition('@')[2]}")
    assert not is_running(f"1 {start}")


@pytest.mark.parametrize("mark", ["", "0", "-1", "x", "99999999999999999999", "² 1"])
def test_nonsense_runs_nowhere(mark: str) -> None:
    assert not is_running(mark)
