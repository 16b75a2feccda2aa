"""Errors of OCI's services in one line and laid out, in the two forms in which they are printed."""

from __future__ import annotations

import pytest

from oci_assets.report.error_words import MAX_SHORT, laid_out, short_error

PROVIDER = (
    "plan of toronto/network failed with exit code 1: module.vcn.oci_core_vcn.v: 404-NotAuthorizedOrNotFound, "
    "Authorization failed or requested resource not found. Suggestion: Either the resource has been deleted or service "
    "Core Vcn need policy to access this resource. Documentation: oci_core_vcn Provider version: 7.2.0 Service: Core "
    "Vcn Operation Name: GetVcn OPC request ID: 1F/2E"
)
SDK = (
    "Error returned by Compute Service. Http Status Code: 429. Error Code: TooManyRequests. Opc request id: 1F/2E. "
    "Message: Too many requests for the user\nOperation Name: ListInstances\nTimestamp: 2026-11-25 02:00:00 +0000 UTC\n"
    "Client Version: Oracle-GoSDK/65\nTroubleshooting Tips: See the documentation."
)


@pytest.mark.parametrize(
    ("text", "short"),
    [
        (
            PROVIDER,
            PROVIDER.partition(". Suggestion")[0],
        ),
        (f"{PROVIDER} (and 2 other errors)", "requested resource not found (and 2 other errors)"),
        (SDK, "429-TooManyRequests, Too many requests for the user"),
        (" ".join(SDK.split()), "429-TooManyRequests, Too many requests for the user"),
        ("no way in", "no way in"),
        ("main.tf:3: Unsupported argument: no argument\n is named x.", "Unsupported argument: no argument is named x"),
    ],
)
def test_short_error(text: str, short: str) -> None:
    """What failed, with code and message in one line; what Oracle appends is left out."""
    told = short_error(text)
    assert told.endswith(short)
    assert "\n" not in told
    assert not any(part in told.lower() for part in ("request id", "suggestion", "operation name"))


def test_short_error_is_bounded() -> None:
    """However long the message is, and the count of other errors stays."""
    assert len(short_error("x" * 5000)) == MAX_SHORT
    assert short_error("x" * 5000 + " (and 1 other error)").endswith("… (and 1 other error)")


def test_laid_out_keeps_everything() -> None:
    """Each appended part on its line; the words are the same."""
    text = laid_out(PROVIDER)
    assert text.split() == PROVIDER.split()
    assert [line.split(":")[0] for line in text.splitlines()[1:]] == [
        *("Suggestion", "Documentation", "Provider version", "Service", "Operation Name", "OPC request ID")
    ]
