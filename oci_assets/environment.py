"""The environment variables that we read, in one place at the roof. Secrets and addresses only; nothing is logged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from oci_assets.errors import UsageError
from oci_assets.estate.mirror import is_url, shown
from oci_assets.github.access import PUBLIC_API, GithubAccess
from oci_assets.platform.reload import DEFAULT_WEBSERVER

DEFAULT_POLL_SECONDS = 30
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")


@dataclass(frozen=True, slots=True)
class Environment:
    """What `OCI_ASSETS_*` and the predecessor's variables say; None where a variable is unset or empty.

    Attributes:
        estate: `OCI_ASSETS_ESTATE`, a clone of the estate, or its URL.
        branch: `OCI_ASSETS_BRANCH`, the branches the sensor watches, parted by commas.
        state_dir: `OCI_ASSETS_STATE_DIR`.
        terraform: `OCI_ASSETS_TERRAFORM`, `embedded`, a name or a path.
        base_ref: `GITHUB_BASE_REF`, the predecessor's default of `--base-ref`.
        region: `OCI_REGION`, the predecessor's default of `--region`.
        dagster_home: `DAGSTER_HOME`, the instance that keeps the history.
        poll_seconds: `OCI_ASSETS_POLL_SECONDS`, how often the sensors look.
        webserver: `OCI_ASSETS_WEBSERVER`, the address of Dagster's webserver, which reloads the code location.
        actor, ref: `GITHUB_ACTOR`, `GITHUB_REF`, for the audit record.
        github: how to reach the repository's issues; None unless a repository and a token or an App are named.
    """

    estate: str | None
    branch: str | None
    state_dir: Path | None
    terraform: str | None
    base_ref: str | None
    region: str | None
    actor: str | None
    ref: str | None
    dagster_home: str | None
    poll_seconds: int = DEFAULT_POLL_SECONDS
    webserver: str = DEFAULT_WEBSERVER
    github: GithubAccess | None = None

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Environment:
        """The values of these variables.

        Raises:
            UsageError: one of them cannot be what it is.
        """
        estate, state_dir = environ.get("OCI_ASSETS_ESTATE"), environ.get("OCI_ASSETS_STATE_DIR")
        return cls(
            estate=estate or None,
            branch=environ.get("OCI_ASSETS_BRANCH") or None,
            state_dir=Path(state_dir) if state_dir else None,
            terraform=environ.get("OCI_ASSETS_TERRAFORM") or None,
            base_ref=environ.get("GITHUB_BASE_REF") or None,
            region=environ.get("OCI_REGION") or None,
            actor=environ.get("GITHUB_ACTOR") or None,
            ref=environ.get("GITHUB_REF") or None,
            dagster_home=environ.get("DAGSTER_HOME") or None,
            poll_seconds=_seconds("OCI_ASSETS_POLL_SECONDS", environ) or DEFAULT_POLL_SECONDS,
            webserver=environ.get("OCI_ASSETS_WEBSERVER") or DEFAULT_WEBSERVER,
            github=_github(environ),
        )

    def estate_folder(self) -> Path | None:
        """The clone that the command line works in, None where none is named.

        Raises:
            UsageError: a URL is named, which only the daemon can work with.
        """
        if self.estate is not None and is_url(self.estate):
            raise UsageError(
                f"OCI_ASSETS_ESTATE is {shown(self.estate)!r}, which the daemon mirrors; the command line runs in a "
                "clone: name one with --estate"
            )
        return Path(self.estate) if self.estate else None


def _github(environ: Mapping[str, str]) -> GithubAccess | None:
    """`GITHUB_TOKEN` goes before the App; the key may be the PEM text itself or the path of its file."""
    repository, api_url = environ.get("GITHUB_REPOSITORY"), environ.get("GITHUB_API_URL") or PUBLIC_API
    token, app_id = environ.get("GITHUB_TOKEN") or None, environ.get("GITHUB_APP_ID") or None
    key = environ.get("GITHUB_APP_PRIVATE_KEY") or None
    if not repository or not (token or (app_id and key)):
        return None
    if not _REPOSITORY.fullmatch(repository):
        raise UsageError(f"GITHUB_REPOSITORY is {shown(repository)!r}: give OWNER/NAME, as acme/oci-estate")
    if not api_url.startswith(("https://", "http://")):
        raise UsageError(f"GITHUB_API_URL is {api_url!r}: give an address, as {PUBLIC_API}")
    if token:
        return GithubAccess(repository, api_url, token)
    return GithubAccess(repository, api_url, app_id=app_id, app_key=_key(key or ""))


def _key(text: str) -> str:
    if "-----BEGIN" in text:
        return text.replace("\\n", "\n")  # some secret stores flatten line ends
    try:
        return Path(text).expanduser().read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(
            f"GITHUB_APP_PRIVATE_KEY names a file that cannot be read ({type(error).__name__}): give the PEM text that "
            "GitHub gave, or the path of its file"
        ) from error


def _seconds(name: str, environ: Mapping[str, str]) -> int | None:
    text = environ.get(name)
    if not text:
        return None
    if not text.isdecimal() or int(text) < 1:
        raise UsageError(f"{name} is {text!r}: give a whole number of seconds from 1")
    return int(text)
