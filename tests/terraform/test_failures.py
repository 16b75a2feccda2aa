"""What kind of trouble: texts of the OCI provider from its documentation, everything else from real Terraform."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from oci_assets.model import Outcome, StackResult
from oci_assets.terraform.failures import FailureKind, classify
from oci_assets.terraform.request import StackRequest, Timeouts
from oci_assets.terraform.run import TerraformRunner

MakeStack = Callable[..., StackRequest]

BOX = """╷
│ Error: {headline}
│
│   with oci_core_instance.a,
│   on main.tf line 3, in resource "oci_core_instance" "a":
│    3: resource "oci_core_instance" "a" {{
│
│ {detail}
╵
"""


@pytest.mark.parametrize(
    ("headline", "detail", "kind"),
    [
        ("500-InternalError, Out of host capacity.", "Suggestion: try again later", FailureKind.CAPACITY),
        ("400-LimitExceeded, vcn-count", "Fulfilling this request exceeds the limit", FailureKind.QUOTA),
        ("400-QuotaExceeded", "compartment quota", FailureKind.QUOTA),
        (
            "404-NotAuthorizedOrNotFound, Authorization failed",
            "or requested resource not found",
            FailureKind.PERMISSION,
        ),
        ("401-NotAuthenticated", "The required information to complete authentication", FailureKind.PERMISSION),
        ("429-TooManyRequests, slow down", "", FailureKind.TRANSIENT),
        ("503-ServiceUnavailable", "", FailureKind.TRANSIENT),
        ("request failed", 'Get "https://x": net/http: TLS handshake timeout', FailureKind.TRANSIENT),
        ("request failed", "read tcp: connection reset by peer", FailureKind.TRANSIENT),
        (
            "Error acquiring the state lock",
            "Failed to lock: dial tcp 127.0.0.1:1: connect: connection refused",
            FailureKind.TRANSIENT,
        ),
        ("Error acquiring the state lock", "HTTP remote state already locked: ID=1", FailureKind.LOCK),
        ("Failed to persist state to backend", "The error shown above", FailureKind.STATE),
        ("Failed to save state", "write errored.tfstate: no space left on device", FailureKind.DISK),
        ("Error: 503 Service Unavailable", "", FailureKind.TRANSIENT),
        ("request failed", "unexpected status code 502", FailureKind.TRANSIENT),
        ("request failed", "Service error:Nope. http status code: 500. Opc request id: x", FailureKind.TRANSIENT),
        ("Failed to download module", "fatal: Could not resolve host: git.example", FailureKind.TRANSIENT),
        ("Failed to download module", "ssh: connect to host g port 22: Connection refused", FailureKind.TRANSIENT),
        ("request failed", "the server returned 401 Unauthorized", FailureKind.PERMISSION),
        ("Invalid size", "boot_volume_size_in_gbs must not be over 500, is 502 GB", FailureKind.UNKNOWN),
        ("Invalid port", "403 is not open for 10.0.0.0/24", FailureKind.UNKNOWN),
        ("something new", "that nobody has seen", FailureKind.UNKNOWN),
    ],
)
def test_classify_provider_texts(headline: str, detail: str, kind: FailureKind) -> None:
    """Each kind by the words that the provider or a backend uses; boxes and wrapped lines are read."""
    failure = classify(BOX.format(headline=headline, detail=detail))
    assert failure.kind is kind
    assert failure.summary.startswith(f"main.tf:3: oci_core_instance.a: {headline}")


def test_classify_text_without_an_error() -> None:
    """A crash or silence is unknown, with the end of what there is."""
    assert classify("panic: runtime error").summary == "panic: runtime error"
    assert classify("").summary == "terraform printed no error"


def test_classify_wrapped_words() -> None:
    """Terraform wraps at 78 columns, in the middle of a sign of trouble."""
    text = "\nError: Failed to query available provider packages\n\ndial tcp: lookup nope.invalid: no such\nhost\n"
    assert classify(text).kind is FailureKind.TRANSIENT


def failed(result: StackResult, *said: str) -> StackResult:
    """The result, after looking that it failed with these words and a hint."""
    assert result.outcome is Outcome.FAILED
    assert all(word in (result.error or "") for word in said), result.error
    assert result.hint
    return result


def test_plan_missing_module(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A module that is not in the repository: before anything runs, with file, line and folder (fault 13, F16)."""
    stack = make_stack('\n\nmodule "vcn" {\n  source = "../../../modules/gone"\n}\n')
    (stack.folder.parents[2] / "modules").mkdir()
    result = failed(each_runner.apply(stack), "init of toronto/network failed: main.tf:3: ", 'module "vcn"')
    assert "lstat ../../../modules/gone: no such file" in (result.error or "")
    assert result.hint == "correct the module's source or add the missing folder to the repository"
    assert [file.name for file in each_runner.state_dir.rglob("*.log")] == ["01-init.log"]


def test_plan_missing_modules_are_all_named(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Every place is told, in order, whichever Terraform happens to meet first."""
    calls = "".join(f'module "m{n}" {{\n  source = "../gone-{n}"\n}}\n' for n in range(5))
    result = failed(each_runner.plan(make_stack(calls)), "main.tf:1: Unreadable module directory")
    assert (result.error or "").endswith("(also at main.tf:4, main.tf:7, main.tf:10, main.tf:13)")


def test_plan_missing_module_of_a_module(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The place is that of the call, in the module's file."""
    stack = make_stack('module "vcn" {\n  source = "../../modules/vcn"\n}\n')
    module = stack.folder.parents[1] / "modules" / "vcn" / "net.tf"
    module.parent.mkdir(parents=True)
    module.write_text('\nmodule "inner" {\n  source = "../inner"\n}\n')
    failed(each_runner.plan(stack), "../../modules/vcn/net.tf:2: ", 'module "inner"', "lstat ../../modules/inner")


def test_plan_missing_variable(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A variable without a value fails; nothing waits for input (fault 41)."""
    stack = make_stack('variable "region" { type = string }\n', timeouts=Timeouts(plan_seconds=20))
    failed(each_runner.plan(stack), "plan of toronto/network failed", "main.tf:1", '"region" is not set')


def test_plan_invalid_hcl(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """Broken HCL is a configuration error with its place, not Terraform's preamble."""
    result = failed(each_runner.plan(make_stack('resource "terraform_data" "a" {\n')), "main.tf:1", "Unclosed")
    assert "cannot help" in (result.hint or "")


def test_plan_required_version(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A stack that wants another Terraform says which setting to change (fault 40)."""
    stack = make_stack('terraform {\n  required_version = ">= 9"\n}\n')
    assert "terraform.version" in (failed(each_runner.plan(stack), "main.tf:2", "version").hint or "")


def test_plan_backend_changed(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A backend block that changed is refused; nothing is migrated (fault 42)."""
    text = 'terraform {{\n  backend "local" {{\n    path = "{}.tfstate"\n  }}\n}}\nresource "terraform_data" "a" {{}}\n'
    assert each_runner.apply(make_stack(text.format("one"))).outcome is Outcome.APPLIED
    stack = make_stack(text.format("two"))
    failed(each_runner.plan(stack), "Backend configuration changed")
    assert not (stack.folder / "two.tfstate").exists()


def test_plan_backend_added(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A backend block for a stack that has a local state: nothing is moved, and how to move it is told."""
    text = 'resource "terraform_data" "a" {}\n'
    assert each_runner.apply(make_stack(text)).outcome is Outcome.APPLIED
    stack = make_stack(text + 'terraform {\n  backend "local" {\n    path = "new.tfstate"\n  }\n}\n')
    assert "init -migrate-state" in (failed(each_runner.plan(stack), "state migration").hint or "")
    assert {file.name for file in stack.folder.iterdir()} == {"main.tf", "terraform.tfstate"}


def test_plan_missing_var_file(each_runner: TerraformRunner, make_stack: MakeStack, tmp_path: Path) -> None:
    """A var file that is not there is the mistake to name, not the variables that it would have set."""
    stack = make_stack('variable "region" {}\n', var_files=(tmp_path / "gone.tfvars",))
    assert "terraform.var_files" in (failed(each_runner.plan(stack), "gone.tfvars").hint or "")


def test_plan_prevent_destroy(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """What prevent_destroy protects is named, with what can be done."""
    text = (
        'resource "terraform_data" "a" {\n  triggers_replace = %d\n  lifecycle {\n    prevent_destroy = true\n  }\n}\n'
    )
    each_runner.apply(make_stack(text % 1))
    assert "prevent_destroy" in (
        failed(each_runner.plan(make_stack(text % 2)), "main.tf:1", "terraform_data.a").hint or ""
    )


def test_plan_upstream_not_applied(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A remote state that is not there yet is told as such (fault 48)."""
    stack = make_stack(
        'data "terraform_remote_state" "n" {\n  backend = "local"\n  config  = { path = "gone.tfstate" }\n}\n'
        'output "x" { value = data.terraform_remote_state.n.outputs.vcn }\n'
    )
    assert "remote state" in (failed(each_runner.plan(stack), "remote state").hint or "")


def test_plan_unreadable_state(each_runner: TerraformRunner, make_stack: MakeStack) -> None:
    """The state of a newer Terraform is an error of its own, although Terraform calls it a lock error."""
    stack = make_stack('resource "terraform_data" "a" {}\n')
    (stack.folder / "terraform.tfstate").write_text('{"version": "none"}')
    assert "before the state is right" in (failed(each_runner.plan(stack), "Unsupported state").hint or "")
    (stack.folder / "terraform.tfstate").write_text('{"version": 99}')
    assert "written by a newer Terraform" in (failed(each_runner.plan(stack), "99").hint or "")


def test_plan_retries_what_passes(runner: TerraformRunner, make_stack: MakeStack) -> None:
    """A registry that is not there is tried again, with a word about it, and then reported (fault 32)."""
    said: list[str] = []
    provider = 'terraform {\n  required_providers {\n    x = { source = "registry.invalid/x/x" }\n  }\n}\n'
    result = failed(runner.plan(make_stack(provider, retries=1, on_line=said.append)), "registry.invalid")
    assert result.attempts == 2
    assert sum("trying again in" in line for line in said) == 1
