"""Autonomous databases, database systems, MySQL."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.behaviours.addresses import free_address
from oci_simulator.cloud.behaviours.database_homes import describe_home
from oci_simulator.cloud.registry import Moment, decides

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
        describe_home(moment, home)


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
