"""Faults 30, 32, 33 and 34 by their numbers: what a cloud, a registry or a clock does to init, plan and apply."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from oci_assets.model import Outcome
from oci_assets.terraform.failures import FailureKind
from oci_assets.terraform.request import StackRequest, Timeouts
from oci_assets.terraform.run import TerraformRunner

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]
STACK = 'resource "terraform_data" "a" {}\n'
PASSES = (
    "429-TooManyRequests, Too many requests for the user",
    "500-InternalServerError, Internal Server Error",
    "unexpected status code 502",
    "503-ServiceUnavailable, try again",
    'Get "https://iaas.example": net/http: TLS handshake timeout',
    "read tcp 10.0.0.2:3344: connection reset by peer",
    "could not query provider registry for oracle/oci: the request failed after 2 attempts, please try again later",
    "could not connect to registry.example: failed to request discovery document: context deadline exceeded",
    "dial tcp: lookup iaas.example: no such host",
)
STAYS = (
    ("401-NotAuthenticated, The required information to complete authentication was not provided", "permission"),
    ("404-NotAuthorizedOrNotFound, Authorization failed or requested resource not found", "permission"),
    ("400-QuotaExceeded, The compartment quota is used up", "quota"),
    ("400-LimitExceeded, The following service limits were exceeded: vcn-count", "quota"),
)


def failing(headline: str, log: str) -> str:
    """Lines of shell that count a call and fail with an error of the provider."""
    return f"echo called >> {log}; printf 'Error: {headline}\\n\\n  with oci_core_vcn.a,\\n' >&2; exit 1"


@pytest.mark.parametrize("headline", PASSES)
@pytest.mark.parametrize("phase", ["init", "plan"])
def test_fault_32_is_tried_again(odd_runner: OddRunner, make_stack: MakeStack, phase: str, headline: str) -> None:
    """What passes by itself is tried again as often as the settings say, and then told with its kind."""
    request = make_stack(STACK, retries=1)
    result = odd_runner(phase, failing(headline, "calls")).plan(request)
    assert (result.outcome, result.failure, result.attempts) == (Outcome.FAILED, FailureKind.TRANSIENT.value, 2)
    assert (request.folder / "calls").read_text() == "called\n" * 2


def test_fault_32_passes(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """The second try is as good as the first: a plan that succeeds then is a success, in two attempts."""
    once = f"if [ ! -e calls ]; then {failing(PASSES[0], 'calls')}; fi"
    result = odd_runner("plan", once).plan(make_stack(STACK, retries=2))
    assert (result.outcome, result.attempts) == (Outcome.CHANGES, 2)


@pytest.mark.parametrize(("headline", "kind"), STAYS)
@pytest.mark.parametrize("phase", ["plan", "apply"])
def test_fault_33_is_not_tried_again(
    odd_runner: OddRunner, make_stack: MakeStack, phase: str, headline: str, kind: str
) -> None:
    """What no wait mends fails at once, says what kind of error it is and what to do."""
    request = make_stack(STACK, retries=2)
    diagnostic = {"@level": "error", "type": "diagnostic", "diagnostic": {"severity": "error", "summary": headline}}
    lines = failing(headline, "calls") if phase == "plan" else f"echo '{json.dumps(diagnostic)}'; exit 1"
    result = odd_runner(phase, lines).apply(request)
    assert (result.outcome, result.failure, result.attempts) == (Outcome.FAILED, kind, 1)
    assert headline.split(",", maxsplit=1)[0] in (result.error or "")
    assert result.hint


def test_fault_34_hints_at_another_domain(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """No capacity: nobody hammers at the same door."""
    lines = failing("500-InternalError, Out of host capacity.", "calls")
    result = odd_runner("plan", lines).plan(make_stack(STACK, retries=2))
    assert (result.failure, result.attempts) == (FailureKind.CAPACITY.value, 1)
    assert "availability domain" in (result.hint or "")


@pytest.mark.parametrize("phase", ["init", "plan", "apply"])
def test_fault_30_each_phase_has_its_timeout(odd_runner: OddRunner, make_stack: MakeStack, phase: str) -> None:
    """A phase that hangs is ended and named; an apply is not run a second time."""
    request = make_stack(STACK, retries=2, timeouts=Timeouts(**{f"{phase}_seconds": 1.0}), grace_seconds=5.0)
    result = odd_runner(phase, "echo called >> calls; exec sleep 60").apply(request)
    assert result.failure == FailureKind.TIMEOUT.value
    assert f"{phase} of toronto/network timed out" in (result.error or "")
    assert (request.folder / "calls").read_text().count("called") == 1
