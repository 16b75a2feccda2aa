"""What Oracle offers everywhere: regions, availability domains, images, shapes, services, versions.

Made up, but in the form of the real answers; names are those that configurations look for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from oci_simulator.cloud.behaviours.identity import TENANCY
from oci_simulator.cloud.behaviours.routing import region_key
from oci_simulator.cloud.behaviours.storage import NAMESPACE
from oci_simulator.cloud.errors import not_found
from oci_simulator.cloud.ocids import OFFERED, REALM

if TYPE_CHECKING:
    from oci_simulator.cloud.cloud import Cloud

Answer = dict[str, Any]
REGIONS = {
    "ca-toronto-1": "YYZ",
    "ca-montreal-1": "YUL",
    "us-ashburn-1": "IAD",
    "us-phoenix-1": "PHX",
    "us-sanjose-1": "SJC",
    "uk-london-1": "LHR",
    "eu-frankfurt-1": "FRA",
    "eu-amsterdam-1": "AMS",
    "ap-tokyo-1": "NRT",
    "ap-mumbai-1": "BOM",
    "sa-saopaulo-1": "GRU",
}
_THREE = {"us-ashburn-1", "us-phoenix-1", "uk-london-1", "eu-frankfurt-1"}
_IMAGES = (
    ("Oracle Linux", "9", "Oracle-Linux-9.6"),
    ("Oracle Linux", "8", "Oracle-Linux-8.10"),
    ("Canonical Ubuntu", "24.04", "Canonical-Ubuntu-24.04"),
    ("Canonical Ubuntu", "22.04", "Canonical-Ubuntu-22.04"),
    ("Windows", "Server 2022 Standard", "Windows-Server-2022-Standard-Edition-VM"),
)
_SHAPES = (
    ("VM.Standard.E4.Flex", 1.0, 16.0),
    ("VM.Standard.E5.Flex", 1.0, 12.0),
    ("VM.Standard3.Flex", 1.0, 16.0),
    ("VM.Standard.A1.Flex", 1.0, 6.0),
    ("VM.Standard2.1", 1.0, 15.0),
    ("VM.Standard.E2.1.Micro", 1.0, 1.0),
    ("BM.Standard.E4.128", 128.0, 2048.0),
)
KUBERNETES = ("v1.31.10", "v1.32.1", "v1.33.1")


def _ocid(kind: str, region: str, name: str) -> str:
    unique = hashlib.sha256(f"{kind} {region} {name}".encode()).hexdigest()[:52]
    return f"ocid1.{kind}.{REALM}.{region_key(region)}.{OFFERED}{unique}"


def domains(region: str) -> list[str]:
    """The availability domains of a region."""
    number = 3 if region in _THREE else 1
    return [f"Simu:{region.upper()}-AD-{each}" for each in range(1, number + 1)]


def availability_domains(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """All of the region."""
    _ = cloud
    place = str(given.get("compartment_id"))
    listed = [
        {"compartment_id": place, "id": _ocid("availabilitydomain", region, name), "name": name}
        for name in domains(region)
    ]
    return {"availability_domains": listed}


def availability_domain(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """One of them, by number or id."""
    every = availability_domains(cloud, region, given)["availability_domains"]
    for number, each in enumerate(every, start=1):
        if given.get("ad_number") in {number, float(number)} or given.get("id") == each["id"]:
            return {"id": each["id"], "name": each["name"], "ad_number": number}
    raise not_found(
        f"availability domain {given.get('ad_number') or given.get('id')} of {region}, which has {len(every)}"
    )


def fault_domains(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """Three in each availability domain."""
    _ = cloud
    listed = []
    for number in (1, 2, 3):
        name = f"FAULT-DOMAIN-{number}"
        place = {"availability_domain": given.get("availability_domain"), "compartment_id": given.get("compartment_id")}
        listed.append({**place, "id": _ocid("faultdomain", region, name), "name": name})
    return {"fault_domains": listed}


def regions(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """All that we know."""
    _ = cloud, region, given
    return {"regions": [{"key": key, "name": name} for name, key in REGIONS.items()]}


def region_subscriptions(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """Toronto is home, the tenancy is subscribed to all."""
    _ = cloud, region, given
    listed = [
        {
            "region_key": key,
            "region_name": name,
            "is_home_region": name == "ca-toronto-1",
            "status": "READY",
            "state": "READY",
        }
        for name, key in REGIONS.items()
    ]
    return {"region_subscriptions": listed}


def tenancy(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """The one that was asked for."""
    _ = cloud, region
    identity = str(given.get("tenancy_id") or TENANCY)
    return {
        "id": identity,
        "name": "simulated",
        "description": "simulated",
        "home_region_key": "YYZ",
        "freeform_tags": {},
    }


def compartments(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """Those in a compartment; in the whole tree where it is asked for."""
    _ = region
    found = [each.data for each in cloud.store.all("oci_identity_compartment")]
    if not given.get("compartment_id_in_subtree"):
        wanted = str(given.get("compartment_id"))
        found = [each for each in found if _same_place(each.get("compartment_id"), wanted)]
    for name in ("name", "state"):
        found = [each for each in found if given.get(name) in {None, each.get(name)}]
    shown = (
        "id",
        "name",
        "description",
        "compartment_id",
        "state",
        "time_created",
        "freeform_tags",
        "defined_tags",
        "is_accessible",
    )
    return {"compartments": [{name: each.get(name) for name in shown} for each in found]}


def _same_place(one: Any, other: str) -> bool:
    """A tenancy is the root compartment under any of its OCIDs."""
    return one == other or (str(one).startswith("ocid1.tenancy.") and other.startswith("ocid1.tenancy."))


def services(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """What a service gateway may reach."""
    _ = cloud, given
    key = region_key(region)
    every = (f"All {key.upper()} Services In Oracle Services Network", f"all-{key}-services-in-oracle-services-network")
    storage = (f"OCI {key.upper()} Object Storage", f"oci-{key}-objectstorage")
    listed = [
        {"id": _ocid("service", region, label), "name": name, "description": name, "cidr_block": label}
        for name, label in (storage, every)
    ]
    return {"services": listed}


def images(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """Oracle's images, newest first, then those that were made here."""
    listed = []
    for system, version, name in _IMAGES:
        for arm in (False, True):
            listed.append(_image(region, system, version, f"{name}{'-aarch64' if arm else ''}-2026.01.31-0"))
    listed += [each.data for each in cloud.store.all("oci_core_image", region)]
    wanted = {
        name: given[name]
        for name in ("operating_system", "operating_system_version", "display_name", "state")
        if name in given
    }
    found = [each for each in listed if all(each.get(name) == value for name, value in wanted.items())]
    if "shape" in given:
        found = [
            each for each in found if ("aarch64" in str(each.get("display_name"))) == (".A1." in str(given["shape"]))
        ]
    return {"images": found}


def _image(region: str, system: str, version: str, name: str) -> Answer:
    return {
        "id": _ocid("image", region, name),
        "display_name": name,
        "operating_system": system,
        "operating_system_version": version,
        "size_in_mbs": "47694",
        "state": "AVAILABLE",
        "launch_mode": "NATIVE",
        "create_image_allowed": True,
        "billable_size_in_gbs": "6",
        "listing_type": "NONE",
        "time_created": "2026-01-31 00:00:00 +0000 UTC",
        "freeform_tags": {},
        "defined_tags": {},
        "agent_features": [],
        "launch_options": [],
    }


def shapes(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """The shapes of instances."""
    _ = cloud, region, given
    listed = [
        {
            "name": name,
            "ocpus": cores,
            "memory_in_gbs": memory,
            "is_flexible": name.endswith("Flex"),
            "billing_type": "PAID",
        }
        for name, cores, memory in _SHAPES
    ]
    return {"shapes": listed}


def namespace(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """The tenancy's namespace in Object Storage."""
    _ = cloud, region, given
    return {"namespace": NAMESPACE}


def cluster_option(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """The versions of Kubernetes."""
    _ = cloud, region, given
    return {"kubernetes_versions": list(KUBERNETES), "cluster_pod_network_options": []}


def node_pool_option(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """Versions, shapes and images of nodes."""
    _ = cloud, given
    sources = []
    for version in KUBERNETES:
        for arm in ("", "-aarch64"):
            name = f"Oracle-Linux-8.10{arm}-2026.01.31-0-OKE-{version.removeprefix('v')}-1"
            sources.append({"image_id": _ocid("image", region, name), "source_name": name, "source_type": "IMAGE"})
    names = [name for name, _, _ in _SHAPES]
    return {
        "kubernetes_versions": list(KUBERNETES),
        "shapes": names,
        "images": [each["source_name"] for each in sources],
        "sources": sources,
    }


def backup_policies(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """Oracle's three, and those that were made here."""
    oracle = [
        {"id": _ocid("volumebackuppolicy", region, name), "display_name": name, "schedules": [], "compartment_id": None}
        for name in ("gold", "silver", "bronze")
    ]
    own = [each.data for each in cloud.store.all("oci_core_volume_backup_policy", region)]
    own = [each for each in own if each.get("compartment_id") == given.get("compartment_id")]
    return {"volume_backup_policies": own if "compartment_id" in given else oracle}


def compartment(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """One compartment; any tenancy's OCID is the root."""
    identity = str(given.get("id"))
    if identity.startswith("ocid1.tenancy."):
        return {
            "id": identity,
            "name": "simulated",
            "description": "root compartment",
            "state": "ACTIVE",
            "is_accessible": True,
        }
    found = cloud.look("oci_identity_compartment", region, identity)
    if found is None:
        raise not_found(f"compartment {identity}")
    return dict(found.data)


def kube_config(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """How to reach a cluster, which answers nobody."""
    found = cloud.look("oci_containerengine_cluster", region, str(given.get("cluster_id")))
    if found is None:
        raise not_found(f"cluster {given.get('cluster_id')}")
    server = f"https://{found.data['endpoints'][0]['kubernetes']}"
    return {
        "content": f"apiVersion: v1\nkind: Config\nclusters:\n- name: {found.name}\n  cluster:\n    server: {server}\n"
    }


def listed_versions(collection: str, *versions: str) -> Callable[..., Answer]:
    """A collection of versions."""

    def answer(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
        _ = cloud, region, given
        return {collection: [{"version": version} for version in versions]}

    return answer


def database_versions(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """The versions of databases."""
    _ = cloud, region, given
    listed = [
        {"version": version, "is_latest_for_major_version": True, "supports_pdb": True}
        for version in ("19.0.0.0", "23.0.0.0")
    ]
    return {"db_versions": listed}


def system_shapes(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """The shapes of database systems."""
    _ = cloud, region, given
    listed = [
        {"name": name, "shape": name, "shape_family": "VIRTUALMACHINE"}
        for name in ("VM.Standard.E4.Flex", "VM.Standard2.1")
    ]
    return {"db_system_shapes": listed}


def mysql_shapes(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """The shapes of MySQL."""
    _ = cloud, region, given
    return {
        "shapes": [
            {"name": name, "cpu_core_count": cores, "memory_size_in_gbs": cores * 8}
            for name, cores in (("MySQL.2", 2), ("MySQL.4", 4))
        ]
    }


def balancer_shapes(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """The shapes of load balancers."""
    _ = cloud, region, given
    return {"shapes": [{"name": name} for name in ("100Mbps", "10Mbps", "400Mbps", "8000Mbps", "flexible")]}


def balancer_policies(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """How load is shared."""
    _ = cloud, region, given
    return {"policies": [{"name": name} for name in ("ROUND_ROBIN", "LEAST_CONNECTIONS", "IP_HASH")]}


def balancer_protocols(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
    """What listeners speak."""
    _ = cloud, region, given
    return {"protocols": [{"name": name} for name in ("HTTP", "HTTP2", "TCP", "GRPC")]}


def guard_recipes(kind: str) -> Callable[..., Answer]:
    """Oracle's own recipes of Cloud Guard."""

    def listed(cloud: Cloud, region: str, given: Mapping[str, Any]) -> Answer:
        own = [each.data for each in cloud.store.all(f"oci_cloud_guard_{kind}_recipe", region)]
        names = {
            "detector": (
                "OCI Activity Detector Recipe",
                "OCI Configuration Detector Recipe",
                "OCI Threat Detector Recipe",
            )
        }
        oracle = [
            {
                "id": _ocid(f"cloudguard{kind}recipe", region, name),
                "display_name": f"{name} (Oracle managed)",
                "owner": "ORACLE",
            }
            for name in names.get(kind, ("OCI Responder Recipe",))
        ]
        found = [each for each in (*oracle, *own) if given.get("display_name") in {None, each.get("display_name")}]
        return {f"{kind}_recipe_collection": [{"items": found}]}

    return listed


ANSWERS: dict[str, Callable[..., Answer]] = {
    "oci_cloud_guard_detector_recipes": guard_recipes("detector"),
    "oci_cloud_guard_responder_recipes": guard_recipes("responder"),
    "oci_containerengine_cluster_option": cluster_option,
    "oci_containerengine_node_pool_option": node_pool_option,
    "oci_containerengine_cluster_kube_config": kube_config,
    "oci_core_images": images,
    "oci_core_services": services,
    "oci_core_shapes": shapes,
    "oci_core_volume_backup_policies": backup_policies,
    "oci_database_autonomous_db_versions": listed_versions("autonomous_db_versions", "19c", "23ai"),
    "oci_database_gi_versions": listed_versions("gi_versions", "19.0.0.0", "23.0.0.0"),
    "oci_database_db_system_shapes": system_shapes,
    "oci_database_db_versions": database_versions,
    "oci_identity_availability_domain": availability_domain,
    "oci_identity_availability_domains": availability_domains,
    "oci_identity_compartment": compartment,
    "oci_identity_compartments": compartments,
    "oci_identity_fault_domains": fault_domains,
    "oci_identity_region_subscriptions": region_subscriptions,
    "oci_identity_regions": regions,
    "oci_identity_tenancy": tenancy,
    "oci_load_balancer_policies": balancer_policies,
    "oci_load_balancer_protocols": balancer_protocols,
    "oci_load_balancer_shapes": balancer_shapes,
    "oci_mysql_shapes": mysql_shapes,
    "oci_objectstorage_namespace": namespace,
}
