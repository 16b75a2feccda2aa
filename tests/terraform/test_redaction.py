"""Secrets in text (fault 59): which values count, in which forms they are found, and what must stay readable."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote

import pytest

from oci_assets.model import Outcome, Override, ResourceChange, StackResult
from oci_assets.terraform.masks import HIDDEN
from oci_assets.terraform.redaction import Redaction, Redactor
from oci_assets.terraform.secret_values import all_secret_texts
from tests.terraform.secret_forms import KEY

SECRET = 'pa"ss&wörd/7+<x>'
PLAIN = base64.b64encode
FORMS = {
    "as it is": SECRET,
    "json": json.dumps(SECRET),
    "json of go": json.dumps(SECRET).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"),
    "json with letters": json.dumps(SECRET, ensure_ascii=False),
    "json in json": json.dumps(json.dumps({"p": SECRET})),
    "url": f"https://example.com/?p={quote(SECRET, safe='')}",
    "base64": PLAIN(SECRET.encode()).decode(),
    "base64 behind a user": PLAIN(f"ann:{SECRET}".encode()).decode(),
    "base64 behind another user": PLAIN(f"anna:{SECRET}".encode()).decode(),
}


@pytest.mark.parametrize("form", FORMS)
def test_redact_every_form(form: str) -> None:
    """A secret is found as programs print it, and the text around it stays."""
    told = Redactor(frozenset({SECRET})).redact(f"before {FORMS[form]} after")
    assert told.startswith("before ")
    assert told.endswith(" after")
    assert HIDDEN in told
    assert "rd/7" not in told
    assert "yZC83K" not in told


@pytest.mark.parametrize("value", [True, 1, 22, 65535, "", "a", "abc", "true", "production", "us-ashburn-1", None, 3.5])
def test_trivial_values_blank_out_nothing(value: object) -> None:
    """A sensitive `true` or `22` is hidden by Terraform's mask only: text would become unreadable."""
    text = "production: port 22 of 65535 is open, true, 1 to add, 3.5 abc us-ashburn-1"
    assert Redactor(all_secret_texts([value])).redact(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("first line of it\nsecond line of it", "only the second line of it came"),
        ({"user": "ann", "word": "hunter-2-x"}, "it is hunter-2-x"),
        ([["deep", ["hunter-2-x"]]], "it is hunter-2-x"),
        ('{"word": "hunter-2-x"}', "it is hunter-2-x"),
        ({"hunter-2-x": True}, "it is hunter-2-x"),
        (1234567890, "the PIN 1234567890"),
        ("several words that are wrapped", "error: several words\nthat are wrapped"),
    ],
)
def test_parts_of_a_sensitive_value(value: object, text: str) -> None:
    """Every text inside counts: lines of it, members, keys of maps, long numbers, what Terraform wraps."""
    told = Redactor(all_secret_texts([value])).redact(text)
    assert HIDDEN in told
    assert not any(part in told for part in ("hunter", "second line", "1234567890", "several words", "wrapped"))


def test_overlapping_secrets_are_hidden_as_one() -> None:
    """Of two secrets that share letters no part of either is left."""
    assert Redactor(frozenset({"abcdefgh", "efghijkl"})).redact("x abcdefghijkl y") == f"x {HIDDEN} y"


@pytest.mark.parametrize(
    "text",
    [
        KEY,
        json.dumps(KEY),
        KEY.replace("PRIVATE", "RSA PRIVATE"),
        KEY.partition("-----END")[0],
        KEY.partition("KEY-----")[2],
    ],
    ids=["plain", "escaped", "rsa", "cut at the end", "cut at the beginning"],
)
def test_private_keys_that_nobody_named(text: str) -> None:
    """A PEM key is a secret wherever it is printed."""
    told = Redactor().redact(f"before\n{text}")
    assert told.startswith("before\n")
    assert "cAnaryKeyLine" not in told


@pytest.mark.parametrize(
    "text",
    [
        "https://ann:hunter-2-x@example.com/a.git",
        "GET https://objectstorage.example.com/p/hunter-2-x/n/tenancy/b/states/o/a",
        "Authorization: Bearer hunter-2-xhunter-2-x",
        'pass_phrase = "hunter-2-x"',
        '"private_key_password": "hunter-2-x"',
        "eyJhbGciOiJhdW50ZXIy.hunter-2-xhunter.hunter-2-x",
    ],
)
def test_secrets_by_their_form(text: str) -> None:
    """Passwords in URLs, pre-authenticated requests, tokens and OCI's own settings need not be known."""
    told = Redactor().redact(f"before {text} after")
    assert "hunter-2-x" not in told
    assert told.startswith("before ")
    assert told.endswith(" after")


@pytest.mark.parametrize(
    "text",
    [
        "the private key file /home/ann/.oci/key.pem was not found",
        "private_key_password = var.key_password",
        "auth_token = (sensitive value)",
        "https://github.com/org/repo?ref=v1",
        "Error: 401-NotAuthenticated, The required information to complete authentication was not provided",
        "ocid1.vcn.oc1.iad.amaaaaaa7x5",
    ],
)
def test_what_people_need_stays(text: str) -> None:
    """Nothing is hidden that only speaks of secrets."""
    assert Redactor().redact(text) == text


def test_line_of_a_key_that_comes_line_by_line() -> None:
    """Nobody knows the key; from its beginning on nothing is told until it ends."""
    redaction = Redaction()
    told = [redaction.line(line) for line in ["before", *KEY.splitlines(), "after"]]
    assert (told[0], told[-1]) == ("before", "after")
    assert "cAnaryKeyLine" not in "\n".join(told)


def test_learn_while_lines_come() -> None:
    """What the plan calls sensitive is hidden from then on, also for a listener that was there before."""
    heard: list[str] = []
    redaction = Redaction()
    listener = redaction.listener(heard.append)
    assert listener is not None
    listener("hunter-2-x")
    redaction.learn(["hunter-2-x"])
    listener("hunter-2-x")
    assert heard == ["hunter-2-x", HIDDEN]


def test_result_has_every_text_redacted() -> None:
    """No field of a result goes around the redaction."""
    secret = "hunter-2-x"
    change = ResourceChange(f'a.b["{secret}"]', "a", "create")
    result = StackResult(
        "toronto/network",
        Outcome.FAILED,
        changes=(change,),
        drift=(change,),
        error=secret,
        cause=secret,
        hint=secret,
        plan_text=secret,
        overrides=(Override("max_destroys", secret, (secret,)),),
        output_changes=(secret,),
    )
    assert secret not in repr(Redaction([secret]).result(result))


def test_redactor_does_not_show_what_it_knows() -> None:
    """Its own text is safe in a traceback or a log."""
    assert SECRET not in repr(Redactor(frozenset({SECRET})))
