"""Data sources with real Terraform."""

from __future__ import annotations

from pathlib import Path

from tests.simulator.protocol_stacks import HEAD, VCN, joined

LIST = """
data "oci_core_vcns" "all" {
  compartment_id = "ocid1.tenancy.oc1..a"
  %s
  depends_on = [oci_core_vcn.v, oci_core_vcn.w]
}
output "names" {
  value = data.oci_core_vcns.all.virtual_networks[*].display_name
}
output "id" {
  value = data.oci_core_vcns.all.id
}
"""
FILTERS = """
  filter {
    name   = "display_name"
    values = ["^on"]
    regex  = true
  }
  filter {
    name   = "freeform_tags.team"
    values = ["a", "b"]
  }
"""
TWO = VCN % '  display_name = "one"\n  freeform_tags = { team = "a" }\n' + (VCN % '  display_name = "two"\n').replace(
    '"v"', '"w"'
)


def test_data_source_finds_and_filters(tmp_path: Path) -> None:
    """Arguments reach the cloud without the filters, which hold back what does not match; the id stays the same."""
    with joined(tmp_path, TWO + LIST % "") as (stack, cloud):
        stack.apply()
        everything = stack.run("output", "-json", "names")
        first = stack.run("output", "-json", "id")
        stack.write(HEAD + TWO + LIST % FILTERS)
        stack.apply()
        assert stack.actions() == {}
        some, second = stack.run("output", "-json", "names"), stack.run("output", "-json", "id")
    assert sorted(everything.strip("[]\n").split(",")) == ['"one"', '"two"']
    assert some.strip() == '["one"]'
    assert first != second
    asked = [detail["arguments"] for name, _, detail in cloud.calls if name == "search"]
    assert {tuple(sorted(one)) for one in asked} == {("compartment_id",)}


def test_data_source_of_nothing_is_the_services_error(tmp_path: Path) -> None:
    """A refusal of the cloud is printed as the real provider prints it."""
    source = 'data "oci_core_vcns" "all" {\n  compartment_id = "c"\n}\n'
    with joined(tmp_path, source) as (stack, _):
        output = stack.run("plan", "-no-color", fails=True)
    assert "Error: 404-NotAuthorizedOrNotFound, Authorization failed" in output
    assert "Operation Name: ListVcns" in output


def test_bad_pattern_of_a_filter_is_an_error(tmp_path: Path) -> None:
    """The error names the filter."""
    bad = 'filter {\n    name   = "state"\n    values = ["("]\n    regex  = true\n  }'
    with joined(tmp_path, TWO + LIST % bad) as (stack, _):
        assert "filter 'state'" in stack.apply(fails=True)
