"""Which keys of `oci-assets.yaml` a commit may say for itself."""

from __future__ import annotations

from oci_assets.estate.policy_settings import with_policy_of
from oci_assets.estate.settings import Settings


def test_with_policy_of_takes_the_estate_from_the_commit_and_all_else_from_the_base() -> None:
    """What describes files is the commit's; guards, stacks, terraform and every other section are the base's."""
    base = Settings.model_validate({"guards": {"max_destroys": 1}, "shared_files": ["a"]})
    changed = {
        "guards": {"max_destroys": None, "frozen": []},
        "terraform": {"retries": 9, "binary": "./mine", "var_files": ["b.tfvars"]},
        "stacks": {"a/b": {"timeout_minutes": 1, "prechecks": ["evil"], "guards": {"protected_types": []}}},
        "policy": {"command": "true"},
    }
    own = {"regions": {"r": "x"}, "home_region": "r", "service_dependencies": {"a": ["b"]}, "shared_files": ["b"]}
    merged = with_policy_of(base, Settings.model_validate({**changed, **own}))
    expected = {"guards": {"max_destroys": 1}, "terraform": {"var_files": ["b.tfvars"]}, **own}
    assert merged == Settings.model_validate(expected)
