"""Words for outcomes."""

from __future__ import annotations

from oci_assets.model import Outcome
from oci_assets.report.outcome_words import OUTCOME_WORDS


def test_every_outcome_has_words_for_people() -> None:
    """None is the raw name of a record, as `not_run`."""
    assert OUTCOME_WORDS.keys() == set(Outcome)
    assert not any("_" in words for words in OUTCOME_WORDS.values())
    assert OUTCOME_WORDS[Outcome.NOT_RUN] == "not run"
