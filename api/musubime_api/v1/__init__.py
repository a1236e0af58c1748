"""The REST doors under `/api/v1`: each route reads its parameters, asks one question, and hands on the answer."""

from fastapi import APIRouter

from musubime_api.v1 import (
    communities,
    compare,
    exports,
    finding,
    history,
    introductions,
    judgements,
    lists,
    loads,
    maps,
    measures,
    names,
    partners,
    paths,
    persons_admin,
    records,
    registers,
    review,
    snapshots,
    upkeep,
    what_if,
)


def routers() -> list[APIRouter]:
    """Return the routers in the order of the documentation."""
    modules = (
        finding,
        lists,
        records,
        measures,
        communities,
        maps,
        introductions,
        partners,
        paths,
        compare,
        what_if,
        exports,
        snapshots,
        loads,
        history,
        judgements,
        review,
        registers,
        upkeep,
        persons_admin,
        names,
    )
    return [module.router for module in modules]
