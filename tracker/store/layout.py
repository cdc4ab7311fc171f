"""The tables of the index, and the views by which people read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Another layout of the tables is another number; an index of another number or tracker is made anew.
VERSION = 4

# An id is the number of the snapshot, and the position in it, in one integer: so no table needs a second index.
SHIFT = 24

TABLES: Mapping[str, Mapping[str, Any]] = {
    "meta": {"key": str, "value": str},
    "snapshots": {
        "number": int,
        "source": str,
        "id": str,
        "date": str,
        "title": str,
        "sha256": str,
        "size": int,
        "read_as": str,
        "trouble": str,
        "first_passage": int,
        "last_passage": int,
    },
    "texts": {"snapshot": int, "text": str, "title": str},
    "sections_": {
        "id": int,
        "parent": int,
        "level": int,
        "label": str,
        "title": str,
        "start": int,
        "end": int,
        "heading_start": int,
        "heading_end": int,
    },
    "segments_": {"id": int, "section": int, "role": str, "start": int, "end": int, "paragraph": int},
    "figures_": {
        "id": int,
        "segment": int,
        "start": int,
        "end": int,
        "value": str,
        "high": str,
        "unit": str,
        "kind": str,
        "bound": str,
        "role": str,
        "subject": str,
        "step": str,
        "leads_start": int,
        "leads_end": int,
        "per_unit": str,
        "per_number": str,
    },
    # These are numbered without gaps, which keeps the lists of the search short.
    "passages_": {"id": int, "snapshot": int, "section": int, "start": int, "end": int, "role": str, "labels": str},
    "comparisons_": {"old": int, "new": int, "counts": str, "steps": str},
    "changes_": {
        "old": int,
        "new": int,
        "about": str,
        "status": str,
        "moved": int,
        "before": str,
        "after": str,
        "subject": str,
        "difference": str,
    },
}
KEYS: Mapping[str, str | tuple[str, str]] = {
    "meta": "key",
    "snapshots": "number",
    "texts": "snapshot",
    "sections_": "id",
    "segments_": "id",
    "figures_": "id",
    "passages_": "id",
    "comparisons_": ("old", "new"),
}


def within(table: str) -> str:
    """Return the condition that a row of *table* is of the snapshot ``s``."""
    return f"{table}.id between s.number << {SHIFT} and (s.number << {SHIFT}) + {(1 << SHIFT) - 1}"


# Tables hold numbers and places; views say them for people.
VIEWS: Mapping[str, str] = {
    "sources": """
        select source, count(*) as versions, min(date) as first, max(date) as newest from snapshots group by source""",
    "sections": f"""
        select s.source, s.id as snapshot, s.date, c.id & {(1 << SHIFT) - 1} as position, c.level, c.label, c.title,
               p.title as under
        from snapshots s join sections_ c on {within("c")}
        left join sections_ p on p.id = (s.number << {SHIFT}) + c.parent""",
    "segments": f"""
        select s.source, s.id as snapshot, s.date, g.id & {(1 << SHIFT) - 1} as position, g.role, c.title as section,
               substr(t.text, g.start + 1, g.end - g.start) as text
        from snapshots s join segments_ g on {within("g")} join texts t on t.snapshot = s.number
        left join sections_ c on c.id = (s.number << {SHIFT}) + g.section""",
    "measures": "select * from segments where role = 'measure'",
    "figures": f"""
        select s.source, s.id as snapshot, s.date, f.subject,
               substr(t.text, f.start + 1, f.end - f.start) as text, cast(f.value as real) as value,
               cast(f.high as real) as high, f.unit, f.kind, f.bound, f.role, c.title as section
        from snapshots s join figures_ f on {within("f")} join texts t on t.snapshot = s.number
        left join segments_ g on g.id = (s.number << {SHIFT}) + f.segment
        left join sections_ c on c.id = (s.number << {SHIFT}) + g.section""",
    "changes": """
        select n.source, o.id as old, n.id as new, n.date, c.about, c.status, c.moved, c.before, c.after, c.subject,
               cast(c.difference as real) as difference
        from changes_ c join snapshots o on o.number = c.old join snapshots n on n.number = c.new""",
}
