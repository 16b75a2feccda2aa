"""The three jobs: apply touches, plan and drift look."""

from jobs.apply import build_apply_job
from jobs.drift import build_drift_job
from jobs.plan import build_plan_job

__all__ = ["build_apply_job", "build_drift_job", "build_plan_job"]
