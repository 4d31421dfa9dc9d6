"""What a report says first where nobody wrote it: a conclusion, and what the board is asked to do.

Both are read off the answers and the actions alone, so that each word can be checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assessment import scoring, whole_system
from assessment.actions import declined_by_question, with_open_action
from assessment.comparison import Move, compare
from assessment.model import COLOURS, Rating
from assessment.partners.spread import spreads
from assessment.question_set.model import Layout, Rhythm, Start
from assessment.rounds import earlier_round, names_of
from assessment.text import capitalised, day, listed, one_line, plural
from assessment.weaknesses import MOST_FIRST, rank
from assessment.words import localise, subject_of, titles_in, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from assessment.model import Record, Round
    from assessment.partners.spread import Spread
    from assessment.question_set.model import QuestionSet
    from assessment.scoring import Counts, ElementScore
    from assessment.weaknesses import Weakness
    from assessment.whole_system import WholeSystem

# More questions that nobody knows, or on which answers differ, are counted, not named.
MOST_UNKNOWN = 2


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """`conclusion`: two sentences. `asks`: each goes on from "The board is asked to"."""

    conclusion: str
    asks: tuple[str, ...]


def propose(question_set: QuestionSet, record: Record, today: date, *, is_latest: bool = True) -> Proposal:
    """The proposal for the current round, in the words of the partnership.

    `is_latest`: whether no round came after it; else the next round is not asked for.
    """
    round_, words = record.current_round, words_of(question_set, record)
    scores = scoring.score(question_set, round_)
    total = scoring.total(scores)
    pattern = whole_system.read(question_set, round_, scores)
    weaknesses = rank(question_set, round_, pattern.consequences)
    shown = spreads(question_set, round_)
    if _concludes_from_partners(question_set, round_, total):
        conclusion = _of_partners(question_set, record, shown)
    elif not total.applicable:
        conclusion = "No question applies."
    elif not total.coloured:
        # Not "no answer": "don't know yet" is one.
        conclusion = "It is too early for a conclusion: no question is red, amber or green yet."
    else:
        said = _pattern(question_set, pattern, words, is_open=bool(total.open))
        sentences = (said, _numbers(question_set, record, total))
        conclusion = " ".join(sentences)
    asks = _asks(question_set, record, total, weaknesses, shown, today)
    if is_latest and (ask := _next_round(round_.next, today, question_set.rhythm)):
        asks.append(ask)
    return Proposal(conclusion=conclusion, asks=tuple(asks))


def _concludes_from_partners(question_set: QuestionSet, round_: Round, total: Counts) -> bool:
    """Whether the conclusion is about what partners answered."""
    return bool(round_.responses) and (question_set.start is Start.PARTNERS or not total.coloured)


def _of_partners(question_set: QuestionSet, record: Record, shown: Sequence[Spread]) -> str:
    """How many answered, and the question that they answered worst."""
    said = f"{plural(len(record.current_round.responses), 'partner has', 'partners have')} answered."
    worst = _worst(shown)
    if not worst:
        return said
    title = titles_in(question_set, words_of(question_set, record))[worst.question.id]
    counts = [f"{worst.counts[colour]} {colour.word.lower()}" for colour in COLOURS if worst.counts[colour]]
    return f"{said} The weakest answers are on “{title}”: {listed(counts)}."


def _worst(shown: Sequence[Spread]) -> Spread | None:
    """The question with the lowest share of the ideal; none where every colour is green."""
    shares = [(_share(spread), spread) for spread in shown]
    known = [(share, spread) for share, spread in shares if share is not None]
    lowest, worst = min(known, key=lambda pair: pair[0], default=(1.0, None))
    return worst if lowest < 1 else None


def _share(spread: Spread) -> float | None:
    red, amber, green = (spread.counts[colour] for colour in COLOURS)
    return scoring.Counts(red=red, amber=amber, green=green).share


def _pattern(
    question_set: QuestionSet, pattern: WholeSystem, words: Mapping[str, str], *, is_open: bool
) -> str:
    if pattern.is_too_early:
        few = len(pattern.not_enough_known)
        of_all = f"{few} of {plural(pattern.elements, 'element')} {'has' if few == 1 else 'have'}"
        return f"It is too early for a conclusion: {of_all} too few answers for a colour."
    if pattern.only:
        colour = pattern.only.colour.word.lower() if pattern.only.colour else ""
        so_far = "" if pattern.only.settled else " so far"
        return f"Only one element applies, {_names([pattern.only], words)}: it is {colour}{so_far}."
    if not pattern.strongest:
        return f"No element stands out from the others{' yet' if is_open else ''}."
    strongest, weakest = _names(pattern.strongest, words), _names(pattern.weakest, words)
    # Of any element: one that now is neither may be weakest once more of it is known.
    begins = "On the answers given, the" if is_open else "The"
    if question_set.layout is Layout.CHAIN:
        link = "link is" if len(pattern.weakest) == 1 else "links are"
        return f"{begins} chain is strongest at {strongest}; its weakest {link} {weakest}."
    return f"{begins} {subject_of(question_set, words)} is strongest in {strongest} and weakest in {weakest}."


def _names(scores: Sequence[ElementScore], words: Mapping[str, str]) -> str:
    return listed([capitalised(localise(score.element.title, words)) for score in scores])


def _numbers(question_set: QuestionSet, record: Record, total: Counts) -> str:
    # Of all questions, and by the answer: so that the numbers fit "Answered n of m" above them.
    parts = [f"{total.red} of {plural(total.total, 'question')} {_is(total.red)} red"]
    if total.not_answered:
        parts.append(f"{plural(total.not_answered, 'is', 'are')} not answered yet")
    if total.unknown:
        parts.append(f"{plural(total.unknown, 'is', 'are')} answered with “don’t know yet”")
    sentence = listed(parts)
    earlier = earlier_round(record.rounds)
    if earlier:
        counts = compare(question_set, earlier, record.current_round).counts
        name = names_of(record.rounds)[earlier.id]
        better, worse = counts[Move.BETTER], counts[Move.WORSE]
        sentence += f"; since {name}, {plural(better, 'answer is', 'answers are')} better and {worse} worse"
    return sentence + "."


def _asks(
    question_set: QuestionSet,
    record: Record,
    total: Counts,
    weaknesses: Sequence[Weakness],
    shown: Sequence[Spread],
    today: date,
) -> list[str]:
    round_ = record.current_round
    decided = {*with_open_action(record.actions), *declined_by_question(record)}
    words = words_of(question_set, record)
    titles = {name: f"“{title}”" for name, title in titles_in(question_set, words).items()}
    partners_answer = question_set.start is Start.PARTNERS
    worst = _worst(shown) if partners_answer else None
    if worst and (worst.agreed or worst.question.id in decided):
        worst = None
    without = [
        titles[weak.question.id]
        for weak in weaknesses[:MOST_FIRST]
        if weak.question.id not in decided and not (worst and weak.question is worst.question)
    ]
    first = {weak.question.id for weak in weaknesses[:MOST_FIRST]}
    further = sum(
        round_.rating(question) is Rating.RED
        for question in question_set.questions
        if question.id not in {*decided, *first}
    )
    if further:
        without.append(plural(further, "more red question" if without else "red question"))
    unknown = [titles[q.id] for q in question_set.questions if round_.rating(q) is Rating.UNKNOWN]
    ownerless = sum(action.status.is_open and not one_line(action.owner) for action in record.actions)
    overdue = sum(action.is_overdue(today) for action in record.actions)
    unsettled = [titles[spread.question.id] for spread in shown if spread.is_unsettled]
    asks = []
    if worst:
        asks.append(f"agree one thing to change about {titles[worst.question.id]}")
    if without:
        asks.append(f"agree an action and an owner for {listed(without)}")
    if ownerless:
        asks.append(f"name an owner for {plural(ownerless, 'open action')}")
    if overdue:
        asks.append(f"decide what happens to {plural(overdue, 'overdue action')}")
    if unknown:
        asks.append(f"say who finds out about {_known_to_nobody(unknown)}")
    if unsettled and not partners_answer:
        asks.append(f"agree one answer with partners on {_differing(unsettled)}")
    # Where partners answer, the coordinator need not.
    if total.not_answered and (total.coloured or not round_.responses) and not partners_answer:
        asks.append(
            f"answer {plural(total.not_answered, 'question')} that {_is(total.not_answered)} still open"
        )
    return asks


def _next_round(when: date | None, today: date, rhythm: Rhythm) -> str:
    # A day that has passed cannot be kept free.
    if when and when >= today:
        return f"keep {day(when)} free for the next round"
    # A round that is a meeting comes with the next meeting.
    return "" if rhythm is Rhythm.MEETINGS else "set a date for the next round"


def _known_to_nobody(titles: Sequence[str]) -> str:
    """One or two questions by their titles; more would be a list of their own."""
    return (
        listed(titles)
        if len(titles) <= MOST_UNKNOWN
        else f"the {len(titles)} questions answered “don’t know yet”"
    )


def _differing(titles: Sequence[str]) -> str:
    # Not "differ" alone: partners may agree with each other and not with the coordinator.
    return (
        listed(titles)
        if len(titles) <= MOST_UNKNOWN
        else f"each of the {len(titles)} questions on which their views differ, "
        "or none agrees with the answer of this round"
    )


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
