"""The sensors: git changes start applies, finished runs are written to the audit file."""

from sensors.audit import build_audit_sensor
from sensors.git_changes import build_git_change_sensor

__all__ = ["build_audit_sensor", "build_git_change_sensor"]
