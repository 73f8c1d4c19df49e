"""docs/schema.md: its commands are run over its calls, and what they print is what stands there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "schema.md").read_text(encoding="utf-8")
CALLS = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0]
EXAMPLES = re.findall(r"```console\n\$ track-debugger (.*?)\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("command", "printed"), EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_what_the_page_shows_is_what_is_printed(command: str, printed: str, tmp_path: Path) -> None:
    (tmp_path / "calls.ndjson").write_text(CALLS)
    done = subprocess.run(
        [sys.executable, "-m", "debugger", *shlex.split(command)],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == printed


def test_every_format_and_option_is_on_the_page() -> None:
    assert len(EXAMPLES) == 3
    for option in ("--event", "--filter", "--format", "`text`", "`json`", "`json-schema`"):
        assert option in PAGE
