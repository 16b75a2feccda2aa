"""The certificate that a spawned provider shows: go-plugin takes what the handshake names, and trusts nothing else.

Made once and kept beside the cloud, readable by its owner alone: making one means importing `cryptography`, 60 ms.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

_YEARS = 10
_RENEW_AFTER_SECONDS = (_YEARS - 1) * 365 * 86400
_NAME = "provider-certificate.pem"
_END_OF_KEY = b"-----END PRIVATE KEY-----\n"


def load_or_make(folder: Path) -> tuple[bytes, bytes]:
    """Key and certificate, both PEM."""
    file = folder / _NAME
    try:
        if time.time() - file.stat().st_mtime < _RENEW_AFTER_SECONDS:
            return _split(file.read_bytes())
    except FileNotFoundError:
        pass  # the first start on this folder
    return _split(_keep(file, _make()))


def handshake_form(certificate: bytes) -> str:
    """The certificate as the handshake line has it: base64 without line breaks and padding."""
    lines = certificate.decode("ascii").split("-----")[2].split()
    return "".join(lines).rstrip("=")


def _split(pem: bytes) -> tuple[bytes, bytes]:
    key, end, certificate = pem.partition(_END_OF_KEY)
    return key + end, certificate


def _keep(file: Path, pem: bytes) -> bytes:
    """The file in one piece, 0600; the last of several writers wins, and each uses what it made."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)  # mkstemp makes it 0600
    with os.fdopen(handle, "wb") as temporary:
        temporary.write(pem)
    Path(name).replace(file)
    return pem


def _make() -> bytes:
    """A self-signed certificate for `localhost`, the name that go-plugin expects."""
    import datetime as dt  # noqa: PLC0415  # start time: once a folder

    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.timezone.utc)
    builder = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=365 * _YEARS))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    )
    certificate = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain) + certificate
