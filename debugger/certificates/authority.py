"""Makes the certificates: an authority that devices can trust, and what the HTTPS port shows them.

Three certificates hang together. The root is what devices trust; its key signs the second and is
thrown away before anything is written, so nobody can ever use it. The second, whose key is on the
disk, signs the third anew at each start, which the port shows. The first two are bound to
`names.DOMAINS` and `names.NETWORKS`: whoever steals the key still cannot impersonate the web.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from debugger.certificates.names import DOMAINS, NETWORKS

LIFETIME = timedelta(days=5 * 365)
"""Of root and issuer; then a new root has to be trusted."""
SERVED = timedelta(days=397)
"""Of what the port shows. Apple refuses more than 825 days, and more than 398 from public roots."""
_EARLIER = timedelta(days=2)
"""Clocks of devices may be behind by so much."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A root, and what signs in its name."""

    root: x509.Certificate
    issuer: x509.Certificate
    key: EllipticCurvePrivateKey
    """The issuer's; the root's is nowhere."""

    @property
    def ends(self) -> datetime:
        """When it is no longer valid."""
        return self.issuer.not_valid_after_utc

    def certificate(self) -> bytes:
        """What devices are given to trust, as PEM."""
        return self.root.public_bytes(Encoding.PEM)

    def secret(self) -> bytes:
        """All of it as PEM, to be read again by `read`."""
        return _private(self.key) + self.issuer.public_bytes(Encoding.PEM) + self.certificate()

    def issue(self, names: tuple[str, ...], now: datetime) -> bytes:
        """A new key with a certificate for `names`, and the issuer's, as PEM."""
        key = generate_private_key(SECP256R1())
        subject = _named(names[0])
        end = min(now + SERVED, self.ends)
        builder = _begun(subject, self.issuer.subject, key, now, end)
        builder = builder.add_extension(
            x509.BasicConstraints(ca=False, path_length=None), critical=True
        )
        builder = builder.add_extension(
            x509.SubjectAlternativeName([_general(name) for name in names]), critical=False
        )
        builder = builder.add_extension(_usage(digital_signature=True), critical=True)
        certificate = _signed_by(self.key, self.issuer, builder)
        return b"".join(
            (
                _private(key),
                *(each.public_bytes(Encoding.PEM) for each in (certificate, self.issuer)),
            )
        )


def make(machine: str, now: datetime) -> Authority:
    """A new authority, named after the `machine` so that devices can tell two of them apart."""
    root_key, key = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    name = _named(f"Track Debugger on {machine}"[:64])
    root = _authority(name, name, root_key, now, path_length=1).sign(root_key, SHA256())
    issuing = _authority(_named("Track Debugger issuer"), name, key, now, path_length=0)
    return Authority(root=root, issuer=_signed_by(root_key, root, issuing), key=key)


def read(secret: bytes) -> Authority:
    """What `secret` gave. Raises `ValueError` when it is damaged."""
    key = load_pem_private_key(secret, password=None)
    issuer, root = x509.load_pem_x509_certificates(secret)
    if not isinstance(key, EllipticCurvePrivateKey) or key.public_key() != issuer.public_key():
        raise ValueError("the key is not the certificate's")
    try:
        issuer.verify_directly_issued_by(root)
    except (InvalidSignature, TypeError) as error:
        raise ValueError("the certificates do not belong together") from error
    return Authority(root=root, issuer=issuer, key=key)


def _authority(
    subject: x509.Name,
    issuer: x509.Name,
    key: EllipticCurvePrivateKey,
    now: datetime,
    *,
    path_length: int,
) -> x509.CertificateBuilder:
    builder = _begun(subject, issuer, key, now, now + LIFETIME)
    builder = builder.add_extension(
        x509.BasicConstraints(ca=True, path_length=path_length), critical=True
    )
    builder = builder.add_extension(
        x509.NameConstraints(
            permitted_subtrees=[
                *(x509.DNSName(domain) for domain in DOMAINS),
                *(x509.IPAddress(network) for network in NETWORKS),
            ],
            excluded_subtrees=None,
        ),
        critical=True,
    )
    return builder.add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)


def _begun(
    subject: x509.Name,
    issuer: x509.Name,
    key: EllipticCurvePrivateKey,
    now: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    """What every certificate has. None is good for anything but showing a server's name."""
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLIER)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    )


def _signed_by(
    key: EllipticCurvePrivateKey, issuer: x509.Certificate, builder: x509.CertificateBuilder
) -> x509.Certificate:
    identifier = issuer.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value
    return builder.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(identifier), critical=False
    ).sign(key, SHA256())


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _usage(
    *, digital_signature: bool = False, key_cert_sign: bool = False, crl_sign: bool = False
) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=digital_signature,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=key_cert_sign,
        crl_sign=crl_sign,
        encipher_only=False,
        decipher_only=False,
    )


def _private(key: EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
