"""Databases of all kinds."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.behaviours.addresses import free_address
from oci_simulator.cloud.ocids import new_ocid
from oci_simulator.cloud.registry import Moment, decides, made

_AUTONOMOUS = {
    "backup_retention_period_in_days": 60,
    "character_set": "AL32UTF8",
    "database_edition": "ENTERPRISE_EDITION",
    "infrastructure_type": "SHARED",
    "ncharacter_set": "AL16UTF16",
    "open_mode": "READ_WRITE",
    "permission_level": "UNRESTRICTED",
    "role": "PRIMARY",
}


@decides("oci_database_autonomous_database")
def autonomous(moment: Moment) -> None:
    """Its size by either way to say it, and where to connect."""
    values = moment.values
    values.setdefault("db_name", "simulated")
    moment.default("db_workload", "OLTP")
    moment.default("compute_model", "ECPU" if values.get("compute_count") else "OCPU")
    moment.default("cpu_core_count", 0 if values.get("compute_count") else 1)
    moment.default("compute_count", values.get("cpu_core_count") or 2)
    terabytes, gigabytes = values.get("data_storage_size_in_tbs"), values.get("data_storage_size_in_gb")
    moment.default("data_storage_size_in_gb", int(terabytes * 1024) if terabytes else 1024)
    moment.default("data_storage_size_in_tbs", max(1, int(gigabytes or 1024) // 1024))
    moment.default("db_version", "19c")
    moment.default("license_model", "LICENSE_INCLUDED")
    moment.default("whitelisted_ips", [])
    moment.defaults(**_AUTONOMOUS)
    if values.get("subnet_id"):
        moment.default("private_endpoint_ip", free_address(moment, str(values["subnet_id"])))
        moment.default("private_endpoint_label", str(values["db_name"]).lower())
        values["private_endpoint"] = f"{values['private_endpoint_label']}.adb.{moment.region}.simulated.example.com"
    _connections(moment)


def _connections(moment: Moment) -> None:
    """Where it can be reached, at three levels of service."""
    values = moment.values
    name = str(values["db_name"])
    host = f"{name}.adb.{moment.region}.simulated.example.com"
    levels = ("high", "medium", "low")
    values["connection_strings"] = [
        {
            "all_connection_strings": {level.upper(): f"{host}:1522/{name}_{level}" for level in levels},
            "dedicated": "",
            "profiles": [],
            **{level: f"{host}:1522/{name}_{level}" for level in levels},
        }
    ]
    values["connection_urls"] = [
        {"apex_url": f"https://{host}/ords/apex", "sql_dev_web_url": f"https://{host}/ords/sql"}
    ]
    values["service_console_url"] = f"https://{host}/console"


@decides("oci_database_db_system")
def db_system(moment: Moment) -> None:
    """A machine with a database on it."""
    values = moment.values
    moment.defaults(
        cpu_core_count=4,
        data_storage_percentage=80,
        disk_redundancy="HIGH",
        license_model="LICENSE_INCLUDED",
        node_count=1,
        time_zone="UTC",
        cluster_name="",
        fault_domains=["FAULT-DOMAIN-1"],
        domain="simulated.example.com",
        private_ip=free_address(moment, str(values.get("subnet_id"))) if values.get("subnet_id") else None,
        storage_volume_performance_mode="BALANCED",
    )
    values["listener_port"], values["version"] = 1521, values.get("version") or "23.0.0.0.0"
    for home in values.get("db_home") or []:
        home["id"] = home.get("id") or new_ocid("dbhome", moment.region)
        home["db_home_location"] = "/u01/app/oracle/product/home_1"
        for database in home.get("database") or []:
            _database(moment, database)


@decides("oci_database_db_home")
def db_home(moment: Moment) -> None:
    """Where the software is."""
    moment.values["db_home_location"] = "/u01/app/oracle/product/home_1"
    system = moment.find(moment.values.get("db_system_id") or moment.values.get("vm_cluster_id"))
    if system is not None:
        moment.values["compartment_id"] = system.data["compartment_id"]
    for database in moment.values.get("database") or []:
        _database(moment, database)


def _database(moment: Moment, values: dict[str, Any]) -> None:
    values["id"] = values.get("id") or new_ocid("database", moment.region)
    values["db_unique_name"] = values.get("db_unique_name") or f"{values.get('db_name') or 'DB'}_{values['id'][-6:]}"
    values["character_set"] = values.get("character_set") or "AL32UTF8"
    values["ncharacter_set"] = values.get("ncharacter_set") or "AL16UTF16"
    values["db_workload"] = values.get("db_workload") or "OLTP"


@made("oci_database_db_system")
def db_system_parts(moment: Moment) -> None:
    """Its home, its database and its node, which data sources show."""
    values = moment.values
    shared = {"compartment_id": values["compartment_id"], "db_system_id": values["id"]}
    for home in values.get("db_home") or []:
        facts = {name: home.get(name) for name in ("id", "db_version", "display_name", "db_home_location")}
        moment.objects.make("oci_database_db_home", moment.region, {**shared, **facts}, owner=moment.key)
    node = {**shared, "hostname": values.get("hostname"), "software_storage_size_in_gb": 200, "vnic_id": None}
    moment.own("oci_database_db_node", node)


_MYSQL: dict[str, Any] = {
    "port": 3306,
    "port_x": 33060,
    "data_storage_size_in_gb": 50,
    "crash_recovery": "ENABLED",
    "database_management": "DISABLED",
    "is_highly_available": False,
    "mysql_version": "9.4.1",
    "access_mode": "UNRESTRICTED",
    "database_mode": "READ_WRITE",
    "fault_domain": "FAULT-DOMAIN-1",
    "shape_name": "MySQL.2",
}


@decides("oci_mysql_mysql_db_system")
def mysql(moment: Moment) -> None:
    """An address in its subnet, and the usual ports."""
    values = moment.values
    if values.get("subnet_id"):
        moment.default("ip_address", free_address(moment, str(values["subnet_id"])))
    moment.defaults(**_MYSQL)
    values["endpoints"] = [
        {
            "hostname": values.get("hostname_label") or "",
            "ip_address": values.get("ip_address"),
            "modes": ["READ", "WRITE"],
            "port": values["port"],
            "port_x": values["port_x"],
            "resource_id": "",
            "resource_type": "DBSYSTEM",
            "status": "ACTIVE",
            "status_details": "",
        }
    ]
    values["is_heat_wave_cluster_attached"] = False


@decides("oci_database_cloud_vm_cluster", "oci_database_cloud_exadata_infrastructure")
def exadata(moment: Moment) -> None:
    """What it is unless it says otherwise."""
    moment.defaults(license_model="LICENSE_INCLUDED", time_zone="UTC", gi_version="23.0.0.0")
