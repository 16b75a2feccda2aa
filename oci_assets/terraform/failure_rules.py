"""The table behind `failures.classify`: kind, what Terraform or the OCI provider says, what to do. First match wins."""

from __future__ import annotations

import re

from oci_assets.terraform.providers_lock import lock_command

# A number counts as an HTTP status only where one stands: `429-TooManyRequests`, `503 Service Unavailable`, `status
# code 503`, `returned error: 502`. A volume of 500 GB that is refused is no outage.
_STATUS = (
    r"(?:\b(?:{0})(?=-[A-Z]| (?:Internal|Bad|Service|Gateway|Too|Unauth|Forbidden))"
    r"|(?i:\b(?:status ?code|status|code|http|error)\b[ '\":=]{{1,3}})(?:{0})\b)"
)
_NETWORK = (
    r"TLS handshake timeout|[Cc]onnection (?:reset|refused|timed out)|i/o timeout|no such host"
    r"|(?:unexpected|early) EOF|EOF$|context deadline exceeded|[Tt]emporary failure|Client\.Timeout"
    r"|[Nn]etwork is unreachable|Could not resolve host|Failed to connect to|RPC failed"
)
_TABLE: tuple[tuple[str, str, str], ...] = (
    (
        "crash",  # before the broken connection that it leads to
        r"plugin crashed!|Plugin did not respond",
        (
            "a provider crashed, and what it was doing may be done without being in the state: look at a plan before "
            "the next apply, and try another version of the provider"
        ),
    ),
    (
        "disk",
        r"no space left on device|disk quota exceeded",
        "make room on the state directory's disk, then run again",
    ),
    (
        "version",
        r"state snapshot was created by|state file uses format version",
        (
            "the state was written by a newer Terraform, and an older one would damage it: set terraform.binary or "
            "terraform.version in oci-assets.yaml to that version or a newer one"
        ),
    ),
    (
        "state",
        (
            r"Unsupported state file format|errored\.tfstate|Failed to (?:persist|save|read|load|write) (?:the )?state"
            r"|Error (?:loading|saving|writing) (?:the )?state|Failed to upload state"
        ),
        "do not apply before the state is right: see that its backend can be read and written, then run this again",
    ),
    (
        "transient",  # nobody holds the lock: whoever keeps it could not be asked
        rf"Error (?:acquiring|locking) the state lock[\s\S]*(?:{_NETWORK})",
        "the backend was not there for a moment: see that it can be reached, then run again",
    ),
    ("lock", r"Error (?:acquiring|locking|releasing) the state lock|Error locking state", "wait for the other run"),
    (
        "capacity",
        r"OutOfHostCapacity|Out of host capacity|OutOfCapacity",
        "OCI has no host for this shape now: try another availability domain, fault domain or shape, not in a hurry",
    ),
    (
        "quota",
        r"LimitExceeded|QuotaExceeded|TenantCapacityExceeded",
        "raise the service limit or the compartment quota, or free resources; a retry cannot help",
    ),
    (
        "upstream_state",
        r"Unable to (?:find|read) remote state",
        "apply the stack that this one reads its remote state from first",
    ),
    (
        "upstream_output",
        r"terraform_remote_state\b.{0,200}(?:does not have an attribute|does not identify an element)",
        "the state that is read has no such output: apply the stack that gives it first, or correct the name",
    ),
    (
        "init",
        (
            r"Module not installed|Backend initialization required|Inconsistent dependency lock file"
            r"|Required plugins are not installed|Module (?:source|version requirements) (?:has|have) changed"
            r"|Missing required provider"
        ),
        "run `terraform init` in the stack's folder to see more, and commit .terraform.lock.hcl",
    ),
    (
        "backend",
        (
            r"Backend configuration (?:block has )?changed|Backend type changed|Error configuring the backend"
            r"|Can't ask approval for state migration|Error asking for state migration"
        ),
        (
            "the backend block differs from the one that was initialised; no state is moved by itself: migrate by "
            "hand with `terraform init -migrate-state`, then remove the stack's data folder in the state directory"
        ),
    ),
    (
        "backend",
        (
            r"is required by the backend|^\w+ argument is required"
            r'|^"\w+": required field is not set'  # OpenTofu
        ),
        "write the value into the stack's backend block: nobody is there to be asked for it",
    ),
    (
        "version",
        r"Unsupported (?:Terraform|OpenTofu) Core version",
        "set terraform.binary or terraform.version in oci-assets.yaml to a version that fits required_version",
    ),
    ("variable", r"Failed to read variables file", "correct terraform.var_files in oci-assets.yaml"),
    (
        "variable",
        r"No value for required variable",
        "set it in a *.auto.tfvars file, terraform.var_files or TF_VAR_*",
    ),
    (
        "provider",
        (
            r"Provider dependency changes detected|checksums (?:previously )?recorded|not match any of the checksums"
            r"|Incompatible provider version"
        ),
        (
            f"run `terraform init` and `{lock_command()}` in the stack's folder (the platform of this machine) "
            "and commit .terraform.lock.hcl"
        ),
    ),
    (
        "transient",
        (
            _STATUS.format("429|50[0234]")
            + r"|TooManyRequests|InternalServerError|ServiceUnavailable|Bad Gateway|Gateway Time-?out|Too Many Requests"
            rf"|failed after \d+ attempts|{_NETWORK}"
        ),
        "the network or the service was not there for a moment: run again",
    ),
    (
        "module",
        (
            r"Unreadable module directory|Module not found|Failed to download module|could not be read for module"
            r"|Could not download module|Invalid module source"
        ),
        "correct the module's source or add the missing folder to the repository",
    ),
    (
        "provider",
        r"Failed to query available provider packages|Failed to install provider|Failed to obtain provider schema",
        "check the provider's source and version, and that its registry or mirror can be reached",
    ),
    (
        "permission",
        (
            _STATUS.format("40[13]") + r"|NotAuthenticated|NotAuthorized|AccessDenied|Forbidden|[Pp]ermission denied"
            r"|bad configuration: did not find a proper configuration"
        ),
        "check the credentials and the policies of the user or principal that terraform runs as",
    ),
    (
        "lookup",
        (
            r"does not identify an element in this collection|Attempt to get attribute from null value"
            r"|cannot use element function with an empty list|Argument must not be null.{0,80}data\."
        ),
        "what is looked up is not there: apply the stack that creates it first, or correct the name",
    ),
    (
        "configuration",
        r"Instance cannot be destroyed",
        "the plan destroys what prevent_destroy protects: see what asks for it, or take prevent_destroy out on purpose",
    ),
    ("interrupted", r"[Oo]peration (?:was )?cancell?ed|Interrupt received", "run again; terraform saved what was done"),
)

RULES = tuple((kind, re.compile(pattern), hint) for kind, pattern, hint in _TABLE)
