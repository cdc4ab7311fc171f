"""How an HTML report looks: light and dark, on narrow screens, on paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --paper: #fff; --quiet: #595959; --rule: #d0d0d0; --shade: #f4f5f7;
  --ins: #0b5d1e; --ins-paper: #e3f5e7; --del: #8f1d1d; --del-paper: #fbe6e6; --warn: #7a4b00; --move: #1d4b8f; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e8e8; --paper: #17181a; --quiet: #a8a8a8; --rule: #44474c; --shade: #24262a;
    --ins: #8fdca0; --ins-paper: #12331b; --del: #f2a3a3; --del-paper: #401818; --warn: #f0c070; --move: #9dbff5; }
}

* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 60rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.7 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif;
  overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.35; }
h2 { margin-top: 2.2rem; border-bottom: 2px solid var(--rule); }
h3 { margin: 2rem 0 .3rem; padding-left: .6rem; border-left: .25rem solid var(--move); font-size: 1.08rem; }
h4 { margin: 1rem 0 .2rem; font-size: 1rem; }
a { color: var(--move); }

nav { margin: 1.4rem 0; padding: .8rem 1.2rem; border: 1px solid var(--rule); border-radius: .4rem; font-size: .94rem; }
nav ul { margin: 0; padding: 0; list-style: none; }
nav > ul { columns: 16rem auto; }
nav > ul > li { break-inside: avoid; }
nav details ul { padding-left: 1rem; font-size: .88rem; }
nav summary { cursor: pointer; color: var(--quiet); font-size: .88rem; }

.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .94rem; }
th, td { padding: .3rem .7rem; border: 1px solid var(--rule); text-align: left; vertical-align: top; }
thead th { background: var(--shade); white-space: nowrap; }
th[scope=row] { min-width: 6em; font-weight: 600; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.short { white-space: nowrap; }

ul.entries { padding: 0; list-style: none; }
ul.entries > li { margin: .4rem 0; padding: .15rem .7rem; border-left: .2rem solid var(--rule); }
ul.entries > .added { border-color: var(--ins); }
ul.entries > .removed { border-color: var(--del); }
ul.entries > .changed { border-color: var(--warn); }
ul.entries > .moved { border-color: var(--move); }
.label { margin-right: .2em; padding: 0 .4em; border: 1px solid currentColor; border-radius: .3em;
  font-size: .82rem; font-weight: 700; }
.label.added { color: var(--ins); }
.label.removed { color: var(--del); }
.label.changed { color: var(--warn); }
.label.moved { color: var(--move); }
.note { display: block; }
ins { color: var(--ins); background: var(--ins-paper); text-decoration: underline; font-weight: 700; }
del { color: var(--del); background: var(--del-paper); text-decoration: line-through; }
.quiet { color: var(--quiet); }
.warning { color: var(--warn); font-weight: 700; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

@media (max-width: 40rem) {
  body { padding: 1rem .7rem 3rem; }
  h1 { font-size: 1.3rem; }
  h2 { font-size: 1.2rem; }
  table.stacked, .stacked tbody, .stacked tr, .stacked th[scope=row], .stacked td { display: block; border: 0; }
  .stacked thead, .stacked td.empty { display: none; }
  .stacked tr { margin: 0 0 .7rem; padding: .3rem 0; border-top: 1px solid var(--rule); }
  .stacked th[scope=row], .stacked td { padding: .1rem 0; text-align: left; white-space: normal; }
  .stacked td:not(:last-child) { display: inline; margin-right: .8em; }
  .stacked td::before { content: attr(data-name) " "; color: var(--quiet); }
}

@media print {
  :root { color-scheme: light; --ink: #000; --paper: #fff; --quiet: #444; --rule: #999; --shade: #eee;
    --ins: #0b5d1e; --ins-paper: #fff; --del: #8f1d1d; --del-paper: #fff; --warn: #7a4b00; --move: #1d4b8f; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav { display: none; }
  h2, h3, h4 { break-after: avoid; }
  li, tr { break-inside: avoid; }
  .wide { overflow: visible; }
  table { font-size: 9.5pt; }
  th, td { padding: .15rem .4rem; }
}
"""
