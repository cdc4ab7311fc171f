"""Reports and documents to one self-contained HTML file: no script, no request, readable on paper."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape

from tracker.model import Document, Report
from tracker.renderers import listing, telling
from tracker.renderers.page import Block, Entries, Entry, Heading, Line, Page, Paragraph, Run, Table, words
from tracker.renderers.phrases import Phrases
from tracker.renderers.view import View

_STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --quiet: #595959; --rule: #d0d0d0;
  --ins: #0b5d1e; --ins-paper: #e3f5e7; --del: #8f1d1d; --del-paper: #fbe6e6; --warn: #7a4b00; --move: #1d4b8f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #17181a; --quiet: #a8a8a8; --rule: #44474c;
  --ins: #8fdca0; --ins-paper: #12331b; --del: #f2a3a3; --del-paper: #401818; --warn: #f0c070; --move: #9dbff5; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 60rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.7 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.35; } h2 { margin-top: 2.2rem; border-bottom: 2px solid var(--rule); }
h3 { margin: 1.4rem 0 .3rem; font-size: 1rem; color: var(--quiet); }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; list-style: none; }
a { color: var(--move); }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .94rem; }
th, td { padding: .3rem .7rem; border: 1px solid var(--rule); text-align: left; vertical-align: top; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
ul.entries { padding-left: 1.2rem; } ul.entries > li { margin: .35rem 0; }
.label { padding: 0 .4em; border: 1px solid currentColor; border-radius: .3em; font-size: .82rem; font-weight: 700; }
.added { color: var(--ins); } .removed { color: var(--del); }
.changed { color: var(--warn); } .moved { color: var(--move); }
ins { color: var(--ins); background: var(--ins-paper); text-decoration: underline; font-weight: 700; }
del { color: var(--del); background: var(--del-paper); text-decoration: line-through; }
.quiet { color: var(--quiet); } .warning { color: var(--warn); font-weight: 700; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt; } nav { display: none; }
  h2, h3 { break-after: avoid; } li, tr { break-inside: avoid; } .wide { overflow: visible; } }
"""
_TAGS = {
    "deleted": ("del", ""),
    "inserted": ("ins", ""),
    "strong": ("strong", ""),
    "figure": ("strong", ""),
    "quiet": ("span", "quiet"),
    "warning": ("span", "warning"),
}


def report(report: Report, view: View = View()) -> bytes:
    """Return *report* as an HTML document."""
    return _written(telling.page(report, view))


def document(document: Document, label: str = "", view: View = View()) -> bytes:
    """Return the outline of *document* with its measures and figures."""
    return _written(listing.outline(document, label, view))


def figures(document: Document, label: str = "", view: View = View()) -> bytes:
    """Return the figures of *document* as a table."""
    return _written(listing.figures(document, label, view))


def _written(page: Page) -> bytes:
    lang = "zh-CN" if page.lang == "zh" else "en"
    # The policy lets nothing load or run, and this very style alone apply, whatever a document might smuggle in.
    policy = f"default-src 'none'; style-src '{_digest(_STYLE)}'; base-uri 'none'; form-action 'none'"
    say = Phrases("zh" if page.lang == "zh" else "en")
    parts = [
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{escape(page.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        *_blocks(page, say),
        "</main>\n</body>\n</html>\n",
    ]
    return "\n".join(parts).encode()


def _digest(style: str) -> str:
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


def _blocks(page: Page, say: Phrases) -> Iterator[str]:
    anchors = [block for block in page.blocks if isinstance(block, Heading) and block.level == 2]
    seen = 0
    for block in page.blocks:
        if isinstance(block, Heading) and block.level == 2:
            if not seen and len(anchors) > 2:
                yield _contents(anchors, say)
            seen += 1
            yield f'<h2 id="part-{seen}">{_line(block.line, say)}</h2>'
        else:
            yield _block(block, say)


def _contents(anchors: list[Heading], say: Phrases) -> str:
    links = (f'<li><a href="#part-{at}">{escape(words(h.line))}</a></li>' for at, h in enumerate(anchors, 1))
    return f'<nav aria-label="{escape(say("contents"))}"><ul>{"".join(links)}</ul></nav>'


def _block(block: Block, say: Phrases) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{_line(block.line, say)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f"<p>{_line(block.line, say)}</p>"
    return _table(block, say) if isinstance(block, Table) else _entries(block, say)


def _table(table: Table, say: Phrases) -> str:
    head = "".join(f'<th scope="col"{_class(at, table)}>{_line(c, say)}</th>' for at, c in enumerate(table.header))
    rows = "\n".join(f"<tr>{_cells(row, table, say)}</tr>" for row in table.rows)
    return f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>'


def _cells(row: tuple[Line, ...], table: Table, say: Phrases) -> str:
    first, *rest = row
    cells = (f"<td{_class(at, table)}>{_line(cell, say)}</td>" for at, cell in enumerate(rest, 1))
    return f'<th scope="row">{_line(first, say)}</th>{"".join(cells)}'


def _class(index: int, table: Table) -> str:
    return ' class="number"' if index in table.numeric else ""


def _entries(entries: Entries, say: Phrases) -> str:
    return '<ul class="entries">\n' + "\n".join(_entry(entry, say) for entry in entries.items) + "\n</ul>"


def _entry(entry: Entry, say: Phrases) -> str:
    label = f'<span class="label {entry.tone}">{escape(entry.label)}</span> ' if entry.label else ""
    notes = "".join(f"<br>{_line(note, say)}" for note in entry.notes)
    return f"<li>{label}{_line(entry.line, say)}{notes}</li>"


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
