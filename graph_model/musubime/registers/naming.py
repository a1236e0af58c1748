"""How the names of a body change from one state of a register to the next."""

import datetime
from collections.abc import Sequence

from musubime.registers.rows import OtherName, Registered

_FORMER = "former"


def carried_over(standing: Registered, row: Registered) -> Registered:
    """Return a changed body with the former names that it had, and with the name that it gave up."""
    former = [name for name in standing.names if name.kind == _FORMER]
    if standing.name == row.name:
        row = row._replace(name_from=row.name_from or standing.name_from)
    elif not row.corrected:
        start = standing.name_from if standing.name_from < (row.name_from or "9999") else ""
        former.append(OtherName(standing.name, _FORMER, start, day_before(row.name_from)))
    return row._replace(names=united(row.name, row.names, former), corrected=False)


def with_former(standing: Registered, names: Sequence[OtherName]) -> Registered:
    """Return a body with further former names."""
    return standing._replace(names=united(standing.name, standing.names, names))


def united(registered: str, names: Sequence[OtherName], further: Sequence[OtherName]) -> tuple[OtherName, ...]:
    """Return names and further ones: each former name once, by what is stated of its days, the oldest first."""
    formers: dict[str, OtherName] = {}
    for name in (*names, *further):
        if name.kind == _FORMER and name.text != registered:
            known = formers.get(name.text, name)
            formers[name.text] = OtherName(
                name.text, _FORMER, known.valid_from or name.valid_from, known.valid_to or name.valid_to
            )
    others = [name for name in names if name.kind != _FORMER]
    return (*others, *sorted(formers.values(), key=lambda name: (name.valid_to or "9999", name.text)))


def day_before(date: str) -> str:
    """Return the day before an ISO date; empty for an empty one."""
    if not date:
        return ""
    return (datetime.date.fromisoformat(date) - datetime.timedelta(days=1)).isoformat()
