"""The defaults that design.md promises, and what a settings object refuses."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from oci_assets.estate.settings import Settings, without_effect


def test_defaults() -> None:
    """No file at all means these values, each with its unit in its name."""
    settings = Settings()
    assert settings.terraform.model_dump() == {
        "binary": None,
        "version": None,
        "timeout_minutes": 30,
        "init_timeout_minutes": 5,
        "retries": 2,
        "lock_timeout_seconds": 60,
        "var_files": (),
    }
    assert settings.execution.model_dump() == {
        "parallel": True,
        "max_workers": 3,
        "scheduling": "streaming",
        "on_failure": "stop",
        "include_upstream": False,
    }
    assert settings.guards.max_destroys == 0
    assert "oci_core_vcn" in settings.guards.protected_types
    assert (settings.drift.cron, settings.drift.timezone) == ("0 2 * * *", "UTC")
    assert settings.drift.labels == ("drift-detection", "needs-review")
    assert settings.github.base_branches == ("Dev", "Staging", "Production")
    assert (settings.regions, settings.home_region, settings.stacks) == ({}, None, {})


def test_every_key_is_described() -> None:
    """A description stands at every key, which is what documents are made from."""

    def undescribed(model: type[BaseModel], path: str = "") -> list[str]:
        found = []
        for name, field in model.model_fields.items():
            if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
                found += undescribed(field.annotation, f"{path}{name}.")
            elif not field.description:
                found.append(path + name)
        return found

    assert undescribed(Settings) == []


@pytest.mark.parametrize(
    "values",
    [
        {"guard": {}},
        {"guards": {"max_destroy": 1}},
        {"terraform": {"timeout_minutes": 0}},
        {"terraform": {"timeout_minutes": 1441}},
        {"terraform": {"timeout_minutes": "30"}},
        {"terraform": {"retries": True}},
        {"terraform": {"retries": 11}},
        {"terraform": {"binary": ""}},
        {"execution": {"max_workers": 0}},
        {"execution": {"max_workers": 65}},
        {"execution": {"scheduling": "random"}},
        {"execution": {"parallel": "yes"}},
        {"guards": {"max_destroys": -1}},
        {"regions": {"a/b": "ca-toronto-1"}},
        {"service_dependencies": {"a": "network"}},
        {"service_dependencies": {"a": [1]}},
    ],
)
def test_values_refused(values: dict[str, object]) -> None:
    """Unknown keys, figures out of range and values of another kind are mistakes, never guessed at."""
    with pytest.raises(ValidationError):
        Settings.model_validate(values)


def test_values_taken() -> None:
    """Whole numbers for minutes, no limit of destroys, lists for tuples."""
    settings = Settings.model_validate(
        {"terraform": {"timeout_minutes": 90}, "guards": {"max_destroys": None}, "service_dependencies": {"a": ["b"]}}
    )
    assert settings.terraform.timeout_minutes == 90
    assert settings.guards.max_destroys is None
    assert settings.service_dependencies == {"a": ("b",)}


def test_settings_cannot_be_changed() -> None:
    """One settings object may be shared by all threads."""
    with pytest.raises(ValidationError):
        Settings().terraform.retries = 5


@pytest.mark.parametrize(
    ("values", "paths"),
    [
        ({}, ()),
        ({"drift": {"cron": "0 3 * * *"}, "stacks": {"a/b": {"timeout_minutes": 1}}}, ()),
        ({"stacks": {"a/b": {"prechecks": ["x"]}}, "policy": {"command": "x"}}, ()),
        ({"github": {}}, ("github",)),
    ],
)
def test_without_effect(values: dict[str, object], paths: tuple[str, ...]) -> None:
    """Keys that this release does not act on yet are known, so that nobody relies on them unwarned."""
    assert without_effect(Settings.model_validate(values)) == paths
