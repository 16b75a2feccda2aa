"""Errors of OCI's services in short and laid out: the provider prints one of a dozen lines, we keep it as one. Pure.

The forms are those of the provider (`tfresource/crud_errors.go`) and of Oracle's Go SDK (`common/errors.go`), which
other programs print.
"""

from __future__ import annotations

import re

MAX_SHORT = 300
_LABELS = (
    *("Suggestion", "Documentation", "API Reference", "Request Target", "Provider version", "Service"),
    *("Operation Name", "OPC request ID", "Opc request id", "Timestamp", "Client Version", "Request Endpoint"),
    "Troubleshooting Tips",
)
_LABEL = re.compile(rf"\s+(?=(?:{'|'.join(map(re.escape, _LABELS))}):\s)")
_SDK = re.compile(
    r"Error returned by (?P<service>.+?) Service\. Http Status Code: (?P<status>\d+)\. Error Code: (?P<code>[\w.-]+)\."
    r".*?\bMessage: (?P<message>.*?)(?=\s+(?:Operation Name|Timestamp|Client Version|Request Endpoint): |$)",
    re.DOTALL,
)
_OTHERS = re.compile(r" \(and \d+ other errors?\)")


def short_error(text: str) -> str:
    """One line of at most `MAX_SHORT` characters: what failed, code and message, without what Oracle appends."""
    told = _SDK.sub(r"\g<status>-\g<code>, \g<message>", text.strip())
    others = _OTHERS.search(told)
    more = others[0] if others else ""
    sentence = " ".join(_LABEL.split(_OTHERS.sub("", told), maxsplit=1)[0].split()).rstrip(" .")
    room = MAX_SHORT - len(more)
    return (sentence if len(sentence) <= room else f"{sentence[: room - 1]}…") + more


def laid_out(text: str) -> str:
    """The whole of it, each of the parts that Oracle appends on a line of its own."""
    return _LABEL.sub("\n", text)
