"""The run's console: a stack that failed as expected is told without Dagster's traceback, all else as it is.

`dg.Failure` is how a step says that its stack failed, and Dagster prints twenty frames of its own with each, twice. The
event in the history keeps them (the UI folds them away); nothing public lets a step leave them out.
"""

from __future__ import annotations

import copy
import logging

import dagster as dg

_TRACE = "\nStack Trace:\n"
_PREFIX = f"{dg.Failure.__module__}.{dg.Failure.__qualname__}: "


class ShortFailures(logging.Formatter):
    """Formats as another formatter does, expected failures without their traceback."""

    def __init__(self, inner: logging.Formatter) -> None:
        super().__init__()
        self._inner = inner

    def format(self, record: logging.LogRecord) -> str:
        """The text of a record; the record itself stays as it is, others show it too."""
        return self._inner.format(_short(record) if _is_expected(record) else record)


def shorten_failures(log: dg.DagsterLogManager) -> None:
    """Let the console loggers of a run tell expected failures in short; safe to repeat."""
    for logger in log._dagster_handler._loggers:  # noqa: SLF001 - Dagster 1.13 has no other way to a run's loggers
        for handler in logger.handlers:
            if not isinstance(handler.formatter, ShortFailures):
                handler.setFormatter(ShortFailures(handler.formatter or logging.Formatter()))


def _is_expected(record: logging.LogRecord) -> bool:
    """Whether it tells of an event whose error is a `dg.Failure`, the step's or the run's."""
    event = getattr(record, "dagster_event", None)
    error = getattr(getattr(event, "event_specific_data", None), "error", None)
    return getattr(error, "cls_name", None) == dg.Failure.__name__


def _short(record: logging.LogRecord) -> logging.LogRecord:
    shown = copy.copy(record)
    shown.msg, shown.args = record.getMessage().partition(_TRACE)[0].rstrip().replace(_PREFIX, "", 1), ()
    return shown
