"""How we know our own issues: two HTML comments at the top of the body, which readers do not see. Pure.

The first names exactly what the issue is about: full-text search would find, and close, the issues of others. The
second is what we knew when we wrote it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from urllib.parse import quote

_STATE = re.compile(r"^<!-- oci-assets-state (\{.*\}) -->\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands at the top of an issue of ours.

    Attributes:
        facts: digest of what was found; another one is another finding.
        shown: digest of all that readers see; another one is worth an edit.
        first_seen: since when it is so, aware UTC.
        is_settled: we have closed the issue ourselves, since there is nothing to do any more.
    """

    facts: str = ""
    shown: str = ""
    first_seen: datetime | None = None
    is_settled: bool = False


def marker(kind: str, key: str) -> str:
    """The exact first line: `<!-- oci-assets drift toronto/network -->`; it cannot be ended by a folder's name."""
    return f"<!-- oci-assets {kind} {quote(key, safe='/*').replace('--', '-%2D')} -->"


def head(kind: str, key: str, mark: Mark) -> str:
    """Both lines, with the line end of the second."""
    return f"{marker(kind, key)}\n{_state_line(mark)}\n"


def is_about(body: str, kind: str, key: str) -> bool:
    """Whether a body is the one of this key: the marker is its first line, quoted in other places it does not count."""
    first, _, _ = body.lstrip().partition("\n")
    return first.strip() == marker(kind, key)


def mark_in(body: str) -> Mark:
    """What the second line says; empty when a person has removed or damaged it."""
    found = _STATE.search(body)
    try:
        data = json.loads(found[1]) if found else {}
        seen = data.get("first_seen")
        moment = datetime.fromisoformat(seen).astimezone(timezone.utc) if seen else None
        return Mark(str(data.get("facts", "")), str(data.get("shown", "")), moment, data.get("status") == "settled")
    except (ValueError, TypeError, AttributeError):
        return Mark()


def settled(body: str) -> str:
    """The body as it is, but for the mark that we close it; what people wrote into it stays."""
    line = _state_line(replace(mark_in(body), is_settled=True))
    if _STATE.search(body):
        return _STATE.sub(lambda _: line, body, count=1)
    first, _, rest = body.lstrip().partition("\n")
    return f"{first}\n{line}\n{rest}"


def _state_line(mark: Mark) -> str:
    seen = mark.first_seen.astimezone(timezone.utc).isoformat(timespec="seconds") if mark.first_seen else None
    status = "settled" if mark.is_settled else "open"
    data = {"facts": mark.facts, "first_seen": seen, "shown": mark.shown, "status": status}
    return f"<!-- oci-assets-state {json.dumps(data)} -->"
