"""Whatever stands in an address, the doors know what to answer, and a refusal says why in a Japanese sentence."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest

from tests.api.conftest import Client

VALUES = (
    *("", "%00", "%0A", "%FF%FE", "a" * 1001, "%F0%9F%98%80", "%E2%80%AE", "-1", "0", "501", "1e9", "9" * 30),
    *("null", "[]", "'%20OR%201=1--", "%3Cscript%3E", "nan", "inf", "%EF%BC%91", "2023-13-01", "0000"),
    *("org:none", "consortium:none", "post:none", "W1tb" * 240, "WzEsIm9yZzp4Il0"),
)
"""Empty, not UTF-8, too long, out of bounds, of another type, of another kind, and cursors that are none of ours."""
SHARE = 6
ASKED = {"q": "徳島", "left": "36", "right": "39", "prefix": "徳", "type": "organization"}
COLLECTIONS = {"organizations", "persons", "posts", "programmes", "consortia", "seats", "sources"}
JAPANESE = re.compile("[぀-ヿ一-鿿].*。$")
FOREIGN = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")


def ids(http: httpx.Client, collection: str, count: int) -> list[str]:
    found = http.get(f"/api/v1/{collection}", params={"limit": str(count)}).json()["items"]
    return [str(item["id"]) for item in found]


def addresses(http: httpx.Client) -> Iterator[str]:
    """Yield every question with each parameter wrong, the others as they should be.

    What many questions take is wrong in another few of the ways at each of them, so that every way is tried somewhere.
    """
    (a, b), (body, other) = ids(http, "consortia", 2), ids(http, "organizations", 2)
    fill = {**ASKED, "a": a, "b": b, "consortium": a, "from": body, "to": other, "remove": body}
    paths = http.get("/openapi.json").json()["paths"]
    taken = Counter(one["name"] for item in paths.values() for one in item.get("get", {}).get("parameters", ()))
    for n, (path, item) in enumerate(paths.items()):
        if "get" not in item or path in {"/healthz", "/readyz"}:
            continue
        parameters = [one for one in item["get"].get("parameters", ()) if one["in"] == "query"]
        required = [one["name"] for one in parameters if one.get("required")]
        collection = path.split("/")[3] if path.count("/") > 3 else ""
        known = ids(http, collection, 1)[0] if collection in COLLECTIONS else "csv" if "{format}" in path else "x"
        place = re.sub(r"\{\w+\}", known, path)
        if "{" in path:
            yield from (f"{re.sub('{.*?}', value, path)}?{_query(required, fill)}" for value in VALUES if value)
        for parameter in parameters:
            name = parameter["name"]
            rest = _query([one for one in required if one != name], fill)
            some = VALUES[n % SHARE :: SHARE] if taken[name] > SHARE else VALUES
            yield from (f"{place}?{rest}&{name}={value}" for value in some)
            yield f"{place}?{rest}&{name}=x&{name}=x"
        yield f"{place}?{_query(required, fill)}&unknown=1"
        yield from (f"{place}?{_query([one for one in required if one != name], fill)}" for name in required)


def _query(names: list[str], fill: dict[str, str]) -> str:
    return "&".join(f"{name}={quote(fill[name])}" for name in names)


def test_hostile_addresses_are_refused_in_a_sentence(reading: httpx.Client) -> None:
    statuses: Counter[int] = Counter()
    unclear = []
    for address in addresses(reading):
        answer = reading.get(address)
        statuses[answer.status_code] += 1
        if answer.status_code >= 400:
            assert answer.headers["content-type"] == "application/problem+json", address
            said = answer.json()["detail"]
            if not JAPANESE.search(said) or FOREIGN.search(said):
                unclear.append((address, said))
    assert unclear == []
    assert set(statuses) <= {200, 307, 404, 422}
    assert statuses[422] > 500


@pytest.mark.parametrize(
    ("path", "body", "detail"),
    [
        ("judgements?by=%00", None, "by.0: 制御文字は使えません。"),
        ("communities?resolution=nan", None, "resolution: 有限の数で書いてください。"),
        ("loads", {"files": "text"}, "files.0: ファイルとして送ってください。"),
    ],
)
def test_a_value_is_refused_in_japanese(client: Client, path: str, body: dict[str, str] | None, detail: str) -> None:
    http = client()
    answer = http.get(f"/api/v1/{path}") if body is None else http.post(f"/api/v1/{path}", data=body)
    assert (answer.status_code, answer.json()["detail"]) == (422, detail)
