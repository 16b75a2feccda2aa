"""What the simulated services answer when they refuse, in the words and codes of the real ones.

Codes: https://docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm
"""

from __future__ import annotations

from typing import Any


class ServiceError(Exception):
    """A service refused.

    Attributes:
        status, code, message: as in the service's answer, such as 404, `NotAuthorizedOrNotFound`.
        created: the object that exists all the same (a fault after the effect); None: nothing happened.
    """

    def __init__(self, status: int, code: str, message: str, created: dict[str, Any] | None = None) -> None:
        super().__init__(f"{status}-{code}, {message}")
        self.status, self.code, self.message, self.created = status, code, message, created


def not_found(what: str) -> ServiceError:
    """Something that is not there, or not for this caller: OCI does not say which."""
    return ServiceError(404, "NotAuthorizedOrNotFound", f"Authorization failed or requested resource not found: {what}")


def conflict(message: str, code: str = "Conflict") -> ServiceError:
    """It would clash with what is there."""
    return ServiceError(409, code, message)


def invalid(message: str) -> ServiceError:
    """A value that cannot be."""
    return ServiceError(400, "InvalidParameter", message)
