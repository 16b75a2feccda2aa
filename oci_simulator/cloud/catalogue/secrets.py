"""What a secret holds, as its service tells it to whoever may know."""

from __future__ import annotations

import base64
import hashlib

from oci_simulator.cloud.catalogue.offered import Answer, Question
from oci_simulator.cloud.errors import not_found

_LENGTH = 20


def bundle(question: Question) -> Answer:
    """The current content of a secret, in base64; one that its service made up is the same at each question.

    Raises:
        ServiceError: 404, there is no such secret.
    """
    identity = str(question.given.get("secret_id"))
    found = question.objects.look("oci_vault_secret", question.region, identity)
    if found is None:
        raise not_found(f"secret {identity}")
    held = dict((found.data.get("secret_content") or [{}])[0])
    content = held.get("content") or base64.b64encode(_made_up(identity).encode()).decode()
    return {
        "secret_bundle_content": [{"content": content, "content_type": "BASE64"}],
        "metadata": found.data.get("metadata") or {},
        "stages": ["CURRENT", "LATEST"],
        "time_created": found.data.get("time_created"),
        "version_name": held.get("name"),
        "version_number": found.data.get("current_version_number"),
    }


def _made_up(identity: str) -> str:
    return f"Aa1#{hashlib.sha256(identity.encode()).hexdigest()[: _LENGTH - 4]}"
