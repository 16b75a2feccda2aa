"""Budgets, quotas, vaults and keys, Cloud Guard, alarms and what they tell, logs."""

from __future__ import annotations

from oci_simulator.cloud.errors import invalid
from oci_simulator.cloud.ocids import new_key, new_ocid
from oci_simulator.cloud.registry import Moment, decides
from oci_simulator.cloud.store import now


@decides("oci_budget_budget")
def budget(moment: Moment) -> None:
    """What was spent so far."""
    values = moment.values
    values.update(actual_spend=0, forecasted_spend=0, alert_rule_count=0, version=1, time_spend_computed=now())
    moment.default("processing_period_type", "MONTH")
    moment.default("budget_processing_period_start_offset", 1)
    targets = values.get("targets") or (
        [values["target_compartment_id"]] if values.get("target_compartment_id") else []
    )
    values["targets"] = targets
    moment.default("target_type", "COMPARTMENT")
    if targets:
        moment.default("target_compartment_id", targets[0])


@decides("oci_budget_alert_rule")
def alert_rule(moment: Moment) -> None:
    """Of its budget."""
    moment.values["version"] = 1


@decides("oci_limits_quota")
def quota(moment: Moment) -> None:
    """Statements in the language of quotas."""
    for statement in moment.values.get("statements") or []:
        if str(statement).split(" ", 1)[0].lower() not in {"set", "unset", "zero"}:
            raise invalid(f"statements: {statement!r} begins with none of set, unset, zero")


@decides("oci_kms_vault")
def vault(moment: Moment) -> None:
    """Its two addresses."""
    moment.values.setdefault("id", new_ocid("vault", moment.region))
    part = moment.values["id"][-12:]
    for side in ("crypto", "management"):
        moment.values[f"{side}_endpoint"] = f"https://{part}-{side}.kms.{moment.region}.simulated.example.com"
    moment.values["vault_type"] = moment.values.get("vault_type") or "DEFAULT"
    moment.values.setdefault("vaultmaster_key_id", None)
    moment.values["is_primary"] = True


@decides("oci_kms_key")
def key(moment: Moment) -> None:
    """In the vault that its address is of."""
    values = moment.values
    for each in moment.objects.store.all("oci_kms_vault"):
        if each.data.get("management_endpoint") == values.get("management_endpoint"):
            values["vault_id"] = each.data["id"]
    if not values.get("vault_id"):
        raise invalid(f"management_endpoint {values.get('management_endpoint')!r} is of no vault")
    values.setdefault("current_key_version", new_ocid("keyversion", moment.region))
    moment.default("protection_mode", "HSM")
    moment.default("desired_state", "ENABLED")
    values["state"] = values["desired_state"]
    values["is_primary"] = True


@decides("oci_kms_key_version")
def key_version(moment: Moment) -> None:
    """Of a key in a vault."""
    found = moment.find(moment.values.get("key_id"))
    if found is not None:
        moment.values.update(vault_id=found.data["vault_id"], compartment_id=found.data["compartment_id"])
    moment.values.setdefault("key_version_id", new_ocid("keyversion", moment.region))


@decides("oci_cloud_guard_target")
def guard_target(moment: Moment) -> None:
    """What it watches with."""
    for side in ("target_detector_recipes", "target_responder_recipes"):
        for recipe in moment.values.get(side) or []:
            recipe["id"] = recipe.get("id") or new_ocid(side.rstrip("s").replace("_", ""), moment.region)
            recipe["compartment_id"] = moment.values["compartment_id"]
    moment.values["recipe_count"] = len(moment.values.get("target_detector_recipes") or [])


@decides("oci_cloud_guard_cloud_guard_configuration")
def guard(moment: Moment) -> None:
    """One a tenancy."""
    moment.values["id"] = moment.values.get("id") or f"cloudGuardConfiguration/{moment.values.get('compartment_id')}"
    moment.default("self_manage_resources", False)


@decides("oci_monitoring_alarm")
def alarm(moment: Moment) -> None:
    """What an alarm is unless it says otherwise."""
    moment.defaults(pending_duration="PT1M", message_format="RAW", resolution="1m")
    moment.defaults(evaluation_slack_duration="PT3M", rule_name="BASE")


@decides("oci_ons_notification_topic")
def topic(moment: Moment) -> None:
    """Its address, and its id under two names."""
    values = moment.values
    values.setdefault("id", new_ocid("onstopic", moment.region))
    values["topic_id"], values["short_topic_id"] = values["id"], values["id"][-8:]
    values["api_endpoint"] = f"https://notification.{moment.region}.simulated.example.com"


@decides("oci_ons_subscription")
def subscription(moment: Moment) -> None:
    """Waits for a confirmation that nobody in here gives."""
    moment.values["state"] = "PENDING"
    moment.default("delivery_policy", '{"backoffRetryPolicy":{"maxRetryDuration":7200000,"policyType":"EXPONENTIAL"}}')
    moment.values["created_time"] = "1700000000000"


@decides("oci_events_rule")
def rule(moment: Moment) -> None:
    """Each of its actions has an id."""
    for holder in moment.values.get("actions") or []:
        for action in holder.get("actions") or []:
            action["id"] = action.get("id") or new_ocid("eventaction", moment.region)
            action["state"] = "ACTIVE"


@decides("oci_logging_log")
def log(moment: Moment) -> None:
    """On, for a month."""
    moment.default("is_enabled", True)
    moment.default("retention_duration", 30)
    group = moment.find(moment.values.get("log_group_id"))
    if group is not None:
        moment.values["compartment_id"] = group.data["compartment_id"]
        for configuration in moment.values.get("configuration") or []:
            configuration["compartment_id"] = configuration.get("compartment_id") or group.data["compartment_id"]


@decides("oci_identity_api_key")
def api_key(moment: Moment) -> None:
    """Its fingerprint, which is also its name."""
    seed = new_key()
    moment.values.setdefault("fingerprint", ":".join(seed[place : place + 2] for place in range(0, 32, 2)))
