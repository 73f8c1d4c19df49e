"""The authority is made once, stays private, is renewed when it has ended, and is never replaced in silence."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from debugger.certificates.authority import LIFETIME
from debugger.certificates.keeping import kept
from debugger.certificates.public import (
    CERTIFICATE,
    SECRET,
    der,
    exists,
    export,
    fingerprint,
    forget,
)
from debugger.errors import CertificateError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "certificates"


def test_it_is_made_once_and_is_private(folder: Path) -> None:
    before = os.umask(0)
    try:
        first, renewed = kept(folder)
    finally:
        os.umask(before)

    assert not renewed
    assert exists(folder)
    assert (mode(folder), mode(folder / SECRET), mode(folder / CERTIFICATE)) == (
        0o700,
        0o600,
        0o644,
    )
    assert sorted(each.name for each in folder.iterdir()) == sorted([SECRET, CERTIFICATE])
    again, _ = kept(folder)
    assert again.certificate() == first.certificate() == (folder / CERTIFICATE).read_bytes()


def test_a_key_that_others_could_read_is_made_private_again(folder: Path) -> None:
    kept(folder)
    (folder / SECRET).chmod(0o644)
    folder.chmod(0o755)

    kept(folder)

    assert (mode(folder), mode(folder / SECRET)) == (0o700, 0o600)


def test_programs_that_start_together_agree(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from debugger.certificates.keeping import kept\n"
        "sys.stdin.readline()\n"
        "sys.stdout.write(kept(Path(sys.argv[1]))[0].certificate().decode())\n"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for child in started:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    said = {child.communicate()[0] for child in started}

    assert said == {(folder / CERTIFICATE).read_text()}


def test_one_that_has_ended_is_renewed(folder: Path) -> None:
    old, _ = kept(folder, now=NOW)
    almost, renewed_early = kept(folder, now=NOW + LIFETIME - timedelta(seconds=1))
    new, renewed = kept(folder, now=NOW + LIFETIME)

    assert (renewed_early, renewed) == (False, True)
    assert almost.certificate() == old.certificate() != new.certificate()
    assert (folder / CERTIFICATE).read_bytes() == new.certificate()
    assert new.ends == NOW + 2 * LIFETIME


@pytest.mark.parametrize("damage", [b"", b"\x00" * 100, b"-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_a_damaged_one_stays_and_says_what_to_do(folder: Path, damage: bytes) -> None:
    kept(folder)
    (folder / SECRET).write_bytes(damage)

    with pytest.raises(CertificateError) as raised:
        kept(folder)

    assert "damaged" in raised.value.message
    assert "track-debugger certificate --forget" in raised.value.remedy
    assert (folder / SECRET).read_bytes() == damage


@pytest.mark.parametrize("damage", [None, b"", b"-----BEGIN CERTIFICATE-----\n*\n"])
def test_the_public_part_is_written_again(folder: Path, damage: bytes | None) -> None:
    first, _ = kept(folder)
    (folder / CERTIFICATE).unlink()
    if damage is not None:
        (folder / CERTIFICATE).write_bytes(damage)
        with pytest.raises(CertificateError, match="damaged"):
            der(folder / CERTIFICATE)

    kept(folder)

    assert (folder / CERTIFICATE).read_bytes() == first.certificate()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CertificateError, match="cannot be used"):
        kept(tmp_path / "certificates")


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "certificates").write_text("")

    with pytest.raises(CertificateError, match="cannot be used"):
        kept(tmp_path / "certificates")


def test_copies_are_the_certificate_and_never_the_key(folder: Path, tmp_path: Path) -> None:
    kept(folder)
    certificate = folder / CERTIFICATE

    for name in ("ca.pem", "ca.cer", "ca.CRT", "ca.der"):
        export(certificate, tmp_path / name)

    assert (tmp_path / "ca.pem").read_bytes() == certificate.read_bytes()
    for name in ("ca.cer", "ca.CRT", "ca.der"):
        assert (tmp_path / name).read_bytes() == der(certificate)
    told = subprocess.run(
        ["openssl", "x509", "-inform", "DER", "-noout", "-fingerprint", "-sha256"],
        input=der(certificate),
        capture_output=True,
        check=True,
    )
    assert told.stdout.decode().strip().endswith(f"={fingerprint(certificate)}")


def test_a_copy_that_cannot_be_written_says_so(folder: Path, tmp_path: Path) -> None:
    kept(folder)

    with pytest.raises(CertificateError, match="cannot be written"):
        export(folder / CERTIFICATE, tmp_path / "no" / "such" / "ca.pem")
    with pytest.raises(CertificateError, match="cannot be read"):
        export(tmp_path / "none.pem", tmp_path / "ca.pem")


def test_it_can_be_forgotten(folder: Path) -> None:
    first, _ = kept(folder)

    assert forget(folder)
    assert list(folder.iterdir()) == []
    assert not forget(folder)
    assert kept(folder)[0].certificate() != first.certificate()
