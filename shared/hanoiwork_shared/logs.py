"""Structured logs: one JSON object a line, with the service and the correlation id."""

import logging
import sys

from pythonjsonlogger.json import JsonFormatter

from hanoiwork_shared.causes import causation_id, correlation_id

QUIET = ("amqp", "kombu", "alembic", "httpx", "aiormq", "aio_pika")


class _Context(logging.Filter):
    """Adds who speaks and on whose behalf to every record."""

    def __init__(self, process: str) -> None:
        super().__init__()
        self._process = process

    def filter(self, record: logging.LogRecord) -> bool:
        record.process_name = self._process
        record.correlation_id = correlation_id()
        record.causation_id = causation_id()
        return True


def set_up_logs(process: str, *, level: str = "INFO") -> None:
    """Send every log record of this process to stderr as JSON; called once, at the composition root."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Context(process))
    handler.setFormatter(
        JsonFormatter(
            "%(asctime)s %(levelname)s %(process_name)s %(name)s %(message)s %(correlation_id)s %(causation_id)s",
            rename_fields={"asctime": "time", "levelname": "level", "process_name": "process", "name": "logger"},
            json_ensure_ascii=False,
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("nameko").setLevel(logging.ERROR)  # below that it reports every refusal with a traceback
