"""The sensors: git changes start applies, finished runs are written to the audit file, lost runs are ended."""

from sensors.audit import build_audit_sensor
from sensors.git_changes import build_git_change_sensor
from sensors.run_health import build_run_health_sensor

__all__ = ["build_audit_sensor", "build_git_change_sensor", "build_run_health_sensor"]
