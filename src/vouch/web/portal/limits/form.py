"""What did somebody choose as their limits? Read from the form of the page, all of it at once."""

from __future__ import annotations

import re
from typing import Any

from django.http import QueryDict

from vouch.domain.errors import BadInput
from vouch.domain.policy import Policy
from vouch.web.portal.limits.choices import CHANNELS, EVERY, EXPOSURE, FORMATS, NAME


def chosen(form: QueryDict, policy: Policy) -> dict[str, Any]:
    """The limits as the action takes them. Raises BadInput with the field for what the page does not offer."""
    return {
        "exposure": _number(form, "exposure", EXPOSURE),
        "every_days": _number(form, "every_days", EVERY),
        "name_use": _one(form, "name_use", NAME),
        "channels": _some(form, "channels", CHANNELS),
        "formats": _some(form, "formats", FORMATS),
        "refused": _some(form, "refused", policy.ladder),
        "topics": _written(form, "topics"),
        "languages": _written(form, "languages"),
    }


def _one(form: QueryDict, name: str, offered: Any) -> str:
    value = form.get(name, "")
    if value not in offered:
        raise BadInput("not_offered", "Choose one of the answers.", field=name)
    return value


def _number(form: QueryDict, name: str, offered: dict[str, str]) -> int | None:
    value = form.get(name, "")
    if name == "every_days" and value.isascii() and value.isdigit() and len(value) < 5:
        return int(value) or None  # a pace that a colleague wrote down and the page does not offer stays as it is
    value = _one(form, name, offered)
    return int(value) if value else None


def _some(form: QueryDict, name: str, offered: Any) -> list[str]:
    return [value for value in form.getlist(name) if value in offered]


def _written(form: QueryDict, name: str) -> list[str]:
    parts = re.split(r"[,;\n]", form.get(name, "")[:4000].replace("\0", ""))
    return [part.strip() for part in parts if part.strip()]
