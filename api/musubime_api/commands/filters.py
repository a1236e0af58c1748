"""The filters of the questions as options of the commands."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

_SELECTING = (
    click.option("--prefecture", multiple=True, metavar="CODE|NAME", help="会議体の都道府県。"),
    click.option("--programme", multiple=True, metavar="ID|NAME", help="事業・制度。"),
    click.option("--owner", multiple=True, metavar="ID|NAME", help="事業の所管。"),
    click.option("--consortium", multiple=True, metavar="ID|NAME", help="会議体。"),
    click.option("--roster", multiple=True, metavar="ID", help="席を記載する名簿。"),
    click.option("--as-of", "as_of", metavar="DATE", help="この日の時点。"),
    click.option("--within", is_flag=True, default=None, help="下位の会議体・機関も含める。"),
)
_BODIES = (
    click.option("--sector", multiple=True, metavar="学|官|産|金|民", help="機関の部門。"),
    click.option("--located-in", "located_in", multiple=True, metavar="CODE|NAME", help="機関の所在地。"),
)
_NAME = (click.option("--q", metavar="TEXT", help="名称の一部。"),)
_PAGE = (
    click.option("--limit", type=click.IntRange(1, 500), help="件数（初期値 50、最大 500）。"),
    click.option("--cursor", help="前の答えの next。"),
)


def _with(options: tuple[Callable[[F], F], ...]) -> Callable[[F], F]:
    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


selecting = _with(_SELECTING)
"""Options that select seats."""
selecting_beside = _with((*_SELECTING[:3], *_SELECTING[4:]))
"""Those beside the consortium, where that is what is asked about."""
bodies = _with(_BODIES)
"""Options that filter bodies by their own sector and place."""
named = _with(_NAME)
"""The option that filters by name."""
paged = _with(_PAGE)
"""Options for a page of a list."""
