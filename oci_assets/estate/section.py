"""What every section of `oci-assets.yaml` is made of. Holds no key itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Names = Annotated[tuple[str, ...], Field(strict=False)]  # YAML has lists, not tuples


class Section(BaseModel):
    """Unknown keys are mistakes: a mistyped guard must not read as no guard."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
