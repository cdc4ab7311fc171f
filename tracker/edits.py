"""Two texts to the word-level edits that turn one into the other. The door to diff-match-patch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cache
from typing import TYPE_CHECKING, Literal

from tracker import folding, statutes, words
from tracker.model import Edit, Span
from tracker.order import longest
from tracker.patterns import later

if TYPE_CHECKING:
    from diff_match_patch import diff_match_patch

# Named things are read as one word: 《…条例》, “微网实格”, 第十二条, 2., 二〇二四年, 2024-05-18, numbers with marks.
_WHOLE = later(
    rf"{folding.FOOTNOTE}|《[^《》\n]{{1,16}}》|“[^“”\n]{{1,20}}”|「[^「」\n]{{1,20}}」"
    rf"|{statutes.provision('编章节条款项')}"
    r"|^[0-9]{1,2}[.．](?![0-9])"
    r"|(?:19|20)[0-9]{2}(?:-[01]?[0-9]-|/[01]?[0-9]/)[0-3]?[0-9](?![0-9])"
    r"|[0-9０-９]+(?:[.,．，][0-9０-９]+)*[%％‰]?|[A-Za-z]+|[〇○零一二三四五六七八九]{4}(?=年)"
    r"|[一二三四五六七八九十]{1,2}(?=月[一二三四五六七八九十])"
)
# A mark after which words begin anew, whatever stands around it; not the comma of 1,271.
_BREAK = later(r"[。；，;]|,(?![0-9０-９])")
_NAMES = (("《", "》"), ("“", "”"), ("「", "」"))
_MARKS, _CLOSING = frozenset("、，,；;"), frozenset("、，；。")
_NUMERAL = "[0-9０-９〇○零一二三四五六七八九十]"
# What stands between two numbers of a date that changed, the month included that did not
_IN_DATE = later(f"年 ?(?:{_NUMERAL}{{1,3}}月 ?)?|月 ?")
_NUMBER, _NUMBER_LAST = later(f"{_NUMERAL}+"), later(f"{_NUMERAL}+$")
# … and behind the last one: 月, 月1日, 日
_UNIT = later(f" ?月(?: ?{_NUMERAL}{{1,3}} ?日)?| ?日")
_DATED = later(f"{_NUMERAL}+[年月] ?{_NUMERAL}+(?:月 ?{_NUMERAL}+)?")
# diff-match-patch takes time by the product of the two lengths where they differ altogether; above this many pairs of
# words the texts are first cut at the words that occur once on both sides (about 0.3 s at the limit).
_AFFORDABLE = 400_000


def between(old: str, new: str, whole_old: Sequence[Span] = (), whole_new: Sequence[Span] = ()) -> tuple[Edit, ...]:
    """Return the steps from *old* to *new*; none cuts a word, a quoted name or one of the *whole* places (figures).

    Swapping the sides swaps ``-`` and ``+``.
    """
    one, other = statutes.ITEM.match(old), statutes.ITEM.match(new)
    if one is None or other is None or folding.width(one[1]) == folding.width(other[1]):
        return _between(old, new, whole_old, whole_new)
    # （三） → （二） is one word for another.
    a, b = one.end(), other.end()
    rest = _between(old[a:], new[b:], _shifted(whole_old, a), _shifted(whole_new, b))
    return tuple(joined([Edit("-", one.group()), Edit("+", other.group()), *rest]))


def _between(old: str, new: str, whole_old: Sequence[Span], whole_new: Sequence[Span]) -> tuple[Edit, ...]:
    head, tail = _same_ends(old, new)
    mine = _tokens(old[head : len(old) - tail], _shifted(whole_old, head))
    theirs = _tokens(new[head : len(new) - tail], _shifted(whole_new, head))
    figures = {s.of(old) for s in whole_old} & {s.of(new) for s in whole_new}
    # Of several shortest scripts the one of the way there need not be that of the way back.
    steps = _script(mine, theirs, figures) if old <= new else _turned(_script(theirs, mine, figures))
    script = list(joined([Edit("=", old[:head]), *steps, Edit("=", old[len(old) - tail :])]))
    return tuple(joined(_with_whole_dates(_set_at_marks(script))))


def _same_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many characters are the same at both ends, up to a mark: only what is between is cut into words."""
    head = _same(old, new)
    tail = _same(old[: head - len(old) - 1 : -1], new[: head - len(new) - 1 : -1])
    marks = [m.end() for m in _BREAK.finditer(old, 0, head)]
    if marks and _in_number(old, new, marks[-1]):
        marks.pop()
    start = _closed(old, 0, reversed(marks))
    stop = _closed(old, len(old), (m.end() for m in _BREAK.finditer(old, len(old) - tail)))
    return start, len(old) - stop


def _in_number(old: str, new: str, at: int) -> bool:
    """Return whether the comma before *at*, where both texts are still the same, parts the digits of 1,200 → 1,500."""
    return old[at - 1] == "," and any(text[at : at + 1].isdecimal() for text in (old, new))


def _same(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _closed(text: str, edge: int, places: Iterable[int]) -> int:
    """Return the first of *places*, which near the *edge*, such that no quoted name is left open between the two.

    It is the edge itself where there is none.
    """
    still_open: list[int] = []
    before = edge
    for place in places:
        passed = text[min(before, place) : max(before, place)]
        often = [passed.count(a) - passed.count(b) for a, b in _NAMES]
        # What was passed first leads from the edge to there; what is passed from then on is left out of it.
        still_open = [one - other for one, other in zip(still_open, often, strict=True)] if still_open else often
        if not any(still_open):
            return place
        before = place
    return edge


def _shifted(places: Sequence[Span], by: int) -> list[Span]:
    return [Span(start - by, end - by) for start, end in places if start >= by]


def _turned(steps: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the steps of the way back."""
    swap: dict[str, Literal["=", "-", "+"]] = {"=": "=", "-": "+", "+": "-"}
    return (Edit(swap[op], text) for op, text in steps)


def _tokens(text: str, whole: Sequence[Span]) -> list[str]:
    tokens: list[str] = []
    at = 0
    for start, end in [*whole, (len(text), len(text))]:
        if start < at:
            continue
        tokens += _words(text[at:start])
        if start < end:
            tokens.append(text[start:end])
        at = end
    return tokens


def _words(text: str) -> list[str]:
    found: list[str] = []
    at = 0
    for named in _WHOLE.finditer(text):
        found += words.cut(text[at : named.start()])
        found.append(named.group())
        at = named.end()
    return [*found, *words.cut(text[at:])]


def _script(old: Sequence[str], new: Sequence[str], figures: Set[str]) -> list[Edit]:
    """Return a short script that keeps *figures* of both sides where that does not change more of the text.

    Where 情节严重的，处… comes behind a fine, of two scripts of as many words one strikes the fine and adds it again.
    """
    steps = _steps(old, new)
    lost = figures - _kept(old, steps) if figures else figures
    pairs = [(i, j) for i, j in _once_on_both(old, new) if old[i] in figures] if lost else []
    return min(steps, _parted(old, new, pairs), key=_changed) if pairs else steps


def _kept(old: Sequence[str], steps: Iterable[Edit]) -> set[str]:
    """Return which tokens of *old* stay in its *steps*, none of which cuts one."""
    kept: set[str] = set()
    at = 0
    for op, text in steps:
        left = 0 if op == "+" else len(text)
        while left:
            if op == "=":
                kept.add(old[at])
            left -= len(old[at])
            at += 1
    return kept


def _changed(steps: Iterable[Edit]) -> int:
    return sum(len(text) for op, text in steps if op != "=")


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    if len(old) * len(new) <= _AFFORDABLE:
        return _shortest(old, new)
    head, tail = _same_tokens(old, new)
    if head or tail:
        between = _steps(old[head : len(old) - tail], new[head : len(new) - tail])
        return [Edit("=", "".join(old[:head])), *between, Edit("=", "".join(old[len(old) - tail :]))]
    pairs = _once_on_both(old, new)
    if not pairs:
        return [Edit("-", "".join(old)), Edit("+", "".join(new))]
    return _parted(old, new, pairs)


def _same_tokens(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Return how many tokens are the same at both ends, none of them counted for both."""
    size = min(len(old), len(new))
    head = next((k for k in range(size) if old[k] != new[k]), size)
    return head, next((k for k in range(size - head) if old[-1 - k] != new[-1 - k]), size - head)


def _parted(old: Sequence[str], new: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[Edit]:
    """Return the steps between the *pairs* of tokens, which stay."""
    steps: list[Edit] = []
    a = b = 0
    for i, j in [*pairs, (len(old), len(new))]:
        steps.extend(_steps(old[a:i], new[b:j]))
        steps.extend(Edit("=", token) for token in old[i : i + 1])
        a, b = i + 1, j + 1
    return steps


def _once_on_both(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    often_old, often_new = Counter(old), Counter(new)
    place = {token: j for j, token in enumerate(new) if often_new[token] == 1}
    pairs = [(i, place[token]) for i, token in enumerate(old) if often_old[token] == 1 and token in place]
    return [pairs[k] for k in longest([j for _, j in pairs])]


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[Edit]:
    """Return a shortest script over whole tokens: each token is one character to diff-match-patch."""
    if (one_edit := _one_edit(old, new)) is not None:
        return one_edit
    known: dict[str, str] = {}
    tokens: list[str] = []
    one, other = ("".join(_coded(side, known, tokens)) for side in (old, new))
    steps = _engine().diff_main(one, other, False)
    named: dict[int, Literal["=", "-", "+"]] = {0: "=", -1: "-", 1: "+"}
    return [Edit(named[op], "".join(tokens[_number(c)] for c in coded)) for op, coded in steps]


def _one_edit(old: Sequence[str], new: Sequence[str]) -> list[Edit] | None:
    """Return the script where it has one edit that can be no other: most have, and diff-match-patch takes longer."""
    head, tail = _same_tokens(old, new)
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if gone and come:
        sure = set(gone).isdisjoint(come)
    else:
        # What is no longer than what stands around it cannot stand as well elsewhere.
        sure = not (head and tail) or max(len(gone), len(come)) < min(head, tail)
    if not sure:
        return None
    before, after = "".join(old[:head]), "".join(old[len(old) - tail :])
    return [Edit("=", before), Edit("-", "".join(gone)), Edit("+", "".join(come)), Edit("=", after)]


def _coded(side: Iterable[str], known: dict[str, str], tokens: list[str]) -> Iterator[str]:
    for token in side:
        if token not in known:
            known[token] = chr(_code(len(tokens)))
            tokens.append(token)
        yield known[token]


# Code points for tokens: all but the surrogates.
_SURROGATES, _AFTER = 0xD800, 0xE000


def _code(number: int) -> int:
    return number + 1 if number + 1 < _SURROGATES else number + 1 + _AFTER - _SURROGATES


def _number(char: str) -> int:
    code = ord(char)
    return code - 1 if code < _SURROGATES else code - 1 - _AFTER + _SURROGATES


@cache
def _engine() -> diff_match_patch:
    from diff_match_patch import diff_match_patch

    engine = diff_match_patch()
    # Its default of one second makes the result depend on the machine's load.
    engine.Diff_Timeout = 0
    return engine


def joined(steps: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the steps with neighbours of a kind joined, and what goes before what comes."""
    gone = come = kept = ""
    for op, text in steps:
        if op == "=":
            if gone or come:
                if kept:
                    yield Edit("=", kept)
                yield from _pair(gone, come)
                gone = come = kept = ""
            kept += text
        elif op == "-":
            gone += text
        else:
            come += text
    if kept:
        yield Edit("=", kept)
    yield from _pair(gone, come)


def _set_at_marks(steps: Sequence[Edit]) -> list[Edit]:
    """Return *steps* with what was put into a list, or taken out, begun by its mark.

    Of two scripts that are as short, the one that puts 、林长制 behind 河长制 is read at once; the other, which puts
    长制、林 into it, cuts a word.
    """
    found = list(steps)
    for at in range(1, len(found) - 1):
        (before, kept), (op, text), (after, follows) = found[at - 1 : at + 2]
        if (before, after) != ("=", "=") or op == "=" or not _MARKS.isdisjoint((text[0], text[-1])):
            continue
        by = next((k for k, char in enumerate(text) if char in _MARKS), 0)
        if by and follows.startswith(text[:by]) and (len(follows) == by or follows[by] in _CLOSING):
            turned = Edit(op, text[by:] + text[:by])
            found[at - 1 : at + 2] = Edit("=", kept + text[:by]), turned, Edit("=", follows[by:])
    return [step for step in found if step.text]


def _with_whole_dates(steps: Sequence[Edit]) -> list[Edit]:
    """Return *steps* with a date whole of which more than one number is another: 2023年10月, not 2023 年 10."""
    between = [
        op == "="
        and _IN_DATE.fullmatch(text) is not None
        and _are_numbers(steps[max(0, at - 2) : at])
        and _are_numbers(steps[at + 1 : at + 3])
        for at, (op, text) in enumerate(steps)
    ]
    if not any(between):
        return list(steps)
    parted = zip(steps, between, strict=True)
    found = list(joined(e for step, both in parted for e in (_pair(step.text, step.text) if both else (step,))))
    for at in range(len(found) - 1):
        if found[at].op == "-" and _DATED.fullmatch(found[at].text) and _DATED.fullmatch(found[at + 1].text):
            _take_whole(found, at)
    return [step for step in found if step.text]


def _take_whole(steps: list[Edit], at: int) -> None:
    """Let the two edits at *at* take what of their date stands before and behind them."""
    before = _NUMBER_LAST.search(steps[at - 1].text) if at else None
    behind = _UNIT.match(steps[at + 2].text) if at + 2 < len(steps) else None
    lead, trail = before.group() if before else "", behind.group() if behind else ""
    steps[at : at + 2] = (Edit(op, lead + text + trail) for op, text in steps[at : at + 2])
    if at:
        steps[at - 1] = Edit("=", steps[at - 1].text.removesuffix(lead))
    if at + 2 < len(steps):
        steps[at + 2] = Edit("=", steps[at + 2].text.removeprefix(trail))


def _are_numbers(pair: Sequence[Edit]) -> bool:
    return [op for op, _ in pair] == ["-", "+"] and all(_NUMBER.fullmatch(text) for _, text in pair)


def _pair(gone: str, come: str) -> Iterator[Edit]:
    if gone:
        yield Edit("-", gone)
    if come:
        yield Edit("+", come)
