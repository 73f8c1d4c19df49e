"""`track-debugger browser-sdk` in a process of its own, with npm and a registry on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from debugger.browser_sdk.kept import PACKAGE, VERSION
from tests.browser_sdk.packages import files, folder_of, registry, tarball_of
from tests.node_sdks import FOLDER as NODE
from tests.node_sdks import program

Ran = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "track-debugger" / "browser-sdk"


@pytest.fixture
def ran(tmp_path: Path) -> Ran:
    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "debugger", "browser-sdk", *arguments],
            env={**os.environ, "XDG_DATA_HOME": str(tmp_path), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def from_registry(address: str, tmp_path: Path) -> dict[str, str]:
    """What makes npm ask only there."""
    return {
        "npm_config_registry": address,
        "npm_config_@segment:registry": address,
        "npm_config_cache": str(tmp_path / "npm"),
        "npm_config_userconfig": str(tmp_path / "npmrc"),
        "npm_config_fetch_retries": "0",
        "npm_config_update_notifier": "false",
        "no_proxy": "127.0.0.1",
        "npm_config_noproxy": "127.0.0.1",
    }


def test_nothing_is_there_until_it_is_asked_for(ran: Ran, folder: Path) -> None:
    ended = ran()

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == (
        "There is none. track-debugger browser-sdk install fetches it with npm.\n"
    )
    assert ran("remove").stdout == "There is none.\n"
    assert not folder.exists()


def test_it_is_kept_from_a_folder_shown_and_removed(ran: Ran, folder: Path, tmp_path: Path) -> None:
    source = folder_of(files(), tmp_path / "package")

    installed = ran("install", "--from", str(source), PATH="")
    assert (installed.returncode, installed.stderr) == (0, "")
    assert f"Package  {PACKAGE} 1.70.0\n" in installed.stdout
    assert f"Licence  {folder / 'LICENSE.MD'}\n" in installed.stdout
    assert "npm" not in installed.stdout
    assert ran("status").stdout in installed.stdout
    assert ran("remove").stdout == "Removed.\n"
    assert not folder.exists()


def test_npm_fetches_the_release_whose_hash_is_known(ran: Ran, tmp_path: Path) -> None:
    program("npm")
    wrong = tarball_of(files(VERSION))
    with registry(VERSION, wrong) as address:
        ended = ran("install", **from_registry(address, tmp_path))

    assert ended.returncode == 2
    assert ended.stdout == f"npm fetches {PACKAGE} {VERSION} …\n"
    assert "its sha512 is another" in ended.stderr


@pytest.mark.clients
@pytest.mark.usefixtures("node")
def test_the_published_release_is_taken(ran: Ran, folder: Path, tmp_path: Path) -> None:
    """npm's own cache has it, since the tests' node_modules were installed from there."""
    npm = program("npm")
    packed = subprocess.run(
        [npm, "pack", f"{PACKAGE}@{VERSION}", "--offline", "--pack-destination", tmp_path],
        cwd=NODE,
        capture_output=True,
        text=True,
        check=False,
    )
    if packed.returncode:
        pytest.skip("npm has no copy of the tarball")
    with registry(VERSION, next(tmp_path.glob("*.tgz")).read_bytes()) as address:
        ended = ran("install", **from_registry(address, tmp_path))

    assert (ended.returncode, ended.stderr) == (0, "")
    assert f"Package  {PACKAGE} {VERSION}\n" in ended.stdout
    own = NODE / "node_modules" / PACKAGE
    for path in folder.rglob("*.*"):
        assert path.read_bytes() == (own / path.relative_to(folder)).read_bytes()
    assert len(list((folder / "dist/umd").iterdir())) == len(list((own / "dist/umd").glob("*.js")))


def test_without_npm_it_says_what_else_to_do(ran: Ran) -> None:
    ended = ran("install", PATH="")

    assert ended.returncode == 2
    assert "npm is not installed here." in ended.stderr
    assert "--from" in ended.stderr


def test_where_the_registry_does_not_answer_it_says_why(
    ran: Ran, folder: Path, tmp_path: Path
) -> None:
    program("npm")
    with registry(VERSION, b"") as address:
        pass

    ended = ran("install", **from_registry(address, tmp_path))
    assert ended.returncode == 2
    assert f"npm could not fetch {PACKAGE} {VERSION}: " in ended.stderr
    assert address.removeprefix("http://") in ended.stderr
    assert not folder.exists()


def test_a_source_alone_installs_nothing(ran: Ran, tmp_path: Path) -> None:
    assert ran("--from", str(tmp_path)).returncode == 2
