"""The OpenAPI document as it is published: FastAPI's, with what holds for every operation said once and for all."""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from musubime_api.sessions import COOKIE

Json = dict[str, Any]

METHODS = ("get", "post")
BEARER, SIGN_IN = "key", "signIn"
SECURITY_SCHEMES: Json = {
    BEARER: {
        "type": "http",
        "scheme": "bearer",
        "description": "A key made by `musubime key create`; on loopback writes go without one",
    },
    SIGN_IN: {
        "type": "apiKey",
        "in": "cookie",
        "name": COOKIE,
        "description": "The cookie of a sign-in on `/login`, for pages",
    },
}
RETRY_AFTER: Json = {
    "description": "Seconds to wait before asking again",
    "schema": {"type": "integer", "minimum": 1, "examples": [2]},
}
LOCATION: Json = {
    "description": "The same question with the kept id",
    "required": True,
    "schema": {"type": "string", "examples": ["/api/v1/organizations/org:0123456789abcdef0123"]},
}
ETAG: Json = {
    "description": "Strong tag of the answer; `If-None-Match` with it gives 304",
    "schema": {"type": "string", "pattern": '^"[0-9a-f]{32}"$', "examples": ['"0123456789abcdef0123456789abcdef"']},
}


class DescribedApi(FastAPI):
    """The application, whose document also says servers, keys, headers, and parameters as they are really sent."""

    def openapi(self) -> Json:
        """Return the OpenAPI document, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = completed(super().openapi())
        return self.openapi_schema


def completed(document: Json) -> Json:
    """Complete a document in place and return it."""
    document.setdefault("servers", [{"url": "/", "description": "The server that this document comes from"}])
    document["info"] |= {
        "license": {"name": "Apache License 2.0", "identifier": "Apache-2.0"},
        "contact": {"name": "The Musubime authors"},
    }
    document["components"]["securitySchemes"] = SECURITY_SCHEMES
    for path, method, operation in _operations(document):
        operation["security"] = [{}, {BEARER: []}, {SIGN_IN: []}] if _writes(path, method) else [{}]
        for parameter in operation.get("parameters", ()):
            _as_sent(parameter)
        for status, response in operation["responses"].items():
            _with_headers(response, int(status), path, method)
    for schema in document["components"]["schemas"].values():
        _closed(schema)
        for field in schema.get("properties", {}).values():
            if field.get("default") == "" and "pattern" in field:
                # worked out where it is not given: the empty text stands for that, and is no value of its own
                del field["default"]
    return document


def _operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def _writes(path: str, method: str) -> bool:
    return method == "post" and path.startswith("/api/v1")


def _as_sent(parameter: Json) -> None:
    """Say a parameter without the null that nobody can send, and its examples one level above its items."""
    schema = parameter["schema"]
    choices = [choice for choice in schema.get("anyOf", ()) if choice.get("type") != "null"]
    if len(choices) == 1 and len(choices) < len(schema["anyOf"]):
        del schema["anyOf"]
        schema |= choices[0]
    if schema.get("type") == "array":
        examples = schema.get("examples", ())
        schema["examples"] = [each if isinstance(each, list) else [each] for each in examples]


def _closed(schema: object) -> None:
    """Say of every list of fixed length what its items are, as readers of older drafts want to be told."""
    if isinstance(schema, list):
        for each in schema:
            _closed(each)
    elif isinstance(schema, dict):
        places = schema.get("prefixItems")
        if isinstance(places, list) and all(place == places[0] for place in places):
            schema["items"] = schema.pop("prefixItems")[0]
        for each in schema.values():
            _closed(each)


def _with_headers(response: Json, status: int, path: str, method: str) -> None:
    headers = {}
    if status == 503:
        headers["Retry-After"] = RETRY_AFTER
    if status in (307, 308):
        headers["Location"] = LOCATION
    if status in (200, 304) and method == "get" and path.startswith("/api/v1"):
        headers["ETag"] = ETAG
    if headers:
        response["headers"] = {**response.get("headers", {}), **headers}
