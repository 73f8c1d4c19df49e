"""The resources are found in a checkout, are whole in the wheel, and carry their licences."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from debugger.resources import resource

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's wheel, built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    command += ["--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("track_debugger-*.whl"))


def test_a_checkout_reads_its_own_resources() -> None:
    assert resource("themes", "light.json") == RESOURCES / "themes" / "light.json"


def test_the_wheel_holds_every_resource(wheel: Path) -> None:
    packed = {
        name.removeprefix("debugger/_resources/")
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith("debugger/_resources/")
    }
    present = {
        path.relative_to(RESOURCES).as_posix() for path in RESOURCES.rglob("*") if path.is_file()
    }
    assert packed == present


def test_a_program_installed_from_the_wheel_works_away_from_the_checkout(
    wheel: Path, tmp_path: Path
) -> None:
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    payloads = tmp_path / "payloads.ndjson"
    payloads.write_text('{"type":"track","userId":"u-1","properties":{"revenue":"19.99"}}\n')
    environment = {**os.environ, "PYTHONPATH": str(installed)}

    def ran(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-P", "-m", "debugger", *arguments],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

    outcome = ran("check", str(payloads))
    assert outcome.returncode == 1, outcome.stderr
    assert "event-missing" in outcome.stdout
    assert "19.99" in outcome.stdout
    told = ran("rules", "event-missing")
    assert told.returncode == 0, told.stderr
    assert "The field is absent." in told.stdout


def test_fonts_and_icons_carry_their_licences() -> None:
    assert "SIL Open Font License" in resource("fonts", "Inter-OFL.txt").read_text()
    assert "SIL Open Font License" in resource("fonts", "JetBrainsMono-OFL.txt").read_text()
    assert "ISC License" in resource("icons", "LICENSE-lucide.txt").read_text()
