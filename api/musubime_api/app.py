"""The application: the REST doors, the pages and the static files over one store; nothing happens at import."""

import gc
import mimetypes
from importlib.resources import files

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

import musubime
from musubime.questions.library import Library
from musubime.registers.opening import open_registers
from musubime.store.port import Store
from musubime_api import problems
from musubime_api.address_file import ServerAddress
from musubime_api.health import router as health
from musubime_api.kept_answers import AnswerCache, KeptAnswers
from musubime_api.keys import KeyRing
from musubime_api.loads import Loads
from musubime_api.openapi import DESCRIPTION, TAGS, operation_id
from musubime_api.openapi_document import DescribedApi
from musubime_api.pages import router as pages
from musubime_api.pages.refusals import error_page
from musubime_api.reconcile import router as reconciling
from musubime_api.security import Gate
from musubime_api.sessions import Sessions
from musubime_api.settings import Settings
from musubime_api.state import Doors
from musubime_api.v1 import routers

PATIENCE_SECONDS = 1.5
"""How long a question waits for the snapshot before it answers 503, which has to be there within two seconds."""


def create_app(store: Store, settings: Settings, address: ServerAddress | None = None) -> FastAPI:
    """Return the application over an open store; `address` is the one that a server leaves beside it."""
    keys = key_ring(settings, store)
    if address is not None:
        keys.accept(address.token, "owner of the store")
    patience = None if settings.in_process else PATIENCE_SECONDS
    # A server keeps its snapshot, which has no cycles: without this each full collection walks through all of it.
    library = Library(store, settings.persons_on, patience, settled=gc.freeze if address is not None else None)
    app = DescribedApi(
        title="Musubime 結び目",
        summary="Who sits where, who ties which networks together, what two networks share, and on what evidence",
        description=DESCRIPTION,
        version=musubime.__version__,
        openapi_tags=TAGS,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=operation_id,
        redirect_slashes=False,
    )
    cache = AnswerCache(settings.cache_mb * 1024 * 1024)
    instance = address.instance if address else ""
    registers = open_registers(store.address)
    app.state.doors = Doors(store, settings, library, cache, keys, Loads(store, registers), instance, registers)
    app.state.library = library
    app.state.sessions = Sessions(keys)
    app.state.parameters = {}
    problems.install(app, error_page)
    app.include_router(health)
    for router in routers():
        app.include_router(router, prefix="/api/v1")
    app.include_router(reconciling)
    app.include_router(pages)
    _mount_static(app)
    app.add_middleware(KeptAnswers, cache=cache, store=store)
    app.add_middleware(Gate, settings=settings, keys=keys, sessions=app.state.sessions)
    return app


def key_ring(settings: Settings, store: Store) -> KeyRing:
    """Return the keys that open a server with these settings."""
    return KeyRing(store, settings.key.get_secret_value() if settings.key else None)


def _mount_static(app: FastAPI) -> None:
    """Serve the scripts, styles and pictures of `musubime_web`, with the types that browsers insist on."""
    for type, suffix in (
        ("text/javascript", ".js"),
        ("text/javascript", ".mjs"),
        ("text/css", ".css"),
        ("image/svg+xml", ".svg"),
    ):
        mimetypes.add_type(type, suffix)
    app.mount("/static", StaticFiles(directory=str(files("musubime_web").joinpath("static"))), name="static")
