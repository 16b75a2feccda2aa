"""The arguments of the provider block, those that Oracle's documentation lists. Their values are taken, never used."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oci_simulator.facts import Attribute, TypeFacts

_TEXTS = (
    "auth",
    "config_file_profile",
    "fingerprint",
    "private_key_path",
    "region",
    "retries_config_file",
    "tenancy_ocid",
    "test_time_maintenance_reboot_due",
    "user_ocid",
)
_SECRETS = ("private_key", "private_key_password")
_SWITCHES = (
    "disable_auto_retries",
    "dual_stack_endpoint_enabled",
    "realm_specific_service_endpoint_template_enabled",
)
PROVIDER = TypeFacts(
    name="provider",
    attributes={
        **{name: Attribute("string", optional=True) for name in _TEXTS},
        **{name: Attribute("string", optional=True, sensitive=True) for name in _SECRETS},
        **{name: Attribute("bool", optional=True) for name in _SWITCHES},
        "retry_duration_seconds": Attribute("number", optional=True),
        "ignore_defined_tags": Attribute(["list", "string"], optional=True),
    },
)
DEFAULT_REGION = "eu-frankfurt-1"


def text_of(config: Mapping[str, Any], name: str, environment: Mapping[str, str]) -> str | None:
    """An argument of the provider: from its block, else from the variables that the real provider reads as well."""
    value = config.get(name)
    if isinstance(value, str) and value:
        return value
    return next((found for prefix in ("TF_VAR_", "OCI_") if (found := environment.get(f"{prefix}{name}"))), None)
