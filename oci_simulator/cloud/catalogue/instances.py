"""What is asked of instances, of their pools and images."""

from __future__ import annotations

import zlib
from typing import Any

from oci_simulator.cloud.behaviours.pools import members
from oci_simulator.cloud.catalogue.compute import SHAPES, every_image
from oci_simulator.cloud.catalogue.offered import Answer, Question
from oci_simulator.cloud.errors import not_found


def credentials(question: Question) -> Answer:
    """The first user of a Windows instance, and a password that opens nothing.

    Raises:
        ServiceError: 404, there is no such instance.
    """
    identity = str(question.given.get("instance_id"))
    if question.objects.look("oci_core_instance", question.region, identity) is None:
        raise not_found(f"instance {identity}")
    return {"username": "opc", "password": f"Simulated-{zlib.crc32(identity.encode()):08x}"}


def of_pool(question: Question) -> Answer:
    """The instances of a pool."""
    pool = str(question.given.get("instance_pool_id"))
    listed = [_member(each.data, pool) for each in members(question.objects.store.owned(pool))]
    return {"instances": listed}


def _member(data: Answer, pool: str) -> Answer:
    names = ("id", "availability_domain", "compartment_id", "display_name", "fault_domain", "region", "shape", "state")
    told = {name: data.get(name) for name in (*names, "time_created")}
    return {**told, "instance_id": data.get("id"), "instance_pool_id": pool, "load_balancer_backends": []}


def attached_balancer(question: Question) -> Answer:
    """How a pool is attached to a load balancer.

    Raises:
        ServiceError: 404, it is not.
    """
    wanted = question.given.get("instance_pool_load_balancer_attachment_id")
    pool = question.objects.look("oci_core_instance_pool", question.region, str(question.given.get("instance_pool_id")))
    listed: list[dict[str, Any]] = (pool.data.get("load_balancers") or []) if pool else []
    for each in listed:
        if each.get("id") == wanted:
            return {**each, "id": wanted}
    raise not_found(f"instance_pool_load_balancer_attachment_id {wanted}")


def image(question: Question) -> Answer:
    """One image, Oracle's or one that was made here.

    Raises:
        ServiceError: 404, there is no such image.
    """
    wanted = question.given.get("image_id")
    for each in every_image(question):
        if each.get("id") == wanted:
            return dict(each)
    raise not_found(f"image {wanted}")


def image_shapes(question: Question) -> Answer:
    """The shapes that an image is for."""
    wanted = question.given.get("image_id")
    listed = [{"image_id": wanted, "shape": name, **_limits(name)} for name, _, _ in SHAPES]
    return {"image_shape_compatibilities": listed}


def image_shape(question: Question) -> Answer:
    """One of them."""
    name = str(question.given.get("shape_name"))
    return {"shape": name, **_limits(name)}


def _limits(shape: str) -> Answer:
    if not shape.endswith("Flex"):
        return {"memory_constraints": [], "ocpu_constraints": []}
    return {
        "memory_constraints": [{"min_in_gbs": 1, "max_in_gbs": 1024}],
        "ocpu_constraints": [{"min": 1, "max": 64}],
    }


def host_shapes(question: Question) -> Answer:
    """The shapes of dedicated hosts."""
    place = {"availability_domain": question.given.get("availability_domain")}
    names = ("DVH.Standard2.52", "DVH.Standard.E4.128", "DVH.Standard.E5.192", "DVH.Standard3.64")
    return {"dedicated_vm_host_shapes": [{**place, "dedicated_vm_host_shape": name} for name in names]}


def hosted_shapes(question: Question) -> Answer:
    """The shapes of instances on dedicated hosts."""
    place = {"availability_domain": question.given.get("availability_domain")}
    names = [name for name, _, _ in SHAPES if name.startswith("VM.Standard")]
    return {"dedicated_vm_host_instance_shapes": [{**place, "instance_shape_name": name} for name in names]}


def hosted(question: Question) -> Answer:
    """The instances on a dedicated host."""
    host = question.given.get("dedicated_vm_host_id")
    names = ("availability_domain", "compartment_id", "shape", "time_created")
    listed = [
        {"instance_id": each.id, **{name: each.data.get(name) for name in names}}
        for each in question.objects.store.all("oci_core_instance", question.region)
        if each.data.get("dedicated_vm_host_id") == host
    ]
    return {"dedicated_vm_host_instances": listed}
