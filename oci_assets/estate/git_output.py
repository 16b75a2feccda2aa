"""What git prints, as values, and what to say when git says no. Pure; starts nothing."""

from __future__ import annotations

import difflib
import shlex
from collections.abc import Iterable, Sequence

from oci_assets.errors import GitError


def checked(args: Sequence[str], root: object, status: int, out: bytes, err: str) -> bytes:
    """What git printed, when its exit code was 0.

    Raises:
        GitError: it was another one; the message holds what git said.
    """
    if status == 0:
        return out
    raise GitError(f"git {args[0]} failed in {root} with exit code {status}: {' '.join(err.split())}")


def split_entries(listed: bytes) -> list[str]:
    """The entries of `-z` output; bytes that are not UTF-8 survive as surrogates."""
    return [entry.decode("utf-8", "surrogateescape") for entry in listed.split(b"\0") if entry]


def unknown_ref(ref: str, known: Iterable[str], root: object) -> str:
    """The message for a ref that is not there, with names that look like it and the command that fetches it."""
    names = sorted({name.removeprefix("origin/") for name in known})
    close = difflib.get_close_matches(ref, names, n=3)
    hint = f" (did you mean {' or '.join(map(repr, close))}?)" if close else ""
    return f"there is no branch, tag or commit {ref!r} in {root}{hint}: git fetch origin {shlex.quote(ref)}"


def unrelated(base_ref: str, head_ref: str, root: object, *, is_shallow: bool) -> str:
    """The message for two commits without a common one, with the command that mends it."""
    what = f"{base_ref!r} and {head_ref!r} have no common commit in {root}"
    if is_shallow:
        return f"{what} because the clone is shallow: git fetch --unshallow origin"
    return f"{what}: choose a base that {head_ref!r} was made from, or git fetch origin {shlex.quote(base_ref)}"
