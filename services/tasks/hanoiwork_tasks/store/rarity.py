"""How rare words are among all tasks, as PostgreSQL's own statistics of single words know."""

from collections.abc import Sequence

from sqlalchemy import Connection, text

_KNOWN = text("""
    SELECT word, share
    FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS known(word, share)
    WHERE schemaname = current_schema() AND tablename = 'task' AND attname = 'words'
    AND (word = ANY(:whole) OR starts_with(word, :beginning))
""")


def shares_of(connection: Connection, words: Sequence[str]) -> list[float]:
    """Which share of all tasks has each of these words, from 0 to 1; of the last one, what begins with it.

    What the statistics do not know, as they keep the common words only, is rare: 0. Nothing is known before the table
    was analysed for the first time, which PostgreSQL does by itself.
    """
    *whole, beginning = words
    rows = connection.execute(_KNOWN, {"whole": whole, "beginning": beginning}).all()
    known = {row.word: float(row.share) for row in rows}
    begun = sum(share for word, share in known.items() if word.startswith(beginning))
    return [*(known.get(word, 0.0) for word in whole), min(begun, 1.0)]
