"""What a file's name says about it: does Terraform read it, can a change to it matter. Pure; opens nothing."""

from __future__ import annotations

_CONFIGURATION = (".tf", ".tf.json", ".tofu", ".tofu.json")
_VARIABLES = (".auto.tfvars", ".auto.tfvars.json")  # others are read only where a command line names them
_LOCK_FILE = ".terraform.lock.hcl"
_INPUT_NAMES = frozenset({"terraform.tfvars", "terraform.tfvars.json", _LOCK_FILE})
# Documentation, backups (CD3 writes *.tf_backup), tests of modules, and what Terraform itself writes.
_WITHOUT_EFFECT = (
    ".md",
    "_backup",
    "~",
    ".tfstate",
    ".tfstate.backup",
    ".tfplan",
    ".tftest.hcl",
    ".tftest.json",
    ".tfmock.hcl",
)
_WITHOUT_EFFECT_NAMES = frozenset({"CODEOWNERS", "LICENSE", "LICENSE.txt", "README", "README.txt"})
# What only a folder that is applied by itself has; a module may well have a provider.tf, or a lock file by mistake.
_ROOT_PROOF = frozenset({"backend.tf", "terraform.tfvars", "terraform.tfvars.json"})
_ROOT_PROOF_SUFFIXES = (".auto.tfvars", ".auto.tfvars.json")
_ROOT_HINTS = frozenset({"provider.tf", "providers.tf", _LOCK_FILE})


def is_configuration(name: str) -> bool:
    """Whether Terraform or OpenTofu reads a file of this name as configuration."""
    return name.endswith(_CONFIGURATION) and not name.startswith(".")


def is_input(name: str) -> bool:
    """Whether Terraform reads a file of this name in a stack's own folder: configuration, variables, lock file."""
    return is_configuration(name) or name in _INPUT_NAMES or name.endswith(_VARIABLES)


def is_root_proof(name: str) -> bool:
    """Whether a folder with a file of this name is applied by itself, rather than called as a module."""
    return name in _ROOT_PROOF or name.endswith(_ROOT_PROOF_SUFFIXES)


def is_root_hint(name: str) -> bool:
    """Whether a folder with a file of this name is most likely applied by itself."""
    return name in _ROOT_HINTS


def can_matter(path: str) -> bool:
    """Whether a change to this file, named from the folder that it belongs to, can change a plan.

    Not: documentation, backups, hidden files and folders but for the lock file, anything under `examples/`.
    """
    *folders, name = path.split("/")
    if any(folder.startswith(".") or folder == "examples" for folder in folders):
        return False
    if name.startswith("."):
        return name == _LOCK_FILE
    return not name.lower().endswith(_WITHOUT_EFFECT) and name not in _WITHOUT_EFFECT_NAMES


def is_nameable(name: str) -> bool:
    """Whether Terraform and Dagster can take a folder of this name: no control characters, only valid Unicode."""
    return name.isprintable()
