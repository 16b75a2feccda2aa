"""Streams and the pools that they are in."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.behaviours.addresses import free_address
from oci_simulator.cloud.registry import Moment, decides

_POOL = "oci_streaming_stream_pool"
_KAFKA: dict[str, Any] = {"auto_create_topics_enable": False, "log_retention_hours": 24, "num_partitions": 1}


@decides("oci_streaming_stream")
def stream(moment: Moment) -> None:
    """In a pool: the one that is named, or the compartment's own, which the first stream brings into being."""
    values = moment.values
    if not values.get("stream_pool_id"):
        values["stream_pool_id"] = _default_pool(moment)
    pool = moment.find(values["stream_pool_id"])
    if pool is not None:
        moment.default("compartment_id", pool.data.get("compartment_id"))
    moment.default("retention_in_hours", 24)
    values["messages_endpoint"] = _endpoint(moment.region)


def _default_pool(moment: Moment) -> str:
    place = moment.values.get("compartment_id")
    for each in moment.objects.store.all(_POOL, moment.region):
        if (each.data.get("compartment_id"), each.name) == (place, "DefaultPool"):
            return each.id
    owner = str(place) if moment.find(place) else None
    given = {"compartment_id": place, "name": "DefaultPool"}
    return moment.objects.make(_POOL, moment.region, given, owner=owner).id


@decides(_POOL)
def pool(moment: Moment) -> None:
    """Public unless it has an address in a subnet."""
    values = moment.values
    settings = values.get("private_endpoint_settings") or []
    for each in settings:
        if each.get("subnet_id") and not each.get("private_endpoint_ip"):
            each["private_endpoint_ip"] = free_address(moment, str(each["subnet_id"]))
    values["is_private"] = bool(settings)
    values["endpoint_fqdn"] = f"cell-1.streaming.{moment.region}.simulated.example.com"
    kafka = dict((values.get("kafka_settings") or [{}])[0])
    given = {name: value for name, value in kafka.items() if value is not None}
    values["kafka_settings"] = [{**_KAFKA, **given, "bootstrap_servers": f"{values['endpoint_fqdn']}:9092"}]
    for key in values.get("custom_encryption_key") or []:
        key["key_state"] = "ACTIVE"


def _endpoint(region: str) -> str:
    return f"https://cell-1.streaming.{region}.simulated.example.com"
