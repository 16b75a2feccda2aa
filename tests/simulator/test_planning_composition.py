"""What is saved after an apply or a read."""

from __future__ import annotations

from typing import Any

import pytest

from oci_simulator.facts import parse
from oci_simulator.planning.coercion import CoercionError
from oci_simulator.planning.composition import compose
from oci_simulator.planning.ignored_tags import hide_ignored, keep_ignored
from oci_simulator.planning.values import UNKNOWN

FOUND = parse(
    {
        "type": "oci_test",
        "attributes": {
            "id": ["string", "C"],
            "size": ["string", "O"],
            "count_of": ["number", "O"],
            "key": ["string", "OSW"],
        },
        "blocks": {
            "rules": {
                "nesting": "set",
                "flags": "O",
                "attributes": {"port": ["number", "R"], "secret": ["string", "OW"]},
            },
            "login": {"nesting": "list", "flags": "O", "max": 1, "attributes": {"password": ["string", "OSW"]}},
        },
        "timeouts": ["create"],
    }
)


def saved(actual: dict[str, Any], **reference: Any) -> dict[str, Any]:
    """The saved object, without what is null or empty."""
    state = compose(FOUND, {"id": "one", **actual}, reference)
    return {name: value for name, value in state.items() if value not in (None, []) and name != "id"}


def test_forms_of_the_schema_come_back() -> None:
    """A number for a text and a text for a number are brought to the schema's types."""
    assert saved({"size": 50, "count_of": "3"}, size="50", count_of=3) == {"size": "50", "count_of": 3}


def test_secrets_and_timeouts_are_kept_as_configured() -> None:
    """The service never returns a secret; a read does not forget it."""
    kept = {"key": "s3cret", "timeouts": {"create": "5m"}, "login": [{"password": "pw"}]}
    assert saved({}, **kept) == kept


def test_secret_in_a_set_stays_with_its_element() -> None:
    """Elements are told apart by what the service returns, in any order."""
    planned = [{"port": 1, "secret": "one"}, {"port": 2, "secret": "two"}]
    assert saved({"rules": [{"port": 2}, {"port": 1}]}, rules=planned)["rules"] == planned[::-1]


def test_empty_and_null_are_one() -> None:
    """An empty text that was configured stays although the service returns nothing."""
    assert compose(FOUND, {"id": "one"}, {"size": ""})["size"] == ""
    assert compose(FOUND, {"id": "one", "size": ""}, {"size": None})["size"] is None


def test_unknown_plan_gets_what_the_service_chose() -> None:
    """After apply nothing is unknown."""
    assert saved({"size": "1"}, size=UNKNOWN, key=UNKNOWN, rules=UNKNOWN) == {"size": "1"}


def test_what_somebody_changed_is_seen() -> None:
    """Drift is what the service says, not what was planned."""
    actual = {"size": "2", "rules": [{"port": 9}]}
    assert saved(actual, size="1", rules=[{"port": 1, "secret": "x"}]) == {
        "size": "2",
        "rules": [{"port": 9, "secret": None}],
    }


def test_value_of_another_kind_names_the_attribute() -> None:
    """An answer that does not fit is not bent into shape."""
    with pytest.raises(CoercionError, match=r"rules\.port: 'many' is no number"):
        saved({"rules": [{"port": "many"}]})


def test_ignored_tags_are_neither_shown_nor_removed() -> None:
    """But those that the configuration has are shown."""
    actual = {"defined_tags": {"Ops.By": "x", "Team.Name": "y"}}
    ignored = {"ops.by"}
    assert hide_ignored(actual, {}, ignored) == {"defined_tags": {"Team.Name": "y"}}
    assert hide_ignored(actual, {"defined_tags": {"Ops.By": "z"}}, ignored) == actual
    kept = keep_ignored({"defined_tags": {"Team.Name": "z"}}, actual, ignored)
    assert kept == {"defined_tags": {"Ops.By": "x", "Team.Name": "z"}}
