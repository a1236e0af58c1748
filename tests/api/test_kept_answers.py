"""Finished answers are given again only while they hold."""

from musubime_api.kept_answers import AnswerCache, Kept
from tests.api.conftest import Client, sheet

MORE = sheet("会議体,機関\n丙協議会,四国大学\n", "別.csv")


def kept(etag: str, size: int) -> Kept:
    return Kept(b"x" * size, "application/json", "identity", etag)


def test_the_longest_unused_answer_goes_first_and_a_large_one_is_not_kept() -> None:
    cache = AnswerCache(80)
    for number in range(9):
        cache.put(kept(str(number), 10))
        cache.get("0")
    cache.put(kept("large", 11))
    found = [etag for etag in [*map(str, range(9)), "large"] if cache.get(etag)]
    assert found == ["0", "2", "3", "4", "5", "6", "7", "8"]


def test_a_known_request_is_forgotten_when_the_graph_or_its_ledger_moves_on() -> None:
    cache = AnswerCache(1000)
    cache.put(kept("a", 1))
    request = ("/api/v1/seats", b"limit=1", "")
    cache.remember(request, 3, None, "a")
    assert cache.remembered(request, 3, 9) is not None
    assert cache.remembered(request, 4, 9) is None
    cache.remember(request, 3, 9, "a")
    assert cache.remembered(request, 3, 10) is None
    assert cache.remembered(("/api/v1/seats", b"limit=2", ""), 3, 9) is None


def test_a_load_is_seen_at_once_by_a_question_that_was_answered_before(client: Client) -> None:
    http = client()
    http.post("/api/v1/loads", files=sheet())
    totals = []
    for _ in range(3):
        totals.append(http.get("/api/v1/seats").json()["total"])
    http.post("/api/v1/loads", files=MORE)
    totals.append(http.get("/api/v1/seats").json()["total"])
    assert totals == [3, 3, 3, 4]


def test_a_known_request_is_still_refused_to_a_foreign_host_and_answered_304_to_one_who_has_it(client: Client) -> None:
    http = client()
    http.post("/api/v1/loads", files=sheet())
    http.get("/api/v1/status")
    first, second = (http.get("/api/v1/seats") for _ in range(2))
    assert (first.content, first.headers["etag"]) == (second.content, second.headers["etag"])
    assert http.get("/api/v1/seats", headers={"Host": "evil.example"}).status_code == 403
    again = http.get("/api/v1/seats", headers={"If-None-Match": second.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
