"""Office files that are a ZIP of XML parts: their parts, read within limits and without following anything."""

from __future__ import annotations

import zipfile
from io import BytesIO
from lzma import LZMAError
from struct import error as StructError
from typing import TYPE_CHECKING
from zlib import error as ZlibError

from tracker.errors import FormatError

if TYPE_CHECKING:
    from lxml.etree import _Element

# Of one part, unpacked: the text of a 3,000-page document has a third of it. A bomb of 42 kB unpacks to petabytes.
LARGEST_PART = 64 * 1024 * 1024
MOST_PARTS = 10_000
# What reading a part raises; each way of packing has an error of its own.
_DAMAGED = (
    zipfile.BadZipFile, ZlibError, LZMAError, StructError, EOFError, OSError, ValueError, NotImplementedError,
)  # fmt: skip


class Package:
    """The parts of one file. Nothing is written to disk, and no name in the file is a path to anything outside it."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self.names = frozenset(self._zip.namelist())
        except zipfile.BadZipFile:
            # What a ZIP file holds is listed at its end.
            raise FormatError("it is a damaged ZIP file (as DOCX, ODT and OFD are): its end is cut off") from None
        except (StructError, ValueError, OSError, NotImplementedError, OverflowError) as error:
            raise FormatError(f"it is a damaged ZIP file: {error}") from None
        if len(self.names) > MOST_PARTS:
            raise FormatError(f"it is a ZIP file of more than {MOST_PARTS:,} parts, and no document")

    def part(self, name: str) -> bytes:
        """Return the content of a part; raise FormatError where it is missing, damaged or larger than any."""
        try:
            with self._zip.open(name) as part:
                content = part.read(LARGEST_PART + 1)
        except KeyError:
            raise FormatError(f"its part {name} is missing") from None
        except RuntimeError:
            raise FormatError("it is encrypted: open it with its password and save it without") from None
        except _DAMAGED as error:
            raise FormatError(f"its part {name} is damaged: {error}") from None
        if len(content) > LARGEST_PART:
            raise FormatError(f"its part {name} unpacks to more than {LARGEST_PART // (1024 * 1024)} MB")
        return content

    def xml(self, name: str) -> _Element:
        """Return the root of a part that is XML."""
        return parsed(self.part(name), name)

    def optional(self, name: str) -> _Element | None:
        """Return the same, or None where there is no such part."""
        return self.xml(name) if name in self.names else None


def parsed(content: bytes, name: str = "it") -> _Element:
    """Return the root of *content*; no entity is expanded, no other file read, a DTD (attacks have one) refused."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(f"its part {name} is damaged: {' '.join(error.msg.split())}") from None
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise FormatError(f"its part {name} declares entities, as no document does")
    return root


def local(element: _Element) -> str:
    """Return an element's name without its namespace: transitional and strict documents differ in that alone."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: _Element | None, name: str) -> str | None:
    """Return an attribute by its name without namespace."""
    if element is not None:
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                return str(value)
    return None


def child(element: _Element | None, *names: str) -> _Element | None:
    """Return what the path of *names*, without namespaces, leads to."""
    for name in names:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element
