"""What the migration of a record changed -> a fragment of HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.show.html import environment, fixed_words
from assessment.words import words_of

if TYPE_CHECKING:
    from assessment.question_set.model import QuestionSet
    from assessment.record.migration import Migration


def migration_html(question_set: QuestionSet, migration: Migration) -> str:
    """The notices as a fragment of HTML; empty where there are none."""
    made = environment(fixed_words(words_of(question_set, migration.record)))
    of_set = migration.record.question_set
    other_set = of_set if of_set != question_set.id else ""
    template = made.get_template("migration.html")
    return template.render(question_set=question_set, notices=migration.notices, other_set=other_set).strip()
