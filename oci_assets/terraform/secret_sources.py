"""Secrets that are known before any command: in our environment, and in the OCI files that it names."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from oci_assets.terraform.secret_values import all_secret_texts

_SAYS_SECRET = re.compile(
    r"token|secret|passw|passphrase|pass_phrase|private_?key|credential|api_?key|access_?key|key_content"
    r"|^OCI_.*KEY|^OCI_CLI_|^TF_HTTP_(?:USERNAME|PASSWORD)$",
    re.IGNORECASE,
)
# Names of places and people, no secrets: hiding them would make most of what Terraform prints unreadable.
_SAYS_PLACE = re.compile(
    r"(?:_FILE|_PATH|_DIR|_URL|_URI|_ENDPOINT|_SOCK|_ID)$|^OCI_CLI_(?:REGION|PROFILE|AUTH|TENANCY|USER|RC)\b",
    re.IGNORECASE,
)
_PASSWORD_IN_URL = re.compile(r"://[^\s/:@]*:([^\s/]+)@")
_PAR = re.compile(r"/p/([^/\s]+)/n/")
_TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')
_SECRET_KEYS = ("pass_phrase", "key_content")
_FILE_KEYS = ("key_file", "security_token_file")
_LARGEST_FILE_BYTES = 100_000


def environment_secrets(environ: Mapping[str, str], sensitive_variables: Iterable[str] = ()) -> frozenset[str]:
    """Values of variables whose names say so, passwords and PAR tokens in any, `TF_VAR_*` of sensitive variables.

    Also what lies in the key files of `OCI_CLI_KEY_FILE` and of the OCI configuration file (pass phrases, too).
    """
    names = {f"TF_VAR_{name}" for name in sensitive_variables}
    values = [value for name, value in environ.items() if name in names or is_secret_name(name)]
    quoted = (text for name in names for text in _TEXT.findall(environ.get(name, "")))
    places = (
        found for value in environ.values() for regex in (_PASSWORD_IN_URL, _PAR) for found in regex.findall(value)
    )
    return all_secret_texts([*values, *quoted, *places, *_oci_files(environ)])


def is_secret_name(name: str) -> bool:
    """Whether the name of a variable or setting says that its value is secret."""
    return _SAYS_SECRET.search(name) is not None and _SAYS_PLACE.search(name) is None


def _oci_files(environ: Mapping[str, str]) -> Iterator[str]:
    home = environ.get("HOME", "")
    named = [environ[name] for name in ("OCI_CLI_KEY_FILE", "OCI_CLI_SECURITY_TOKEN_FILE") if environ.get(name)]
    config = environ.get("OCI_CLI_CONFIG_FILE") or environ.get("OCI_CONFIG_FILE") or (f"{home}/.oci/config")
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(_content(config, home))
    except configparser.Error:
        return  # whoever uses it will say so
    for section in [parser.defaults(), *(dict(parser[name]) for name in parser.sections())]:
        yield from (section[key] for key in _SECRET_KEYS if section.get(key))
        named += [section[key] for key in _FILE_KEYS if section.get(key)]
    yield from (_content(file, home) for file in dict.fromkeys(named))


def _content(name: str, home: str) -> str:
    """The text of a small file; empty when there is none that we may read, for nobody can then print it."""
    file = Path(name.replace("~", home, 1) if name.startswith("~/") else name)
    try:
        with file.open("rb") as stream:
            return stream.read(_LARGEST_FILE_BYTES).decode("utf-8", errors="replace")
    except OSError:
        return ""
