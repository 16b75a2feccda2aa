"""What literals of HCL templates stand for: escapes resolved. Pure."""

from __future__ import annotations

import re

_VALUES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))|(\$\$|%%)(?=\{)")
_DOUBLED = re.compile(r"\$\$(?=\{)|%%(?=\{)")


def quoted_value(text: str) -> str:
    """The value of a literal between quotes."""
    return _ESCAPE.sub(_character, text) if "\\" in text or "{" in text else text


def unquoted_value(text: str) -> str:
    """The value of a literal in a heredoc or a whole template: only doubled `$` and `%` before braces mean less."""
    return _DOUBLED.sub(lambda found: found[0][0], text) if "{" in text else text


def _character(found: re.Match[str]) -> str:
    if found[4]:
        return found[4][0]
    code = found[1] or found[2]
    if code:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else "\ufffd"
    return _VALUES.get(found[3], found[0])
