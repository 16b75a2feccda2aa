"""The details of a report: what they hold, in which order, and what gives way when there is too little room."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oci_assets.model import Counts, Outcome, StackResult
from oci_assets.report.details import detail_text, details
from oci_assets.report.drift_text import drift_lines
from tests.report.drifts import CLEAN, FOUND
from tests.report.records import parse_markdown, record, result

WIDE = 100_000


def names(*results: StackResult) -> dict[str, str]:
    """Every stack under its own id."""
    return {each.stack: each.stack for each in results}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"plan_text": "\n# plan\n"}, "# plan"),
        ({"error": "broken"}, "broken"),
        (
            {"error": "broken", "cause": "interrupted", "hint": "again", "plan_text": "p"},
            "broken\n\ninterrupted\n\nnext: again\n\np",
        ),
        ({"hint": "apply will be blocked"}, "next: apply will be blocked"),
        ({"cause": "toronto/network failed"}, ""),
        ({"cause": "x" * 301}, "x" * 301),
        ({"found": FOUND, "plan_text": "p"}, "\n".join([*drift_lines(FOUND), "", "p"])),
        ({"found": CLEAN}, ""),
        ({}, ""),
    ],
)
def test_detail_text(fields: dict[str, Any], expected: str) -> None:
    """Error, cause, next step, plan; a short cause alone is in the table already."""
    assert detail_text(StackResult("toronto/oke", Outcome.FAILED, **fields)) == expected


def test_details_in_full() -> None:
    """One block a stack with something to tell, by level; nothing is said about room when all fits."""
    one = result("toronto/oke", Outcome.FAILED, error="Error: 500", hint="try again")
    two = result("toronto/network", Outcome.CHANGES, counts=Counts(1, 2), plan_text="# vcn\n```")
    three = result("toronto/identity")
    run = record(one, two, three, level={"toronto/oke": 2, "toronto/network": 1, "toronto/identity": 1})
    assert details(run, names(one, two, three), WIDE) == (
        "<details><summary>toronto/network: +1 ~2 -0</summary>\n\n````\n# vcn\n```\n````\n\n</details>\n\n"
        "<details><summary>toronto/oke: +0 ~0 -0</summary>\n\n```\nError: 500\n\nnext: try again\n```\n\n</details>\n\n"
    )
    assert details(record(three), names(three), WIDE) == ""


def test_details_cut_the_long_text_only() -> None:
    """A short plan stays whole beside a long one, whose two ends stay; the reader is told where the rest is."""
    short = result("a/short", Outcome.CHANGES, plan_text="first and last")
    long = result("a/long", Outcome.CHANGES, plan_text="BEGIN" + "x" * 9000 + "END")
    text = details(record(short, long), names(short, long), 3000)
    assert len(text) <= 3000
    assert "```\nfirst and last\n```" in text
    assert "```\nBEGINxx" in text
    assert "characters left out ...\nxx" in text
    assert "xxEND\n```" in text
    assert text.endswith("\nThis report is cut to what GitHub takes; the history of run run-1 has more.\n")


def test_details_keep_what_is_urgent() -> None:
    """When blocks do not fit, the failed stack's stays and the number of missing ones is told."""
    quiet = [result(f"a/{n}", Outcome.CHANGES, plan_text="p" * 500) for n in range(20)]
    failed = result("z/last", Outcome.FAILED, error="e" * 500)
    text = details(record(*quiet, failed), names(*quiet, failed), 2500)
    kept = text.count("<details>")
    assert kept == text.count("</details>") > 1
    assert "<summary>z/last: " in text
    assert f"The details of {21 - kept} more services are left out." in text


def test_details_count_their_fences() -> None:
    """Many small blocks with long fences, and a run id that grows when it is made harmless, stay within the room."""
    many = [result(f"a/{number}", Outcome.CHANGES, plan_text="`" * 8) for number in range(300)]
    text = details(record(*many, run_id="|" * 60), names(*many), 20_000)
    assert 19_000 < len(text) <= 20_000
    assert "history of run &#124;" in text


@given(
    st.lists(st.tuples(st.sampled_from(Outcome), st.integers(0, 3000), st.sampled_from("x`\n@<")), max_size=40),
    st.integers(500, 20_000),
)
def test_details_are_bounded_and_closed(stacks: list[tuple[Outcome, int, str]], room: int) -> None:
    """Never over the room, every block is closed, and a parser sees one code block in each."""
    results = [result(f"r/s{n}", outcome, plan_text=text * size) for n, (outcome, size, text) in enumerate(stacks)]
    text = details(record(*results), names(*results), room)
    tokens = [token for token in parse_markdown(text) if token.type in {"html_block", "fence"}]
    assert len(text) <= room
    assert [token.type for token in tokens] == ["html_block", "fence", "html_block"] * (len(tokens) // 3)
    assert all(token.content.startswith("<details><summary>r/s") for token in tokens[::3])
    assert {token.content for token in tokens[2::3]} <= {"</details>\n"}
