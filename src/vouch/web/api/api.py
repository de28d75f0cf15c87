"""The API itself: its operations under one door, and the OpenAPI that is made of them."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from vouch import __version__
from vouch.web.api.door import Key
from vouch.web.api.operations import about, afterwards, calls, introductions, matches, requests, updates
from vouch.web.api.problems import KIND, say_no_with
from vouch.web.api.words import Body

_ABOUT = (
    "References for those who sell: ask, see who fits, choose, follow what came of it. A key of your profile in Vouch "
    "goes into `Authorization: Bearer`; it may do what your role may. Whatever goes wrong is told as problem+json "
    "with a sentence. Lists of matches and addresses are counted over page, API and Slack together."
)


class Api(NinjaAPI):
    """Ninja's, with refusals declared as the problems they are."""

    def get_openapi_schema(self, *, path_prefix: str | None = None, path_params: Any = None) -> OpenAPISchema:
        """The OpenAPI of what there is."""
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    content = answer.get("content")
                    if int(status) >= 400 and content and "application/json" in content:
                        answer["content"] = {KIND: content["application/json"]}
        return schema


api = Api(
    title="Vouch", version="1", description=_ABOUT, docs_url=None, openapi_url=None, auth=Key(), parser=Body(),
    urls_namespace="api",
    openapi_extra={"info": {"x-vouch-version": __version__, "license": {"name": "Apache-2.0"}}},
)  # fmt: skip
say_no_with(api)
for part in (about, requests, matches, calls, afterwards, introductions, updates):
    api.add_router("", part.router, tags=[part.__name__.rpartition(".")[2]])
