"""A kept plan's contract: what it was made from and what it means. Sealed; values are in it as keyed digests only.

Terraform's own text of the plan is kept with it, as a run's history has it, too (sensitive values masked).
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from typing import Any

from oci_assets.errors import OciAssetsError
from oci_assets.model import Counts, ResourceChange
from oci_assets.terraform.digests import keyed_digest
from oci_assets.terraform.plan import PlanSummary
from oci_assets.terraform.plan_meaning import Effect, Meaning

VERSION = 1
_CHANGES = ("changes", "drift", "doomed", "forgotten")


class ContractError(OciAssetsError):
    """A contract that cannot be trusted: changed, cut short, of another stack or run, or of another version."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a plan was made from.

    Attributes:
        commit: full SHA; None where it is not known.
        folder: the stack's folder on this machine, which a plan may name in values (`path.cwd`).
        inputs: digest of all files and variables that the stack reads.
        lineage, serial: of the state.
        terraform: kind and version of the binary.
        providers: address and version of each, as locked.
    """

    commit: str | None
    folder: str
    inputs: str
    lineage: str
    serial: int
    terraform: str
    providers: tuple[str, ...]

    def moved(self, now: Basis) -> tuple[str, ...]:
        """Sentences on what is another thing now; empty when all is the same."""
        found = [
            (self.commit != now.commit, f"it is of commit {_short(self.commit)}, now it is {_short(now.commit)}"),
            (self.folder != now.folder, "it was made in another folder"),
            (self.inputs != now.inputs, "a file or variable that it reads has changed"),
            (self.lineage != now.lineage, "the state is another one"),
            (
                self.lineage == now.lineage and self.serial != now.serial,
                f"the state has changed since (serial {self.serial}, now {now.serial})",
            ),
            (self.terraform != now.terraform, f"it was made by {self.terraform}, now it is {now.terraform}"),
            (self.providers != now.providers, "provider versions have changed"),
        ]
        return tuple(sentence for is_other, sentence in found if is_other)


@dataclass(frozen=True, slots=True)
class Contract:
    """What one run's plan of one stack is bound to.

    Attributes:
        plan: SHA-256 of the plan file; None when there is nothing to apply, or when the file has served.
        created_at: aware UTC.
        summary: counts, drift, and whether an apply has anything to do; the rest is in the plan file alone.
        text: Terraform's own of the plan, redacted.
    """

    stack: str
    run: str
    created_at: datetime
    max_age_seconds: float
    plan: str | None
    basis: Basis
    meaning: Meaning
    summary: PlanSummary
    text: str

    def age_problem(self, max_age_seconds: float) -> str | None:
        """A sentence when the plan is too old by its own or by today's limit, or made in the future; else None."""
        age = (datetime.now(timezone.utc) - self.created_at).total_seconds()
        if age < 0:
            return "it was made in the future, by this machine's clock"
        limit = min(max_age_seconds, self.max_age_seconds)
        return f"it is {age / 3600:.1f} hours old, allowed are {limit / 3600:g}" if age > limit else None

    def at_commit(self, commit: str | None) -> Contract:
        """The same plan for another commit, in which the stack's files are the same."""
        return replace(self, basis=replace(self.basis, commit=commit))

    def for_run(self, run: str) -> Contract:
        """The same plan, taken over by another run."""
        return replace(self, run=run)

    def without_plan(self, meaning: Meaning | None = None) -> Contract:
        """The contract of a plan that has served; with the meaning of what is left of it, where that is known."""
        return replace(self, plan=None, meaning=self.meaning if meaning is None else meaning)


def dump(contract: Contract, key: bytes) -> bytes:
    """The contract as JSON, sealed under the key."""
    content = {
        "version": VERSION,
        **asdict(replace(contract, meaning={})),
        "created_at": contract.created_at.isoformat(),
        "meaning": {address: effect.to_json() for address, effect in contract.meaning.items()},
    }
    return json.dumps({"content": content, "seal": _seal(content, key)}, indent=1).encode()


def load(data: bytes, key: bytes, *, stack: str | None = None, run: str | None = None) -> Contract:
    """The contract of this stack's plan in this run; None: whichever it is of.

    Raises:
        ContractError: it is not that, or not as it was written.
    """
    where = f"the contract of the plan of {stack or 'a stack'} in run {run or '(any)'}"
    try:
        document = json.loads(data)
        content = document["content"]
        if not hmac.compare_digest(str(document["seal"]), _seal(content, key)):
            raise ContractError(f"{where} was changed after it was written")
        if content["version"] != VERSION:
            raise ContractError(f"{where} is of another release (version {content['version']})")
        contract = _contract(content)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ContractError(f"{where} cannot be read: it was cut short or changed") from error
    if stack not in {None, contract.stack} or run not in {None, contract.run}:
        raise ContractError(f"{where} is one of {contract.stack} in run {contract.run}")
    return contract


def _contract(content: Mapping[str, Any]) -> Contract:
    basis, summary = content["basis"], content["summary"]
    return Contract(
        stack=content["stack"],
        run=content["run"],
        created_at=datetime.fromisoformat(content["created_at"]),
        max_age_seconds=content["max_age_seconds"],
        plan=content["plan"],
        basis=Basis(**{**basis, "providers": tuple(basis["providers"])}),
        meaning={address: Effect.from_json(effect) for address, effect in content["meaning"].items()},
        summary=PlanSummary(
            **{
                **summary,
                **{name: tuple(ResourceChange(**each) for each in summary[name]) for name in _CHANGES},
                **{name: tuple(summary[name]) for name in ("output_changes", "tainted")},
                "counts": Counts(**summary["counts"]),
            }
        ),
        text=content["text"],
    )


def _seal(content: Any, key: bytes) -> str:
    return keyed_digest(key, json.dumps(content, sort_keys=True))


def _short(commit: str | None) -> str:
    return commit[:10] if commit else "unknown"
