"""Streams, secrets, logs, budgets and domains, as configurations look for them."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from oci_simulator.cloud import Cloud
from tests.simulator.cloud_builders import REGION, TENANCY, Maker, open_cloud
from tests.simulator.cloud_parts import create

SHARED = {"compartment_id": TENANCY}


@pytest.fixture
def cloud(tmp_path: Path) -> Cloud:
    """A new cloud."""
    return open_cloud(tmp_path)


def test_a_stream_without_a_pool_is_in_the_one_of_its_compartment(cloud: Cloud) -> None:
    """Two streams share it, and it goes with the compartment."""
    place = create(cloud, "identity_compartment", name="dev", description="x")["id"]
    first, second = (create(cloud, "streaming_stream", compartment_id=place, name=each, partitions=1) for each in "ab")
    assert first["stream_pool_id"] == second["stream_pool_id"]
    for each in (first, second):
        cloud.delete("oci_streaming_stream", REGION, each["id"])
    cloud.delete("oci_identity_compartment", REGION, place)
    assert cloud.store.all("oci_streaming_stream_pool") == []


def test_a_stream_in_a_pool_is_in_its_compartment(cloud: Cloud) -> None:
    """The pool tells where Kafka's clients connect."""
    pool = create(cloud, "streaming_stream_pool", name="p", kafka_settings=[{"num_partitions": 3}])
    made = cloud.create("oci_streaming_stream", REGION, {"stream_pool_id": pool["id"], "name": "s", "partitions": 1})
    assert made["compartment_id"] == TENANCY
    assert pool["kafka_settings"][0]["num_partitions"] == 3
    assert pool["kafka_settings"][0]["bootstrap_servers"].endswith(":9092")


def test_the_content_of_a_secret_is_in_its_bundle_alone(cloud: Cloud) -> None:
    """A new content is a new version; the list of secrets tells no content."""
    maker = Maker(cloud)
    given = {**maker.values("oci_vault_secret"), "secret_name": "s", "vault_id": maker.make("oci_kms_vault")["id"]}
    first, second = (base64.b64encode(each).decode() for each in (b"one", b"two"))
    made = cloud.create(
        "oci_vault_secret", REGION, {**given, "secret_content": [{"content_type": "BASE64", "content": first}]}
    )
    content = [{"content_type": "BASE64", "content": second}]
    changed = cloud.update("oci_vault_secret", REGION, made["id"], {**given, "secret_content": content})
    told = cloud.search("oci_secrets_secretbundle", REGION, {"secret_id": made["id"]})
    assert told["secret_bundle_content"][0]["content"] == second
    assert [each["current_version_number"] for each in (made, changed)] == ["1", "2"]
    assert second not in str(cloud.search("oci_vault_secrets", REGION, {**SHARED, "name": "s"})["secrets"])


def test_the_id_of_a_log_is_its_ocid(cloud: Cloud) -> None:
    """Also where an import writes it with its group."""
    group = create(cloud, "logging_log_group", display_name="g")["id"]
    made = cloud.create("oci_logging_log", REGION, {"log_group_id": group, "display_name": "l", "log_type": "CUSTOM"})
    assert made["id"].startswith("ocid1.log.")
    assert cloud.read("oci_logging_log", REGION, f"logGroupId/{group}/logId/{made['id']}") == made


def test_budgets_of_every_type_are_listed_where_all_are_asked_for(cloud: Cloud) -> None:
    """`ALL` is no type of a budget."""
    create(cloud, "budget_budget", amount=1, reset_period="MONTHLY", target_type="TAG", targets=["a.b.c"])
    create(cloud, "budget_budget", amount=1, reset_period="MONTHLY", target_type="COMPARTMENT", targets=[TENANCY])

    def count(kind: str) -> int:
        return len(cloud.search("oci_budget_budgets", REGION, {**SHARED, "target_type": kind})["budgets"])

    assert (count("ALL"), count("TAG")) == (2, 1)


def test_every_tenancy_has_a_default_domain(cloud: Cloud) -> None:
    """Beside those that somebody made, and only in the root compartment."""
    made = create(
        cloud, "identity_domain", display_name="dev", description="x", home_region=REGION, license_type="free"
    )
    listed = cloud.search("oci_identity_domains", REGION, SHARED)["domains"]
    assert [each["display_name"] for each in listed] == ["Default", "dev"]
    assert cloud.search("oci_identity_domain", REGION, {"domain_id": made["id"]})["display_name"] == "dev"
    (default,) = cloud.search("oci_identity_domains", REGION, {**SHARED, "display_name": "Default"})["domains"]
    assert cloud.search("oci_identity_domain", REGION, {"domain_id": default["id"]})["url"] == default["url"]
    place = create(cloud, "identity_compartment", name="dev", description="x")["id"]
    assert cloud.search("oci_identity_domains", REGION, {"compartment_id": place})["domains"] == []
