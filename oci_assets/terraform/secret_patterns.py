"""What is a secret by its form, whoever printed it: private keys, tokens, passwords in URLs, OCI's own. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from oci_assets.terraform.masks import HIDDEN

_KEY = r"[A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----"
_BODY = r"(?:(?:\s|\\[nrt])*[A-Za-z0-9+/=]{16,})"  # a line of base64, also with line ends written out
BEGIN_KEY = re.compile(rf"-----BEGIN {_KEY}")
END_KEY = re.compile(rf"-----END {_KEY}")
_KEY_LINE = re.compile(r"[A-Za-z0-9+/=]+")
_LONGEST_KEY = 20_000
_NO_LITERAL = r"(?!\(|var\.|local\.|data\.|module\.|null\b|true\b|false\b|<)"
_VALUE = r'(?:\\?"(?:[^"\\\n]|\\[^"\n])+|[^\s"\',;}\\]+)'
_UNQUOTED = r"[^\s\"'\\,;}]"


class Pattern(NamedTuple):
    """A form: one of `signs` (lower case) stands in every text that has it; group `keep` stays."""

    signs: tuple[str, ...]
    regex: re.Pattern[str]
    shown: str


_OCI_NAMES = (
    *("pass_phrase", "passphrase", "private_key_password", "key_content", "security_token", "session_token"),
    *("auth_token", "client_secret", "secret_key", "admin_password", "wallet_password"),
)
PATTERNS = (
    Pattern(
        ("private key",),
        re.compile(rf"-----BEGIN {_KEY}(?:.{{0,{_LONGEST_KEY}}}?-----END {_KEY}|{_BODY}*)", re.DOTALL),
        HIDDEN,
    ),
    Pattern(("eyj",), re.compile(r"\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*){0,3}"), HIDDEN),
    Pattern(
        ("authorization",),
        re.compile(
            rf"(authorization\\?[\"']?\s*[:=]\s*\\?[\"']?)(?!\()"
            rf"(?:(?:bearer|basic|token|digest|negotiate)\s+{_UNQUOTED}+|signature\s[^\r\n]+|{_UNQUOTED}{{16,}})",
            re.IGNORECASE,
        ),
        rf"\1{HIDDEN}",
    ),
    Pattern(("bearer ",), re.compile(r"(\bbearer\s+)[\w.~+/=-]{16,}", re.IGNORECASE), rf"\1{HIDDEN}"),
    Pattern(("://",), re.compile(r"(://[^\s/:@\"'<>]*:)[^\s/\"'<>]+(?=@)"), rf"\1{HIDDEN}"),
    Pattern(("://",), re.compile(r"(://)[\w-]{16,}(?=@)"), rf"\1{HIDDEN}"),
    # Pre-authenticated requests: whoever knows the address has the object.
    # https://docs.oracle.com/en-us/iaas/Content/Object/Tasks/usingpreauthenticatedrequests.htm
    Pattern(
        ("/p/", "%2fp%2f"),
        re.compile(r"((?:/|%2F)p(?:/|%2F))[\w%.~+-]{6,}?(?=(?:/|%2F)n(?:/|%2F))", re.IGNORECASE),
        rf"\1{HIDDEN}",
    ),
    Pattern(
        _OCI_NAMES,
        re.compile(rf"(\b(?:{'|'.join(_OCI_NAMES)})\\?[\"']?\s*[=:]\s*){_NO_LITERAL}{_VALUE}", re.IGNORECASE),
        rf"\1{HIDDEN}",
    ),
)


def hide_patterns(text: str) -> str:
    """The text with `HIDDEN` in place of all that looks like a secret."""
    lower = text.lower()
    for signs, regex, shown in PATTERNS:
        for sign in signs:
            if sign in lower:
                text = regex.sub(shown, text)
                break
    return _hide_ends(text) if "private key" in lower else text


def _is_key_line(line: str) -> bool:
    words = line.split() or [""]
    return len(words[-1]) >= 16 and _KEY_LINE.fullmatch(words[-1]) is not None


def _hide_ends(text: str) -> str:
    """Without private keys whose beginning was cut off."""
    while end := END_KEY.search(text):
        lines = text[max(0, end.start() - _LONGEST_KEY) : end.start()].splitlines(keepends=True)
        start = end.start()
        if lines and not lines[-1].strip():  # the frame stands on a line of its own, indented
            start -= len(lines.pop())
        if lines and start:  # the last line of a key may be short
            start -= len(lines.pop())
        while lines and _is_key_line(lines[-1]):
            start -= len(lines.pop())
        text = f"{text[:start]}{HIDDEN}{text[end.end() :]}"
    return text
