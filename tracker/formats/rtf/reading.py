"""The tokens of a Rich Text file to blocks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from tracker.errors import FormatError
from tracker.formats import office
from tracker.formats.blocks import Block, leveled, tidy
from tracker.formats.rtf import controls
from tracker.formats.rtf.assembly import Assembly
from tracker.formats.rtf.tokens import Token, tokens

_DEEPEST = 500
_TITLES = ("title", "标题", "標題")


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group: where its words go, and how they look."""

    destination: str = "body"
    bold: bool = False
    hidden: bool = False
    deleted: bool = False
    font: int = -1
    fallback: int = 1  # how many characters stand for one \u in programs that do not know it


@dataclass(slots=True)
class _Style:
    """A paragraph style: the level of its headings, 0 for a title."""

    level: int | None = None
    name: str = ""


class Reading:
    """One reading of a file."""

    def __init__(self) -> None:
        self._state = _State()
        self._stack: list[_State] = []
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = -1
        self._styles: dict[int, _Style] = {}
        self._style = -1
        self._pending = bytearray()
        self._skip = 0
        self._starred = False
        self._level: int | None = None
        self._text = Assembly()
        self._notes: list[str] = []
        self._note: list[str] = []
        self._high: int | None = None
        self._counts: Counter[str] = Counter()
        self.cut = False

    def read(self, data: bytes) -> list[Block]:
        """Return the blocks of a file; raise FormatError where its groups are nested deeper than any document's."""
        for token in tokens(data):
            match token.kind:
                case "open":
                    self._flush()
                    self._stack.append(self._state)
                    if len(self._stack) > _DEEPEST:
                        raise FormatError(f"its groups are nested deeper than {_DEEPEST}")
                case "close":
                    self._close()
                case "word":
                    self._word(token)
                case "bytes":
                    self._bytes(token.data)
        self.cut = bool(self._stack)
        self._flush()
        found = self._text.blocks(self._heading())
        return leveled([*found, *office.notes(self._notes)])

    def findings(self) -> tuple[str, ...]:
        """Return what a reader should know of the reading."""
        count = self._counts
        told = ["it ends in the middle of a group, and may have been cut off there"] if self.cut else []
        return (*told, *office.findings(count["revised"], count["deleted"], count["annotation"]))

    def _close(self) -> None:
        self._flush()
        self._starred = False
        if not self._stack:
            return
        ended = self._state
        self._state = self._stack.pop()
        if ended.destination == "footnote" != self._state.destination:
            self._notes.append(tidy("".join(self._note)))
            self._note = []
            self._say(f"[^{len(self._notes)}]")

    def _bytes(self, data: bytes) -> None:
        if self._skip:
            taken = min(self._skip, len(data))
            self._skip -= taken
            data = data[taken:]
        self._pending += data

    def _flush(self) -> None:
        """Read the bytes that wait in the encoding of their font."""
        if not self._pending:
            return
        data, self._pending = bytes(self._pending), bytearray()
        self._starred = False
        encoding = self._fonts.get(self._state.font) or self._page
        if self._state.destination in ("fonttbl", "silent"):
            return
        self._say(data.decode(encoding, "replace"))

    def _say(self, words: str) -> None:
        self._high = None
        state = self._state
        if state.hidden or state.deleted:
            return
        match state.destination:
            case "stylesheet":
                if self._style in self._styles:
                    self._styles[self._style].name += words
            case "label":
                self._text.label(words)
            case "footnote":
                self._note.append(words)
            case "body":
                self._text.say(words, state.bold)

    def _word(self, token: Token) -> None:
        word, number = token.word, token.number
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._flush()
        if self._skip:
            self._skip -= 1
            return
        if word == "*":
            self._starred = True
            return
        starred, self._starred = self._starred, False
        if self._state.destination == "silent":
            return
        if self._enters(word, starred):
            return
        if self._state.destination == "fonttbl":
            self._of_fonts(word, number)
        elif self._state.destination == "stylesheet":
            self._of_styles(word, number)
        else:
            self._of_text(word, number)

    def _enters(self, word: str, starred: bool) -> bool:
        """Follow a control word that says where the words of its group go; return whether it is one."""
        if word in ("fonttbl", "stylesheet"):
            destination = word
        elif word in ("listtext", "pntext"):
            destination = "label"
        elif word == "footnote":
            destination = "footnote"
        elif word in controls.SILENT or (
            starred and word not in controls.SPOKEN and self._state.destination != "stylesheet"
        ):
            destination = "silent"
            self._counts[word] += 1
        else:
            return False
        self._state = replace(self._state, destination=destination)
        return True

    def _of_fonts(self, word: str, number: int | None) -> None:
        if word == "f" and number is not None:
            self._font = number
        elif word == "fcharset" and number in controls.CHARSETS:
            self._fonts[self._font] = controls.CHARSETS[number]

    def _of_styles(self, word: str, number: int | None) -> None:
        if word == "s" and number is not None:
            self._style = number
            self._styles[number] = _Style()
        elif word in ("cs", "ds", "ts"):
            self._style = -1
        elif word == "outlinelevel" and number is not None and self._style in self._styles and number < 9:
            self._styles[self._style].level = number + 1

    def _of_text(self, word: str, number: int | None) -> None:
        match word:
            case "ansicpg":
                self._page = controls.codec(number)
            case "f":
                self._state = replace(self._state, font=-1 if number is None else number)
            case "plain":
                self._state = replace(self._state, bold=False, hidden=False, deleted=False, font=-1)
            case "b":
                self._state = replace(self._state, bold=number != 0)
            case "v":
                self._state = replace(self._state, hidden=number != 0)
            case "deleted" | "revised":
                self._counts[word] += number != 0
                if word == "deleted":
                    self._state = replace(self._state, deleted=number != 0)
            case "uc":
                self._state = replace(self._state, fallback=min(max(number or 0, 0), 10))
            case "pard":
                self._level, self._style, self._text.in_table = None, -1, False
            case "s":
                self._style = -1 if number is None else number
            case "outlinelevel":
                self._level = None if number is None or number > 8 else number + 1
            case "intbl":
                self._text.in_table = True
            case "trowd":
                self._text.begin_row()
            case "clvmrg" | "clmrg":
                self._text.merge(word)
            case "cellx":
                self._text.define_cell()
            case "cell":
                self._text.end_cell(self._heading())
            case "row":
                self._text.end_row()
            case _ if word in controls.ENDS and self._state.destination == "body":
                self._text.end_paragraph(self._heading())
            case _ if word in controls.SIGNS:
                self._say(controls.SIGNS[word])

    def _unicode(self, number: int) -> None:
        self._flush()
        self._starred = False
        code = number & 0xFFFF
        high, self._high = self._high, None
        self._skip = self._state.fallback
        if self._state.destination in ("silent", "fonttbl"):
            return
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            self._say(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00) if high is not None else "\ufffd")
        else:
            self._say(chr(code))

    def _heading(self) -> int | None:
        if self._level is not None:
            return self._level
        style = self._styles.get(self._style, _Style())
        return 0 if style.name.strip(" ;").lower() in _TITLES else style.level
