"""Differences as texts that may be shown: secrets hidden, redacted, short. Values become text nowhere else. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from oci_assets.drift import KNOWN_AFTER_APPLY, MAX_TEXT, AttributeChange
from oci_assets.terraform.attribute_differences import Difference
from oci_assets.terraform.attribute_tree import Secret, Unknown
from oci_assets.terraform.masks import HIDDEN
from oci_assets.terraform.redaction import Redactor
from oci_assets.terraform.secret_sources import is_secret_name

_NAMES = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def told(difference: Difference, redactor: Redactor) -> AttributeChange:
    """The difference as people may see it: at most `MAX_TEXT` characters for each of its texts.

    Hidden is what Terraform's marks cover, what stands under a name that says so (`admin_password`), and what the
    redactor knows.
    """
    secret = any(is_secret_name(name) for name in _NAMES.findall(difference.path))
    before, after = (_text(value, redactor, secret=secret) for value in (difference.before, difference.after))
    return AttributeChange(_short(redactor.redact(difference.path)), before, after)


def _text(value: Any, redactor: Redactor, *, secret: bool) -> str | None:
    if value is None:
        return None
    if isinstance(value, Unknown):
        return KNOWN_AFTER_APPLY
    if isinstance(value, Secret) or (secret and not isinstance(value, bool)):
        return HIDDEN
    text = json.dumps(_shown(value, redactor), ensure_ascii=False)
    return _short(redactor.redact(text))


def _shown(value: Any, redactor: Redactor) -> Any:
    """The value with every text in it redacted, before a long one is cut; members that say nothing are left out."""
    if isinstance(value, Secret):
        return HIDDEN
    if isinstance(value, Unknown):
        return KNOWN_AFTER_APPLY
    if isinstance(value, Mapping):
        members = {name: each for name, each in value.items() if each not in (None, "", [], {})}
        return {
            redactor.redact(name): HIDDEN if is_secret_name(name) else _shown(each, redactor)
            for name, each in members.items()
        }
    if isinstance(value, list):
        return [_shown(each, redactor) for each in value]
    return redactor.redact(value) if isinstance(value, str) else value


def _short(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"
