"""What `make api-check` changes in made-up requests: a copy of the store goes into a folder of its own."""

import os
import re
from typing import Any

import schemathesis
from schemathesis import Case, HookContext


@schemathesis.hook
def before_call(context: HookContext, case: "Case[Any]", kwargs: dict[str, Any]) -> None:
    """Turn the made-up address of a copy into a new folder inside of the one that is thrown away."""
    if case.path != "/api/v1/admin/copy" or not isinstance(case.body, dict):
        return
    to = case.body.get("to")
    if isinstance(to, str):
        name = re.sub(r"\W", "_", to, flags=re.ASCII)[:50]
        case.body["to"] = f"{os.environ['MUSUBIME_TEST_COPIES']}/{name}"
