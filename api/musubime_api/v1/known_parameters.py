"""No query parameter is ever ignored: one that a route does not know, or knows once and gets twice, is a 422."""

from collections import Counter

from fastapi import Request
from fastapi.routing import APIRoute

from musubime.errors import BadQuestion


async def known_parameters(request: Request) -> None:
    """Raise BadQuestion for a query parameter that the route cannot use."""
    if not request.scope["query_string"]:
        return
    route = request.scope["route"]
    of_routes: dict[str, dict[str, bool]] = request.app.state.parameters
    known = of_routes.get(route.unique_id)
    if known is None:
        known = of_routes[route.unique_id] = _parameters(route)
    for name, times in Counter(name for name, _ in request.query_params.multi_items()).items():
        if name not in known:
            usable = ", ".join(sorted(known)) or "なし"
            raise BadQuestion(f"パラメーター {name} はここでは使えません。使えるのは {usable} です。", field=name)
        if times > 1 and not known[name]:
            raise BadQuestion(f"パラメーター {name} は一度だけ書けます。", field=name)


def _parameters(route: APIRoute) -> dict[str, bool]:
    """Return the query parameters of a route, each with whether it may be repeated."""
    found: dict[str, bool] = {}
    waiting = [route.dependant]
    while waiting:
        dependant = waiting.pop()
        waiting += dependant.dependencies
        for field in dependant.query_params:
            found[field.alias] = "list" in str(field.field_info.annotation)
    return found
