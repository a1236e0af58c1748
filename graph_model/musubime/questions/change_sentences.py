"""What changed between two sides, in one plain sentence made from the numbers."""

from musubime.questions.answers_compare import BodyChanges, CompareSide
from musubime.questions.seat_changes import Changes


def change_sentence(
    lang: str, left: CompareSide, right: CompareSide, organizations: BodyChanges, changes: Changes | None
) -> str:
    """Return what changed: of dates the seats, of regions and programmes the organizations."""
    if changes is None:
        return (_parts_en if lang == "en" else _parts_ja)(left, right, organizations)
    return (_seats_en if lang == "en" else _seats_ja)(left, right, changes)


def _seats_ja(left: CompareSide, right: CompareSide, changes: Changes) -> str:
    parts = [f"{len(changes.kept)}席は変わらず", f"{len(changes.added)}席が加わり", f"{len(changes.ended)}席が終わり"]
    if len(changes.changed):
        parts.append(f"{len(changes.changed)}席は役職・役割が変わり")
    if changes.changed_holder:
        parts.append(f"{len(changes.changed_holder)}席は人が替わり")
    text = f"{left.label}から{right.label}までに、{'、'.join(parts)}ました。"
    if changes.not_restated:
        undated = f"（日付のない席{right.undated}を含む）" if right.undated else ""
        stated = "その間の版に記載がなく、終わったとも書かれていません"
        text += f"続いている席のうち{changes.not_restated}席は、{stated}{undated}。"
    return text


def _seats_en(left: CompareSide, right: CompareSide, changes: Changes) -> str:
    parts = [
        f"{_seats(len(changes.kept))} stayed",
        f"{_seats(len(changes.added))} came",
        f"{_seats(len(changes.ended))} ended",
    ]
    if len(changes.changed):
        parts.append(f"{_seats(len(changes.changed))} changed post or role")
    if changes.changed_holder:
        parts.append(f"{_seats(len(changes.changed_holder))} passed to another person")
    text = f"From {left.label} to {right.label}, {', '.join(parts)}."
    if changes.not_restated:
        undated = f" ({right.undated} of them without any date)" if right.undated else ""
        stated = f"{_seats(changes.not_restated)} are not stated by an edition in between, nor ended{undated}"
        text += f" Of those that go on, {stated}."
    return text


def _seats(count: int) -> str:
    return f"{count} seat" if count == 1 else f"{count} seats"


def _parts_ja(left: CompareSide, right: CompareSide, organizations: BodyChanges) -> str:
    both, only_right, only_left = _totals(organizations)
    return (
        f"{left.label}は{left.consortia}会議体・{left.organizations}機関、"
        f"{right.label}は{right.consortia}会議体・{right.organizations}機関。"
        f"両方に席を持つのは{both}機関、{left.label}だけが{only_left}機関、{right.label}だけが{only_right}機関です。"
    )


def _parts_en(left: CompareSide, right: CompareSide, organizations: BodyChanges) -> str:
    both, only_right, only_left = _totals(organizations)
    return (
        f"{left.label}: {left.consortia} consortia, {left.organizations} organizations; "
        f"{right.label}: {right.consortia} consortia, {right.organizations} organizations. "
        f"{both} organizations sit in both, {only_left} only in {left.label}, {only_right} only in {right.label}."
    )


def _totals(changes: BodyChanges) -> tuple[int, int, int]:
    return changes.kept.total, changes.added.total, changes.ended.total
