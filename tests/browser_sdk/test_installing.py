"""What is kept of a package: its scripts and its licence, whole, checked, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from debugger.browser_sdk.installing import install, remove
from debugger.browser_sdk.kept import VERSION, kept
from debugger.errors import BrowserSdkError
from tests.browser_sdk.packages import OTHER, files, folder_of, tarball_of

WANTED = {
    "package.json",
    "LICENSE.MD",
    "dist/umd/standalone.js",
    "dist/umd/part.bundle.0a1b.js",
}


def present(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "data" / "browser-sdk"


@pytest.fixture
def tarball(tmp_path: Path) -> Path:
    path = tmp_path / "package.tgz"
    path.write_bytes(tarball_of(files()))
    return path


def test_scripts_and_licence_are_taken_from_a_tarball(tarball: Path, target: Path) -> None:
    copy = install(tarball, target)

    assert (copy.folder, copy.version) == (target, OTHER)
    assert present(target) == WANTED
    assert copy.script("standalone.js") == b"window.standalone = true"
    assert kept(target) == copy
    assert list(target.parent.iterdir()) == [target]


def test_and_from_a_folder(tmp_path: Path, target: Path) -> None:
    copy = install(folder_of(files(VERSION), tmp_path / "node_modules"), target)

    assert copy.version == VERSION
    assert present(target) == WANTED


def test_another_release_takes_the_place_of_the_whole_of_the_last(
    tarball: Path, tmp_path: Path, target: Path
) -> None:
    install(folder_of(files("1.69.0", older=b""), tmp_path / "older"), target)
    assert (target / "dist/umd/older.js").exists()

    assert install(tarball, target).version == OTHER
    assert present(target) == WANTED


def test_the_known_release_has_to_be_it_to_the_byte(tmp_path: Path, target: Path) -> None:
    path = tmp_path / "package.tgz"
    path.write_bytes(tarball_of(files(VERSION)))

    with pytest.raises(BrowserSdkError, match="its sha512 is another"):
        install(path, target)
    assert kept(target) is None


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda content: content.pop("package.json"), "is not the package"),
        (lambda content: content.update({"package.json": b"["}), "is not the package"),
        (lambda content: content.update({"package.json": b'{"name": "x"}'}), "is not the package"),
        (lambda content: content.pop("dist/umd/standalone.js"), "has no dist/umd/standalone.js"),
        (lambda content: content.pop("LICENSE.MD"), "has no licence"),
    ],
)
def test_what_is_not_it_leaves_the_last_copy(
    spoil: object, why: str, tarball: Path, tmp_path: Path, target: Path
) -> None:
    install(tarball, target)
    content = files("1.71.0")
    assert callable(spoil)
    spoil(content)
    other = tmp_path / "other.tgz"
    other.write_bytes(tarball_of(content))

    with pytest.raises(BrowserSdkError, match=why):
        install(other, target)
    found = kept(target)
    assert found is not None
    assert found.version == OTHER


@pytest.mark.parametrize("content", [b"", b"not a tarball", tarball_of(files())[:200]])
def test_a_damaged_tarball_is_told_to_be_one(content: bytes, tmp_path: Path, target: Path) -> None:
    path = tmp_path / "package.tgz"
    path.write_bytes(content)

    with pytest.raises(BrowserSdkError) as raised:
        install(path, target)
    assert str(path) in raised.value.message
    assert not target.exists()


def test_nothing_is_written_to_where_a_tarball_says(tmp_path: Path, target: Path) -> None:
    path = tmp_path / "package.tgz"
    path.write_bytes(
        tarball_of(
            {
                **files(),
                "../../../outside.js": b"no",
                "dist/umd/../../../../outside.js": b"no",
                "dist/umd/.hidden.js": b"no",
                "dist/umd/deep/one.js": b"no",
            }
        )
    )

    install(path, target)
    assert present(target) == WANTED
    assert not list(tmp_path.rglob("outside.js"))


def test_what_is_not_there_is_said_to_be_missing(tmp_path: Path, target: Path) -> None:
    with pytest.raises(BrowserSdkError, match="There is no"):
        install(tmp_path / "absent.tgz", target)
    with pytest.raises(BrowserSdkError, match="There is no"):
        install(tmp_path, target)


def test_removing(tarball: Path, target: Path) -> None:
    install(tarball, target)

    assert remove(target) is True
    assert kept(target) is None
    assert remove(target) is False


@pytest.mark.parametrize(
    "name", ["", "absent.js", "../../package.json", "../umd/standalone.js", "a/b.js", "LICENSE.MD"]
)
def test_nothing_but_its_scripts_can_be_asked_for(name: str, tarball: Path, target: Path) -> None:
    assert install(tarball, target).script(name) is None
