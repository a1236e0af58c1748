"""What is logged and how: one line an event on standard error; tracebacks only when debugging is asked for."""

import logging

_LINE = "%(levelname)s %(name)s: %(message)s"


class _OneLine(logging.Formatter):
    """Writes the facts of a record behind its message, and an error as its class."""

    _KNOWN = frozenset(vars(logging.makeLogRecord({})))

    def __init__(self, tracebacks: bool) -> None:
        super().__init__(_LINE)
        self._tracebacks = tracebacks

    def format(self, record: logging.LogRecord) -> str:
        facts = {name: value for name, value in vars(record).items() if name not in self._KNOWN}
        told = " ".join(
            f"{name}={value!r}" for name, value in sorted(facts.items()) if name not in {"message", "asctime"}
        )
        if record.exc_info and not self._tracebacks:
            kind = record.exc_info[0]
            record = logging.makeLogRecord({**vars(record), "exc_info": None, "exc_text": None})
            told = f"{told} error={kind.__name__ if kind else '?'}".strip()
        return f"{super().format(record)} {told}".rstrip()


def configure(level: str) -> None:
    """Let this process log from `level` on; only the doors call it.

    What libraries log is for those who debug: everybody else gets our own sentence about it.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine(tracebacks=level == "debug"))
    for name in ("musubime", "musubime_loaders", "musubime_api", "uvicorn"):
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(level.upper())
        logger.propagate = False
    for name in ("neo4j", "arcadedb"):
        logging.getLogger(name).handlers[:] = [handler if level == "debug" else logging.NullHandler()]
        logging.getLogger(name).propagate = False
