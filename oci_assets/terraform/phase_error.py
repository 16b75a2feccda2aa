"""The exception with which a command of Terraform ends that did not do what was asked."""

from __future__ import annotations

from oci_assets.errors import OciAssetsError
from oci_assets.terraform.failures import Failure, FailureKind


class PhaseError(OciAssetsError):
    """A command of Terraform did not do what was asked.

    Attributes:
        phase: `init`, `plan`, `show` or `apply`.
        failure: what kind of trouble.
        lost: Terraform was killed, so nobody knows what it had done that the state does not say.
    """

    def __init__(self, stack: str, phase: str, failure: Failure, *, lost: bool = False) -> None:
        self.phase = phase
        self.failure = failure
        self.lost = lost
        verb = "" if failure.kind in {FailureKind.TIMEOUT, FailureKind.INTERRUPTED} else "failed: "
        super().__init__(f"{phase} of {stack} {verb}{failure.summary}")
