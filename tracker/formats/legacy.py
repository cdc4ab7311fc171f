"""An old office file (.doc, .wps) to Markdown, through LibreOffice where that is installed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.errors import FormatError
from tracker.formats import word
from tracker.formats.package import Package
from tracker.model import Decoded

MEDIA_TYPE = "application/msword"
# How long a conversion may take; a report takes three seconds, most of them to start the program.
PATIENCE = 120
_PROGRAMS = ("soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
_INSTALL = (
    "it is an old office file (.doc, .wps), which is read through LibreOffice: install that "
    "(apt install libreoffice-writer, or libreoffice.org), or save the file as DOCX"
)
# The streams that tell what such a container holds, by their names as these lie in the file.
_ENCRYPTED, _WORD = "EncryptedPackage", "WordDocument"
_OTHERS = {"Workbook": "a spreadsheet", "PowerPoint Document": "a set of slides", "__nameid_version1.0": "an e-mail"}
# Runs no macro, follows no link, loads nothing from the network.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


def decode(data: bytes) -> Decoded:
    """Return the text of a document; raise FormatError where it is none, or where there is no program to read it."""
    if _holds(data, _ENCRYPTED):
        raise FormatError("it is encrypted: open it with its password and save it without")
    if not _holds(data, _WORD):
        kind = next((kind for name, kind in _OTHERS.items() if _holds(data, name)), "an office file of an unknown kind")
        raise FormatError(f"it is {kind}, not a document")
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise FormatError(_INSTALL)
    with TemporaryDirectory(prefix="tracker-") as folder:
        decoded = word.decode(Package(_converted(program, data, Path(folder))))
        version = _version(program, Path(folder))
    return decoded._replace(media_type=MEDIA_TYPE, extractor=f"{decoded.extractor} after LibreOffice {version}")


def _holds(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _converted(program: str, data: bytes, folder: Path) -> bytes:
    """Return *data* as a DOCX, made with a profile of its own that is thrown away."""
    settings = folder / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(_SETTINGS, encoding="utf-8")
    source = folder / "document.doc"
    source.write_bytes(data)
    _run(program, folder, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source))
    made = folder / "out" / "document.docx"
    if not made.exists():
        raise FormatError("it is a damaged .doc or .wps file: LibreOffice cannot read it")
    return made.read_bytes()


def _version(program: str, folder: Path) -> str:
    found = re.search(r"\d+(?:\.\d+)+", _run(program, folder, "--version"))
    return found.group() if found else "of unknown version"


def _run(program: str, folder: Path, *arguments: str) -> str:
    profile = (folder / "profile").as_uri()
    command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--nolockcheck", *arguments]
    try:
        ran = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, cwd=folder)
    except subprocess.TimeoutExpired:
        raise FormatError(f"LibreOffice has not read it within {PATIENCE} seconds") from None
    except OSError as error:
        raise FormatError(f"LibreOffice cannot be started: {error.strerror or error}") from None
    return ran.stdout.decode("utf-8", "replace")
