"""The schedules: the daily drift check."""

from schedules.drift import build_drift_schedule

__all__ = ["build_drift_schedule"]
