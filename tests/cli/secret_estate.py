"""An estate whose every stack lets one secret in by another door, and the sinks in which nobody may find it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.terraform.secret_forms import CANARY, KEY

SECRETS = {"TF_VAR_p": CANARY, "OCI_PASSWORD": CANARY, "OCI_CLI_KEY_CONTENT": KEY}
"""What the process that runs the estate has in its environment."""
VARIABLE = 'variable "p" {\n  type      = string\n  sensitive = true\n}\n'
_RESOURCE = (
    'resource "terraform_data" "a" {\n  input = var.p\n}\n'
    'resource "terraform_data" "each" {\n  for_each = nonsensitive(toset([var.p]))\n}\n'
    'output "o" {\n  value     = "x-${var.p}"\n  sensitive = true\n}\n'
)
_PRINTS = (
    'resource "terraform_data" "a" {\n  provisioner "local-exec" {\n'
    '    command = "echo ${nonsensitive(var.p)}; printenv OCI_CLI_KEY_CONTENT; echo $OCI_PASSWORD | base64"\n  }\n}\n'
)
_FAILS = (
    'resource "terraform_data" "a" {\n  provisioner "local-exec" {\n'
    "    command = \"echo '${jsonencode([nonsensitive(var.p)])}' >&2; printenv OCI_CLI_KEY_CONTENT >&2; exit 3\"\n"
    "  }\n}\n"
)
_REFUSES = (
    'resource "terraform_data" "a" {\n  lifecycle {\n    precondition {\n'
    '      condition     = nonsensitive(var.p) == "x"\n'
    '      error_message = "the cloud refuses ${nonsensitive(var.p)} and ${base64encode(nonsensitive(var.p))}"\n'
    "    }\n  }\n}\n"
)
_QUOTED = f'variable "p" {{\n  type      = number\n  sensitive = true\n  default   = "{CANARY}"\n}}\n'
_BACKEND = (
    f'terraform {{\n  backend "http" {{\n    address = "http://ann:{CANARY}@127.0.0.1:9/p/{CANARY}/n/x"\n  }}\n}}\n'
)
FILES = {
    "by_variable/network/main.tf": VARIABLE + _RESOURCE,
    "by_file/network/main.tf": VARIABLE + _RESOURCE + _PRINTS.replace('"a"', '"b"'),
    "by_file/network/terraform.tfvars": f'p = "{CANARY}"\n',
    "by_command/network/main.tf": VARIABLE + _PRINTS,
    "by_failure/network/main.tf": VARIABLE + _FAILS,
    "by_check/network/main.tf": VARIABLE + _REFUSES,
    "by_quotation/network/main.tf": _QUOTED,
    "by_backend/network/main.tf": VARIABLE + _BACKEND,
    ".gitignore": "*.tfstate*\n",
}
OUTCOMES = {
    "by_variable/network": "applied",
    "by_file/network": "applied",
    "by_command/network": "applied",
    "by_failure/network": "partial",
    "by_check/network": "failed",
    "by_quotation/network": "failed",
    "by_backend/network": "failed",
}


def kept_texts(state_dir: Path) -> Iterator[tuple[str, str]]:
    """Every file of a state directory as text, databases row by row, too; name and text.

    Terraform's own note of the backend's settings (in its data dir, for its user only) is left out: it is its state.
    """
    for file in state_dir.rglob("*"):
        if file.is_file() and file.parts[-2:] != ("data", "terraform.tfstate"):
            yield str(file), file.read_bytes().decode(errors="replace")
            if file.suffix == ".db":
                with closing(sqlite3.connect(file)) as database:
                    yield f"{file} by rows", "\n".join(database.iterdump())
