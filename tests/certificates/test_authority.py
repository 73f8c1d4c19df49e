"""The authority vouches for this machine and its network, as other verifiers judge it, and for nothing else."""

from __future__ import annotations

import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from debugger.certificates import authority
from debugger.certificates.authority import Authority
from debugger.certificates.names import ALWAYS, is_permitted, permitted

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture(scope="module")
def made() -> Authority:
    return authority.make("test machine", NOW)


def verdict(made: Authority, chain: list[x509.Certificate], name: str, folder: Path) -> str:
    """What openssl says of a chain, the server's certificate first, that is asked for `name`."""
    root, rest, leaf = (folder / each for each in ("root.pem", "rest.pem", "leaf.pem"))
    root.write_bytes(made.certificate())
    leaf.write_bytes(chain[0].public_bytes(Encoding.PEM))
    rest.write_bytes(b"".join(each.public_bytes(Encoding.PEM) for each in chain[1:]))
    kind = "-verify_ip" if name[-1].isdigit() else "-verify_hostname"
    command = ["openssl", "verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", str(root)]
    ended = subprocess.run(
        [*command, "-untrusted", str(rest), kind, name, str(leaf)],
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stdout + ended.stderr


def served(made: Authority, *names: str) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(made.issue(names, NOW))


@pytest.mark.parametrize(
    "name", [*ALWAYS, "192.168.178.20", "10.1.2.3", "172.31.0.1", "my-machine.local"]
)
def test_what_the_port_shows_is_right_for_this_machine(
    made: Authority, name: str, tmp_path: Path
) -> None:
    chain = served(made, *permitted([name]))

    assert verdict(made, chain, name, tmp_path).endswith("leaf.pem: OK\n")


@pytest.mark.parametrize(
    "name",
    ["segment.com", "api.segment.io", "localhost.example.com", "8.8.8.8", "172.32.0.1", "notlocal"],
)
def test_a_stolen_key_cannot_vouch_for_the_web(made: Authority, name: str, tmp_path: Path) -> None:
    chain = served(made, name)

    assert "permitted subtree violation" in verdict(made, chain, name, tmp_path)


def test_a_stolen_key_cannot_make_another_authority(made: Authority, tmp_path: Path) -> None:
    key = generate_private_key(SECP256R1())
    forged = Authority(
        root=made.root,
        issuer=authority._signed_by(
            made.key,
            made.issuer,
            authority._authority(made.root.subject, made.issuer.subject, key, NOW, path_length=0),
        ),
        key=key,
    )
    chain = [*served(forged, "localhost"), made.issuer]

    assert "path length constraint exceeded" in verdict(made, chain, "localhost", tmp_path)


def test_the_certificates_keep_to_what_apple_asks(made: Authority) -> None:
    leaf, issuer = served(made, *ALWAYS)

    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc < timedelta(days=825)
    assert leaf.not_valid_after_utc - NOW <= timedelta(days=398)
    assert leaf.not_valid_before_utc < NOW
    for each in (leaf, issuer, made.root):
        usage = each.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
        assert list(usage) == [ExtendedKeyUsageOID.SERVER_AUTH]
        assert isinstance(each.signature_hash_algorithm, SHA256)
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {str(each.value) for each in names} == set(ALWAYS)


def test_nothing_outlives_the_authority(made: Authority) -> None:
    late = made.ends - timedelta(days=10)
    (leaf, _) = x509.load_pem_x509_certificates(made.issue(ALWAYS, late))

    assert leaf.not_valid_after_utc == made.ends


def test_the_roots_key_is_written_nowhere(made: Authority) -> None:
    assert made.secret().count(b"PRIVATE KEY-----") == 2  # the beginning and the end of one
    assert made.key.public_key() != made.root.public_key()
    assert authority.read(made.secret()).key.public_key() == made.issuer.public_key()


@pytest.mark.parametrize("damage", ["", "-----BEGIN", "no PEM at all"])
def test_a_damaged_secret_is_refused(made: Authority, damage: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        authority.read(made.secret()[: len(made.secret()) // 3] + damage.encode())


def test_parts_of_two_authorities_do_not_go_together(made: Authority) -> None:
    other = authority.make("another machine", NOW)
    mixed = Authority(root=made.root, issuer=other.issuer, key=other.key)
    swapped = Authority(root=other.root, issuer=other.issuer, key=made.key)

    with pytest.raises(ValueError, match="does not match"):
        authority.read(mixed.secret())
    with pytest.raises(ValueError, match="not the certificate's"):
        authority.read(swapped.secret())


def test_python_reads_it_strictly(made: Authority, tmp_path: Path) -> None:
    context = ssl.create_default_context(cadata=made.certificate().decode())
    context.verify_flags |= ssl.VerifyFlags.VERIFY_X509_STRICT
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    path = tmp_path / "served.pem"
    path.write_bytes(made.issue(ALWAYS, NOW))
    server.load_cert_chain(path)
    sides = [(ssl.MemoryBIO(), ssl.MemoryBIO())]
    (to_server, to_client) = sides[0]
    client_side = context.wrap_bio(to_client, to_server, server_hostname="127.0.0.1")
    server_side = server.wrap_bio(to_server, to_client, server_side=True)

    for side in (client_side, server_side, client_side, server_side):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue

    assert client_side.version() == "TLSv1.3"


@pytest.mark.parametrize(
    ("name", "is_it"),
    [
        ("localhost", True),
        ("shop.localhost", True),
        ("machine.local", True),
        ("fd12::1", True),
        ("fe80::1", True),
        ("100.64.0.1", True),
        ("dev", False),
        ("machine.example.com", False),
        ("2001:db8::1", False),
        ("203.0.113.9", False),
        ("", False),
    ],
)
def test_names_that_may_be_carried(name: str, is_it: bool) -> None:  # noqa: FBT001
    assert is_permitted(name) is is_it
