"""What the test of an overlap says, in plain words."""

from collections.abc import Iterable
from typing import NamedTuple

from musubime.analytics.chance_families import LEVEL
from musubime.questions.answers_measures import NullModelName, OverlapTest
from musubime.questions.overlap import NULL_MODELS
from musubime_api.pages.rendering import Page, number
from musubime_api.pages.scene_view import Choice

_REASONS = {
    "different_strata": "different_strata",
    "no_stratum": "no_stratum",
    "fewer_than_10_consortia": "fewer_than_10_consortia",
    "attainable_p_over_0.05": "attainable",
    "members_not_fully_listed": "not_listed",
    "null_model_not_fitted": "not_fitted",
}
_BY_MODEL = ("attainable_p_over_0.05", "null_model_not_fitted")
_LEAST_P = 0.001


class ChanceWords(NamedTuple):
    """The test in three words and in whole sentences."""

    short: str
    sentence: str


def chance_words(page: Page, test: OverlapTest, shared: int | None) -> ChanceWords:
    """Return what a test says about a pair that shares so many."""
    t = page.words
    if not test.applicable or test.p is None or test.q is None or test.stratum is None:
        reason = t(f"overlap.reason_{_REASONS[test.reason or 'no_stratum']}")
        return ChanceWords(t("overlap.chance_untested"), t("overlap.untested", reason=reason))
    if not shared:
        return ChanceWords(t("overlap.chance_possible"), t("overlap.drawn_none"))
    verdict = "unlikely" if test.q <= LEVEL else "possible"
    drawn = t(
        f"overlap.drawn_{test.null_model}",
        stratum=test.stratum.name,
        population=number(test.population or 0),
        shared=shared,
        p=_share(page, test.p),
    )
    judged = t(f"overlap.verdict_{verdict}", tested=number(test.tested or 0), q=_q(test.q))
    return ChanceWords(t(f"overlap.chance_{verdict}"), drawn + ("" if page.lang == "ja" else " ") + judged)


def null_model_of(page: Page) -> NullModelName:
    """Return the null model that the query asks for."""
    asked = page.request.query_params.get("null_model")
    return next((model for model in NULL_MODELS if model == asked), "hypergeometric")


def null_model_choices(page: Page, tests: Iterable[OverlapTest]) -> list[Choice]:
    """Return links to the same page under each null model; none where no model could test any of these pairs."""
    if not any(test.applicable or test.reason in _BY_MODEL for test in tests):
        return []
    current = null_model_of(page)
    return [
        Choice(page.words(f"overlap.null_{model}"), page.links.here(null_model=model, cursor=None), model == current)
        for model in NULL_MODELS
    ]


def _share(page: Page, p: float) -> str:
    """Return a probability as percent, two figures; very small ones as below a tenth of a percent."""
    if p < _LEAST_P:
        return page.words("overlap.below", level="0.1%")
    return f"{p * 100:.2g}%" if p < 0.995 else "100%"


def _q(q: float) -> str:
    return f"< {_LEAST_P}" if q < _LEAST_P else f"= {q:.2g}"
