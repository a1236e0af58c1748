"""Two printed names compared: the tiers T1 to T6 in order, each verdict with its rule and its reasons."""

import re

from musubime.resolution.keys import PreparedKeys, prepared
from musubime.resolution.names.comparison import Comparison, NamedBody, NameVerdict
from musubime.resolution.names.english import is_acronym
from musubime.resolution.names.evidence import Bodies, bearers, bodies, successor
from musubime.resolution.names.folding import spaced
from musubime.resolution.names.form_groups import CHOSEN_FREELY
from musubime.resolution.names.likeness import likeness, loose, ratio
from musubime.resolution.names.municipalities import municipality
from musubime.resolution.names.reasons import STRUCTURE_REASONS
from musubime.resolution.names.structure import structure
from musubime.resolution.names.variants import variant
from musubime.resolution.names.veto import veto
from musubime.resolution.names.words import GOVERNMENT, SCHOOL, is_title
from musubime.resolution.registers import KeyLevel, RegisterIndex

_V = NameVerdict
_TELLING = 3
"""A name of fewer characters says too little without its legal form, unless a register holds it once."""
_BRACKETS = dict.fromkeys(map(ord, "()[]「」『』〈〉"))
_STATUTORY = re.compile(r"協同組合|組合連合会$|商工会|会議所$|中央会$|信用保証協会$|社会福祉協議会$|[省庁局]$")


def compare(a: NamedBody, b: NamedBody, registers: RegisterIndex | None = None) -> Comparison:
    """Return what two printed names have to do with each other, and why.

    `same` comes from exact keys, dated names of registers and structure, never from likeness; without registers the
    function is pure. The verdict does not depend on the order of the two.
    """
    return _Pair(a, b, registers).answer()


class _Pair:
    def __init__(self, a: NamedBody, b: NamedBody, registers: RegisterIndex | None) -> None:
        self.a, self.b = a, b
        self.registers = registers = registers or None
        self.keys = (prepared(a.name), prepared(b.name))
        self.spaced = (spaced(a.name), spaced(b.name))
        self.cores = (variant(self.keys[0].core), variant(self.keys[1].core))
        self.bodies = (bodies(a, self.keys[0], registers), bodies(b, self.keys[1], registers))
        self.apart = bool(a.prefecture and b.prefecture and not set(a.prefecture) & set(b.prefecture))

    def answer(self) -> Comparison:
        if self.keys[0].exact == self.keys[1].exact:
            return self._one_print()
        if _without_brackets(self.keys[0].exact) == _without_brackets(self.keys[1].exact) and not self.apart:
            return self._said(_V.SAME, "T1:brackets", "括弧の有無だけが違う")
        return (
            self._by_place() or self._by_structure() or self._by_registers() or self._by_keys() or self._by_likeness()
        )

    def _said(self, verdict: NameVerdict, rule: str, *reasons: str, score: float | None = None) -> Comparison:
        if score is None:
            score = 1.0 if verdict is _V.SAME else ratio(loose(self.cores[0]), loose(self.cores[1]))
        return Comparison(verdict, rule, score, reasons)

    def _one_print(self) -> Comparison:
        ours, theirs = self.bodies
        if self.a.date and self.b.date and ours.ids and theirs.ids and not ours.ids & theirs.ids:
            reason = "登録簿では、それぞれの日付に別の機関が名乗っていた"
            return self._said(_V.DIFFERENT, "T2:handed_over", reason, score=1.0)
        if self.apart:
            return self._in_two_prefectures(ours, theirs)
        if self.a.prefecture and self.b.prefecture and len(ours.ids | theirs.ids) > 1:
            reason = "同じ名称の機関が、その都道府県の登録簿に二つ以上ある"
            return self._said(_V.REVIEW, "T1:several_bodies", reason, score=1.0)
        return self._said(_V.SAME, "T1:exact_key", "幅・空白・ハイフン・法人格の略記を除いて同じ文字列")

    def _in_two_prefectures(self, ours: Bodies, theirs: Bodies) -> Comparison:
        if GOVERNMENT.fullmatch(self.keys[0].core):
            reason = "同じ名の地方公共団体が別の都道府県にある"
            return self._said(_V.DIFFERENT, "T1:another_place", reason, score=1.0)
        if len(ours.ids) == 1 == len(theirs.ids) and ours.ids != theirs.ids:
            return self._said(_V.DIFFERENT, "T1:register", "登録簿では、都道府県ごとに別の機関がある", score=1.0)
        if ours.ids == theirs.ids and len(ours.ids) == 1 and all(hit.complete for hit in ours.hits):
            return self._said(_V.SAME, "T1:register", "全件の登録簿に、この名の機関は一つだけある")
        return self._said(_V.REVIEW, "T1:another_place", "同じ名称だが、都道府県が違う", score=1.0)

    def _by_place(self) -> Comparison | None:
        one, other = municipality(self.keys[0].exact), municipality(self.keys[1].exact)
        if one is None or other is None or one.name != other.name:
            return None
        places = [
            {place.prefecture} if place.prefecture else set(body.prefecture)
            for place, body in ((one, self.a), (other, self.b))
        ]
        if all(places):
            if places[0] & places[1]:
                return self._said(_V.SAME, "T1:place_written", "都道府県名や郡名の有無だけが違う")
            return self._said(_V.DIFFERENT, "T1:another_place", "同じ名の地方公共団体が別の都道府県にある", score=1.0)
        ids, _ = bearers(KeyLevel.EXACT, one.name, self.registers)
        if len(ids) == 1 or (not ids and one.likely_alone):
            return self._said(_V.SAME, "T1:place_written", "都道府県名や郡名の有無だけが違い、同じ名の団体はほかにない")
        return self._said(_V.REVIEW, "T1:place_written", "同じ名の地方公共団体がほかにもあり得る", score=1.0)

    def _by_structure(self) -> Comparison | None:
        found = structure(*self.keys, *self.spaced)
        if found is None:
            return None
        reason = STRUCTURE_REASONS[found.rule].format(found.words)
        if self._two_registered():
            # Under its own number a branch is another company; a facility may stand there for its own legal person.
            verdict = _V.DIFFERENT if found.verdict is _V.SAME else _V.REVIEW
            return self._said(verdict, "T0:two_registered", reason, "それぞれ別の法人番号で登録されている")
        return self._said(found.verdict, found.rule, reason)

    def _two_registered(self) -> bool:
        ours, theirs = self.bodies
        return bool(
            ours.by_name
            and theirs.by_name
            and ours.numbers
            and theirs.numbers
            and not ours.numbers & theirs.numbers
            and not ours.ids & theirs.ids
        )

    def _by_registers(self) -> Comparison | None:
        ours, theirs = self.bodies
        if not ours.ids or not theirs.ids:
            return None
        shared = ours.ids & theirs.ids
        if not shared:
            return self._apart_in_registers(ours, theirs)
        if len(ours.ids) > 1 or len(theirs.ids) > 1:
            return self._said(
                _V.REVIEW,
                "T2:several_bodies",
                f"登録簿で、この名の機関が一つに決まらない（{'、'.join(sorted(shared))}）",
            )
        return self._one_registered(next(iter(shared)), ours, theirs)

    def _apart_in_registers(self, ours: Bodies, theirs: Bodies) -> Comparison | None:
        if said := successor(ours, theirs, self.registers):
            return self._said(_V.SUCCESSOR, "T2:successor", said)
        if not self._two_registered():
            return None
        if self.keys[0].variant == self.keys[1].variant and max(len(ours.ids), len(theirs.ids)) > 1:
            reason = "表記のゆれだけが違うが、一つの機関に決まらない"
            return self._said(_V.REVIEW, "T4:several_bodies", reason, score=1.0)
        return self._said(_V.DIFFERENT, "T0:two_registered", "それぞれ別の法人番号で登録されている")

    def _one_registered(self, id: str, ours: Bodies, theirs: Bodies) -> Comparison:
        kinds = {hit.name_kind for hit in (*ours.hits, *theirs.hits)} - {"registered"}
        if any(map(is_acronym, self.spaced)):
            return self._said(_V.REVIEW, "T2:acronym", f"登録簿 {id} の略語だが、略語は一つの機関に決まらない")
        typed = "alias" in kinds and self.keys[0].form and self.keys[1].form
        if typed and (self.cores[0] != self.cores[1]) and (veto(*self.cores) or ratio(*self.cores) < 0.6):
            return self._said(
                _V.REVIEW, "T2:unlike_alias", f"登録簿 {id} の別名だが、名称が似ていない（番号の誤記があり得る）"
            )
        return self._said(
            _V.SAME, "T2:register", f"登録簿 {id} の名称と別名（{'・'.join(sorted(kinds)) or 'registered'}）"
        )

    def _by_keys(self) -> Comparison | None:
        one, other = self.keys
        if one.core == other.core and bool(one.form) != bool(other.form):
            return self._form_missing(one, other)
        short, long = sorted((one.exact, other.exact), key=len)
        if (
            short.endswith("大")
            and long == f"{short}学"
            and len(one.core) > 2
            and not self.apart
            and " 大" not in "".join(self.spaced)
        ):
            return self._said(_V.SAME, "T4:daigaku", "「大」は大学の略")
        if one.variant == other.variant and one.form == other.form and one.side == other.side:
            return self._variant(one, other)
        return None

    def _form_missing(self, one: PreparedKeys, other: PreparedKeys) -> Comparison:
        ids, _ = bearers(KeyLevel.CORE, one.core, self.registers)
        if len(ids) > 1:
            return self._said(
                _V.REVIEW, "T3:several_bodies", f"法人格を除くと同じだが、登録簿に{len(ids)}つの機関がある", score=1.0
            )
        if self.apart:
            return self._said(_V.REVIEW, "T3:another_place", "法人格を除くと同じだが、都道府県が違う", score=1.0)
        if not ids and len(one.core) < _TELLING:
            return self._said(
                _V.REVIEW, "T3:short_name", "法人格を除くと同じだが、名称が短く、姓や普通名詞でもあり得る", score=1.0
            )
        return self._said(
            _V.SAME, "T3:legal_form_missing", f"「{one.form or other.form}」の有無だけが違い、ほかの候補がない"
        )

    def _variant(self, one: PreparedKeys, other: PreparedKeys) -> Comparison:
        ids, complete = bearers(KeyLevel.VARIANT, one.variant, self.registers)
        if self.apart or len(ids) > 1:
            return self._said(
                _V.REVIEW, "T4:several_bodies", "表記のゆれだけが違うが、一つの機関に決まらない", score=1.0
            )
        if complete and ids:
            return self._said(_V.SAME, "T4:register", "表記のゆれだけが違い、全件の登録簿に機関は一つだけある")
        if (
            one.form in CHOSEN_FREELY
            or not (_public(one) or _public(other))
            or one.exact.lower() == other.exact.lower()
        ):
            return self._said(
                _V.REVIEW, "T4:variant_key", "表記のゆれだけが違うが、このゆれで区別される法人がある", score=1.0
            )
        return self._said(_V.SAME, "T4:variant_key", "中黒・新旧字体・小書きの仮名などの表記のゆれだけが違う")

    def _by_likeness(self) -> Comparison:
        if reason := veto(*self.cores):
            return self._said(_V.DIFFERENT, "veto", reason)
        found = likeness(*self.keys, *self.spaced, self.cores)
        if found is not None:
            return self._said(_V.REVIEW, found.rule, found.reason, score=found.score)
        return self._without_titles() or self._said(_V.NONE, "none", "同じ機関とみる手がかりがない")

    def _without_titles(self) -> Comparison | None:
        """農研機構 理事長: where a title stands apart at the end, the name before it is compared."""
        names = tuple(_untitled(text) for text in self.spaced)
        if names == self.spaced:
            return None
        found = compare(self.a._replace(name=names[0]), self.b._replace(name=names[1]), self.registers)
        return (
            None if found.verdict is _V.NONE else found._replace(reasons=(*found.reasons, "末尾の役職を除いて比べた"))
        )


def _without_brackets(key: str) -> str:
    return key.translate(_BRACKETS)


def _untitled(text: str) -> str:
    name, _, title = text.rpartition(" ")
    return name if name and is_title(title) else text


def _public(keys: PreparedKeys) -> bool:
    """Whether nobody may freely choose a name that differs so little: public bodies, schools, statutory bodies."""
    if keys.form:
        return True
    return bool(GOVERNMENT.fullmatch(keys.core) or SCHOOL.search(keys.core) or _STATUTORY.search(keys.core))
