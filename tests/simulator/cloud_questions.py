"""What each data source can be asked about the objects of a cloud that has one of every type."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud import Cloud
from oci_simulator.facts import find
from tests.simulator.cloud_builders import REGION, Maker

_ARGUMENTS = {
    "ad_number": 1,
    "certificate_name": "x1",
    "name": "box",
    "object": "x1",
    "service_name": "compute",
}
# Arguments that name any object of a type.
_OF = {"db_node_id": "oci_database_db_node", "secret_id": "oci_vault_secret"}
# Arguments whose value is an attribute of another name, or a part of the object's id.
_SHOWN = {("oci_dns_zone", "zone_name_or_id"): "name", ("oci_core_ipv6", "ipv6id"): "id"}
_LAST_OF_ID = {("oci_objectstorage_replication_policy", "replication_id")}


def listed(cloud: Cloud, name: str, /, **asked: Any) -> list[dict[str, Any]]:
    """What a data source lists, also one level down."""
    answer = cloud.search(name, REGION, asked)
    (found,) = [value for value in answer.values() if isinstance(value, list)]
    return list(found[0]["items"]) if found and set(found[0]) == {"items"} else list(found)


def arguments(maker: Maker, name: str) -> dict[str, Any]:
    """The required arguments of a data source, from the object that it shows where there is one."""
    facts = find("data", name)
    assert facts is not None
    stem = name if name in maker.made else name.removesuffix("s").removesuffix("_head")
    own = maker.made[stem].created if stem in maker.made else {}
    given: dict[str, Any] = {}
    for each, attribute in facts.attributes.items():
        if attribute.required:
            given[each] = _required(maker, (stem, each), own, attribute.type)
    return given


def _required(maker: Maker, asked: tuple[str, str], own: dict[str, Any], cty: Any) -> Any:
    stem, each = asked
    if asked in _SHOWN:
        return own[_SHOWN[asked]]
    if asked in _LAST_OF_ID:
        return own["id"].rsplit("/", 1)[-1]
    if each.endswith("_name") and stem.endswith(each.removesuffix("_name")):
        return own.get(each, own.get("name"))
    is_own = each.endswith("_id") and stem.endswith(each.removesuffix("_id"))
    known = own.get("id") if is_own and each not in own else own.get(each)
    return known if known is not None else _argument(maker, each, cty)


def _argument(maker: Maker, name: str, cty: Any) -> Any:
    if name == "vnic_id":
        return maker.cloud.store.all("oci_core_vnic")[0].id
    if name == "exadata_infrastructure_id":
        return maker.made["oci_database_cloud_exadata_infrastructure"].created["id"]
    if name in _OF:
        return maker.cloud.store.all(_OF[name])[0].id
    if name in _ARGUMENTS:
        return _ARGUMENTS[name]
    if name == "id":
        return maker.make("oci_identity_compartment")["id"]
    return maker._value(name, cty, "")
