"""`oci-assets.yaml` as people write it: every mistake at once, each with its line and path."""

from __future__ import annotations

from pathlib import Path

import pytest

from oci_assets.errors import EstateError, SettingsError
from oci_assets.estate.settings import Settings
from oci_assets.estate.settings_file import load_settings, parse_settings

ROOT = Path(__file__).resolve().parents[2]
MISTAKES = """\
terraform:
  timeout_minutes: -1
  binray: terraform
regions:
  toronto: 7
guards: {max_destroy: 3}
excecution: {}
drift:
  cron: "0 25 * * *"
  timezone: Mars/Base
service_dependencies:
  compute: network
stacks:
  toronto/oke:
    timeout_minute: 5
shared_files:
  - common/x.json
  - ../y.json
"""


def problems(text: str | bytes) -> list[str]:
    """The mistakes in a file, as `line: path: message`."""
    with pytest.raises(SettingsError) as caught:
        parse_settings(text.encode() if isinstance(text, str) else text)
    return [f"{problem.line}: {problem.path}: {problem.message}" for problem in caught.value.problems]


def test_parse_settings_names_all_mistakes_at_once() -> None:
    """Mistakes of all kinds come together, in the order of their lines, with what was meant."""
    assert problems(MISTAKES) == [
        "2: terraform.timeout_minutes: input should be greater than 0, not -1",
        "3: terraform.binray: unknown key, did you mean 'binary'?",
        "5: regions.toronto: input should be a valid string, not 7",
        "6: guards.max_destroy: unknown key, did you mean 'max_destroys'?",
        "7: excecution: unknown key, did you mean 'execution'?",
        "9: drift.cron: '25' is no hour of a cron expression (0 to 23, '*', '*/2', '1-5'), not '0 25 * * *'",
        "10: drift.timezone: not a time zone, write for example UTC or America/Toronto, not 'Mars/Base'",
        "12: service_dependencies.compute: must be a list, as [network, identity]",
        "15: stacks.toronto/oke.timeout_minute: unknown key, did you mean 'timeout_minutes'?",
        "18: shared_files.1: must be a path inside the repository, from its root, not '../y.json'",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a", "1: (file): must be a mapping of keys to values"),
        ("terraform:\n", "1: terraform: must be a mapping of keys to values"),
        ("execution: {}\nterraform:\n\n  - a", "2: terraform: must be a mapping of keys to values"),
        ("terraform: [a]", "1: terraform: must be a mapping of keys to values"),
        ("a: 'b", "1: (file): not YAML: found unexpected end of stream"),
        ("\n\na: @b", "3: (file): not YAML: found character '@' that cannot start any token"),
        ("home_region: a\n---\nhome_region: b", "2: (file): not YAML: but found another document"),
        ("home_region: !!python/name:os.system x", "1: (file): not YAML: could not determine a constructor"),
        ("? [a]\n: b", "1: (file): not YAML: found unhashable key"),
        (b"home_region: \xff", "1: (file): not YAML: 'utf-8' codec can't decode"),
        ("home_region: a\0b", "1: (file): not YAML: unacceptable character"),
        (
            "drift: {ignore: [{attribute: x, expires: 2024-13-45}]}",
            "1: drift.ignore.0.expires: must be a date, as 2027-01-01, not '2024-13-45'",
        ),
        ("xyz: 1", "1: xyz: unknown key; known are drift, execution, github, "),
        ("drift: {xyz: 1}", "1: drift.xyz: unknown key; known are assign_owners, cron, ignore, issues,"),
        ("regions:\n  a/b: c", "2: regions.a/b: must be the name of a folder at the root of the repository"),
        ("terraform: {timeout_minutes: .nan}", "1: terraform.timeout_minutes: input should be less than"),
        ("a: &a {b: *a}", "1: a: unknown key"),
    ],
)
def test_parse_settings_one_mistake(text: str | bytes, expected: str) -> None:
    """One mistake is one line, also where the file is no YAML, no mapping, or hostile."""
    (found,) = problems(text)
    assert found.startswith(expected)


def test_parse_settings_keys_that_yaml_misreads() -> None:
    """Keys that stand twice, and keys that YAML takes for a truth value or a number, are mistakes of their own."""
    assert problems("drift:\n  cron: '0 1 * * *'\n  cron: '0 2 * * *'\nregions:\n  no: x\n  1: y\n") == [
        "3: drift.cron: is there already in line 2",
        "5: regions.no: the key is no text for YAML: write 'no' in quotes",
        "6: regions.1: the key is no text for YAML: write '1' in quotes",
    ]


def test_parse_settings_circle_of_aliases() -> None:
    """An alias that leads back to itself ends, and repeated aliases take no exponential time."""
    assert problems("stacks: &a {x: *a}")[0].startswith("1: stacks.x.x: unknown key")
    bomb = "\n".join(f"a{n}: &a{n} {{x: *a{n - 1}, y: *a{n - 1}}}" for n in range(1, 40))
    assert len(problems(f"a0: &a0 {{z: 1}}\n{bomb}")) == 40


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "\ufeff{}", "null"])
def test_parse_settings_empty(text: str) -> None:
    """A file without a key means all defaults."""
    assert parse_settings(text.encode()) == Settings()


def test_parse_settings_anchors_and_merges() -> None:
    """YAML's own ways to say a thing once work."""
    text = "stacks:\n  a/b: &slow {timeout_minutes: 60}\n  a/c: *slow\n  a/d: {<<: *slow}\n"
    assert {own.timeout_minutes for own in parse_settings(text.encode()).stacks.values()} == {60}


def test_settings_error_message() -> None:
    """The message counts the mistakes, names the file, and is wrong usage for the command line."""
    with pytest.raises(SettingsError, match=r"^2 mistake\(s\) in my\.yaml:\n  line 1: a: .*\n  line 2: b: ") as caught:
        parse_settings(b"a: 1\nb: 2", "my.yaml")
    assert caught.value.exit_code == 64


def test_load_settings(tmp_path: Path) -> None:
    """The file at the root of the estate, all defaults without one, or another file that was named."""
    assert load_settings(tmp_path) == Settings()
    (tmp_path / "oci-assets.yaml").write_text("home_region: toronto")
    (tmp_path / "other.yaml").write_text("home_region: ashburn")
    assert load_settings(tmp_path).home_region == "toronto"
    assert load_settings(tmp_path, tmp_path / "other.yaml").home_region == "ashburn"


def test_load_settings_unreadable(tmp_path: Path) -> None:
    """A file that was named and is not there, a folder and a broken link are errors, never defaults."""
    with pytest.raises(EstateError, match="cannot be read: No such file"):
        load_settings(tmp_path, tmp_path / "nowhere.yaml")
    (tmp_path / "oci-assets.yaml").symlink_to("nowhere")
    with pytest.raises(EstateError, match="cannot be read: No such file"):
        load_settings(tmp_path)
    (tmp_path / "oci-assets.yaml").unlink()
    (tmp_path / "oci-assets.yaml").mkdir()
    with pytest.raises(EstateError, match="cannot be read: Is a directory"):
        load_settings(tmp_path)


def test_load_settings_by_a_name_that_is_not_read(tmp_path: Path) -> None:
    """Settings in `oci-assets.yml` would be passed over in silence, so that is an error."""
    (tmp_path / "oci-assets.yml").write_text("guards: {max_destroys: 0}")
    with pytest.raises(EstateError, match=r"git mv oci-assets\.yml oci-assets\.yaml"):
        load_settings(tmp_path)


def test_demo_estate_settings() -> None:
    """The settings of the demo estate have no mistake."""
    assert load_settings(ROOT / "examples" / "estate").home_region == "toronto"
