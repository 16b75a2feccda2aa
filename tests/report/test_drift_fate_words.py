"""What an apply would put back and what it would leave, in the words of issues, terminals and tables."""

from __future__ import annotations

import pytest

from oci_assets.drift import AttributeChange, DriftedResource, DriftKind
from oci_assets.report.drift_fate_words import repair_words
from oci_assets.report.drift_issue import DriftCase, issue_body, shown_digest
from oci_assets.report.drift_text import drift_lines, drift_table
from tests.report.drift_cases import DAY, drifted

NAME, SIZE = ("display_name", '"a"', '"b"'), ("size_in_gbs", "50", "100")
SIDE = (
    AttributeChange("etag", '"1"', '"2"', None, side_effect=True),
    AttributeChange("size_in_mbs", "51200", "102400", put_back=False, side_effect=True),
    AttributeChange("note", "1", "x" * 99, put_back=False, side_effect=True),
)


def volume(*fates: bool | None, planned: str = "update", left_out: int = 0, side: bool = True) -> DriftedResource:
    """A volume whose name and size were changed, with what becomes of each (put back), and what changed with them."""
    name, size = fates or (True, True)
    changes = (AttributeChange(*NAME, put_back=name), AttributeChange(*SIZE, put_back=size), *(SIDE if side else ()))
    return DriftedResource("oci_core_volume.v", "oci_core_volume", DriftKind.DRIFT, changes, planned, "", left_out)


@pytest.mark.parametrize(
    ("resource", "words"),
    [
        (volume(), "would change it back"),
        (volume(True, False), "would change back only a part of it"),
        (volume(True, None), "would change back only a part of it"),
        (volume(False, False), "would leave that, and change something else"),
        (volume(None, None), "would change it as the plan says"),
        (volume(planned=""), "would leave it as it is"),
        (volume(planned="replace"), "would replace it"),
        (volume(left_out=3), "would change it back"),
        (volume(left_out=3, side=False), "would change back at least what is shown"),
    ],
)
def test_repair_words(resource: DriftedResource, words: str) -> None:
    """It says "back" only for what goes back, and "all" only where all is known."""
    assert repair_words(resource) == words


def test_lines_mark_each_attribute_where_fates_differ() -> None:
    """The cause first, with what becomes of it; side effects after that, in one line, long values left out."""
    assert list(drift_lines(drifted("a/b", volume(True, False, left_out=4))))[1:] == [
        "  changed outside: oci_core_volume.v (an apply would change back only a part of it)",
        '      display_name: "a" -> "b" (put back)',
        "      size_in_gbs: 50 -> 100 (left as it is)",
        "      with it: etag, size_in_mbs: 51200 -> 102400, note, 4 more",
    ]


def test_issue_marks_each_attribute_where_fates_differ() -> None:
    """The same in an issue, with what to do about what no apply puts back; one fate for all needs no marks."""
    mixed = issue_body([DriftCase(drifted("a/b", volume(True, False)), DAY)], DAY, mute_label="m")
    assert "(put back)<br>size_in_gbs: 50 → 100 (left as it is)<br>with it: etag, size_in_mbs: 51200 → 102400" in mixed
    assert "can be put back by hand" in mixed
    alike = issue_body([DriftCase(drifted("a/b", volume()), DAY)], DAY, mute_label="m")
    assert "an apply would change it back |" in alike
    assert "put back)" not in alike
    assert "by hand" not in alike


def test_table_tells_each_attribute() -> None:
    """The last column is about the attribute, not about its resource."""
    rows = drift_table(drifted("a/b", volume(True, False))).splitlines()[2:]
    assert [row.split("|")[-2].strip() for row in rows] == [
        "put it back",
        "leave it so",
        "update",
        *["leave it so"] * 2,
    ]
    assert ["(with it)" in row for row in rows] == [False, False, True, True, True]


def test_other_fate_is_worth_an_edit() -> None:
    """An open issue is written anew when an apply would not put it back any more; nobody is told of other drift."""
    back, left = (DriftCase(drifted("a/b", volume(True, size)), DAY) for size in (True, False))
    assert shown_digest([back], DAY) != shown_digest([left], DAY)
