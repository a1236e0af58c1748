"""Answers about the columns of a table: read from a request, and the question without hidden persons."""

from collections.abc import Sequence

import orjson

from musubime.errors import BadInput
from musubime.privacy.known_again import mask_for
from musubime.privacy.masking import Mask
from musubime_api.load_masking import mask_of
from musubime_api.loads import ReadingShown
from musubime_api.state import Doors
from musubime_loaders.printed_dates import iso_date
from musubime_loaders.proposal import Answers
from musubime_loaders.proposed_rows import ProposedRow, ProposedSeat
from musubime_loaders.strict_toml import validated
from musubime_loaders.unknown_columns import UnknownColumns

_NAME = "answers"


def answers_of(text: str | None, edition_date: str | None, complete: bool | None) -> Answers | None:
    """Return what a request answers about the one table that it sends; None where it answers nothing."""
    table: object = {}
    if text:
        try:
            table = orjson.loads(text)
        except orjson.JSONDecodeError:
            table = None
    if not isinstance(table, dict):
        raise BadInput('answers は JSON で {"columns": {"見出し": "person"}} のように書いてください。', field=_NAME)
    if edition_date:
        table["edition_date"] = edition_date
    if isinstance(printed := table.get("edition_date"), str):
        table["edition_date"] = iso_date(printed) or printed
    if complete is not None:
        table["complete"] = complete
    if not table:
        return None
    answers = validated(Answers, table, _NAME)
    if answers.complete and answers.edition_date is None:
        raise BadInput("全員の載った版（complete）には版の日付（edition_date）が要ります。", field="complete")
    return answers


def question_without_hidden(doors: Doors, error: UnknownColumns) -> UnknownColumns:
    """Return the question without what must not be shown: with persons off no cell at all, else masked ones."""
    proposal, rows = error.proposal, error.rows
    if not doors.settings.persons_on:
        guesses = tuple(one.model_copy(update={"examples": ()}) for one in proposal.guesses)
        return error.told(proposal.model_copy(update={"guesses": guesses}), ())
    masks = [mask_for([proposal, *rows], doors.store.withheld().erased)]
    if doors.library.hides_anybody():
        masks.append(mask_of([], doors.store.record().graph, doors.library.withheld().suppressed, persons=True))
    for mask in masks:
        proposal, rows = mask.masked(proposal), masked_rows(rows, mask)
    return error.told(proposal, rows)


def masked_rows(rows: Sequence[ProposedRow], mask: Mask) -> tuple[ProposedRow, ...]:
    """Return rows without the names that a mask knows; a hidden person is nobody.

    Of a row that names one the cells go altogether: others of them may tell the person too, such as a reading.
    """
    return tuple(_masked(row, mask) for row in rows)


def _masked(row: ProposedRow, mask: Mask) -> ProposedRow:
    masked = mask.masked(row)
    seats = tuple(_without(seat, mask) for seat in masked.seats)
    return row if masked is row else masked.model_copy(update={"seats": seats, "cells": {}})


def _without(seat: ProposedSeat, mask: Mask) -> ProposedSeat:
    hidden = seat.person is not None and mask.text(seat.person) != seat.person
    names = {
        field: mask.name(text) for field in ("consortium", "organization") if (text := getattr(seat, field)) is not None
    }
    return seat.model_copy(update={**names, **({"person": None} if hidden else {})})


def reading_without_hidden(shown: ReadingShown, mask: Mask, *, persons: bool) -> ReadingShown:
    """Return how a roster was read without the names of a mask; with persons off without any cell of its rows."""
    rows = masked_rows(shown.rows, mask) if persons else ()
    return mask.masked(shown).model_copy(update={"rows": rows})
