"""In whose names does each of these words begin a word? Looked up by beginning, in an index of all words.

Names themselves are looked through only for words that thousands have: those are soon met in the order of names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Q

from vouch.program.people.merging import Staged
from vouch.program.people.models.words import NameWord
from vouch.program.people.writing import counted, staged_by_hand

FEW = 1000
"""As many are read by their ids. Of a word that more have, the first few in the order of names are soon found."""
_LETTERS = 64
_LAST = "\U0010ffff"
"""Sorts after every letter."""
_PARTS = {
    "postgresql": ("parts.one", "unnest(string_to_array(named.folded, ' ')) AS parts(one)"),
    "sqlite": ("parts.value", """json_each('[' || replace(json_quote(named.folded), ' ', '","') || ']') AS parts"""),
}
"""How a database takes a name apart at its blanks: what a part is called, and from where it comes."""


def ready_words(accounts: Staged, contacts: Staged) -> Staged:
    """Have the words of all names ready that wait with these rows. The database takes them apart itself."""
    columns = ("kind", "word", "subject")
    with staged_by_hand(NameWord, columns, same=columns) as (cursor, staged):
        for kind, rows in (("a", accounts), ("c", contacts)):
            part, of = _PARTS[connection.vendor]
            cursor.execute(
                f"INSERT INTO {staged.table} (kind, word, subject) "
                f"SELECT DISTINCT %s, substr({part}, 1, %s), named.id FROM {rows.table} AS named CROSS JOIN {of} "
                "WHERE named.stands_in_id IS NULL AND named.folded <> ''",
                [kind, _LETTERS],
            )
    return counted(staged)


def named_like(kind: str, words: Sequence[str]) -> list[str] | None:
    """The ids of all who have a word that begins like the longest of these; None where more than FEW have each of them.

    At most one statement a word, and usually one.
    """
    for word in sorted(set(words), key=len, reverse=True):
        rows = NameWord.objects.filter(_begins(word[:_LETTERS]), kind=kind)
        found = list(rows.values_list("subject", flat=True)[: FEW + 1])
        if len(found) <= FEW:
            return sorted(set(found))
    return None


def forget_words(subjects: Iterable[str]) -> int:
    """Take the words of these names away."""
    count: int = NameWord.objects.filter(subject__in=list(subjects)).delete()[0]
    return count


def _begins(word: str) -> Q:
    # SQLite answers a range from its index, and LIKE by looking through all; PostgreSQL, in its language, the reverse
    return Q(word__startswith=word) if connection.vendor == "postgresql" else Q(word__gte=word, word__lt=word + _LAST)
