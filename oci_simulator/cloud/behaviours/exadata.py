"""Exadata infrastructure with its servers, and the clusters of virtual machines on it."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.registry import Moment, changed, decides
from oci_simulator.cloud.store import Object

_INFRASTRUCTURE, _SERVER = "oci_database_cloud_exadata_infrastructure", "oci_database_db_server"
_SIZE: dict[str, Any] = {"max_cpu_count": 50, "max_db_node_storage_in_gbs": 2243, "max_memory_in_gbs": 1390}
_CLUSTER: dict[str, Any] = {
    "license_model": "LICENSE_INCLUDED",
    "time_zone": "UTC",
    "data_storage_percentage": 80,
    "scan_listener_port_tcp": 1521,
    "scan_listener_port_tcp_ssl": 2484,
    "domain": "simulated.example.com",
}


@decides(_INFRASTRUCTURE)
def infrastructure(moment: Moment) -> None:
    """Two servers and three cells of storage unless it says otherwise."""
    values = moment.values
    moment.default("compute_count", 2)
    moment.default("storage_count", 3)
    for name, each in _SIZE.items():
        values[name] = each * int(values["compute_count"])
    values["activated_storage_count"] = values["storage_count"]


@changed(_INFRASTRUCTURE)
def servers(moment: Moment) -> None:
    """As many servers as it should have."""
    values = moment.values
    there = _servers(moment, values["id"])
    for number in range(len(there) + 1, int(values["compute_count"]) + 1):
        told = {name: values.get(name) for name in ("compartment_id", "shape")}
        named = {"exadata_infrastructure_id": values["id"], "display_name": f"dbServer-{number}"}
        moment.own(_SERVER, {**told, **named, **_SIZE, "state": "AVAILABLE"})


def _servers(moment: Moment, infrastructure_id: Any) -> list[Object]:
    listed = moment.objects.store.all(_SERVER, moment.region)
    return [each for each in listed if each.data.get("exadata_infrastructure_id") == infrastructure_id]


@decides("oci_database_cloud_vm_cluster")
def cluster(moment: Moment) -> None:
    """What it is unless it says otherwise; the rest is its infrastructure's."""
    values = moment.values
    moment.defaults(**_CLUSTER)
    if not values.get("db_servers"):
        values["db_servers"] = [each.id for each in _servers(moment, values.get("cloud_exadata_infrastructure_id"))]
    below = moment.find(values.get("cloud_exadata_infrastructure_id"))
    if below is not None:
        values["availability_domain"], values["shape"] = below.data.get("availability_domain"), below.data.get("shape")
    moment.default("ocpu_count", values.get("cpu_core_count"))
    moment.default("memory_size_in_gbs", 30 * len(values["db_servers"]))
    values["node_count"], values["listener_port"] = len(values["db_servers"]), "1521"
    values["disk_redundancy"] = "HIGH"
    values["scan_dns_name"] = f"{values.get('hostname')}-scan.{values['domain']}"
