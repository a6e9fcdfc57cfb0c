"""Counting what is asked of a database."""

from sqlalchemy import event


def statements(suite, work):
    """How many statements `work` needs."""
    seen = []
    event.listen(suite.runtime.database.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    work()
    return len([one for one in seen if not one.startswith(("BEGIN", "NOTIFY"))])
