"""Resource types of an estate's files, and whether those are all."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.estate.declared_types import DeclaredTypes, declared_types

VCN = 'resource "oci_core_vcn" "v" {\n}\n'


@pytest.mark.parametrize(
    ("files", "complete"),
    [
        ({"modules/a/main.tf": VCN, "toronto/net/main.tf": 'module "a" {\n  source = "../../modules/a"\n}\n'}, "yes"),
        ({"a.tf.json": '{"resource": {"oci_core_vcn": {"v": {}}}}'}, "yes"),
        ({"a.tf": VCN + 'module "a" {\n  source = "oracle/vcn/oci"\n}\n'}, "no"),
        ({"a.tf": VCN + 'module "a" {\n  source = "git::https://example.com/a.git"\n}\n'}, "no"),
        ({"a.tf": VCN, "b.tf": 'resource "oci_x" {'}, "no"),
    ],
)
def test_declared_types(tmp_path: Path, files: dict[str, str], complete: str) -> None:
    """Of HCL and JSON, stacks and modules; not complete where something lies elsewhere or is broken."""
    for name, text in {**files, ".terraform/x.tf": 'resource "oci_hidden" "h" {\n}\n', "a.md": VCN}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert declared_types(tmp_path) == DeclaredTypes(frozenset({"oci_core_vcn"}), complete == "yes")


def test_file_that_cannot_be_read(tmp_path: Path) -> None:
    """A broken link declares nobody knows what."""
    (tmp_path / "a.tf").symlink_to(tmp_path / "gone.tf")
    assert declared_types(tmp_path) == DeclaredTypes(frozenset(), is_complete=False)
