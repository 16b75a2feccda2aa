"""The sensors: git changes start applies, finished runs are audited and told, lost runs are ended."""

from sensors.audit import build_audit_sensor
from sensors.drift_issues import build_drift_issue_sensor
from sensors.git_changes import build_git_change_sensor
from sensors.run_health import build_run_health_sensor

__all__ = [
    "build_audit_sensor",
    "build_drift_issue_sensor",
    "build_git_change_sensor",
    "build_run_health_sensor",
]
