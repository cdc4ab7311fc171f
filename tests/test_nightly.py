"""A pass: each source gets its right outcome, none stops another, what changed is told once."""

from __future__ import annotations

import json
import os
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from markdown_it import MarkdownIt

from tests import publisher as pub
from tests.publisher import Publisher
from tracker import disk, ignoring, sources
from tracker.errors import StoreError, UsageError
from tracker.fetch import Client, Limits
from tracker.nightly import outbox, passes, record
from tracker.nightly.memory import Place
from tracker.nightly.passes import Ask, Outcome, World
from tracker.nightly.record import Changed
from tracker.schedule import due
from tracker.store import Noted, Store, verify

NOW = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)
ONE = (
    "一、人才工作\n选配14万名微网格员,组建市人才发展集团。\n落户青年人才74.7万人,建成人才公寓3万套。\n"
    + "统筹推进各项改革任务。\n" * 20
)
TWO = ONE.replace("14万名", "15.2万名")
SECRET = "tok/en+秘密 123"


class Office:
    """A workspace, a publisher and a clock that is moved by hand."""

    def __init__(self, root: Path, server: Publisher) -> None:
        self.root, self.server = root, server
        self.now = NOW
        self.sent: list[tuple[str, str, str, list[Path]]] = []
        self.refusing: set[str] = set()
        self.place = Place(root, Store.create(root / "snapshots"))
        self.head = ""
        self.tables: list[str] = []
        # As long as it takes on a busy machine; only those that never answer take so long.
        self.limits = Limits(connect=10, read=30, total=60, size=1_000_000, retries=0)

    def follow(self, id: str, path: str = "", more: str = "") -> None:
        where = f'url = "{self.server.url(path)}"\nallow_private = true\nrobots = false\n' if path else ""
        self.tables.append(f'[[sources]]\nid = "{id}"\n{where}{more}\n')

    def write(self) -> sources.Config:
        text = (
            '[check]\ndelay = "0s"\nretries = 0\nthreads = 8\nper_host = 8\n'
            + self.head
            + "\n"
            + "\n".join(self.tables)
        )
        (self.root / "tracker.toml").write_text(text, encoding="utf-8")
        return sources.load(self.root / "tracker.toml")

    def check(self, *names: str, after: timedelta = timedelta(days=1), **ask: bool) -> Outcome:
        self.now += after
        client = Client(self.limits, threads=8, sleep=lambda _: None)
        world = World(
            client,
            now=lambda: self.now,
            environment={"TOKEN": SECRET, "HOOK": "json://hook.example/abc"},
            send=self._send,
        )
        try:
            return passes.run(self.place, self.write(), Ask(names, **ask), world)
        finally:
            client.close()

    def _send(self, address: str, title: str, body: str, attachments: object) -> str | None:
        if address in self.refusing:
            return "the service answered HTTP 500"
        self.sent.append((address, title, body, list(attachments)))  # type: ignore[call-overload]
        return None

    def overview(self) -> str:
        return max(self.root.glob("reports/*.md")).read_text("utf-8")


@pytest.fixture(scope="module")
def server() -> Iterator[Publisher]:
    with pub.publisher() as made:
        yield made


@pytest.fixture
def office(tmp_path: Path, server: Publisher, monkeypatch: pytest.MonkeyPatch) -> Office:
    # The day of a pass is that of the machine's zone.
    monkeypatch.setenv("TZ", "UTC")
    server.answers.clear()
    server.asked.clear()
    return Office(tmp_path, server)


def reason(outcome: Outcome, source: str) -> str:
    """Return why *source* failed."""
    return next(f"{row.trouble}: {row.reason}" for row in outcome.passed.failed if row.source == source)


def test_a_change_is_stored_compared_and_told(office: Office) -> None:
    office.follow("a", "/a", 'title = "人才报告"')
    office.server.answers["/a"] = pub.plain(ONE)
    first = office.check().passed
    assert (first.checked, len(first.first), len(first.compared)) == (1, 1, 0)
    assert office.check().passed.unchanged == 1
    office.server.answers["/a"] = pub.plain(TWO)
    (row,) = office.check().passed.compared
    assert row.count("figures", "changed") == 1
    report = (office.root / "reports" / row.reports[0]).read_text("utf-8")
    assert "15.2万名" in report
    assert "人才报告" in office.overview()
    assert [s.id for s in office.place.store.snapshots("a")] == [row.old, row.new]
    assert verify.faults(office.place.store) == ()
    assert office.check().passed.unchanged == 1


def test_links_in_the_overview_lead_to_the_reports(office: Office) -> None:
    office.head = 'formats = ["markdown", "html", "json"]'
    office.follow("甲 [x](y) | <b> #1", "/a")
    office.server.answers["/a"] = pub.plain(ONE)
    office.check()
    office.server.answers["/a"] = pub.plain(TWO)
    office.check()
    text = office.overview()
    tokens = [child for token in MarkdownIt("js-default").parse(text) for child in token.children or ()]
    links = [unquote(str(token.attrs["href"])) for token in tokens if token.type == "link_open"]
    assert len(links) == 3
    assert all((office.root / "reports" / link).is_file() for link in links)
    assert "<b>" not in text


def test_the_overview_and_the_feed_name_the_figures_that_changed_most(office: Office) -> None:
    office.follow("a", "/a")
    for text in (ONE, TWO):
        office.server.answers["/a"] = pub.plain(text)
        office.check()
    said = "变动较大的数据：微网格员 14万名 → 15.2万名（+8.57%）。"
    assert f"\n   - {said}\n" in office.overview()
    assert f"。{said}</summary>" in (office.root / "reports" / "feed.xml").read_text("utf-8")


def test_the_overview_names_the_passages_that_went_and_came_where_they_are_few(office: Office) -> None:
    office.follow("a", "/a")
    head = "一、培训\n财政部门{}贴息。\n"
    for words in ("全额", "按规定"):
        office.server.answers["/a"] = pub.plain(head.format(words) + "开展普法宣传活动。\n")
        office.check()
    assert "\n   - 修改：财政部门按规定贴息。\n" in office.overview()
    office.server.answers["/a"] = pub.plain(head.format("按规定") + "建立台账制度。\n")
    office.check()
    assert "\n   - 删除：开展普法宣传活动。新增：建立台账制度。\n" in office.overview()


def test_an_overview_says_in_chinese_why_a_source_failed(office: Office) -> None:
    office.follow("a", "/a")
    office.server.answers["/a"] = pub.status(404)
    office.check()
    assert "| 网页不存在（HTTP 404） |" in office.overview()
    assert "共检查 1 个来源：有变化 0 个，首次收录 0 个，检查失败 1 个，未变 0 个。" in office.overview()


EVERY = {
    "good": (pub.plain(ONE), ""),
    "gone": (pub.status(404), "failed: HTTP 404"),
    "broken": (pub.status(500), "failed: HTTP 500"),
    "forbidden": (pub.status(403), "failed: HTTP 403"),
    "empty": (pub.plain(""), "failed: the body is empty"),
    "blank": (pub.plain(" \n\n "), "failed: "),
    "endless": (pub.endless, "failed: it is larger"),
    "dripping": (pub.dripping, "failed: took longer"),
    "silent": (pub.silent, "failed: nothing came"),
    "truncated": (pub.truncated, "failed: the body ended"),
    "no_http": (pub.no_http, "failed: the connection broke"),
    "headers": (pub.many_headers, "failed: the connection broke"),
    "loop": (pub.redirect("/loop"), "failed: it sends us on"),
    "file": (pub.redirect("file:///etc/passwd"), "failed: file is neither"),
    "bomb": (pub.bomb("gzip", 50_000_000), "failed: it is larger"),
    "picture": (lambda h: h.send(200, b"\x89PNG\r\n\x1a\n", Content_Type="text/html"), "failed: it is a PNG"),
    "wall": (pub.redirect("/cas/login?next=wall"), "suspicious: it sends us on to a page for logging in"),
    "soft": (pub.plain("您访问的页面不存在,请返回首页。"), "suspicious: it looks like an error page"),
    "script": (pub.plain("<html><body><div id=app></div><script>x()</script></body></html>"), "failed: it holds no"),
    "robots": (pub.plain(ONE), "failed: its robots.txt asks"),
    "unset": (pub.plain(ONE), "failed: the environment variable ABSENT is not set"),
}  # fmt: skip


def test_each_source_gets_its_outcome_and_none_stops_another(office: Office) -> None:
    office.server.answers |= {"/robots.txt": pub.plain("User-agent: *\nDisallow: /robots\n")}
    office.server.answers |= {"/cas/login": pub.plain("请登录后继续")}
    for name, (answer, _) in EVERY.items():
        office.server.answers[f"/{name}"] = answer
        office.follow(name, f"/{name}" if name != "unset" else "/unset?${ABSENT}")
    office.tables = [t.replace("robots = false", "") if 'id = "robots"' in t else t for t in office.tables]
    office.limits = replace(office.limits, read=3, total=5)
    outcome = office.check()
    assert [row.source for row in outcome.passed.first] == ["good"]
    assert {row.source for row in outcome.passed.failed} == set(EVERY) - {"good"}
    for name, (_, expected) in EVERY.items():
        if expected:
            assert reason(outcome, name).startswith(expected), name
    assert office.place.store.sources() == ("good",)
    assert verify.faults(office.place.store) == ()


def test_since_when_a_source_fails_is_told_until_it_does_no_more(office: Office) -> None:
    office.follow("a", "/a")
    office.server.answers["/a"] = pub.status(500)
    began = office.check().passed.started
    again = office.check().passed.failed[0]
    assert again.since == began
    assert began.strftime("%Y-%m-%d") in office.overview()
    office.server.answers["/a"] = pub.plain(ONE)
    assert office.check().passed.failed == ()
    office.server.answers["/a"] = pub.status(500)
    assert office.check().passed.failed[0].since == office.now


def test_a_text_that_shrank_is_kept_aside_until_a_person_accepts_it(office: Office) -> None:
    office.follow("a", "/a")
    office.server.answers["/a"] = pub.plain(ONE)
    office.check()
    office.server.answers["/a"] = pub.plain(ONE[:60])
    assert "suspicious: its text shrank from" in reason(office.check(), "a")
    assert "suspicious" in reason(office.check(), "a")
    assert len(office.place.store.snapshots("a")) == 1
    (kept,) = (office.root / "checks" / "aside" / "a").glob("*.txt")
    assert kept.read_text("utf-8") == ONE[:60]
    (row,) = office.check("a", accept=True).passed.compared
    assert row.source == "a"
    assert len(office.place.store.snapshots("a")) == 2


def test_a_page_that_ends_too_early_is_kept_aside(office: Office) -> None:
    office.follow("page", "/page")
    office.follow("odd", "/odd")
    office.server.page("/page", f"<p>{ONE}</p>")
    odd = f"<html><body><p>{ONE}</p>"
    office.server.answers["/odd"] = pub.plain(odd, Content_Type="text/html")
    assert len(office.check().passed.first) == 2
    for path, added in (("/page", "新增。"), ("/odd", "新增一条。")):
        office.server.answers[path] = pub.plain(odd + added, Content_Type="text/html")
    outcome = office.check()
    assert "suspicious: it may not be whole" in reason(outcome, "page")
    assert [row.source for row in outcome.passed.compared] == ["odd"], "a page that never had an end misses none"
    assert {row.source for row in office.check("page", accept=True).passed.compared} == {"page"}


def test_a_first_file_that_ends_too_early_is_no_version(office: Office) -> None:
    (office.root / "a.rtf").write_bytes(rb"{\rtf1\ansi\ansicpg936 " + ONE.encode("gbk").replace(b"\n", rb"\par "))
    office.follow("a", more='path = "a.rtf"')
    assert "suspicious: it may not be whole" in reason(office.check(), "a")


def test_a_pattern_that_takes_for_ever_fails_its_source_alone(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ignoring, "_SECONDS", 0.2)
    office.follow("slow", "/slow", "ignore = '(\\S+)+\\d!'")
    office.follow("fine", "/fine")
    for path in ("/slow", "/fine"):
        office.server.answers[path] = pub.plain(ONE)
    outcome = office.check()
    assert "takes longer than" in reason(outcome, "slow")
    assert [row.source for row in outcome.passed.first] == ["fine"]


def test_what_a_reader_should_know_of_a_version_is_told_once(office: Office) -> None:
    office.follow("a", "/a")
    script = "<script>createPageHTML(3, 0, 'a', 'html');</script>"
    for day, text in enumerate((ONE, TWO)):
        office.server.page("/a", f"<p>{text}</p>{script}")
        office.check()
        newest = office.overview().split("## 当日")[0]
        assert ("   - 注意：文章分 3 页，只读取了这一页" in newest) == (day == 0)
    (report,) = office.root.glob("reports/*/a.md")
    assert "\n两个版本的读取说明：文章分 3 页，只读取了这一页。\n" in report.read_text("utf-8")
    assert json.loads((office.root / "checks" / "state.json").read_text("utf-8"))["last"]["changed"][0]["notes"] == []


def test_a_bad_page_does_not_replace_what_we_ask_for(office: Office) -> None:
    office.follow("a", "/a")
    office.server.answers["/a"] = pub.versioned(ONE, '"1"')
    office.check()
    office.server.answers["/a"] = pub.versioned("您访问的页面不存在", '"2"')
    office.check()
    office.check()
    assert [h.get("If-None-Match") for _, h in office.server.asked] == [None, '"1"', '"1"']
    office.server.answers["/a"] = pub.versioned(ONE, '"1"')
    assert office.check().passed.unchanged == 1


def test_a_selector_that_matches_no_more_says_so(office: Office) -> None:
    office.follow("a", "/a", 'select = "#c"')
    office.server.page("/a", "<p>选配14万名微网格员,组建市人才发展集团。</p>")
    office.check()
    office.server.answers["/a"] = lambda h: h.send(200, b"<html><body><div id=new>other words here</div></body></html>")
    assert "select “#c” matches nothing" in reason(office.check(), "a")


def test_words_outside_the_selection_are_stored_and_not_told(office: Office) -> None:
    office.follow("a", "/a", 'select = "#c"\ndrop = ".n"')
    office.server.page("/a", "<p>选配14万名微网格员。</p><p class=n>浏览1次</p>")
    office.check()
    office.server.page("/a", "<p>选配14万名微网格员。</p><p class=n>浏览2次</p>")
    passed = office.check().passed
    assert (passed.compared, passed.unchanged, passed.noise) == ((), 1, 1)
    assert len(office.place.store.snapshots("a")) == 2


def test_tokens_and_scripts_that_change_make_no_version(office: Office) -> None:
    office.follow("a", "/a")
    for nonce in ("1", "2"):
        body = f"<script>n={nonce}</script><p data-t='{nonce}'>选配14万名微网格员,组建市人才发展集团。</p>"
        office.server.page("/a", body)
        office.check()
    assert len(office.place.store.snapshots("a")) == 1


def test_what_a_rule_hides_comes_back_when_the_rule_goes(office: Office) -> None:
    office.follow("a", "/a", "ignore = '浏览次数:\\d+次'")
    for count in (1, 2, 3):
        office.server.answers["/a"] = pub.plain(f"{ONE}浏览次数:{count}次\n")
        passed = office.check().passed
        assert passed.compared == ()
    assert len(office.place.store.snapshots("a")) == 3
    office.tables = [table.replace("ignore", "# ignore") for table in office.tables]
    rows = office.check().passed.compared
    assert rows[-1].new == office.place.store.snapshots("a")[-1].id
    assert "浏览次数: ~~2~~ **3** 次" in (office.root / "reports" / rows[-1].reports[0]).read_text("utf-8")


PAGE = "<!DOCTYPE html><html><head><title>{}</title></head><body>{}</body></html>"
WALLS = {
    "password": PAGE.format("统一身份认证", "<form>用户名<input name=u>密码<input type=password></form>请登录"),
    "not found": PAGE.format("404", "<h1>抱歉,您访问的页面不存在</h1><p>请检查地址,或返回首页。</p>"),
    "captcha": PAGE.format("安全验证", "<p>请完成下方的滑动验证后继续访问本网站。</p>"),
    "gateway": PAGE.format("502 Bad Gateway", "<center><h1>502 Bad Gateway</h1></center><hr>nginx"),
    "maintenance": PAGE.format("通知", "<p>系统维护中,请稍后再试。</p>"),
    "links": PAGE.format("首页", "".join(f"<a href=/{n}>栏目{n}的链接</a>" for n in range(40))),
}


@pytest.mark.parametrize("wall", WALLS)
def test_a_page_that_stands_in_the_document_s_place_is_no_version(office: Office, wall: str) -> None:
    office.follow("a", "/a")
    office.server.page("/a", "<p>" + ONE.replace("\n", "</p><p>") + "</p>")
    assert office.check().passed.first
    office.server.answers["/a"] = lambda h: h.send(200, WALLS[wall].encode(), Content_Type="text/html")
    assert office.check().passed.failed
    assert len(office.place.store.snapshots("a")) == 1
    assert list((office.root / "checks" / "aside" / "a").glob("*.json"))


def test_a_long_document_about_errors_is_a_version(office: Office) -> None:
    office.follow("a", "/a")
    office.server.answers["/a"] = pub.plain(ONE + "对访问过于频繁、验证码失效、系统维护等情形作出规定。\n" * 30)
    assert office.check().passed.first


def test_a_web_page_in_the_place_of_a_file_is_suspicious(office: Office) -> None:
    office.follow("a", "/a")
    office.place.store.add("a", b"%PDF-1.4 not read here", captured=NOW, noted=Noted("application/pdf"))
    office.server.page("/a", "<p>" + ONE.replace("\n", "</p><p>") + "</p>")
    assert "it was application/pdf and is a web page now" in reason(office.check(), "a")


def test_addresses_of_our_own_network_are_refused_unless_allowed(office: Office) -> None:
    office.follow("a", "/a")
    office.tables = [table.replace("allow_private = true", "") for table in office.tables]
    office.server.answers["/a"] = pub.plain(ONE)
    assert "its address is not public" in reason(office.check(), "a")
    assert office.server.asked == []


def test_a_frozen_clock_and_one_that_jumps_keep_versions_in_order(office: Office) -> None:
    office.head = '[schedule]\ntimezone = "Europe/Berlin"'
    office.follow("a", "/a")
    jumps = [timedelta(0), timedelta(0), timedelta(0), -timedelta(days=4000), timedelta(days=9000), -timedelta(hours=3)]
    for number, jump in enumerate(jumps):
        office.server.answers["/a"] = pub.plain(ONE.replace("14万", f"{20 + number}万"))
        passed = office.check(after=jump).passed
        assert [bool(row.old) for row in passed.changed] == [number > 0]
    versions = office.place.store.snapshots("a")
    assert [version.number for version in versions] == list(range(1, len(jumps) + 1))
    assert verify.faults(office.place.store) == ()


@pytest.mark.parametrize(("zone", "start"), [
    ("Europe/Berlin", "2026-03-27T01:30"), ("America/New_York", "2026-10-30T06:30"),
    ("Asia/Shanghai", "1986-05-02T18:30"),
])  # fmt: skip
def test_nights_over_a_change_of_clocks_have_an_overview_each(office: Office, zone: str, start: str) -> None:
    office.head = f'[schedule]\nat = "02:30"\ntimezone = "{zone}"'
    office.follow("a", "/a", 'every = "1d"')
    office.now = datetime.fromisoformat(start).replace(tzinfo=UTC)
    at, local = time(2, 30), ZoneInfo(zone)
    for number in range(5):
        then = due.following((at,), local, office.now)
        assert then is not None
        office.server.answers["/a"] = pub.plain(ONE.replace("14万", f"{20 + number}万"))
        assert office.check(after=then - office.now).passed.checked == 1
    days = sorted(path.stem for path in office.root.glob("reports/*.md"))
    first = date.fromisoformat(days[0])
    assert days == [(first + timedelta(days=n)).isoformat() for n in range(5)]


def test_changes_are_ordered_by_what_matters(office: Office) -> None:
    news = {
        "words": ONE.replace("统筹推进各项改革任务。", "统筹推进各项改革工作任务。", 1),
        "figure": TWO,
        "measure": ONE + "制定人才发展条例。\n",
    }
    for name in news:
        office.follow(name, f"/{name}")
        office.server.answers[f"/{name}"] = pub.plain(ONE)
    office.check()
    for name, text in news.items():
        office.server.answers[f"/{name}"] = pub.plain(text)
    rows = office.check().passed.compared
    assert rows[0].source == "figure"
    assert {row.source for row in rows} == set(news)


def test_versions_added_by_hand_are_told_by_the_next_pass(office: Office) -> None:
    office.follow("hand")
    office.place.store.add("hand", ONE.encode(), captured=NOW)
    assert office.check().passed.changed == ()
    office.place.store.add("hand", TWO.encode(), captured=office.now)
    assert [row.source for row in office.check().passed.compared] == ["hand"]


def test_a_file_and_the_newest_of_a_folder_are_versions(office: Office) -> None:
    folder = office.root / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(ONE, encoding="utf-8")
    (folder / ".hidden").write_text("x", encoding="utf-8")
    office.follow("folder", more='path = "in"')
    office.follow("glob", more='path = "in/*.txt"')
    office.follow("file", more='path = "in/a.txt"')
    office.follow("absent", more='path = "nowhere/*.txt"')
    outcome = office.check()
    assert len(outcome.passed.first) == 3
    assert "there is no such file" in reason(outcome, "absent")
    (folder / "b.txt").write_text(TWO, encoding="utf-8")
    os.utime(folder / "b.txt", (2**31, 2**31))
    assert {row.source for row in office.check().passed.compared} == {"folder", "glob"}


def test_what_tracker_writes_is_found_by_no_pattern_that_does_not_name_it(office: Office) -> None:
    (office.root / "a.txt").write_text(ONE, encoding="utf-8")
    office.follow("all", more='path = "**/*"')
    office.follow("here", more='path = "."')
    office.follow("overviews", more='path = "reports/*.md"')
    assert {row.source for row in office.check().passed.first} == {"all", "here"}
    again = office.check().passed
    assert (again.unchanged, [row.source for row in again.first]) == (2, ["overviews"])


def test_a_source_is_checked_as_often_as_it_says(office: Office) -> None:
    for id, every in (("always", ""), ("daily", 'every = "1d"'), ("weekly", 'every = "1w"')):
        office.follow(id, f"/{id}", every)
        office.server.answers[f"/{id}"] = pub.plain(ONE)
    office.check()
    office.server.asked.clear()
    office.check(after=timedelta(hours=12))
    assert office.server.paths() == ["/always"]
    # Clocks were put forward: the night is 23 hours later.
    office.check(after=timedelta(hours=11))
    assert sorted(office.server.paths()) == ["/always", "/always", "/daily"]
    office.check(after=timedelta(days=6, hours=1))
    assert "/weekly" in office.server.paths()
    office.server.asked.clear()
    office.check("weekly", after=timedelta(hours=1))
    assert office.server.paths() == ["/weekly"]
    office.check(after=timedelta(hours=1), force=True)
    assert len(office.server.asked) == 4
    # The clock was wrong and is put back: no source waits for the year in which it was checked.
    office.check(after=-timedelta(days=4000))
    assert len(office.server.asked) == 7


def test_names_and_tags_choose_sources(office: Office) -> None:
    office.follow("a", "/a", 'tags = ["city"]')
    office.follow("b", "/b")
    office.server.answers |= {"/a": pub.plain(ONE), "/b": pub.plain(ONE)}
    assert office.check("city").passed.checked == 1
    with pytest.raises(UsageError, match="no such source or tag; the nearest: city"):
        office.check("citi")


def test_a_damaged_memory_is_told(office: Office) -> None:
    (office.root / "checks").mkdir()
    (office.root / "checks" / "state.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreError, match=r"checks/state\.json is not what tracker wrote"):
        office.check()


def test_memory_is_written_and_read_back() -> None:
    known = record.Known("id", NOW, None, NOW, "suspicious", "r", "https://e.org", "ab", (("etag", "x"),), ("y",))
    row = Changed("s", "t", "o", "n", {"figures": {"changed": 1}}, ("a.md",), "u")
    failed = record.Failed("s", "t", "failed", "r", NOW)
    state = record.State(
        {"b": known, "a": record.Known("")}, record.Pass(1, NOW, NOW, "d", (row,), (failed,)), False, NOW
    )
    assert record.load(record.dump(state), "x") == replace(state, sources=dict(sorted(state.sources.items())))


def test_two_passes_never_run_at_once(office: Office) -> None:
    office.follow("slow", "/slow")
    begun, go = threading.Event(), threading.Event()

    def answer(handler: pub.Handler) -> None:
        begun.set()
        go.wait(5)
        handler.send(200, ONE.encode())

    office.server.answers["/slow"] = answer
    first = threading.Thread(target=office.check)
    first.start()
    begun.wait(5)
    with pytest.raises(passes.Busy, match="another pass is under way"):
        Office(office.root, office.server).check()
    go.set()
    first.join()


def test_a_lock_of_a_dead_process_is_taken_over(office: Office) -> None:
    (office.root / "checks").mkdir()
    (office.root / "checks" / "lock").write_text("process 999999\n", encoding="utf-8")
    office.follow("a", "/a")
    office.server.answers["/a"] = pub.plain(ONE)
    assert office.check().passed.checked == 1


def test_no_secret_is_on_disk_or_in_a_message(office: Office) -> None:
    office.head = 'contact = "x@example.org"\n[notify]\nurls = ["${HOOK}"]\nsend = "all"\n'
    office.follow("a", "/a?t=${TOKEN}", 'headers = { X-Token = "${TOKEN}" }')
    office.follow("b", "/b?t=${TOKEN}")
    office.follow("c", "/c?t=${TOKEN}")
    office.server.answers |= {"/a": pub.plain(ONE), "/c": pub.status(500)}
    office.server.answers["/b"] = lambda h: h.send(302, b"", Location=f"/a?{h.path.partition('?')[2]}&x=%E7%A7%98")
    office.check()
    asked = {path.partition("?")[0]: headers for path, headers in office.server.asked}
    assert asked["/a"]
    assert any("X-Token" in headers for _, headers in office.server.asked)
    told = [path.read_bytes() for path in office.root.rglob("*") if path.is_file()]
    told.append(repr(office.sent).encode())
    for form in (b"tok/en", b"tok%2Fen", "秘密".encode(), b"%E7%A7%98%E5%AF%86", b"hook.example/abc\\n"):
        assert not any(form in data for data in told if b"json://" not in data), form
    assert b"${TOKEN}" in b"".join(told)


def test_what_could_not_be_sent_is_sent_with_the_next_pass(office: Office) -> None:
    office.head = '[notify]\nurls = ["json://one.example", "${HOOK}"]\n'
    office.follow("a", "/a")
    office.server.answers["/a"] = pub.plain(ONE)
    office.refusing = {"json://one.example"}
    outcome = office.check()
    assert [address for address, *_ in office.sent] == ["json://hook.example/abc"]
    assert "number 1 (json): the service answered HTTP 500; it is sent with the next pass" in outcome.troubles[0]
    assert outbox.waiting(office.place.outbox) == 1
    office.refusing = set()
    assert office.check().troubles == ()
    assert [address for address, *_ in office.sent] == ["json://hook.example/abc", "json://one.example"]
    assert outbox.waiting(office.place.outbox) == 0
    office.check()
    assert len(office.sent) == 2


def test_what_is_sent_is_what_was_asked_for(office: Office) -> None:
    office.head = '[notify]\nurls = ["json://one.example"]\nsend = "failed"\nlink = "https://office.example/r"\n'
    office.follow("a", "/a")
    office.server.answers["/a"] = pub.plain(ONE)
    office.check()
    assert office.sent == []
    office.server.answers["/a"] = pub.status(500)
    office.check()
    ((_, title, body, attached),) = office.sent
    assert "失败 1" in title
    assert "HTTP 500" in body
    assert f"https://office.example/r/{office.now:%Y-%m}" in body
    assert [path.suffix for path in attached] == [".md"]
    assert all(path.is_file() for path in attached)
    office.head = office.head.replace('"failed"', '"all"')
    office.server.answers["/a"] = pub.plain(ONE)
    office.check()
    assert "没有变化" in office.sent[-1][1]


def test_a_heartbeat_is_sent_at_the_end(office: Office) -> None:
    office.head = f'[notify]\nheartbeat = "{office.server.url("/beat")}"\n'
    office.follow("a", "/a")
    office.server.answers |= {"/a": pub.plain(ONE), "/beat": pub.plain("ok")}
    assert office.check().troubles == ()
    assert office.server.paths() == ["/a", "/beat"]
    office.server.answers["/beat"] = pub.status(500)
    assert office.check().troubles == ("[notify] heartbeat: HTTP 500 Internal Server Error",)


def test_the_feed_is_atom_and_names_each_version_once(office: Office) -> None:
    office.follow("a & <b>", "/a")
    for text in (ONE, TWO, ONE):
        office.server.answers["/a"] = pub.plain(text)
        office.check()
    office.check()
    root = ET.fromstring((office.root / "reports" / "feed.xml").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    ids = [entry.findtext(f"{atom}id") for entry in root.iter(f"{atom}entry")]
    assert len(ids) == len(set(ids)) == 3
    assert root.findtext(f"{atom}entry/{atom}title") == "a & <b>"
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{atom}{name}")


def test_the_overview_of_a_day_holds_all_its_passes(office: Office) -> None:
    office.follow("a", "/a")
    for text in (ONE, TWO):
        office.server.answers["/a"] = pub.plain(text)
        office.check(after=timedelta(minutes=5))
    fields = json.loads((office.root / "reports" / "2026-03-01.json").read_bytes())
    assert [one["number"] for one in fields["passes"]] == [1, 2]
    assert "当日更早的检查" in office.overview()


def test_a_pass_that_was_not_published_is_published_by_the_next(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.head = '[notify]\nurls = ["json://one.example"]\n'
    office.follow("a", "/a")
    office.server.answers["/a"] = pub.plain(ONE)
    office.check()
    office.server.answers["/a"] = pub.plain(TWO)
    with monkeypatch.context() as patched:
        patched.setattr(disk, "put", _failing_at("feed.xml", disk.put))
        with pytest.raises(StoreError):
            office.check()
    outcome = office.check()
    assert outcome.passed.compared == ()
    told = [json.loads(path.read_bytes()) for path in sorted(office.root.glob("reports/*.json"))]
    rows = [row["new"] for day in told for one in day["passes"] for row in one["changed"]]
    assert len(rows) == len(set(rows)) == 2
    assert sum("15.2" in body or "数据" in body for _, _, body, _ in office.sent) == 1


def _failing_at(name: str, put: object) -> object:
    def failing(path: Path, data: bytes) -> None:
        if path.name == name:
            raise OSError(28, "No space left on device")
        put(path, data)  # type: ignore[operator]

    return failing


def test_a_source_that_was_taken_out_is_forgotten_and_its_snapshots_stay(office: Office) -> None:
    office.follow("a", "/a")
    office.server.answers["/a"] = pub.plain(ONE)
    office.check()
    office.tables.clear()
    assert office.check().passed.checked == 0
    assert office.place.store.sources() == ("a",)


def test_snapshots_that_are_gone_are_fetched_again(office: Office) -> None:
    import shutil

    office.follow("a", "/a")
    office.server.answers["/a"] = pub.versioned(ONE, '"1"')
    office.check()
    shutil.rmtree(office.root / "snapshots" / "a")
    office.check()
    assert Store.open(office.root / "snapshots").sources() == ("a",)


def test_html_and_json_reports_are_written_as_configured(office: Office) -> None:
    office.head = 'formats = ["html", "json", "docx"]\nlanguage = "en"'
    office.follow("a", "/a")
    for text in (ONE, TWO):
        office.server.answers["/a"] = pub.plain(text)
        office.check()
    assert sorted(p.suffix for p in office.root.glob("reports/*/*")) == [".docx", ".html", ".json"]
    assert "Overview of checks" in office.overview()
