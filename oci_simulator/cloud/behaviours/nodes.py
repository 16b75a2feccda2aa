"""What a database system and a cluster of machines make for themselves, which only data sources show.

A node has a VNIC, and a database system a home with its database: that is how configurations find its addresses.
"""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.behaviours.database_homes import make_databases
from oci_simulator.cloud.behaviours.vnics import make_vnic
from oci_simulator.cloud.registry import Moment, made

_HOME = ("id", "db_version", "display_name", "db_home_location")


@made("oci_database_db_system")
def db_system_parts(moment: Moment) -> None:
    """Its homes with their databases, and its nodes."""
    values = moment.values
    shared = {"compartment_id": values["compartment_id"], "db_system_id": values["id"]}
    for home in values.get("db_home") or []:
        facts = {name: home.get(name) for name in _HOME}
        own = moment.own("oci_database_db_home", {**shared, **facts})
        make_databases(moment, home, own.id)
    _nodes(moment, "db_system_id", int(values.get("node_count") or 1))


@made("oci_database_cloud_vm_cluster")
def cluster_parts(moment: Moment) -> None:
    """Its nodes, one on each of its servers, of which there are two."""
    _nodes(moment, "vm_cluster_id", int(moment.values.get("node_count") or 2))


def _nodes(moment: Moment, owner: str, count: int) -> None:
    values = moment.values
    servers = dict(enumerate(values.get("db_servers") or (), start=1))
    place = {name: values.get(name) for name in ("compartment_id", "availability_domain")}
    for number in range(1, count + 1):
        hostname = f"{values.get('hostname')}{number if count > 1 else ''}"
        details = {"subnet_id": values.get("subnet_id"), "hostname_label": hostname, "display_name": hostname}
        if number == 1:
            details["private_ip"] = values.get("private_ip")
        vnic = make_vnic(moment, details, {**place, "is_primary": True})
        node: dict[str, Any] = {"hostname": hostname, "vnic_id": vnic.id, "software_storage_size_in_gb": 200}
        addresses = moment.objects.store.all("oci_core_private_ip", moment.region)
        node["host_ip_id"] = next((each.id for each in addresses if each.data.get("vnic_id") == vnic.id), None)
        more = {
            owner: values["id"],
            "fault_domain": f"FAULT-DOMAIN-{(number - 1) % 3 + 1}",
            "state": "AVAILABLE",
            **node,
            "db_server_id": servers.get(number),
        }
        moment.own("oci_database_db_node", {"compartment_id": values["compartment_id"], **more})
