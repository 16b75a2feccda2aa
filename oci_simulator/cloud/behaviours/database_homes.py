"""Homes of databases, the databases in them and what is plugged into those: parts that data sources find."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.errors import conflict
from oci_simulator.cloud.ocids import new_ocid
from oci_simulator.cloud.registry import Moment, decides, made

_LOCATION = "/u01/app/oracle/product/home_1"
_SHARED = ("character_set", "db_name", "db_unique_name", "db_workload", "kms_key_id", "ncharacter_set", "pdb_name")
_ALSO_SHARED = ("defined_tags", "freeform_tags", "sid_prefix")
_DEFAULTS = {"character_set": "AL32UTF8", "ncharacter_set": "AL16UTF16", "db_workload": "OLTP"}
_PLUGGABLE = "oci_database_pluggable_database"


def describe_home(moment: Moment, home: dict[str, Any]) -> None:
    """What the service adds to a home and to the database in it."""
    home["id"] = home.get("id") or new_ocid("dbhome", moment.region)
    home["db_home_location"] = _LOCATION
    for database in home.get("database") or []:
        _describe(moment, database)


def _describe(moment: Moment, values: dict[str, Any]) -> None:
    values["id"] = values.get("id") or new_ocid("database", moment.region)
    name = values.get("db_name") or "DB"
    values["db_unique_name"] = values.get("db_unique_name") or f"{name}_{values['id'][-6:]}"
    for each, default in _DEFAULTS.items():
        values[each] = values.get(each) or default
    address = f"{name}.simulated.example.com:1521/{values['db_unique_name']}"
    values["connection_strings"] = [{"all_connection_strings": {"cdbDefault": address}, "cdb_default": address}]


@decides("oci_database_db_home")
def db_home(moment: Moment) -> None:
    """In the place of its system or cluster."""
    describe_home(moment, moment.values)
    system = moment.find(moment.values.get("db_system_id") or moment.values.get("vm_cluster_id"))
    if system is not None:
        moment.values["compartment_id"] = system.data["compartment_id"]
    moment.default("db_version", "19.0.0.0")


@made("oci_database_db_home")
def databases_of_home(moment: Moment) -> None:
    """The database that came with it, as one of its own."""
    make_databases(moment, moment.values, moment.key)


def make_databases(moment: Moment, home: dict[str, Any], owner: str) -> None:
    """The databases in a home, as objects of their own."""
    for each in home.get("database") or []:
        told = {name: each.get(name) for name in ("id", *_SHARED, *_ALSO_SHARED)}
        given = {**told, "db_home_id": home["id"], "source": "NONE"}
        moment.objects.make("oci_database_database", moment.region, given, owner=owner)


@decides("oci_database_database")
def database(moment: Moment) -> None:
    """In a home; what was configured of it in a block is told outside of the block."""
    values = moment.values
    home = moment.find(values.get("db_home_id"))
    if home is not None:
        for name in ("compartment_id", "db_system_id", "vm_cluster_id"):
            values[name] = home.data.get(name)
        moment.default("db_version", home.data.get("db_version"))
    configured = dict((values.get("database") or [{}])[0])
    for name in (*_SHARED, *_ALSO_SHARED):
        values[name] = configured.get(name) or values.get(name)
    _describe(moment, values)
    values["is_cdb"] = True


@made("oci_database_database")
def first_pluggable(moment: Moment) -> None:
    """The one that it was made with."""
    if moment.values.get("pdb_name"):
        told = {"container_database_id": moment.values["id"], "pdb_name": moment.values["pdb_name"]}
        moment.own(_PLUGGABLE, told)


@decides(_PLUGGABLE)
def pluggable(moment: Moment) -> None:
    """In its container, under a name that no other has there.

    Raises:
        ServiceError: 409, the name is taken.
    """
    values = moment.values
    container = moment.find(values.get("container_database_id"))
    if container is not None:
        values["compartment_id"] = container.data.get("compartment_id")
    for other in moment.objects.store.all(_PLUGGABLE, moment.region):
        names = ("container_database_id", "pdb_name")
        if other.id != moment.key and all(other.data.get(name) == values.get(name) for name in names):
            raise conflict(f"a pluggable database {values.get('pdb_name')!r} is in the container already")
    values["open_mode"] = "READ_WRITE"
    address = f"{values.get('pdb_name')}.simulated.example.com:1521"
    values["connection_strings"] = [{"all_connection_strings": {"pdbDefault": address}, "pdb_default": address}]
