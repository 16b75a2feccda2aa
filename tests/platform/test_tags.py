"""What a run is told, in tags and run config, and how it is read back."""

from __future__ import annotations

import pytest

from oci_assets.errors import UsageError
from oci_assets.model import Action, Reason, ReasonKind
from oci_assets.platform import tags
from oci_assets.platform.run_details import MAX_REASONS_PER_STACK, all_reasons, details_config, details_in
from oci_assets.platform.tags import RunTags

WHY = Reason(ReasonKind.FILE, "toronto/network/main.tf")


def test_to_tags_leaves_out_what_says_nothing() -> None:
    """Only what is set becomes a tag."""
    assert RunTags(Action.PLAN, "ui").to_tags() == {"oci/action": "plan", "oci/trigger": "ui"}


def test_to_tags_of_everything() -> None:
    """Every value is text, and what is read back is what was written."""
    told = RunTags(
        Action.APPLY,
        tags.COMMAND_LINE,
        commit="c" * 40,
        branch="main",
        actor="jane",
        timeout_minutes=1.5,
        allow_destroy=("toronto/network", "toronto/dns"),
        allow_frozen=("toronto/network",),
        allow_policy=("toronto/dns",),
        reason="agreed in OPS-7",
        max_workers=2,
        scheduling="levels",
        on_failure="independent",
    ).to_tags()
    assert told["oci/max_workers"] == "2"
    assert told["oci/allow_destroy"] == "toronto/network,toronto/dns"
    assert tags.allowed(told, tags.ALLOW_DESTROY) == {"toronto/network", "toronto/dns"}
    assert tags.allowed(told, tags.ALLOW_FROZEN) == {"toronto/network"}
    assert tags.allowed(told, tags.ALLOW_POLICY) == {"toronto/dns"}
    assert told["oci/reason"] == "agreed in OPS-7"
    assert tags.timeout_minutes(told) == 1.5
    assert (tags.trigger_of(told), tags.actor_of(told)) == ("command line", "jane")


def test_tags_typed_by_hand() -> None:
    """People part stacks by commas and blanks; a run without tags of ours was started in the UI."""
    assert tags.allowed({"oci/allow_destroy": " a/b , c/d,"}, tags.ALLOW_DESTROY) == {"a/b", "c/d"}
    assert tags.allowed({"oci/allow_destroy": "a/b"}, tags.ALLOW_FROZEN) == frozenset()
    assert tags.allowed({}, tags.ALLOW_DESTROY) == frozenset()


@pytest.mark.parametrize("tag", [tags.ALLOW_DESTROY, tags.ALLOW_FROZEN, tags.ALLOW_POLICY])
def test_fault_46_a_repeated_run_inherits_no_override(tag: str) -> None:
    """Re-execution in the UI copies the tags of the first run, but nobody has allowed anything for it."""
    assert tags.allowed({tag: "a/b", "dagster/parent_run_id": "1"}, tag) == frozenset()
    assert tags.timeout_minutes({}) is None
    assert tags.trigger_of({}) == "ui"


@pytest.mark.parametrize("text", ["", "soon", "0", "-1", "nan", "inf"])
def test_timeout_minutes_bad(text: str) -> None:
    """A timeout that is no number above 0 is refused with what to give."""
    with pytest.raises(UsageError, match="give a number of minutes above 0"):
        tags.timeout_minutes({"oci/timeout_minutes": text})


@pytest.mark.parametrize(
    ("run_tags", "trigger"),
    [
        ({"dagster/sensor_name": "git_change_sensor", "oci/trigger": "sensor"}, "sensor"),
        ({"dagster/schedule_name": "daily_drift"}, "schedule"),
        ({"oci/trigger": "command line", "oci/actor": "jane", "dagster/parent_run_id": "x"}, "ui"),
    ],
)
def test_trigger_of(run_tags: dict[str, str], trigger: str) -> None:
    """Dagster's own marks come first; a run that repeats another one was started by hand, nobody knows by whom."""
    assert tags.trigger_of(run_tags) == trigger
    assert tags.actor_of(run_tags) is None


def test_details_config_is_read_back() -> None:
    """Stacks and reasons go through run config unchanged."""
    details = details_in(details_config(stacks=["a/b"], reasons={"a/b": [WHY]}))
    assert details.stacks == ["a/b"]
    assert details.reasons_of("a/b") == (WHY,)
    assert details.reasons_of("c/d") == ()
    assert all_reasons(details) == {"a/b": (WHY,)}


def test_details_config_is_bounded() -> None:
    """A stack that a thousand files select does not make a run config of a thousand lines."""
    told = details_config(reasons={"a/b": [Reason(ReasonKind.FILE, str(number)) for number in range(1000)]})
    assert len(details_in(told).reasons_of("a/b")) == MAX_REASONS_PER_STACK


@pytest.mark.parametrize("run_config", [{}, {"loggers": {}}, {"resources": {"terraform": {"config": {}}}}])
def test_details_in_empty(run_config: dict[str, object]) -> None:
    """A run that was told nothing has no details."""
    details = details_in(run_config)
    assert (details.stacks, details.reasons) == ([], {})
