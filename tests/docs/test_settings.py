"""docs/settings.md against the code: every key with default, unit, limits and effect, and the environment variables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from oci_assets.environment import Environment
from oci_assets.estate.settings import Settings, without_effect
from oci_assets.estate.settings_file import parse_settings
from oci_assets.terraform import environment as terraform_environment
from tests.docs.documents import ROOT, blocks, in_code, table_rows

DOCUMENT = ROOT / "docs" / "settings.md"
HEADINGS = ("The estate", "Terraform", "Execution", "One stack", "Guards", "Policy", "Kept plans", "Drift", "GitHub")
READ_ELSEWHERE = {"TF_CLI_CONFIG_FILE", "XDG_CACHE_HOME"}  # terraform/environment.py, estate/hcl.py
STACK = "<stack>"


def documented() -> dict[str, tuple[str, str, str]]:
    """Key -> default, unit and text, of all tables of keys."""
    rows = [row for heading in HEADINGS for row in table_rows(DOCUMENT, heading) if row[0] != "key"]
    assert len(rows) == len({row[0] for row in rows})
    return {row[0].strip("`"): (row[1].strip("`"), row[2], row[3]) for row in rows}


def keys_of_models() -> dict[str, dict[str, Any]]:
    """Dotted key -> JSON schema of its field, as the models say; sections themselves are no keys."""
    return dict(_leaves(Settings.model_json_schema(), ""))


def _leaves(schema: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, dict[str, Any]]]:
    root = Settings.model_json_schema()["$defs"]
    for name, field in schema["properties"].items():
        values = field.get("additionalProperties") or {}
        if "$ref" in field:
            yield from _leaves(root[_name(field)], f"{prefix}{name}.")
            continue
        yield f"{prefix}{name}", field
        if "$ref" in field.get("items", {}):
            yield from _leaves(root[_name(field["items"])], f"{prefix}{name}[].")
        if isinstance(values, dict) and "$ref" in values:
            yield from _leaves(root[_name(values)], f"{prefix}{name}.{STACK}.")


def _name(reference: Mapping[str, str]) -> str:
    return reference["$ref"].rsplit("/", 1)[1]


def limits(field: Mapping[str, Any]) -> list[str]:
    """Numbers and words that bound the value of a field, as text."""
    parts = [field, *field.get("anyOf", [])]
    numbers = [part[key] for part in parts for key in ("minimum", "maximum", "exclusiveMinimum") if key in part]
    return [str(number) for number in numbers] + list(field.get("enum", []))


def settings_with(key: str, value: object) -> Settings:
    """Settings where only this key is set."""
    for part in reversed(key.replace(STACK, "toronto/network").split(".")):
        value = {part: value}
    return Settings.model_validate(value)


def test_every_key_is_documented_and_no_other() -> None:
    """A key that came or went without the document fails here."""
    assert set(documented()) == set(keys_of_models())


@pytest.mark.parametrize("key", sorted(keys_of_models()))
def test_key_has_its_default_unit_and_limits(key: str) -> None:
    """Default as YAML, the unit that the name ends in, the model's own description and every limit."""
    default, unit, text = documented()[key]
    field = keys_of_models()[key]
    required = "[]" in key and "default" not in field
    assert yaml.safe_load(default) == (None if required else field.get("default", {}))
    assert field["description"] in text
    named = re.search(r"_(hours|minutes|seconds)$", key)
    assert named is None or unit == named[1]
    assert [limit for limit in limits(field) if not re.search(rf"\b{limit}\b", text)] == []


@pytest.mark.parametrize("key", sorted(key for key in keys_of_models() if "[]" not in key))
def test_key_without_effect_says_so(key: str) -> None:
    """Exactly the keys that `without_effect` lists are marked."""
    field, text = keys_of_models()[key], documented()[key][2]
    is_list_of_words = field.get("type") == "array" and field["items"] == {"type": "string"}
    sample = ["x"] if is_list_of_words else field.get("default", {})
    listed = bool(without_effect(settings_with(key, sample)))
    assert ("no effect yet" in text.lower()) == listed


def test_sample_is_valid() -> None:
    """What readers copy is accepted as it stands."""
    samples = [block for block in blocks(DOCUMENT) if block.language == "yaml"]
    assert samples
    for sample in samples:
        parse_settings("\n".join(sample.lines).encode())


class _Recorder(Mapping[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_every_environment_variable_is_documented_and_no_other() -> None:
    """The table names what the code reads."""
    recorder = _Recorder()
    Environment.read(recorder)
    named = {row[0].strip("`") for row in table_rows(DOCUMENT, "Environment variables")} - {"variable"}
    assert named == recorder.asked | READ_ELSEWHERE


def test_what_terraform_sees_is_documented() -> None:
    """Exactly the allow-list, its prefixes, its exceptions and what we set; lower case proxies go without saying."""
    passed, never = DOCUMENT.read_text(encoding="utf-8").rpartition("### ")[2].split("Never passed")
    never, _, rest = never.partition("Everything else")
    names = {name for name in terraform_environment._NAMES if not name.islower()}
    assert set(in_code(passed)) == names | {*terraform_environment._PREFIXES}
    assert set(in_code(never)) == {*terraform_environment._NEVER}
    environment = terraform_environment.child_environment({}, data_dir=Path(), cli_config_file=Path())
    assert set(in_code(rest.partition("Set by us")[2])) == set(environment)
