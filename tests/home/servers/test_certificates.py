"""The server's own certificate and its authority."""

from __future__ import annotations

import ssl
import stat
from pathlib import Path

import pytest

from carecoop_desktop.home.servers.certificates import AUTHORITY, CERTIFICATE, KEY, make_certificates

x509 = pytest.importorskip("cryptography.x509")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    make_certificates(tmp_path, ["office-pc", "192.168.1.7", "office-pc"])
    return tmp_path


def test_the_key_is_closed_to_others_and_the_authoritys_own_is_gone(made: Path) -> None:
    assert {path.name for path in made.iterdir()} == {AUTHORITY, CERTIFICATE, KEY}
    assert stat.S_IMODE((made / KEY).stat().st_mode) & 0o077 == 0 or (made / KEY).drive


def test_it_names_the_server_and_is_signed_by_the_authority(made: Path) -> None:
    certificate = x509.load_pem_x509_certificate((made / CERTIFICATE).read_bytes())
    authority = x509.load_pem_x509_certificate((made / AUTHORITY).read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["office-pc"]
    assert [str(each) for each in names.get_values_for_type(x509.IPAddress)] == ["192.168.1.7"]
    certificate.verify_directly_issued_by(authority)


def test_pythons_own_tls_takes_them(made: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made / CERTIFICATE, made / KEY)
    assert ssl.create_default_context(cafile=str(made / AUTHORITY)).cert_store_stats()["x509_ca"] == 1
