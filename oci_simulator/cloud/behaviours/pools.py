"""Instance pools: as many instances as they should have, made from the pool's configuration."""

from __future__ import annotations

from typing import Any

from oci_simulator.cloud.ocids import new_ocid
from oci_simulator.cloud.registry import Moment, changed, decides
from oci_simulator.cloud.store import Object

_TAKEN = ("metadata", "extended_metadata", "freeform_tags", "defined_tags", "shape_config", "shape")


@decides("oci_core_instance_pool")
def pool(moment: Moment) -> None:
    """As large as it was asked to be, with its attachments to load balancers."""
    moment.values["actual_size"] = moment.values.get("size") or 0
    for attached in moment.values.get("load_balancers") or []:
        attached["id"] = attached.get("id") or new_ocid("instancepoolloadbalancerattachment", moment.region)
        attached["instance_pool_id"], attached["state"] = moment.values.get("id"), "ATTACHED"


@changed("oci_core_instance_pool")
def pool_instances(moment: Moment) -> None:
    """Instances come and go with the pool's size."""
    there = members(moment.objects.store.owned(moment.key))
    wanted = int(moment.values.get("size") or 0)
    for each in there[wanted:]:
        moment.objects.remove(each)
    for number in range(len(there), wanted):
        _make(moment, number)


def members(owned: list[Object]) -> list[Object]:
    """The instances among what a pool owns, the oldest first."""
    return [each for each in owned if each.type == "oci_core_instance"]


def _make(moment: Moment, number: int) -> None:
    """One instance, in one of the pool's places after the other."""
    values = moment.values
    places = values.get("placement_configurations") or [{}]
    place = places[number % len(places)]
    launch = _launch(moment)
    details = dict((launch.get("create_vnic_details") or [{}])[0])
    first = (place.get("primary_vnic_subnets") or [{}])[0].get("subnet_id")
    subnet = place.get("primary_subnet_id") or first or details.get("subnet_id")
    if not launch or not subnet:
        return  # a configuration of which nothing is known here
    given = {name: launch[name] for name in _TAKEN if launch.get(name) is not None}
    made = {
        **given,
        "compartment_id": values["compartment_id"],
        "availability_domain": place.get("availability_domain"),
        "display_name": f"inst-{number:05d}-{values.get('display_name')}",
        "source_details": [_source(launch)],
        "create_vnic_details": [{**details, "subnet_id": subnet, "private_ip": None}],
    }
    moment.own("oci_core_instance", made)


def _launch(moment: Moment) -> dict[str, Any]:
    """How the pool's configuration starts an instance: as it says, or as the instance that it was made from."""
    found = moment.find(moment.values.get("instance_configuration_id"))
    if found is None:
        return {}
    details = (found.data.get("instance_details") or [{}])[0]
    pattern = moment.find(found.data.get("instance_id"))
    return dict((details.get("launch_details") or [pattern.data if pattern else {}])[0])


def _source(launch: dict[str, Any]) -> dict[str, Any]:
    """Where the boot volume comes from: an image unless another source is named."""
    source = dict((launch.get("source_details") or [{}])[0])
    image = source.get("image_id") or source.get("source_id") or launch.get("image")
    size = source.get("boot_volume_size_in_gbs")
    return {"source_type": "image", "source_id": image or "ocid1.image.oc1..any", "boot_volume_size_in_gbs": size}
