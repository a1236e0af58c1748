"""The REST doors under `/api/v1`: each route reads its parameters, asks one question, and hands on the answer."""

from fastapi import APIRouter

from musubime_api.v1 import (
    communities,
    exports,
    finding,
    history,
    introductions,
    judgements,
    lists,
    loads,
    measures,
    names,
    paths,
    persons_admin,
    records,
    registers,
    review,
    snapshots,
    upkeep,
)


def routers() -> list[APIRouter]:
    """Return the routers in the order of the documentation."""
    modules = (
        finding,
        lists,
        records,
        measures,
        communities,
        introductions,
        paths,
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
