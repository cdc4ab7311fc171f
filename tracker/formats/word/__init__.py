"""A Word document (DOCX) to Markdown: what a reader of it sees, with all tracked changes taken as accepted.

https://ecma-international.org/publications-and-standards/standards/ecma-376/ part 1, chapter 17.
"""

from __future__ import annotations

from tracker.errors import FormatError
from tracker.formats.blocks import write
from tracker.formats.package import Package, attribute, local
from tracker.formats.word import styles
from tracker.formats.word.body import Body
from tracker.formats.word.numbering import Numbering
from tracker.model import Decoded

EXTRACTOR = "docx/1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def decode(package: Package) -> Decoded:
    """Return the text of a document; raise FormatError where it is damaged or holds none."""
    main = _main(package)
    folder = main.rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    body = Body(
        styles.read(package.optional(f"{prefix}styles.xml")),
        Numbering(package.optional(f"{prefix}numbering.xml")),
        {kind: package.optional(f"{prefix}{kind}s.xml") for kind in ("footnote", "endnote")},
    )
    text = write(body.read(package.xml(main)))
    if not text:
        raise FormatError("it holds no text: pictures alone, or nothing")
    comments = package.optional(f"{prefix}comments.xml")
    return Decoded(text, MEDIA_TYPE, None, EXTRACTOR, body.findings(0 if comments is None else len(comments)))


def is_document(package: Package) -> bool:
    """Return whether a package is a Word document."""
    return "[Content_Types].xml" in package.names and (
        "word/document.xml" in package.names or b"wordprocessingml" in package.part("[Content_Types].xml")
    )


def _main(package: Package) -> str:
    """Return the name of the part that holds the body, which the package's relations tell."""
    relations = package.optional("_rels/.rels")
    for relation in [] if relations is None else list(relations):
        if local(relation) == "Relationship" and (attribute(relation, "Type") or "").endswith("/officeDocument"):
            target = (attribute(relation, "Target") or "").lstrip("/")
            if target in package.names:
                return target
    return "word/document.xml"
