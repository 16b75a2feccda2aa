"""Compartments, users, groups, tags."""

from __future__ import annotations

from oci_simulator.cloud.registry import Moment, decides

TENANCY = "ocid1.tenancy.ocsim..aaaasimulated"


@decides("oci_identity_compartment")
def compartment(moment: Moment) -> None:
    """In the root compartment unless another is named."""
    moment.default("compartment_id", TENANCY)
    moment.values["is_accessible"] = True


@decides("oci_identity_user", "oci_identity_group", "oci_identity_dynamic_group", "oci_identity_network_source")
def in_tenancy(moment: Moment) -> None:
    """They live in the tenancy."""
    moment.default("compartment_id", TENANCY)
    moment.default("description", "")


@decides("oci_identity_user")
def user(moment: Moment) -> None:
    """What a user may have."""
    names = ("auth_tokens", "api_keys", "console_password", "customer_secret_keys", "smtp_credentials")
    moment.values["capabilities"] = [{f"can_use_{name}": True for name in names}]
    moment.values["email_verified"] = False


@decides("oci_identity_user_group_membership")
def membership(moment: Moment) -> None:
    """In the tenancy."""
    moment.values.setdefault("compartment_id", TENANCY)


@decides("oci_identity_policy")
def policy(moment: Moment) -> None:
    """Valid from today."""
    moment.values["ETag"] = moment.values["policyHash"] = moment.values["lastUpdateETag"] = "simulated"
    moment.default("version_date", "")


@decides("oci_identity_tag")
def tag(moment: Moment) -> None:
    """A key of a namespace."""
    moment.default("is_cost_tracking", False)
    moment.default("is_retired", False)
    namespace = moment.find(moment.values.get("tag_namespace_id"))
    moment.values["tag_namespace_name"] = namespace.name if namespace else None


@decides("oci_identity_tag_namespace")
def tag_namespace(moment: Moment) -> None:
    """In use unless it is retired."""
    moment.default("is_retired", False)


@decides("oci_identity_tag_default")
def tag_default(moment: Moment) -> None:
    """With the names of what it sets."""
    moment.default("is_required", False)
    wanted = moment.values.get("tag_definition_id")
    found = moment.find(wanted)
    if found is not None:
        moment.values["tag_definition_name"] = found.data["name"]
        moment.values["tag_namespace_id"] = found.data["tag_namespace_id"]


@decides("oci_identity_domain")
def domain(moment: Moment) -> None:
    """Its addresses."""
    name = str(moment.values.get("display_name", "default")).lower().replace(" ", "-")
    moment.values["url"] = f"https://idcs-{name}.identity.simulated.example.com:443"
    moment.values["home_region_url"] = moment.values["url"]
    moment.values["type"] = "SECONDARY"
