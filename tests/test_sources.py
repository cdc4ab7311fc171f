"""tracker.toml: what it says, what is told where it is wrong, and editing that keeps what people wrote."""

from __future__ import annotations

import contextlib
import json
import tomllib
from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.conftest import ROOT
from tracker import sources
from tracker.errors import SourceError, TrackerError, UsageError
from tracker.sources import editing, fields, reading

WHOLE = """\
# 我们关注的文件
[check]
threads = 8
per_host = 1
delay = "2s"
connect_timeout = "5s"
read_timeout = "20s"
total_timeout = "2m"
retries = 1
max_size = "20MB"
contact = "office@example.org"
formats = ["markdown", "html"]
language = "zh"
ignore = ["浏览次数:\\\\d+"]
shrunk_below = 40

[notify]
urls = ["mailto://${MAIL}"]
send = "all"
attach = false
link = "https://example.org/reports/"
heartbeat = "https://example.org/${BEAT}"

[schedule]
at = ["02:30", "14:00"]
timezone = "Asia/Shanghai"
grace = "1h 30m"

# 第一个
[[sources]]
id = "报告"  # 不改
title = "政府工作报告"
url = "https://example.org/a?token=${TOKEN}"
select = "#content"
drop = [".share", "nav"]
headers = { Cookie = "${COOKIE}" }
encoding = "gb18030"
language = "zh-CN"
every = "1d"
tags = ["city"]
ignore = "打印"
allow_private = true
robots = false
shrunk_below = 0

# 第二个
[[sources]]
id = "folder"
path = "in/*.docx"
"""
SCHEMA = json.loads((ROOT / "tracker" / "schemas" / "tracker.toml.json").read_text("utf-8"))


def test_each_key_means_what_it_says() -> None:
    config = reading.config(WHOLE)
    report, folder = config.sources
    assert report.every == timedelta(days=1)
    assert report.drop == (".share", "nav")
    assert report.headers == (("Cookie", "${COOKIE}"),)
    assert (report.name, folder.name, folder.path) == ("政府工作报告", "folder", "in/*.docx")
    assert (config.check.threads, config.check.max_size) == (8, 20_000_000)
    assert config.notify.send == ("all",)
    assert config.schedule.at == (time(2, 30), time(14))
    assert config.schedule.grace == timedelta(minutes=90)


def test_an_empty_file_follows_nothing() -> None:
    assert reading.config("") == sources.Config()


WRONG = [
    ('[[sources]]\nid = "a"\nurll = "https://a.cn"', "line 3: urll is no key here; the nearest is url"),
    ("[chek]", "line 1: chek is no key here; the nearest is check"),
    ("[check]\nzzzz = 1", "line 2: zzzz is no key here; known are threads"),
    ('[[sources]]\nurl = "https://a.cn"', "line 1: source 1 has no id"),
    ('[[sources]]\nid = "a"\n[[sources]]\nid = "A"', "line 4: id: A is also the source of line 2"),
    ('[[sources]]\nid = "a"\nurl = "ftp://a.cn"', 'line 3: url: "ftp://a.cn" is neither http:// nor https://'),
    ('[[sources]]\nid = "a"\nurl = "file:///etc/passwd"', "neither http:// nor https://"),
    ('[[sources]]\nid = "a"\nurl = "https:///x"', "names no host"),
    ('[[sources]]\nid = "a"\nurl = "https://a.cn/a b"', "an address has no blanks"),
    ('[[sources]]\nid = "a"\nurl = "https://a.cn"\npath = "x"', "line 4: a has a url and a path"),
    ('[[sources]]\nid = "a"\nevery = "daily"', 'line 3: every: "daily" is no length of time; write "30s"'),
    ('[[sources]]\nid = "a"\nselect = "p["', "is no CSS selector"),
    ('[[sources]]\nid = "a"\nignore = "("', "is no pattern"),
    (
        '[check]\nignore = "a{99999999999}"',
        'line 2: ignore: "a{99999999999}" is no pattern: it repeats something too often',
    ),
    ("[check]\nignore = '" + "(" * 5000 + ")" * 5000 + "'", "is no pattern: its groups are nested too deeply"),
    ("[check]\nignore = 'a|(?i)b'", "is no pattern: global flags not at the start"),
    ('[[sources]]\nid = "a"\nencoding = "gb99"', '"gb99" is no encoding'),
    ('[[sources]]\nid = "a"\nencoding = "rot13"', '"rot13" is no encoding'),
    ('[[sources]]\nid = "a"\nurl = "https://e.org/${a-b}"', "the name of a variable"),
    ('[[sources]]\nid = "a"\nheaders = { Cookie = "${}" }', "the name of a variable"),
    ('[notify]\nurls = "json://e.org/${TOKEN"', "the name of a variable"),
    ('[[sources]]\nid = "a"\nheaders = { Host = "x" }', "Host cannot be set"),
    ('[[sources]]\nid = "a"\nheaders = { X = "a\\nb" }', "X is no text on one line"),
    ('[[sources]]\nid = "a"\nrobots = "no"', "neither true nor false"),
    ('[[sources]]\nid = " a"', "cannot name a source"),
    ('[[sources]]\nid = "a~1"', "cannot name a source"),
    ("[check]\nthreads = 0", "line 2: threads: 0 is no whole number from 1 to 64"),
    ("[check]\nthreads = true", "True is no whole number"),
    ('[check]\nformats = ["pdf"]', '"pdf" is not known; known are markdown'),
    ('[check]\nformats = ["markdwn"]', "the nearest is markdown"),
    ('[check]\nmax_size = "50"', "is no size"),
    ('[schedule]\nat = "25:00"', "is no time of day"),
    ('[schedule]\ntimezone = "Asia/Peking"', "is no time zone"),
    ("[[sources]]\nid = ", "line 2: it is no TOML there"),
    ('sources = "a"', "begin each with [[sources]]"),
    ("check = 1", "check is a table"),
    ('x = """\n[[sources]]\n"""\n[check]\nretires = 1', "line 1: x is no key here"),
    ('[[sources]]\nid = "a"\ntitle = """\n[check]\nurl = 1\n"""\nurll = 1', "line 7: urll"),
    ("x = " + "[" * 5000, "its values are nested too deeply"),
    ("x = " + "9" * 5000, "it is no TOML: Exceeds the limit"),
    ('[check]\nread_timeout = "0s"', 'line 2: read_timeout: "0s" is no time to wait'),
    ('[check]\ndelay = "2d"', 'line 2: delay: "2d" is no time to wait'),
    ('[schedule]\ngrace = "999999w"', 'line 2: grace: "999999w" is longer than ten years'),
    ('[check]\ncontact = "a\\nX-Y: b"', "line 2: contact: it is sent with each request"),
    ('[[sources]]\nid = "a"\nurl = "ftp://me:pass@host/"', 'line 3: url: "ftp://me:…@host/" is neither'),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_wrong_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        reading.config(text)
    assert message in str(caught.value)
    assert str(caught.value).startswith("tracker.toml")


@given(st.text(max_size=60), st.sampled_from(["[[sources]]\n", "[check]\n", "", '[[sources]]\nid = "a"\n']))
def test_any_text_is_read_or_refused_in_one_class(text: str, head: str) -> None:
    with contextlib.suppress(SourceError):
        reading.config(head + text)


def test_the_schema_knows_the_keys_of_the_file_and_no_others() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    tables = SCHEMA["properties"]
    assert set(tables["sources"]["items"]["properties"]) == set(fields.SOURCE)
    for name, (_, readers) in fields.TABLES.items():
        assert set(tables[name]["properties"]) == set(readers)
    assert set(SCHEMA["$defs"]["format"]["enum"]) == set(fields.FORMATS)
    Draft202012Validator(SCHEMA).validate(tomllib.loads(WHOLE))


@pytest.mark.parametrize("text", [text for text, _ in WRONG[:8] if "id = " in text and "A" not in text])
def test_the_schema_refuses_what_the_reading_refuses(text: str) -> None:
    accepted = Draft202012Validator(SCHEMA).is_valid(tomllib.loads(text))
    assert not accepted or "https:///x" in text


def test_a_source_is_added_at_the_end_and_all_else_stays() -> None:
    made = editing.with_source(WHOLE, {"id": "new", "title": '带"引号"', "url": "https://example.org/新"})
    assert made.startswith(WHOLE)
    added = reading.config(made).sources[-1]
    assert (added.id, added.title, added.url) == ("new", '带"引号"', "https://example.org/新")


def test_a_source_is_added_once() -> None:
    with pytest.raises(UsageError, match="already"):
        editing.with_source(WHOLE, {"id": "报告", "url": "https://example.org"})


def test_a_wrong_source_is_not_added() -> None:
    with pytest.raises(SourceError, match=r'^new was not added: url: "gopher://example\.org" is neither http'):
        editing.with_source(WHOLE, {"id": "new", "url": "gopher://example.org"})


def test_a_source_is_taken_out_with_no_comment_of_another() -> None:
    made = editing.without_source(WHOLE, "报告")
    assert [source.id for source in reading.config(made).sources] == ["folder"]
    assert "# 第二个\n[[sources]]" in made
    assert "# 我们关注的文件" in made


def test_the_last_source_is_taken_out() -> None:
    made = editing.without_source(WHOLE, "folder")
    assert [source.id for source in reading.config(made).sources] == ["报告"]
    assert WHOLE.startswith(made.rstrip()[: made.index("[[sources]]")])


def test_a_source_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="lists no such source; it lists 报告, folder"):
        editing.without_source(WHOLE, "absent")


def test_sources_written_as_one_list_can_be_edited() -> None:
    text = 'sources = [\n  { id = "a" },  # keep\n  { id = "b" },\n]\n'
    assert [s.id for s in reading.config(editing.with_source(text, {"id": "c"})).sources] == ["a", "b", "c"]
    assert [s.id for s in reading.config(editing.without_source(text, "b")).sources] == ["a"]


def test_settings_are_set_in_place() -> None:
    made = editing.with_settings(WHOLE, "schedule", {"at": "03:00"})
    assert reading.config(made).schedule.at == (time(3),)
    assert "# 我们关注的文件" in made
    fresh = editing.with_settings("", "schedule", {"at": "03:00"})
    assert reading.config(fresh).schedule.at == (time(3),)


names = st.text("abcdefg甲乙", min_size=1, max_size=6)


@given(st.lists(names, unique=True, min_size=1, max_size=6), st.data())
def test_adding_and_taking_out_again_leaves_the_text(ids: list[str], data: st.DataObject) -> None:
    text = "# begin\n"
    for id in ids:
        text = editing.with_source(text, {"id": id, "url": f"https://example.org/{id}"}) + f"# after {id}\n"
    chosen = data.draw(st.sampled_from(ids))
    made = editing.without_source(text, chosen)
    assert [source.id for source in reading.config(made).sources] == [id for id in ids if id != chosen]
    assert [line for line in text.split("\n") if line.startswith("#")] == [
        line for line in made.split("\n") if line.startswith("#")
    ]


def test_the_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "tracker.toml"
    path.write_bytes(b"\xef\xbb\xbf# hand-made\r\n[check]\r\nthreads = 8\r\n")
    assert sources.add(path, {"id": "a", "url": "https://example.org"}).id == "a"
    assert sources.load(path).check.threads == 8
    sources.remove(path, "a")
    assert sources.load(path).sources == ()
    assert "# hand-made" in path.read_text("utf-8")
    assert sorted(entry.name for entry in tmp_path.iterdir()) == [".tracker.toml.lock", "tracker.toml"]


def test_a_file_that_is_no_utf8_is_told() -> None:
    path = Path(__file__).with_name("absent.toml")
    with pytest.raises(TrackerError, match=r"absent\.toml"):
        sources.load(path)


def test_what_another_process_added_meanwhile_is_there(tmp_path: Path) -> None:
    path = tmp_path / "tracker.toml"
    path.write_text("# mine\n", encoding="utf-8")
    sources.ensure(path, {"id": "a", "title": "甲"})
    before = path.read_bytes()
    sources.ensure(path, {"id": "a", "title": "乙"})
    assert path.read_bytes() == before
    with pytest.raises(SourceError):
        sources.check(path, {"id": "b", "title": ""})
    with pytest.raises(SourceError, match="also the source"):
        sources.check(path, {"id": "A"})
    assert path.read_bytes() == before
