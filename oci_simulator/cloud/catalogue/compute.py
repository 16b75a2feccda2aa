"""Images, shapes, the services that a gateway reaches, backup policies of volumes."""

from __future__ import annotations

import string

from oci_simulator.cloud.behaviours.routing import region_key
from oci_simulator.cloud.catalogue.offered import Answer, Question, offered

_IMAGES = (
    ("Oracle Linux", "9", "Oracle-Linux-9.6"),
    ("Oracle Linux", "8", "Oracle-Linux-8.10"),
    ("Canonical Ubuntu", "24.04", "Canonical-Ubuntu-24.04"),
    ("Canonical Ubuntu", "22.04", "Canonical-Ubuntu-22.04"),
    ("Windows", "Server 2022 Standard", "Windows-Server-2022-Standard-Edition-VM"),
)
SHAPES = (
    ("VM.Standard.E4.Flex", 1.0, 16.0),
    ("VM.Standard.E5.Flex", 1.0, 12.0),
    ("VM.Standard3.Flex", 1.0, 16.0),
    ("VM.Standard.A1.Flex", 1.0, 6.0),
    ("VM.Standard2.1", 1.0, 15.0),
    ("VM.Standard.E2.1.Micro", 1.0, 1.0),
    ("BM.Standard.E4.128", 128.0, 2048.0),
)
_DEVICE = "/dev/oracleoci/oraclevd{}"


def services(question: Question) -> Answer:
    """What a service gateway may reach."""
    key = region_key(question.region)
    every = (f"All {key.upper()} Services In Oracle Services Network", f"all-{key}-services-in-oracle-services-network")
    storage = (f"OCI {key.upper()} Object Storage", f"oci-{key}-objectstorage")
    listed = [
        {"id": offered("service", question.region, label), "name": name, "description": name, "cidr_block": label}
        for name, label in (storage, every)
    ]
    return {"services": listed}


def images(question: Question) -> Answer:
    """Oracle's images, newest first, then those that were made here."""
    listed = [
        _image(question.region, system, version, f"{name}{arm}-2026.01.31-0")
        for system, version, name in _IMAGES
        for arm in ("", "-aarch64")
    ]
    listed += [each.data for each in question.objects.store.all("oci_core_image", question.region)]
    names = ("operating_system", "operating_system_version", "display_name", "state")
    found = question.those_asked_for(listed, *names)
    if "shape" in question.given:
        is_arm = ".A1." in str(question.given["shape"]) or ".A2." in str(question.given["shape"])
        found = [each for each in found if ("aarch64" in str(each.get("display_name"))) == is_arm]
    return {"images": found}


def _image(region: str, system: str, version: str, name: str) -> Answer:
    return {
        "id": offered("image", region, name),
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


def shapes(question: Question) -> Answer:
    """The shapes of instances."""
    _ = question
    listed = [
        {
            "name": name,
            "ocpus": cores,
            "memory_in_gbs": memory,
            "is_flexible": name.endswith("Flex"),
            "billing_type": "PAID",
        }
        for name, cores, memory in SHAPES
    ]
    return {"shapes": listed}


def backup_policies(question: Question) -> Answer:
    """Oracle's three, and those that were made here."""
    oracle: list[Answer] = [
        {"id": offered("volumebackuppolicy", question.region, name), "display_name": name, "schedules": []}
        for name in ("gold", "silver", "bronze")
    ]
    own = [each.data for each in question.objects.store.all("oci_core_volume_backup_policy", question.region)]
    own = [each for each in own if each.get("compartment_id") == question.given.get("compartment_id")]
    return {"volume_backup_policies": own if "compartment_id" in question.given else oracle}


def devices(question: Question) -> Answer:
    """The consistent device paths of an instance, `/dev/oracleoci/oraclevdb` to `oraclevdag`; taken ones are told."""
    letters = [*string.ascii_lowercase[1:], *(f"a{letter}" for letter in string.ascii_lowercase[:7])]
    taken = {
        each.data.get("device")
        for each in question.objects.store.all("oci_core_volume_attachment", question.region)
        if each.data.get("instance_id") == question.given.get("instance_id")
    }
    listed = [{"name": name, "is_available": name not in taken} for name in map(_DEVICE.format, letters)]
    return {"devices": question.those_asked_for(listed, "name", "is_available")}


def vmware_versions(question: Question) -> Answer:
    """The releases of VMware's software that a new SDDC can have."""
    listed = [
        {
            "version": version,
            "description": f"VMware {version}",
            "esxi_software_versions": [
                {"version": esxi, "description": esxi, "supported_host_shape_names": ["BM.DenseIO.E4.128"]}
            ],
        }
        for version, esxi in (("8.0 update 3", "esxi8u3d"), ("7.0 update 3", "esxi7u3q"))
    ]
    return {"items": question.those_asked_for(listed, "version")}
