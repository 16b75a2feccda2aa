"""Images, shapes, the services that a gateway reaches, backup policies of volumes."""

from __future__ import annotations

import string

from oci_simulator.cloud.behaviours.routing import region_key
from oci_simulator.cloud.catalogue.offered import Answer, Question, offered

_SECOND = ((1, 15.0), (2, 30.0), (4, 60.0), (8, 120.0), (16, 240.0), (24, 320.0))
_IMAGES = (
    ("Oracle Linux", "10", "Oracle-Linux-10.0"),
    ("Oracle Linux", "9", "Oracle-Linux-9.6"),
    ("Oracle Linux", "8", "Oracle-Linux-8.10"),
    ("Oracle Linux", "7.9", "Oracle-Linux-7.9"),
    ("Oracle Linux Cloud Developer", "8", "Oracle-Linux-Cloud-Developer-8.10"),
    ("Oracle Autonomous Linux", "9", "Oracle-Autonomous-Linux-9.6"),
    ("Oracle Autonomous Linux", "8.10", "Oracle-Autonomous-Linux-8.10"),
    ("Oracle Autonomous Linux", "7.9", "Oracle-Autonomous-Linux-7.9"),
    ("Canonical Ubuntu", "24.04", "Canonical-Ubuntu-24.04"),
    ("Canonical Ubuntu", "24.04 Minimal", "Canonical-Ubuntu-24.04-Minimal"),
    ("Canonical Ubuntu", "22.04", "Canonical-Ubuntu-22.04"),
    ("Canonical Ubuntu", "22.04 Minimal", "Canonical-Ubuntu-22.04-Minimal"),
    ("Canonical Ubuntu", "20.04", "Canonical-Ubuntu-20.04"),
    ("Canonical Ubuntu", "20.04 Minimal", "Canonical-Ubuntu-20.04-Minimal"),
    ("CentOS", "8 Stream", "CentOS-8-Stream"),
    ("CentOS", "7", "CentOS-7"),
)
# For x86 only.
_WINDOWS = tuple(
    ("Windows", f"Server {year} {edition}", f"Windows-Server-{year}-{edition}-Edition-VM")
    for year in ("2025", "2022", "2019", "2016")
    for edition in ("Standard", "Datacenter")
)
SHAPES = (
    ("VM.Standard.E4.Flex", 1.0, 16.0),
    ("VM.Standard.E3.Flex", 1.0, 16.0),
    ("VM.Standard.E5.Flex", 1.0, 12.0),
    ("VM.Standard.E6.Flex", 1.0, 11.0),
    ("VM.Standard3.Flex", 1.0, 16.0),
    ("VM.Optimized3.Flex", 1.0, 14.0),
    ("VM.DenseIO.E4.Flex", 8.0, 128.0),
    ("VM.DenseIO.E5.Flex", 8.0, 96.0),
    ("VM.Standard.A1.Flex", 1.0, 6.0),
    ("VM.Standard.A2.Flex", 1.0, 6.0),
    *((f"VM.Standard2.{cores}", float(cores), memory) for cores, memory in _SECOND),
    *((f"VM.Standard.E2.{cores}", float(cores), cores * 8.0) for cores in (1, 2, 4, 8)),
    ("VM.Standard.E2.1.Micro", 1.0, 1.0),
    ("VM.DenseIO2.8", 8.0, 120.0),
    ("VM.GPU2.1", 12.0, 72.0),
    ("VM.GPU3.1", 6.0, 90.0),
    ("VM.GPU.A10.1", 15.0, 240.0),
    ("BM.Standard2.52", 52.0, 768.0),
    ("BM.Standard3.64", 64.0, 1024.0),
    ("BM.Standard.E3.128", 128.0, 2048.0),
    ("BM.Standard.E4.128", 128.0, 2048.0),
    ("BM.Standard.E5.192", 192.0, 2304.0),
    ("BM.Standard.A1.160", 160.0, 1024.0),
    ("BM.Optimized3.36", 36.0, 512.0),
    ("BM.DenseIO.E4.128", 128.0, 2048.0),
    ("BM.HPC2.36", 36.0, 384.0),
    ("BM.GPU4.8", 64.0, 2048.0),
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
    """Oracle's images, then those that were made here, as far as they are for the shape that is asked for."""
    listed = every_image(question)
    names = ("operating_system", "operating_system_version", "display_name", "state")
    found = question.those_asked_for(listed, *names)
    if "shape" in question.given:
        is_arm = ".A1." in str(question.given["shape"]) or ".A2." in str(question.given["shape"])
        found = [each for each in found if ("aarch64" in str(each.get("display_name"))) == is_arm]
    return {"images": found}


def every_image(question: Question) -> list[Answer]:
    """Oracle's images, newest first, then those that were made here."""
    listed = [
        _image(question.region, system, version, f"{name}{arm}-2026.01.31-0")
        for system, version, name in _IMAGES
        for arm in ("", "-aarch64")
    ]
    listed += [_image(question.region, *each[:2], f"{each[2]}-2026.01.31-0") for each in _WINDOWS]
    return [*listed, *(each.data for each in question.objects.store.all("oci_core_image", question.region))]


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
