"""A publisher of releases on this computer: signs lists, serves them, and misbehaves when it is asked to."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from carecoop_desktop import __version__
from carecoop_desktop.home.updates.installation import this_program

NOW = datetime.now(UTC).replace(microsecond=0)
SETUP = b"a setup of the newer version" * 300
OWN_SETUP = b"the setup of this version" * 300
NEWER = "9.0.0"
_USAGES = ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
           "key_cert_sign", "crl_sign", "encipher_only", "decipher_only")  # fmt: skip


def _script(name: str) -> ModuleType:
    path = Path(__file__).resolve().parents[3] / "installer" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"installer_{name}", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


signing = _script("signing")
SEED = bytes(range(32))
OTHER_SEED = bytes(range(1, 33))


def package(content: bytes, file: str = f"CareCoop-{NEWER}-setup.exe", system: str = "") -> dict[str, Any]:
    """A file as a list names it."""
    return {"system": system or this_program().system, "file": file, "size": len(content),
            "sha256": hashlib.sha256(content).hexdigest()}  # fmt: skip


def release(version: str = NEWER, content: bytes = SETUP, **values: Any) -> dict[str, Any]:
    """A release as a list names it."""
    return {
        "version": version, "date": "2026-11-20", "notes": ["Pay runs are quicker.", "Bank files for two more banks."],
        "upgrade_from": "0.1.0", "office_shape": this_program().shape,
        "packages": [package(content, f"CareCoop-{version}-setup.exe")], **values,
    }  # fmt: skip


def listed(*releases: dict[str, Any], **values: Any) -> bytes:
    """A list of releases as it is written."""
    found = {
        "format": 1, "serial": 5, "published": (NOW - timedelta(days=2)).isoformat(),
        "valid_until": (NOW + timedelta(days=90)).date().isoformat(), "releases": list(releases), **values,
    }  # fmt: skip
    return json.dumps(found).encode()


@dataclass
class Publisher:
    """What the server gives out: ``files`` by path, or an answer of another kind."""

    files: dict[str, bytes] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    broken: dict[str, int] = field(default_factory=dict)
    """Paths whose answer says how long it is, and ends after so many bytes."""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    url: str = ""

    def publish(self, *releases: dict[str, Any], seed: bytes = SEED, **values: Any) -> bytes:
        """Put a signed list where the program looks."""
        return self.put(listed(*(releases or (release(),)), **values), seed)

    def put(self, data: bytes, seed: bytes = SEED) -> bytes:
        """Put these very bytes there, signed."""
        self.files["/releases.json"] = data
        self.files["/releases.json.sig"] = signing.written(signing.sign(seed, data)).encode() + b"\n"
        return data

    def setups(self) -> None:
        """The files of this version and of the newer one."""
        self.files[f"/CareCoop-{NEWER}-setup.exe"] = SETUP
        self.files[f"/CareCoop-{__version__}-setup.exe"] = OWN_SETUP

    @property
    def address(self) -> str:
        """Where its list stands."""
        return f"{self.url}/releases.json"

    def trust_file(self, folder: Path, address: str | None = None, seeds: tuple[bytes, ...] = (SEED,)) -> Path:
        """What a program is built with that trusts this publisher."""
        keys = "".join(f'\n[[keys]]\nname = "key {number}"\ned25519 = "{signing.written(signing.public_of(seed))}"\n'
                       for number, seed in enumerate(seeds, 1))  # fmt: skip
        path = folder / "releases.toml"
        path.write_text(f'address = "{self.address if address is None else address}"\n{keys}', encoding="utf-8")
        return path


def certified(folder: Path, *names: str) -> tuple[Path, Path]:
    """An authority of one's own, and a server's certificate with its key for these names, as files."""
    x509 = pytest.importorskip("cryptography.x509", reason="the server part makes certificates")
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from cryptography.x509.oid import NameOID

    begin, end = NOW - timedelta(days=1), NOW + timedelta(days=2)
    keys = [ec.generate_private_key(ec.SECP256R1()) for _each in range(2)]
    titles = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in ("Authority", "Server")]
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(keys[0].public_key())
    made = []
    for number, key in enumerate(keys):
        usage = dict.fromkeys(_USAGES, False) | (
            {"key_cert_sign": True} if number == 0 else {"digital_signature": True}
        )
        builder = (
            x509.CertificateBuilder(
                titles[0], titles[number], key.public_key(), x509.random_serial_number(), begin, end
            )
            .add_extension(x509.BasicConstraints(ca=number == 0, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**usage), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
            .add_extension(above, critical=False)
        )
        if number:
            hosts = [x509.IPAddress(ip_address(each)) if each[0].isdigit() else x509.DNSName(each) for each in names]
            builder = builder.add_extension(x509.SubjectAlternativeName(hosts), critical=False)
        made.append(builder.sign(keys[0], hashes.SHA256()).public_bytes(Encoding.PEM))
    private = keys[1].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    authority, server = folder / "authority.pem", folder / "server.pem"
    authority.write_bytes(made[0])
    server.write_bytes(private + made[1])
    return authority, server


@contextmanager
def publisher(certificate: Path | None = None) -> Iterator[Publisher]:
    """Serve on loopback until the end of the block; over TLS where there is a certificate (with its key)."""
    made = Publisher()

    class Answer(BaseHTTPRequestHandler):
        """Answers from what the publisher holds."""

        def do_GET(self) -> None:
            """One file."""
            made.asked.append((self.path, dict(self.headers)))
            path = self.path.partition("?")[0]
            if path in made.moved:
                self.send_response(302)
                self.send_header("Location", made.moved[path])
                self.end_headers()
            elif path not in made.files:
                self.send_error(404)
            else:
                self._give(made.files[path], made.broken.get(path))

        def _give(self, content: bytes, most: int | None) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content if most is None else content[:most])

        def log_message(self, *_words: Any) -> None:
            """Silent."""

    class Silent(ThreadingHTTPServer):
        """Who turns away from a certificate is no trouble of the server's."""

        def handle_error(self, *_what: Any) -> None:
            """Nothing."""

    server = Silent(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    made.url = f"http{'s' if certificate is not None else ''}://127.0.0.1:{server.server_port}"
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
