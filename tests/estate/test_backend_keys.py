"""Where states lie, read from real files: what is one place, what is not, and what nobody can know (fault 25)."""

from __future__ import annotations

import pytest

from oci_assets.estate.backend_keys import backend_key
from oci_assets.estate.catalog import build_catalog
from oci_assets.estate.hcl_facts import read_facts
from oci_assets.estate.settings import Settings
from oci_assets.model import Catalog
from tests.builders import snapshot

ONE, OTHER = "toronto/network", "toronto/compute"
S3 = 's3 | bucket = "states"\nkey = "network"\nregion = "ca-toronto-1"\nendpoints = { s3 = "https://x.example" }'

REMOTE = 'remote | organization = "o"\nworkspaces {\n  name = "w"\n}'


def block(text: str) -> str:
    """A `terraform` block: the kind of backend, a bar, its settings; `cloud` is a block of its own."""
    kind, _, settings = (part.strip() for part in text.partition("|"))
    return f'terraform {{\n  {"cloud" if kind == "cloud" else f"""backend "{kind}" """} {{\n{settings}\n}}\n}}\n'


def catalog(one: str | None, other: str | None, **files: str) -> Catalog:
    """The catalog of two stacks with these backends."""
    texts = {f"{stack}/backend.tf": block(text) for stack, text in ((ONE, one), (OTHER, other)) if text}
    mains = {f"{stack}/main.tf": 'resource "terraform_data" "a" {}\n' for stack in (ONE, OTHER)}
    return build_catalog(snapshot({**mains, **texts, **files}), Settings())


SAME = [
    (S3, S3),
    (S3, S3.replace("region =", "# written elsewhere\nregion =")),
    (S3, S3.replace("ca-toronto-1", "us-ashburn-1")),  # the endpoint says where
    (S3, S3.replace("endpoints = { s3 = ", "endpoint = ").replace('e" }', 'e/"')),
    ('s3 | bucket = "b"\nkey = "k"', 's3 | key = "k"\nbucket = "b"'),
    ('oci | bucket = "b"\nnamespace = "n"', 'oci | bucket = "b"\nnamespace = "n"\nkey = "terraform.tfstate"'),
    ('http | address = "https://a.example/s"', 'http | address = "https://ann:hush@a.example/s"'),
    ('gcs | bucket = "b"', 'gcs | bucket = "b"\nprefix = ""'),
    *[
        (text, text)
        for text in (
            'azurerm | storage_account_name = "s"\ncontainer_name = "c"\nkey = "k"',
            'pg | conn_str = "postgres://u:hush@h/db"',
            'consul | path = "p"',
            'kubernetes | secret_suffix = "s"',
            'cos | bucket = "b"\nregion = "r"',
            'oss | bucket = "b"',
            REMOTE,
        )
    ],
    (REMOTE, REMOTE.replace("remote", "cloud")),
    ('local | path = "../x.tfstate"', 'local | path = "../../toronto/x.tfstate"'),
    ('local | path = "/srv/x.tfstate"', 'local | path = "/srv/x.tfstate"'),
    ('local | path = "../compute/terraform.tfstate"', None),
]
DIFFERENT = [
    (None, None),
    ("local |", "local |"),
    ('local | path = "x.tfstate"', 'local | path = "x.tfstate"'),
    (S3, S3.replace('"network"', '"compute"')),
    (S3, S3.replace('"states"', '"others"')),
    (S3, S3.replace("x.example", "y.example")),
    ('s3 | bucket = "b"\nkey = "k"\nregion = "r"', 's3 | bucket = "b"\nkey = "k"\nregion = "q"'),
    ('s3 | bucket = "b"\nkey = "k"\nprofile = "r"', 's3 | bucket = "b"\nkey = "k"\nprofile = "q"'),
    ('oci | bucket = "b"\nnamespace = "n"\nkey = "k"', 'oci | bucket = "b"\nnamespace = "m"\nkey = "k"'),
    ('http | address = "https://a.example/s?n=1"', 'http | address = "https://a.example/s?n=2"'),
    ('gcs | bucket = "b"', 's3 | bucket = "b"\nkey = ""'),
]
UNKNOWN = [
    "s3 |",
    's3 | key = "k"',
    's3 | bucket = "b"\nkey = var.key',
    's3 | bucket = "b"\nkey = "${var.region}/k"',
    "http |",
    "pg |",
    "remote |",
    'remote | organization = "o"\nworkspaces {\n  prefix = "w-"\n}',
    'cloud | organization = "o"\nworkspaces {\n  tags = ["w"]\n}',
    'unheard_of | key = "k"',
    "local | path = var.path",
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_fault_25_one_key_refuses_both(one: str, other: str | None) -> None:
    """Both stacks are refused, with the lines that say where their state is; the warning is told once."""
    found = catalog(one, other)
    assert set(found.refused) == {ONE, OTHER}
    text = found.refused[ONE]
    assert f"{ONE} ({ONE}/backend.tf:2)" in text
    assert f"{OTHER} ({OTHER}/backend.tf:2)" in text if other else f"({OTHER}, without a backend)" in text
    assert found.warnings.count(text) == 1
    assert "hush" not in text


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_fault_25_different_keys_go_on(one: str | None, other: str | None) -> None:
    """Stacks whose states lie apart are not refused."""
    assert catalog(one, other).refused == {}


@pytest.mark.parametrize("text", UNKNOWN)
def test_fault_25_unknown_keys_go_on(text: str) -> None:
    """What the files do not tell is not refused, however alike the two look."""
    assert catalog(text, text).refused == {}


def test_fault_25_other_stacks_go_on() -> None:
    """Only those that share a state are refused."""
    assert set(catalog(S3, S3, **{"toronto/identity/main.tf": block(S3.replace("network", "iam"))}).refused) == {
        ONE,
        OTHER,
    }


def test_fault_25_override_file_counts() -> None:
    """The backend of an override file takes the place of the other one, and its line is told."""
    override = {f"{OTHER}/override.tf": "\n" + block(S3)}
    found = catalog(S3, S3.replace('"network"', '"compute"'), **override)
    assert f"{OTHER} ({OTHER}/override.tf:3)" in found.refused[OTHER]


def test_fault_25_linked_folder_is_one_state() -> None:
    """A stack folder that is a link to another one has that one's state."""
    files = {f"{ONE}/main.tf": "", f"{ONE}/backend.tf": block(S3)}
    found = build_catalog(snapshot(files, {OTHER: "network"}), Settings())
    assert set(found.refused) == {ONE, OTHER}


def key_of(text: str, folder: str = ONE) -> str | None:
    """The lock key of a backend in an estate at `/estate`."""
    found = backend_key(read_facts(block(text).encode(), "main.tf").backend, folder)
    return found.lock_key("/estate") if found else None


def test_lock_key_tells_places_apart() -> None:
    """Equal for one place, whatever the folder; None where nobody knows it."""
    assert key_of(S3) == key_of(S3, OTHER) != key_of(S3.replace('"network"', '"compute"'))
    assert key_of("s3 |") is None


def test_lock_key_of_local_states() -> None:
    """A relative path means another file in another estate; an absolute one and a bucket do not."""
    local = backend_key(None, ONE)
    fixed, remote = (
        backend_key(read_facts(block(text).encode(), "main.tf").backend, ONE)
        for text in ('local | path = "/srv/x.tfstate"', S3)
    )
    assert local
    assert fixed
    assert remote
    assert local.lock_key("/estate") != local.lock_key("/other")
    assert fixed.lock_key("/estate") == fixed.lock_key("/other")
    assert remote.lock_key("/estate") == remote.lock_key("/other")


def test_backend_key_hides_secrets() -> None:
    """A connection string is in no label and no representation."""
    found = backend_key(read_facts(block('pg | conn_str = "postgres://u:hush@h/d"').encode(), "main.tf").backend, ONE)
    assert found
    assert "hush" not in f"{found.label} {found!r} {found.lock_key('/')}"
