"""What is known to be secret before Terraform runs: environment, OCI configuration and key files (fault 59)."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.terraform.secret_sources import environment_secrets, is_secret_name
from tests.terraform.secret_forms import KEY

SECRET = "hunter-2-x"


@pytest.mark.parametrize(
    "name",
    [
        *("OCI_PASSWORD", "TF_VAR_db_password", "TF_VAR_api_key", "TF_TOKEN_app_example_com", "AWS_SECRET_ACCESS_KEY"),
        *("OCI_CLI_PASSPHRASE", "OCI_CLI_KEY_CONTENT", "TF_HTTP_PASSWORD", "GITHUB_TOKEN", "MY_CREDENTIALS"),
        *("OCI_CLI_FINGERPRINT", "TF_VAR_private_key"),
    ],
)
def test_names_that_say_secret(name: str) -> None:
    """The value of such a variable is hidden wherever it is printed."""
    assert environment_secrets({name: SECRET}) == {SECRET}


@pytest.mark.parametrize(
    "name",
    [
        *("PATH", "HOME", "TF_VAR_region", "OCI_CLI_KEY_FILE", "OCI_CLI_REGION", "OCI_CLI_PROFILE", "OCI_CLI_TENANCY"),
        *("SSH_AUTH_SOCK", "TF_VAR_compartment_id", "TF_VAR_secret_id"),
    ],
)
def test_names_of_places(name: str) -> None:
    """Paths, regions and ids are no secrets: reports would be unreadable."""
    assert not is_secret_name(name)
    assert environment_secrets({name: SECRET}) == frozenset()


def test_sensitive_variables_by_their_declaration() -> None:
    """A variable with a harmless name that its folder calls sensitive; texts inside of an object, too."""
    environ = {"TF_VAR_p": SECRET, "TF_VAR_q": '{word = "other-3-y"}', "TF_VAR_r": "told-to-all"}
    known = environment_secrets(environ, ["p", "q"])
    assert {SECRET, "other-3-y"} <= known
    assert "told-to-all" not in known


def test_passwords_inside_of_other_values() -> None:
    """A proxy's password, and the token of a pre-authenticated request that holds the state."""
    environ = {
        "HTTPS_PROXY": f"http://ann:{SECRET}@proxy:1",
        "TF_HTTP_ADDRESS": "https://o.example.com/p/other-3-y/n/t",
    }
    assert {SECRET, "other-3-y"} <= environment_secrets(environ)


def test_oci_configuration_and_key_files(tmp_path: Path) -> None:
    """Pass phrase, key and session token that the OCI configuration names, and the key of OCI_CLI_KEY_FILE."""
    oci = tmp_path / ".oci"
    oci.mkdir()
    (oci / "config").write_text(
        f"[DEFAULT]\nkey_file = ~/.oci/key.pem\npass_phrase = {SECRET}\nregion = us-ashburn-1\n"
        f"[OTHER]\nsecurity_token_file = {oci}/token\n"
    )
    (oci / "key.pem").write_text(KEY)
    (oci / "token").write_text("session-token-5")
    (oci / "other.pem").write_text(KEY.replace("Two", "Three"))
    known = environment_secrets({"HOME": str(tmp_path), "OCI_CLI_KEY_FILE": str(oci / "other.pem")})
    lines = {"MIIEcAnaryKeyLineNumberTwo00", "MIIEcAnaryKeyLineNumberThree00"}
    assert {SECRET, "session-token-5"} | lines <= known
    assert not any("ashburn" in text for text in known)


@pytest.mark.parametrize("content", ["no section\n", "[A]\nkey_file = /nowhere/key.pem\n", "\0\xff"])
def test_configuration_that_cannot_be_read(tmp_path: Path, content: str) -> None:
    """Whoever uses it will say so; the run is not stopped by looking for secrets."""
    (tmp_path / "config").write_text(content)
    assert environment_secrets({"OCI_CLI_CONFIG_FILE": str(tmp_path / "config")}) == frozenset()
