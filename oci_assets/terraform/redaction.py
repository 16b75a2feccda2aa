"""The one point where secrets are taken out of text: all that leaves this room goes through a `Redaction`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from oci_assets.model import Override, ResourceChange, StackResult
from oci_assets.terraform.drift_redaction import redacted_drift
from oci_assets.terraform.masks import HIDDEN
from oci_assets.terraform.secret_finder import SecretFinder
from oci_assets.terraform.secret_patterns import BEGIN_KEY, END_KEY, hide_patterns
from oci_assets.terraform.secret_variants import variants

_LONGEST_KEY_LINES = 200


@dataclass(frozen=True, slots=True)
class Redactor:
    """Known secrets, in all their forms, and what is a secret by its form. Never shows what it knows."""

    secrets: frozenset[str] = field(default=frozenset(), repr=False)
    _finder: SecretFinder = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        forms = (form for secret in self.secrets for form in variants(secret))
        object.__setattr__(self, "_finder", SecretFinder(forms))  # frozen, and made once

    def redact(self, text: str) -> str:
        """The text with `HIDDEN` in place of every secret."""
        return hide_patterns(self._finder.replace(text))


class Redaction:
    """What one stack's run knows to be secret; it only ever learns."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self.redactor = Redactor(frozenset(secrets))
        self._key_lines = 0

    def learn(self, secrets: Iterable[str]) -> None:
        """More secrets, hidden from now on."""
        known = self.redactor.secrets.union(secrets)
        if known != self.redactor.secrets:
            self.redactor = Redactor(known)

    def redact(self, text: str) -> str:
        """The text without what is known now."""
        return self.redactor.redact(text)

    def listener(self, on_line: Callable[[str], None] | None) -> Callable[[str], None] | None:
        """A listener in front of another one, which hears lines without secrets; None stays None."""
        if on_line is None:
            return None
        told = on_line
        return lambda line: told(self.line(line))

    def line(self, line: str) -> str:
        """The next line of a stream: of a private key over several lines every line is hidden, until it ends."""
        if self._key_lines:
            ended = END_KEY.search(line) is not None
            self._key_lines = 0 if ended else self._key_lines - 1
            return HIDDEN
        begin = BEGIN_KEY.search(line)
        if begin and not END_KEY.search(line, begin.end()):
            self._key_lines = _LONGEST_KEY_LINES
        return self.redact(line)

    def result(self, result: StackResult) -> StackResult:
        """The result with every text in it redacted; addresses too, as keys of `for_each` may hold anything."""
        return replace(
            result,
            changes=tuple(map(self._change, result.changes)),
            drift=tuple(map(self._change, result.drift)),
            error=self._text(result.error),
            cause=self._text(result.cause),
            hint=self._text(result.hint),
            plan_text=self.redact(result.plan_text),
            overrides=tuple(map(self._override, result.overrides)),
            output_changes=tuple(map(self.redact, result.output_changes)),
            found=redacted_drift(result.found, self.redact) if result.found else None,
        )

    def _override(self, override: Override) -> Override:
        addresses = tuple(map(self.redact, override.addresses))
        return replace(override, message=self.redact(override.message), addresses=addresses)

    def _change(self, change: ResourceChange) -> ResourceChange:
        return replace(change, address=self.redact(change.address))

    def _text(self, text: str | None) -> str | None:
        return None if text is None else self.redact(text)
