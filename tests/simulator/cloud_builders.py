"""Clouds in real files, and smallest values for every type of the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from oci_simulator.cloud import Cloud
from oci_simulator.cloud.kinds import ADOPTING
from oci_simulator.facts import Block, TypeFacts, find

REGION, TENANCY = "ca-toronto-1", "ocid1.tenancy.oc1..aaaaexample"
Tree = dict[str, Any]

# What an attribute names, where the attribute's name alone does not say it: `vcn_id` is of an `oci_core_vcn`.
_NAMED = {
    "application_id": "oci_functions_application",
    "budget_id": "oci_budget_budget",
    "cluster_id": "oci_containerengine_cluster",
    "db_system_id": "oci_database_db_system",
    "export_set_id": "oci_file_storage_mount_target",
    "file_system_id": "oci_file_storage_file_system",
    "group_id": "oci_identity_group",
    "host_scan_recipe_id": "oci_vulnerability_scanning_host_scan_recipe",
    "key_id": "oci_kms_key",
    "load_balancer_id": "oci_load_balancer_load_balancer",
    "log_group_id": "oci_logging_log_group",
    "mount_target_id": "oci_file_storage_mount_target",
    "network_firewall_policy_id": "oci_network_firewall_network_firewall_policy",
    "network_load_balancer_id": "oci_network_load_balancer_network_load_balancer",
    "policy_id": "oci_core_volume_backup_policy",
    "sddc_id": "oci_ocvp_sddc",
    "security_zone_recipe_id": "oci_cloud_guard_security_recipe",
    "tag_definition_id": "oci_identity_tag",
    "tag_namespace_id": "oci_identity_tag_namespace",
    "topic_id": "oci_ons_notification_topic",
    "user_id": "oci_identity_user",
}
_SHOWN = {"export_set_id": "export_set_id"}  # of the named object, where it is not its id
_PARTS = {
    "backend_set_name": "oci_network_load_balancer_backend_set",
    "backendset_name": "oci_load_balancer_backend_set",
    "bucket": "oci_objectstorage_bucket",
}
_VALUES: Tree = {
    "availability_domain": "Simu:CA-TORONTO-1-AD-1",
    "cidr_block": "10.0.0.0/24",
    "compartment_id": TENANCY,
    "destination": "10.0.0.0/8",
    "direction": "INGRESS",
    "image": "ocid1.image.oc1..aaaaexample",
    "ip_address": "10.0.0.9",
    "namespace": "simulated",
    "port": 80,
    "protocol": "6",
    "rtype": "A",
    "source": "10.0.0.0/8",
    "source_type": "image",
    "statements": ["set compute quota standard-e4-core-count to 10 in tenancy"],
    "tenancy_id": TENANCY,
    "zone_name_or_id": "example.com",
}
INSTANCE = {
    "shape": "VM.Standard.E4.Flex",
    "source_details": [{"source_type": "image", "source_id": "ocid1.image.oc1..aaaaexample"}],
}
_EXTRA: dict[str, Tree] = {
    "oci_core_vcn": {"cidr_block": "10.0.0.0/16", "dns_label": "net"},
    "oci_core_virtual_network": {"cidr_block": "10.1.0.0/16"},
    "oci_core_instance": INSTANCE,
    "oci_objectstorage_bucket": {"name": "box"},
}


def open_cloud(folder: Path) -> Cloud:
    """A new cloud in a folder."""
    return Cloud.open(folder / "cloud.db")


@dataclass(frozen=True, slots=True)
class Made:
    """An object, what it was made of, and what a read gave at once."""

    type: str
    values: Tree
    created: Tree
    read: Tree | None


@dataclass(slots=True)
class Maker:
    """Makes objects of any type with as little as it needs, and first what they name."""

    cloud: Cloud
    made: dict[str, Made] = field(default_factory=dict)

    def make(self, type_name: str) -> Tree:
        """The object of a type, made when there is none."""
        if type_name not in self.made:
            values = self.values(type_name)
            created = self.cloud.create(type_name, REGION, values)
            read = self.cloud.read(type_name, REGION, created["id"])
            self.made[type_name] = Made(type_name, values, created, read)
        return self.made[type_name].created

    def values(self, type_name: str) -> Tree:
        """The smallest values that a type accepts."""
        facts = find("resources", type_name)
        assert facts is not None
        return {**self._smallest(facts, type_name), **_EXTRA.get(type_name, {}), **self._particular(type_name)}

    def _particular(self, type_name: str) -> Tree:
        if type_name in ADOPTING:
            identity = self.make("oci_core_vcn")[type_name.removeprefix("oci_core_") + "_id"]
            options = [{"type": "DomainNameServer", "server_type": "VcnLocalPlusInternet"}]
            return {"manage_default_resource_id": identity, **({"options": options} if "dhcp" in type_name else {})}
        if type_name in {"oci_core_instance", "oci_core_vnic_attachment"}:
            return {"create_vnic_details": [{"subnet_id": self.make("oci_core_subnet")["id"]}]}
        if type_name == "oci_core_ipv6":
            self.make("oci_core_instance")
            return {"vnic_id": self.cloud.store.all("oci_core_vnic")[0].id}
        if type_name == "oci_streaming_stream":
            return {"stream_pool_id": self.make("oci_streaming_stream_pool")["id"]}
        if type_name == "oci_dns_resolver":
            self.make("oci_core_vcn")
            return {"resolver_id": self.cloud.store.all("oci_dns_resolver")[0].id}
        return {}

    def _smallest(self, shape: TypeFacts | Block, type_name: str) -> Tree:
        values = {
            name: self._value(name, attribute.type, type_name)
            for name, attribute in shape.attributes.items()
            if attribute.required and name != "manage_default_resource_id"
        }
        blocks = {name: [self._smallest(block, type_name)] for name, block in shape.blocks.items() if block.min}
        return {**values, **blocks}

    def _value(self, name: str, cty: Any, type_name: str) -> Any:
        if name == "management_endpoint":
            return self.make("oci_kms_vault")["management_endpoint"]
        if name == "default_backend_set_name":
            name = "backend_set_name" if "network" in type_name else "backendset_name"
        if name in _PARTS:
            return self.make(_PARTS[name])["name"]
        named = self._named(name)
        if named not in {None, type_name}:
            return self.make(str(named))[_SHOWN.get(name, "id")]
        if name.endswith("subnet_ids"):
            return [self.make("oci_core_subnet")["id"]]
        return self._plain(name, cty, type_name)

    def _named(self, name: str) -> str | None:
        if name in _NAMED:
            return _NAMED[name]
        stem = name.removesuffix("_id")
        core = [f"oci_core_{stem}", f"oci_dns_{stem}", f"oci_kms_{stem}"]
        return next((each for each in core if name != stem and find("resources", each)), None)

    def _plain(self, name: str, cty: Any, type_name: str) -> Any:
        if isinstance(cty, list):
            if name in _VALUES:
                return _VALUES[name]
            return {"a": "b"} if cty[0] == "map" else [self._value(name, cty[1], type_name)]
        fallback = {"string": f"x{len(self.made)}", "number": 1, "bool": False}[cty]
        known = _VALUES.get(name, fallback)
        return known if isinstance(known, type(fallback)) else fallback
