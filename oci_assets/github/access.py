"""Which repository on which GitHub, and with whose rights. Holds secrets, so it never shows them."""

from __future__ import annotations

from dataclasses import dataclass, field

from oci_assets.terraform.secret_patterns import hide_patterns

PUBLIC_API = "https://api.github.com"
SECONDS_BETWEEN_WRITES = 1.0
"""GitHub asks for it. https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api"""
_HIDDEN = "(hidden)"


@dataclass(frozen=True, slots=True)
class GithubAccess:
    """How to reach one repository: with a token, or as a GitHub App by its id and private key.

    Attributes:
        repository: `owner/name`.
        api_url: `https://api.github.com`, or that of an Enterprise Server (`https://HOST/api/v3`).
        token: a personal access token, or the token of a workflow.
        app_id, app_key: of a GitHub App: its id, its private key as PEM.
    """

    repository: str
    api_url: str = PUBLIC_API
    token: str | None = field(default=None, repr=False)
    app_id: str | None = None
    app_key: str | None = field(default=None, repr=False)

    @property
    def owner(self) -> str:
        """The account that the repository belongs to."""
        return self.repository.partition("/")[0]

    @property
    def name(self) -> str:
        """The repository's name without its owner."""
        return self.repository.partition("/")[2]

    def hide(self, text: str) -> str:
        """The text without our secrets and without what looks like one."""
        for secret in (self.token, self.app_key):
            text = text.replace(secret, _HIDDEN) if secret else text
        return hide_patterns(text)
