"""Sensitive variables of a folder and the values that files give them, before Terraform has evaluated anything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from oci_assets.estate.sensitive_inputs import sensitive_inputs

S = "hunter-2-x"
DECLARED = 'variable "p" {\n  type      = string\n  sensitive = true\n}\nvariable "q" {\n  default = "told-to-all"\n}\n'


@pytest.mark.parametrize(
    "files",
    [
        {"main.tf": DECLARED, "terraform.tfvars": f'p = "{S}"\nq = "told-to-all"\n'},
        {"main.tf": DECLARED, "z.auto.tfvars": f'p = {{ a = ["{S}"] }}\n'},
        {"main.tf": DECLARED, "terraform.tfvars.json": json.dumps({"p": {"a": S}, "q": "told-to-all"})},
        {"main.tf": DECLARED.replace("type      = string", f'default = "{S}"')},
        {"main.tf": DECLARED.replace("sensitive", "ephemeral"), "terraform.tfvars": f'p = "{S}"\n'},
        {"main.tf": DECLARED, "terraform.tfvars": f"p = <<EOT\n{S}\nEOT\n"},
        {"v.tf.json": json.dumps({"variable": {"p": {"sensitive": True, "default": S}, "q": {"default": "told"}}})},
    ],
)
def test_values_of_sensitive_variables(tmp_path: Path, files: dict[str, str]) -> None:
    """From defaults, tfvars and JSON; never those of other variables."""
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    inputs = sensitive_inputs(tmp_path)
    assert inputs.names == {"p"}
    assert S in "\n".join(inputs.values)
    assert "told" not in "\n".join(inputs.values)
    assert S not in repr(inputs)


def test_values_of_files_that_a_command_names(tmp_path: Path) -> None:
    """`terraform.var_files` lie anywhere."""
    folder, file = tmp_path / "stack", tmp_path / "common.tfvars"
    folder.mkdir()
    (folder / "main.tf").write_text(DECLARED)
    file.write_text(f'p = "{S}"\n')
    assert sensitive_inputs(folder, [file, tmp_path / "missing.tfvars"]).values == (S,)


@pytest.mark.parametrize("text", ["variable {", 'variable "p" {\n  sensitive = true\n  default = "x', "\0\xff{{{"])
def test_broken_configuration(tmp_path: Path, text: str) -> None:
    """Terraform will say what is wrong with it; here it is read as far as it can be."""
    (tmp_path / "main.tf").write_text(text)
    (tmp_path / "x.tf.json").write_text("{")
    assert sensitive_inputs(tmp_path).names <= {"p"}


def test_missing_folder(tmp_path: Path) -> None:
    """A folder that is not there has none; the step says that it is missing."""
    assert sensitive_inputs(tmp_path / "none").names == frozenset()
