"""What Terraform may see of our environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.terraform.environment import child_environment, cli_config, minimal_environment

PASSED = {
    "PATH": "/bin",
    "HOME": "/h",
    "LC_ALL": "C",
    "TZ": "UTC",
    "https_proxy": "p",
    "SSL_CERT_FILE": "c",
    "OCI_REGION": "r",
    "TF_VAR_x": "1",
    "TF_TOKEN_example_com": "t",
    "TF_REATTACH_PROVIDERS": "{}",
    "TF_PLUGIN_CACHE_DIR": "/c",
    "AWS_PROFILE": "a",
    "GIT_SSH_COMMAND": "ssh",
    "SSH_AUTH_SOCK": "/s",
    "XDG_CONFIG_HOME": "/x",
    "TF_HTTP_PASSWORD": "h",
    "TF_ENCRYPTION": "{}",
    "TF_REGISTRY_CLIENT_TIMEOUT": "20",
    "GOGC": "50",
    "GOMEMLIMIT": "1GiB",
}
KEPT_BACK = (
    *("TF_LOG", "TF_LOG_PATH", "TF_WORKSPACE", "TF_CLI_ARGS", "TF_CLI_ARGS_apply", "GITHUB_TOKEN", "DAGSTER_HOME"),
    *(
        "OCI_ASSETS_STATE_DIR",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_COMMON_DIR",
        "GIT_TRACE_CURL",
        "PYTHONPATH",
        "MY_SECRET",
        "TF_INPUT",
        "TF_IN_AUTOMATION",
    ),
)


def test_child_environment_is_an_allow_list() -> None:
    """Listed names pass, all others do not, and Terraform is told to be quiet."""
    environ = {**PASSED, **dict.fromkeys(KEPT_BACK, "bad"), "TF_DATA_DIR": "bad", "TF_CLI_CONFIG_FILE": "bad"}
    assert child_environment(environ, data_dir=Path("/d"), cli_config_file=Path("/rc")) == {
        **PASSED,
        "TF_IN_AUTOMATION": "1",
        "TF_INPUT": "0",
        "CHECKPOINT_DISABLE": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "TF_DATA_DIR": "/d",
        "TF_CLI_CONFIG_FILE": "/rc",
    }


def test_collector_is_set_where_nobody_has() -> None:
    """Go's collector runs less often, unless the user knows better."""
    assert minimal_environment({})["GOGC"] == "200"
    assert minimal_environment({"GOGC": "off"})["GOGC"] == "off"


@pytest.mark.parametrize(("made", "chosen"), [("named", "named"), (".terraformrc", ".terraformrc"), (None, "state")])
def test_cli_config_always_names_a_file(tmp_path: Path, made: str | None, chosen: str) -> None:
    """The user's file when it is there, else `~/.terraformrc`, else an empty one of ours."""
    if made:
        (tmp_path / made).write_text("disable_checkpoint = true")
    file = cli_config({"TF_CLI_CONFIG_FILE": str(tmp_path / "named"), "HOME": str(tmp_path)}, tmp_path)
    assert file == tmp_path / ("terraform-cli.tfrc" if chosen == "state" else chosen)
    assert file.is_file()


@pytest.mark.parametrize(("tofu", "chosen"), [(True, ".tofurc"), (False, ".terraformrc")])
def test_cli_config_of_opentofu(tmp_path: Path, *, tofu: bool, chosen: str) -> None:
    """OpenTofu has a file of its own, which Terraform does not read."""
    for name in (".tofurc", ".terraformrc"):
        (tmp_path / name).touch()
    assert cli_config({"HOME": str(tmp_path)}, tmp_path, tofu=tofu) == tmp_path / chosen
