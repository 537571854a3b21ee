"""Which pairs are worth suggesting, out of all events and box-office events of one organisation."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from rapidfuzz import fuzz, process

from houselights.register.suggestions.entries import Reason, Registered, Sold, Suggestion
from houselights.register.suggestions.likeness import Rarity, rarity
from houselights.register.suggestions.scoring import ALONE, Pair, paired
from houselights.register.suggestions.titles import read_title

LINE = 95  # above it a suggestion can be accepted by itself
ASK = 42  # from here on it is worth a person's look
LIKE = 60  # likeness, of 100, from which two titles are compared word by word
NAMESAKES = 12  # of one title, so many are compared: those nearest in time
MOST = 4  # suggestions for one box-office event
BEHIND = 25  # points: so far behind the likeliest, a pair is not worth a look
CLEAR = 12  # points ahead of the next, to stand alone
OTHER_TITLE = 0.3  # a title less alike than this is another, and only the days speak
FAR = 270  # days between two runs of one title that are not one run moved

Refused = Collection[tuple[int, int]]


def suggestions(
    registered: Iterable[Registered],
    sold: Iterable[Sold],
    *,
    refused: Refused = frozenset(),
    linked: Collection[int] = frozenset(),
) -> list[Suggestion]:
    """The likeliest first. `refused` pairs (event, row) are not thought of; `linked` events have a link already."""
    events, rows = list(registered), list(sold)
    weights = rarity([*(read_title(each.name) for each in events), *(read_title(each.name) for each in rows)])
    near = _Nearby(events)
    pairs = {row.row: _of_one(row, near, weights, refused) for row in rows}
    best = _best_of_events(pairs)
    found = [suggestion for row in rows for suggestion in _worth_asking(pairs[row.row], best, linked)]
    return sorted(found, key=lambda each: (-each.score, each.row, each.event))


class _Nearby:
    """The events that a box-office event may be: like titles, the same days, or the id written down."""

    def __init__(self, events: list[Registered]) -> None:
        self.by_title: defaultdict[str, list[Registered]] = defaultdict(list)
        self.by_day: defaultdict[date | None, list[Registered]] = defaultdict(list)
        self.by_id: defaultdict[str, list[Registered]] = defaultdict(list)
        for event in events:
            self.by_title[read_title(event.name).text].append(event)
            self.by_day[event.first_on].append(event)
            for number in event.ids:
                self.by_id[number].append(event)
        self.titles = list(self.by_title)

    def to(self, sold: Sold) -> Iterator[Registered]:
        text = read_title(sold.name).text
        like = process.extract(text, self.titles, scorer=fuzz.token_set_ratio, score_cutoff=LIKE, limit=None)
        for title, _, _ in like:
            yield from sorted(self.by_title[title], key=lambda event: _distance(event, sold))[:NAMESAKES]
        if sold.first_on:
            yield from self.by_day[sold.first_on]
        yield from self.by_id[sold.number]


def _distance(event: Registered, sold: Sold) -> int:
    return abs((event.first_on - sold.first_on).days) if event.first_on and sold.first_on else FAR


def _of_one(sold: Sold, near: _Nearby, weights: Rarity, refused: Refused) -> list[Pair]:
    """Every pair of one box-office event that is not out of the question, the likeliest first."""
    events = {event.id: event for event in near.to(sold) if (event.id, sold.row) not in refused}
    pairs = [paired(event, sold, weights) for event in events.values()]
    likely = [pair for pair in pairs if not _is_another_run(pair)]
    return sorted(likely, key=lambda pair: (-pair.score, pair.event.id))


def _is_another_run(pair: Pair) -> bool:
    return pair.sold.number not in pair.event.ids and (pair.days.apart or 0) > FAR


def _best_of_events(pairs: Mapping[int, list[Pair]]) -> dict[int, int]:
    """The best score that each event has with any box-office event."""
    best: defaultdict[int, int] = defaultdict(int)
    for listed in pairs.values():
        for pair in listed:
            best[pair.event.id] = max(best[pair.event.id], pair.score)
    return best


def _worth_asking(pairs: list[Pair], best: Mapping[int, int], linked: Collection[int]) -> Iterator[Suggestion]:
    for pair in pairs[:MOST]:
        if pair.score < pairs[0].score - (CLEAR if pair.score < best[pair.event.id] - CLEAR else BEHIND):
            continue  # it fits better elsewhere
        found = Suggestion(pair.event.id, pair.sold.row, (*pair.reasons, _alone(pair, pairs)))
        if found.score >= ASK and not (_only_days_speak(pair) and _is_better_elsewhere(pair, pairs, best, linked)):
            yield found


def _only_days_speak(pair: Pair) -> bool:
    return pair.title.share < OTHER_TITLE and pair.sold.number not in pair.event.ids


def _is_better_elsewhere(pair: Pair, pairs: list[Pair], best: Mapping[int, int], linked: Collection[int]) -> bool:
    """Renamed on one side: believed only where neither has a better match, and the event has no link."""
    return pair.event.id in linked or pair.score < max(pairs[0].score, best[pair.event.id])


def _alone(pair: Pair, pairs: list[Pair]) -> Reason:
    """Points for being ahead of every other event that this box-office event may be."""
    ahead = pair.score - max((other.score for other in pairs if other is not pair), default=0)
    points = round(ALONE * min(max(ahead, 0), CLEAR) / CLEAR)
    if points == ALONE:
        return Reason("alone", points, "Nothing else on the register fits as well.")
    return Reason("alone", points, "Another event on the register fits about as well.")
