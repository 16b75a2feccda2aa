"""A network mirror for providers on loopback, with a CA of its own, that counts what is downloaded.

https://developer.hashicorp.com/terraform/internals/provider-network-mirror-protocol
"""

from __future__ import annotations

import datetime as dt
import io
import ipaddress
import json
import os
import ssl
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from oci_assets.terraform.providers_lock import this_platform

HOST = "registry.invalid"
LARGE = 3_000_000


def zipped(name: str, version: str) -> bytes:
    """A provider's package; init unpacks it and never starts it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo(f"terraform-provider-{name}_v{version}")
        info.external_attr = 0o755 << 16
        archive.writestr(info, os.urandom(LARGE // 2) + b"x" * (LARGE // 2))
        archive.writestr("README.md", f"{name} {version}\n")
    return buffer.getvalue()


class Mirror:
    """What the mirror offers (`x/1.0.0` -> package) and what was taken from it.

    Attributes:
        taken: the packages that were downloaded, in order.
        gate: downloads wait while it is not set.
        waiting: set as soon as a download waits or begins.
    """

    def __init__(self, *offered: str) -> None:
        self.packages = {each: zipped(*each.split("/")) for each in offered}
        self.taken: list[str] = []
        self.gate, self.waiting = threading.Event(), threading.Event()
        self.gate.set()
        self.environ: dict[str, str] = {}

    def answer(self, path: str) -> bytes | None:
        """The answer to a path; None: not found."""
        parts = path.strip("/").split("/")
        if path.endswith(".zip"):
            return self._package("/".join(parts[-2:]).removesuffix(".zip"))
        if parts[:2] != [HOST, "test"]:
            return None
        versions = [each.partition("/")[2] for each in self.packages if each.partition("/")[0] == parts[2]]
        if parts[3:] == ["index.json"]:
            return json.dumps({"versions": {version: {} for version in versions}}).encode()
        archive = {"url": f"/zips/{parts[2]}/{parts[3].removesuffix('.json')}.zip"}
        return json.dumps({"archives": {this_platform(): archive}}).encode()

    def _package(self, name: str) -> bytes:
        self.waiting.set()
        self.gate.wait(60)
        self.taken.append(name)
        return self.packages[name]


@contextmanager
def serving(mirror: Mirror, folder: Path) -> Iterator[Mirror]:
    """The mirror while it answers; its `environ` makes Terraform use it and trust it."""
    key, certificate = _certificate(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(mirror))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    config = folder / "mirror.tfrc"
    url = f"https://127.0.0.1:{server.server_address[1]}/"
    config.write_text(f'provider_installation {{\n  network_mirror {{\n    url = "{url}"\n  }}\n}}\n')
    kept = {name: os.environ[name] for name in ("PATH", "HOME")}
    mirror.environ = {**kept, "TF_CLI_CONFIG_FILE": str(config), "SSL_CERT_FILE": str(certificate)}
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield mirror
    finally:
        mirror.gate.set()
        server.shutdown()
        server.server_close()
        thread.join()


def requiring(versions: Mapping[str, str]) -> str:
    """A stack that needs these providers."""
    needed = "".join(
        f'    {name} = {{\n      source  = "{HOST}/test/{name}"\n      version = "{version}"\n    }}\n'
        for name, version in versions.items()
    )
    return f"terraform {{\n  required_providers {{\n{needed}  }}\n}}\n"


def _handler(mirror: Mirror) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = mirror.answer(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", "application/zip" if self.path.endswith(".zip") else "application/json")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            if body:
                self._send(body)

        def _send(self, body: bytes) -> None:
            try:
                self.wfile.write(body)
            except OSError:  # the Terraform that asked was killed
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Nothing on stderr."""

    return Handler


def _certificate(folder: Path) -> tuple[Path, Path]:
    """Key and certificate of 127.0.0.1, which is its own CA."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mirror")])
    now = dt.datetime.now(dt.timezone.utc)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True)
    key_file, certificate_file = folder / "mirror.key", folder / "mirror.pem"
    plain = serialization.NoEncryption()
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    )
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return key_file, certificate_file
