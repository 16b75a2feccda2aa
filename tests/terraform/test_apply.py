"""What an apply counts and how it ends when something else than Terraform goes wrong."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable

import pytest

from oci_assets.model import Counts, Outcome, ResourceChange
from oci_assets.terraform.request import StackRequest
from oci_assets.terraform.run import TerraformRunner

MakeStack = Callable[..., StackRequest]
OddRunner = Callable[[str, str], TerraformRunner]
TWO = (
    'resource "terraform_data" "a" { input = %d }\nresource "terraform_data" "b" { depends_on = [terraform_data.a] }\n'
)
REPLACED = (
    'resource "terraform_data" "a" {\n  input = 1\n  triggers_replace = 2\n'
    "  lifecycle {\n    create_before_destroy = %s\n  }\n}\n"
)


def leave_deposed(request: StackRequest) -> None:
    """Puts an object into the state that an earlier replacement did not manage to destroy."""
    file = request.folder / "terraform.tfstate"
    state = json.loads(file.read_text())
    (resource,) = [each for each in state["resources"] if each["name"] == "a"]
    resource["instances"].append({**resource["instances"][0], "deposed": "abcd1234"})
    file.write_text(json.dumps(state))


@pytest.mark.parametrize(
    ("second", "counts"),
    [
        (TWO % 2, Counts(changed=1, destroyed=1)),
        (TWO % 1, Counts(destroyed=1)),
        (REPLACED % "true", Counts(created=1, destroyed=3, replaced=1)),
        (REPLACED % "false", Counts(created=1, destroyed=3, replaced=1)),
    ],
    ids=["updated", "as it was", "replaced, created first", "replaced, destroyed first"],
)
def test_apply_counts_deposed_objects(
    each_runner: TerraformRunner, make_stack: MakeStack, second: str, counts: Counts
) -> None:
    """An object left over from an earlier replacement is destroyed beside what happens to the resource itself."""
    request = make_stack(TWO % 1)
    each_runner.apply(request)
    leave_deposed(request)
    result = each_runner.apply(make_stack(second))
    assert (result.outcome, result.counts) == (Outcome.APPLIED, counts)
    assert "terraform_data.a (deposed abcd1234)" in {change.address for change in result.changes}


def test_apply_that_nobody_can_take_down(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A full disk under the log during apply: Terraform is stopped, and nobody claims to know what is done."""

    def on_line(line: str) -> None:
        if "Creation complete" in line:
            raise OSError(errno.ENOSPC, "No space left on device")

    result = each_runner.apply(make_stack(TWO % 1, on_line=on_line))
    assert (result.outcome, result.counts) == (Outcome.UNKNOWN, Counts(created=1))
    assert result.changes == (ResourceChange("terraform_data.a", "terraform_data", "create"),)
    assert "its output could not be written ([Errno 28] No space left on device)" in (result.error or "")
    assert "look at a plan" in (result.hint or "")


def test_plan_that_nobody_can_take_down(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The same during plan is a failure: nothing was touched."""

    def on_line(line: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", line)

    result = each_runner.apply(make_stack(TWO % 1, on_line=on_line))
    assert (result.outcome, result.counts) == (Outcome.FAILED, Counts())
    assert "No space left on device" in (result.error or "")


# An apply that fails with "503" the first time, as its last line of JSON; then the real one.
ONCE = """
if [ ! -e tried ]; then
  touch tried
  %s
  echo '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"503 Service Unavailable","detail":"later"}}'
  exit 1
fi
"""
BEGUN = """echo '{"type":"apply_start","@message":"creating","hook":{"resource":{"addr":"terraform_data.a"}}}'"""


def test_apply_again_while_nothing_was_begun(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """What passes and came before the first change is tried again with the same plan (fault 32)."""
    result = odd_runner("apply", ONCE % "true").apply(make_stack(TWO % 1, retries=1))
    assert (result.outcome, result.counts, result.attempts) == (Outcome.APPLIED, Counts(created=2), 2)


def test_apply_never_again_once_begun(odd_runner: OddRunner, make_stack: MakeStack) -> None:
    """After the first change was begun the same failure ends the apply: a 503 may have come after the effect."""
    result = odd_runner("apply", ONCE % BEGUN).apply(make_stack(TWO % 1, retries=5))
    assert (result.outcome, result.attempts) == (Outcome.FAILED, 1)
    assert "503 Service Unavailable" in (result.error or "")
