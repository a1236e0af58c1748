"""Overlap over REST: the ranking of one consortium, its pairs, both null models, and what is refused."""

import httpx
import pytest

TABLE = {"roster": "three-prefecture-table"}
ONE = "SAWACHI型健康社会共創拠点"


def test_every_row_opens_to_its_pair_and_every_seat_to_its_line(reading: httpx.Client) -> None:
    top = reading.get("/api/v1/overlap/top", params={**TABLE, "consortium": ONE}).json()
    assert [(item["rank"], item["shared"], item["jaccard"]) for item in top["items"]] == [
        (1, 3, 0.142857),
        (1, 3, 0.166667),
    ]
    assert (top["total"], top["next"], top["consortium"]["name"]) == (2, None, ONE)
    for item in top["items"]:
        pair = reading.get(item["pair"]).json()
        assert {key: pair[key] for key in ("a", "b", "shared", "jaccard", "members", "test")} == {
            "a": top["consortium"]["id"],
            "b": item["id"],
            **{key: item[key] for key in ("shared", "jaccard", "members", "test")},
        }
        assert reading.get(item["seats"]).json()["total"] >= item["size"]


def test_the_test_says_which_null_model_it_was(reading: httpx.Client) -> None:
    for model in ("hypergeometric", "sdsm"):
        matrix = reading.get("/api/v1/overlap/matrix", params={**TABLE, "null_model": model}).json()
        assert {pair["test"]["null_model"] for pair in matrix["pairs"]} == {model}
        assert {pair["test"]["reason"] for pair in matrix["pairs"]} == {"fewer_than_10_consortia"}


@pytest.mark.parametrize(
    ("query", "status", "detail"),
    [
        ("consortium=%E3%81%AA%E3%81%84", 404, "会議体"),
        (f"consortium={ONE}&prefecture=36", 422, "条件（prefecture=36）に合いません"),
        (f"consortium={ONE}&sort=name", 422, "使えるのは shared、jaccard"),
        (f"consortium={ONE}&consortium={ONE}", 422, "一度だけ"),
        (f"consortium={ONE}&limit=501", 422, "500"),
        (f"consortium={ONE}&null_model=normal", 422, ""),
        (f"consortium={ONE}&sector=学", 422, "sector はここでは使えません"),
        ("sort=shared", 422, "必要です"),
    ],
)
def test_what_cannot_apply_is_refused_with_a_sentence(
    reading: httpx.Client, query: str, status: int, detail: str
) -> None:
    answer = reading.get(f"/api/v1/overlap/top?{query}")
    assert answer.status_code == status
    assert detail in answer.json()["detail"]
