"""A certificate of the server's own, and the authority that signed it: the desks trust that one and no other."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterable
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from carecoop_desktop.home.servers.part import how_to_install, reach_server_part
from carecoop_desktop.platform.kernel.dates import utc_now
from carecoop_desktop.platform.kernel.errors import Refusal

AUTHORITY, CERTIFICATE, KEY = "office-ca.crt", "server.crt", "server.key"
_YEARS = 10


def can_make_certificates() -> bool:
    """Whether what makes certificates is installed and works here."""
    reach_server_part()
    try:
        import_module("cryptography.x509")
    except ImportError:
        return False
    return True


def make_certificates(folder: Path, names: Iterable[str]) -> None:
    """Write authority, certificate and key into a folder. The authority's own key is thrown away when it has signed.

    ``names`` are the host names and addresses under which desks reach the server.
    """
    reach_server_part()
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.x509.oid import NameOID
    except ImportError as error:
        raise Refusal(
            "The part of the program that makes certificates is not installed.",
            how_to_install(),
        ) from error

    def named(words: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])

    begin, end = utc_now() - timedelta(days=1), utc_now() + timedelta(days=365 * _YEARS)
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_name = named("CareCoop office server authority")
    fresh = x509.CertificateBuilder().not_valid_before(begin).not_valid_after(end)
    authority = (
        fresh.subject_name(ca_name).issuer_name(ca_name).public_key(ca_key.public_key())
        .serial_number(x509.random_serial_number())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(ca_key, hashes.SHA256())
    )  # fmt: skip
    hosts = [_general(x509, name) for name in dict.fromkeys(names)]
    certificate = (
        fresh.subject_name(named("CareCoop office server")).issuer_name(ca_name).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(ca_key, hashes.SHA256())
    )  # fmt: skip
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    for name, content in (
        (AUTHORITY, authority.public_bytes(pem)),
        (CERTIFICATE, certificate.public_bytes(pem)),
        (KEY, private),
    ):
        _write(folder / name, content, 0o600 if name == KEY else 0o644)


def _general(x509: Any, name: str) -> Any:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _write(path: Path, content: bytes, mode: int) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(file, "wb") as out:
        out.write(content)
