"""Pages to one self-contained HTML file: no script, no request, readable on paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from tracker.renderers.page import Block, Entries, Entry, Heading, Line, Page, Paragraph, Run, Table, words
from tracker.renderers.phrases import Phrases
from tracker.renderers.style import STYLE
from tracker.renderers.view import View

# Cells of at most this many characters are not broken.
SHORT = 12
_TAGS = {
    "deleted": ("del", ""),
    "inserted": ("ins", ""),
    "strong": ("strong", ""),
    "figure": ("strong", ""),
    "quiet": ("span", "quiet"),
    "warning": ("span", "warning"),
}


def written(page: Page, _view: View) -> bytes:
    """Return *page* as an HTML document that stands alone."""
    lang = "zh-CN" if page.lang == "zh" else "en"
    # The policy lets nothing load or run, and this very style alone apply, whatever a document might smuggle in.
    policy = f"default-src 'none'; style-src '{_digest(STYLE)}'; base-uri 'none'; form-action 'none'"
    say = Phrases("zh" if page.lang == "zh" else "en")
    parts = [
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(page.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>",
        *_blocks(page, say),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _digest(style: str) -> str:
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


def _blocks(page: Page, say: Phrases) -> Iterator[str]:
    contents = _contents(page, say)
    for at, block in enumerate(page.blocks):
        if isinstance(block, Heading) and block.level in (2, 3):
            if contents:
                yield contents
                contents = ""
            yield f'<h{block.level} id="part-{at}">{_line(block.line, say)}</h{block.level}>'
        else:
            yield _block(block, say)


def _contents(page: Page, say: Phrases) -> str:
    """Return links to the parts of a page; a part with many sections can be unfolded to them."""
    parts: list[tuple[str, list[str]]] = []
    for at, block in enumerate(page.blocks):
        if isinstance(block, Heading) and block.level in (2, 3):
            link = f'<a href="#part-{at}">{escape(words(block.line))}</a>'
            if block.level == 2:
                parts.append((link, []))
            elif parts:
                parts[-1][1].append(link)
    if len(parts) < 3:
        return ""
    items = "".join(f"<li>{link}{_inner(links, say)}</li>" for link, links in parts)
    return f'<nav aria-label="{escape(say("contents"))}"><ul>{items}</ul></nav>'


def _inner(links: list[str], say: Phrases) -> str:
    if len(links) < 2:
        return ""
    items = "".join(f"<li>{link}</li>" for link in links)
    return f"<details><summary>{escape(say('by section', len(links)))}</summary><ul>{items}</ul></details>"


def _block(block: Block, say: Phrases) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{_line(block.line, say)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{_line(block.line, say)}</p>"
    return _table(block, say) if isinstance(block, Table) else _entries(block, say)


def _table(table: Table, say: Phrases) -> str:
    head = "".join(f'<th scope="col"{_class(at, table)}>{_line(c, say)}</th>' for at, c in enumerate(table.header))
    rows = "\n".join(f"<tr>{_cells(row, table, say)}</tr>" for row in table.rows)
    # On a narrow screen, the rows of a wide table are shown one below the other.
    name = ' class="stacked"' if len(table.header) > 2 and words(table.header[0]) else ""
    return f'<div class="wide"><table{name}>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>'


def _cells(row: tuple[Line, ...], table: Table, say: Phrases) -> str:
    first, *rest = row
    cells = (_cell(at, cell, table, say) for at, cell in enumerate(rest, 1))
    return f'<th scope="row">{_line(first, say)}</th>{"".join(cells)}'


def _cell(index: int, cell: Line, table: Table, say: Phrases) -> str:
    names = ["number"] if index in table.numeric else []
    names += ["short"] if len(words(cell)) <= SHORT else []
    names += ["empty"] if words(cell) in ("", "—") else []
    name = f' class="{" ".join(names)}"' if names else ""
    return f'<td{name} data-name="{escape(words(table.header[index]))}">{_line(cell, say)}</td>'


def _class(index: int, table: Table) -> str:
    return ' class="number"' if index in table.numeric else ""


def _entries(entries: Entries, say: Phrases) -> str:
    return '<ul class="entries">\n' + "\n".join(_entry(entry, say) for entry in entries.items) + "\n</ul>"


def _entry(entry: Entry, say: Phrases) -> str:
    label = f'<span class="label {entry.tone}">{escape(entry.label)}</span> ' if entry.label else ""
    notes = "".join(f'<span class="note">{_line(note, say)}</span>' for note in entry.notes)
    return f'<li class="{entry.tone}">{label}{_line(entry.line, say)}{notes}</li>'


def _line(line: Line, say: Phrases) -> str:
    return "".join(_run(run, say) for run in line)


def _run(run: Run, say: Phrases) -> str:
    if run.mark == "plain":
        return escape(run.text)
    tag, name = _TAGS[run.mark]
    # Screen readers pass over <ins> and <del> in silence; the word before them says which it is.
    spoken = f'<span class="spoken">[{escape(say(run.mark))}]</span>' if tag in ("ins", "del") else ""
    opened = f'<{tag} class="{name}">' if name else f"<{tag}>"
    return f"{opened}{spoken}{escape(run.text)}</{tag}>"
