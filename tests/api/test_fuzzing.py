"""Every operation of the OpenAPI document, asked with data that fit it and data that do not, keeps to it.

A few examples each, the same in every run; `make api-check` asks with many more.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

import httpx
import hypothesis
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    negative_data_rejection,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.core.result import Ok

from musubime.store.port import Store
from tests.api.conftest import BASE, Client, sheet

Operation: TypeAlias = "APIOperation[Any, Any, Any, Any]"
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
ELSEWHERE = {"/api/v1/admin/copy": "would write wherever it is told to; tests of upkeep ask it"}
EXAMPLES = 3


def operations(http: httpx.Client, method: str) -> Iterator[Operation]:
    """Yield the operations of a method that the document describes."""
    document = http.get("/openapi.json").json()
    for found in schemathesis.openapi.from_dict(document).get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        if operation.method == method and operation.path not in ELSEWHERE:
            yield operation


def keeps_to_its_description(http: httpx.Client, operation: Operation, mode: GenerationMode) -> None:
    """Ask an operation with examples of one mode; raises what the first unexpected answer was."""

    @hypothesis.settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(case=operation.as_strategy(mode))
    def ask(case: "Case[Operation]") -> None:
        sent = requests.Request(**case.as_transport_kwargs(base_url=BASE)).prepare()
        headers = {name: str(value) for name, value in sent.headers.items()}
        body = sent.body.encode() if isinstance(sent.body, str) else sent.body
        assert body is None or isinstance(body, bytes)
        answer = http.request(str(sent.method), str(sent.url), headers=headers, content=body)
        case.validate_response(answer, checks=CHECKS)

    try:
        ask()
    except hypothesis.errors.Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE, operation.label  # there is nothing to get wrong


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
def test_every_question_keeps_to_its_description(reading: httpx.Client, mode: GenerationMode) -> None:
    asked = 0
    for operation in operations(reading, "get"):
        keeps_to_its_description(reading, operation, mode)
        asked += 1
    assert asked > 30


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: str(mode.value))
def test_every_write_keeps_to_its_description(client: Client, empty: Store, mode: GenerationMode) -> None:
    http = client()
    http.post("/api/v1/loads?dry_run=false", files=sheet()).raise_for_status()
    asked = 0
    for operation in operations(http, "post"):
        keeps_to_its_description(http, operation, mode)
        asked += 1
    assert asked > 10
