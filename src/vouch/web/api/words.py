"""What may stand in a call: texts without what no database keeps, keys, days and moments that exist."""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any, cast

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.parser import Parser
from ninja.types import DictStrAny
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints


class Body(Parser):
    """JSON as databases keep it: no half of a letter, nothing nested without end."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        """The body. Raises HttpError 400 for what is none."""
        try:
            told = json.loads(request.body)
            json.dumps(told, ensure_ascii=False).encode()
        except (ValueError, RecursionError):
            raise HttpError(400, "bad json") from None
        return cast("DictStrAny", told)


class Told(BaseModel):
    """What a program tells: a field it does not know is a mistake, not something to skip."""

    model_config = ConfigDict(extra="forbid")


def _clean(text: Any) -> Any:
    return text.replace("\0", "") if isinstance(text, str) else text


def _between(moment: dt.datetime) -> dt.datetime:
    if not 2000 <= moment.year <= 2200:
        raise ValueError("a moment between the years 2000 and 2200")
    return moment.astimezone(dt.UTC)


Line = Annotated[str, BeforeValidator(_clean), StringConstraints(max_length=255)]
Words = Annotated[str, BeforeValidator(_clean), StringConstraints(max_length=1000)]
Place = Annotated[str, BeforeValidator(_clean), StringConstraints(max_length=300)]
Thanks = Annotated[str, BeforeValidator(_clean), StringConstraints(max_length=500)]
Need = Annotated[str, BeforeValidator(_clean), StringConstraints(max_length=10_000)]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Pick = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{24}$")]
Moment = Annotated[AwareDatetime, AfterValidator(_between)]
Limit = Annotated[int, Field(ge=1, le=100)]
