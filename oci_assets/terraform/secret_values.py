"""Which texts count as secrets: the rule, and the texts inside a value that was called sensitive. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

SHORTEST = 6
SHORTEST_LINE = 8
_LONGEST_DOCUMENT = 1_000_000
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_LONGEST_NUMBER = 8
_PLAIN_KEY = re.compile(r"[A-Za-z_-]+")
_REGION = re.compile(r"[a-z]{2}-[a-z]+-\d")  # us-ashburn-1
_PEM_FRAME = re.compile(r"-----(?:BEGIN|END) [A-Z0-9 ]+-----")
# Values that may well be called sensitive, and words that Terraform says all the time.
_WORDS = frozenset(
    {
        *("access", "active", "address", "administrator", "after", "allowed", "always", "apply"),
        *("applied", "ashburn", "automatic", "available", "backend", "before", "boolean", "change"),
        *("changed", "changes", "cluster", "compartment", "complete", "compute", "configuration", "created"),
        *("creating", "creation", "database", "default", "delete", "denied", "deploy", "destroy"),
        *("destroyed", "development", "disabled", "email", "enabled", "encrypted", "error", "errors"),
        *("example", "external", "failed", "failure", "false", "gateway", "global", "identity"),
        *("inactive", "ingress", "egress", "instance", "internal", "known", "linux", "localhost"),
        *("locked", "managed", "manual", "master", "module", "monthly", "network", "normal"),
        *("number", "object", "opened", "oracle", "output", "outputs", "passphrase", "password"),
        *("platform", "postgres", "primary", "private", "produces", "production", "protected", "provider"),
        *("public", "refresh", "region", "release", "removed", "replace", "resource", "resources"),
        *("running", "secondary", "secret", "security", "sensitive", "server", "service", "single"),
        *("source", "staging", "standard", "started", "stopped", "storage", "string", "subnet"),
        *("success", "system", "tenancy", "terraform", "testing", "toronto", "ubuntu", "unknown"),
        *("update", "updated", "username", "values", "variable", "version", "warning", "weekly"),
        *("windows", "workspace"),
    }
)


def is_secret(text: str) -> bool:
    """Whether a value that was called sensitive is replaced wherever it is found.

    Not: under `SHORTEST` characters, numbers up to `_LONGEST_NUMBER` digits, booleans, ordinary words ("production",
    "password"), names of OCI regions, frames of PEM blocks. They would be found where they mean nothing, so they are
    hidden only where Terraform's mask says so.
    """
    word = text.strip()
    if len(word) < SHORTEST or word.casefold() in _WORDS:
        return False
    if _NUMBER.fullmatch(word):
        return len(word) > _LONGEST_NUMBER
    return not (_REGION.fullmatch(word) or _PEM_FRAME.fullmatch(word))


def secret_texts(value: Any) -> Iterator[str]:
    """Every text in a sensitive value that counts: strings, their lines, what a JSON text holds, telling map keys."""
    for text in _leaves(value):
        if is_secret(text):
            yield text.strip()
        lines = text.splitlines()
        if len(lines) > 1:
            yield from (line.strip() for line in lines if len(line.strip()) >= SHORTEST_LINE and is_secret(line))


def all_secret_texts(values: Iterable[Any]) -> frozenset[str]:
    """As `secret_texts`, of many."""
    return frozenset(text for value in values for text in secret_texts(value))


def _leaves(value: Any) -> Iterator[str]:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, str):
            yield item
            pending.extend(_document(item))
        elif isinstance(item, Mapping):
            yield from (key for key in map(str, item) if not _PLAIN_KEY.fullmatch(key))
            pending.extend(item.values())
        elif isinstance(item, (list, tuple)):
            pending.extend(item)
        elif isinstance(item, (int, float)) and not isinstance(item, bool):
            yield str(item)


def _document(text: str) -> list[Any]:
    """The value of a text that is a JSON object or list: Terraform prints it taken apart (`jsonencode(...)`)."""
    if not text.lstrip().startswith(("{", "[")) or len(text) > _LONGEST_DOCUMENT:
        return []
    try:
        return [json.loads(text)]
    except (ValueError, RecursionError):  # it is text then
        return []
