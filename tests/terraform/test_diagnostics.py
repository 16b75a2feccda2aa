"""Terraform's errors as values, from both of its forms."""

from __future__ import annotations

import pytest

from oci_assets.terraform.diagnostics import Diagnostic, as_text, find_errors, from_json

BOXED = """\x1b[31m╷\x1b[0m
│ \x1b[1mError: \x1b[0mReference to undeclared
│ resource
│
│   with module.net.oci_core_vcn.a["x y"],
│   on ../modules/net/main.tf line 12, in resource "oci_core_vcn" "a":
│   12:   name = nope.x
│     ├────────────────
│     │ nope.x is "canary"
│
│ A managed resource "nope" "x" has not been
│ declared.
╵
"""
PLAIN = """
Warning: Deprecated thing

  on main.tf line 1:
   1: x = 1

Error: Missing

The directory could not be read for module "a" at
sub/main.tf:14.

Error: Alone
"""


def test_find_errors_boxed_and_coloured() -> None:
    """Boxes and colours are taken off, wrapped lines joined, quoted source and its values left out."""
    assert find_errors(BOXED) == (
        Diagnostic(
            "Reference to undeclared resource",
            'A managed resource "nope" "x" has not been declared.',
            "../modules/net/main.tf:12",
            'module.net.oci_core_vcn.a["x y"]',
        ),
    )


def test_find_errors_leaves_warnings_out() -> None:
    """Errors come in Terraform's order; a place in the sentence counts when no other is given."""
    detail = 'The directory could not be read for module "a" at sub/main.tf:14.'
    assert find_errors(PLAIN) == (Diagnostic("Missing", detail, "sub/main.tf:14"), Diagnostic("Alone"))


@pytest.mark.parametrize("text", ["", "Warning: only this\n\nx\n", "panic: boom", "an Error: in the middle"])
def test_find_errors_without_an_error(text: str) -> None:
    """What is no error gives none."""
    assert find_errors(text) == ()


def test_from_json_takes_no_values_over() -> None:
    """Headline, detail, place and address; neither the snippet nor its values."""
    event = {
        "severity": "error",
        "summary": "400-LimitExceeded",
        "detail": "too\n  many",
        "address": "oci_core_vcn.a",
        "range": {"filename": "main.tf", "start": {"line": 3, "column": 1}},
        "snippet": {"code": "canary", "values": [{"traversal": "x", "statement": "canary"}]},
    }
    found = from_json(event)
    assert found == Diagnostic("400-LimitExceeded", "too many", "main.tf:3", "oci_core_vcn.a")
    assert found.text == "400-LimitExceeded too many"


@pytest.mark.parametrize("event", [{"summary": "x"}, {"summary": "x", "detail": "", "range": None, "address": None}])
def test_from_json_without_a_place(event: dict[str, object]) -> None:
    """Missing and empty keys are no trouble."""
    assert from_json(event) == Diagnostic("x")


def test_as_text_for_people() -> None:
    """Each error with its place, details below it."""
    errors = (Diagnostic("One", "why", "main.tf:3"), Diagnostic("Two"))
    assert as_text(errors) == "Error: One (main.tf:3)\n  why\nError: Two"
    assert not as_text(())
