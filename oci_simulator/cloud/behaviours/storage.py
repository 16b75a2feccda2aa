"""Buckets and what is in them; file systems, mount targets, exports."""

from __future__ import annotations

from oci_simulator.cloud.behaviours.addresses import free_address
from oci_simulator.cloud.errors import ServiceError, invalid, not_found
from oci_simulator.cloud.ocids import new_key, new_ocid
from oci_simulator.cloud.registry import Moment, decides, gone

NAMESPACE = "simulated"
_IN_BUCKET = (
    "oci_objectstorage_object",
    "oci_objectstorage_object_lifecycle_policy",
    "oci_objectstorage_preauthrequest",
    "oci_objectstorage_replication_policy",
)


@decides("oci_objectstorage_bucket")
def bucket(moment: Moment) -> None:
    """What a bucket is unless it says otherwise."""
    values = moment.values
    if not values.get("name"):
        raise invalid("name must be given")
    values.setdefault("bucket_id", new_ocid("bucket", moment.region))
    for name, value in (
        ("access_type", "NoPublicAccess"),
        ("storage_tier", "Standard"),
        ("versioning", "Disabled"),
        ("auto_tiering", "Disabled"),
        ("object_events_enabled", False),
    ):
        moment.default(name, value)
    values.update(approximate_count="0", approximate_size="0", created_by="simulated", etag=new_key())
    values["is_read_only"] = values["replication_enabled"] = False


@decides(*_IN_BUCKET)
def in_bucket(moment: Moment) -> None:
    """Its bucket exists."""
    wanted = f"n/{moment.values.get('namespace')}/b/{moment.values.get('bucket')}"
    if moment.objects.look("oci_objectstorage_bucket", moment.region, wanted) is None:
        raise not_found(f"bucket {moment.values.get('bucket')!r} in namespace {moment.values.get('namespace')!r}")


@gone("oci_objectstorage_bucket")
def bucket_gone(moment: Moment) -> None:
    """Only an empty one may go; its policies go with it."""
    place = {name: moment.values.get(name) for name in ("namespace", "name")}
    for type_name in _IN_BUCKET:
        for each in moment.objects.store.all(type_name, moment.region):
            if each.data.get("namespace") != place["namespace"] or each.data.get("bucket") != place["name"]:
                continue
            if type_name == "oci_objectstorage_object" and not moment.is_forced:
                text = f"Bucket named '{place['name']}' is not empty. Delete all objects first: {each.name}."
                raise ServiceError(409, "BucketNotEmpty", text)
            moment.objects.store.remove(each.id)


@decides("oci_objectstorage_preauthrequest")
def preauthenticated(moment: Moment) -> None:
    """A way in for whoever knows it."""
    values = moment.values
    values.setdefault("par_id", new_key())
    path = f"/p/{new_key()}/n/{values.get('namespace')}/b/{values.get('bucket')}/o/{values.get('object_name') or ''}"
    values.setdefault("access_uri", path)
    values["full_path"] = f"https://objectstorage.{moment.region}.simulated.example.com{values['access_uri']}"


@decides("oci_file_storage_file_system")
def file_system(moment: Moment) -> None:
    """Empty at first."""
    moment.values.update(metered_bytes="8192", is_hydrated=True, is_clone_parent=False)


@decides("oci_file_storage_mount_target")
def mount_target(moment: Moment) -> None:
    """An address in its subnet, and an export set."""
    values = moment.values
    if not values.get("export_set_id"):
        shared = {"compartment_id": values["compartment_id"], "availability_domain": values["availability_domain"]}
        identity = new_ocid("exportset", moment.region)
        values["export_set_id"] = identity
        name = f"{values.get('display_name') or 'mount target'} - export set"
        subnet = moment.find(values.get("subnet_id"))
        made = {**shared, "id": identity, "display_name": name, "vcn_id": subnet.data.get("vcn_id") if subnet else None}
        moment.values.setdefault("id", new_ocid("mounttarget", moment.region))
        moment.objects.make("oci_file_storage_export_set", moment.region, made, owner=values["id"])
    if not values.get("private_ip_ids"):
        address = values.get("ip_address") or free_address(moment, str(values.get("subnet_id")))
        shared = {
            "compartment_id": values["compartment_id"],
            "subnet_id": values.get("subnet_id"),
            "ip_address": address,
        }
        inner = moment.objects.make(
            "oci_core_private_ip", moment.region, {**shared, "is_primary": True}, owner=values["id"]
        )
        values["private_ip_ids"] = [inner.id]
        values["ip_address"] = address


@decides("oci_file_storage_export")
def export(moment: Moment) -> None:
    """Open to its network unless it says otherwise."""
    if not moment.values.get("export_options"):
        moment.values["export_options"] = [
            {
                "source": "0.0.0.0/0",
                "access": "READ_WRITE",
                "anonymous_gid": "65534",
                "anonymous_uid": "65534",
                "identity_squash": "NONE",
                "require_privileged_source_port": False,
            }
        ]


@decides("oci_file_storage_export_set")
def export_set(moment: Moment) -> None:
    """That of its mount target; the type manages it, it does not make it."""
    target = moment.find(moment.values.get("mount_target_id"))
    if target is not None:
        moment.values.setdefault("id", target.data.get("export_set_id"))
        moment.values.setdefault("compartment_id", target.data["compartment_id"])
        moment.values.setdefault("availability_domain", target.data["availability_domain"])
    moment.default("max_fs_stat_bytes", "9223372036854775807")
    moment.default("max_fs_stat_files", "9223372036854775807")
