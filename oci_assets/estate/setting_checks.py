"""What a single value in `oci-assets.yaml` must look like. Each check gives the value back or says what to write."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_CONSTRAINT = re.compile(r"\s*(>=|<=|!=|~>|>|<|=|)\s*v?\d+(\.\d+)*(-[0-9A-Za-z.-]+)?\s*")
_FIELDS = (  # name, lowest and highest number, names of the numbers from the lowest
    ("minute", 0, 59, ""),
    ("hour", 0, 23, ""),
    ("day of month", 1, 31, ""),
    ("month", 1, 12, "jan feb mar apr may jun jul aug sep oct nov dec"),
    ("day of week", 0, 7, "sun mon tue wed thu fri sat"),
)
_PART = re.compile(r"(?:\*|(?P<low>\d+)(?:-(?P<high>\d+))?)(?:/(?P<step>[1-9]\d*))?")


def version(text: str) -> str:
    """A version constraint in Terraform's syntax.

    Raises:
        ValueError: it is none.
    """
    if all(_CONSTRAINT.fullmatch(part) for part in text.split(",")):
        return text
    raise ValueError("not a version constraint, write for example '>= 1.5, < 2.0'")


def cron(text: str) -> str:
    """Five fields of numbers, `*`, ranges, lists and steps (crontab(5)); months and weekdays also by their names.

    Raises:
        ValueError: it is no such expression; names the field.
    """
    fields = text.lower().split()
    if len(fields) != len(_FIELDS):
        raise ValueError(f"a cron expression has 5 fields, this has {len(fields)}: '0 2 * * *' is daily at 02:00")
    for field, (name, low, high, words) in zip(fields, _FIELDS, strict=True):
        numbers = {word: str(number) for number, word in enumerate(words.split(), start=low)}
        if not all(_is_part(part, low, high, numbers) for part in field.split(",")):
            raise ValueError(f"{field!r} is no {name} of a cron expression ({low} to {high}, '*', '*/2', '1-5')")
    return text


def timezone(text: str) -> str:
    """A time zone's IANA name.

    Raises:
        ValueError: there is none of this name.
    """
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("not a time zone, write for example UTC or America/Toronto") from None
    return text


def command(text: str) -> str:
    """A command line: a program and its arguments, quoted as in a shell, which never sees it.

    Raises:
        ValueError: there is no program, or a quotation does not end.
    """
    try:
        words = shlex.split(text)
    except ValueError as error:
        raise ValueError(f"cannot be split into arguments: {str(error).lower()}") from None
    if not words or not words[0] or "\0" in text:
        raise ValueError("must name a program, with its arguments behind it")
    return text


def repository_path(text: str) -> str:
    """A path from the root of the repository that stays inside it.

    Raises:
        ValueError: it is absolute or leads outside.
    """
    if not text or PurePosixPath(text).is_absolute() or ".." in PurePosixPath(text).parts:
        raise ValueError("must be a path inside the repository, from its root")
    return str(PurePosixPath(text))


def repository_glob(text: str) -> str:
    """A pattern over paths from the root of the repository, written as in .gitignore.

    Raises:
        ValueError: it leads outside, excludes, or is a comment.
    """
    if text.startswith(("!", "#")):
        raise ValueError("must name files; '!' cannot take some out, '#' would be a comment")
    anchor = "/" if text.startswith("/") else ""  # `/x.json` is the one in the root, `x.json` any
    return anchor + repository_path(text.lstrip("/"))


def label(text: str) -> str:
    """The name of a label on GitHub.

    Raises:
        ValueError: GitHub takes none of this name, or it cannot be asked for.
    """
    if not text.strip() or len(text) > 50 or "," in text:
        raise ValueError("must be the name of a label: 1 to 50 characters, without commas")
    return text


def region_name(text: str) -> str:
    """The name of a folder at the root of the repository.

    Raises:
        ValueError: it has a slash or is no name.
    """
    if not text or "/" in text or text in {".", ".."}:
        raise ValueError("must be the name of a folder at the root of the repository")
    return text


def _is_part(part: str, low: int, high: int, numbers: Mapping[str, str]) -> bool:
    found = _PART.fullmatch("".join(numbers.get(word, word) for word in re.split(r"([-/])", part)))
    if found is None:
        return False
    bounds = [int(number) for number in (found["low"], found["high"]) if number is not None]
    return all(low <= number <= high for number in bounds) and bounds == sorted(bounds)
