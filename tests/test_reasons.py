"""Why a source failed is told in the language of the overview."""

from __future__ import annotations

import pytest

from tracker.nightly import reasons


@pytest.mark.parametrize(("reason", "chinese"), reasons.EXAMPLES)
def test_a_known_reason_is_told_in_chinese(reason: str, chinese: str) -> None:
    told = reasons.told(reason, "zh")
    assert told.startswith(chinese.partition("{")[0])
    assert "{" not in told
    assert told != reason
    assert reasons.told(reason, "en") == reason


def test_what_is_not_known_stays_as_it_was_said() -> None:
    assert reasons.told("tracker.toml: something else", "zh") == "tracker.toml: something else"


def test_a_host_that_was_not_asked_again_is_told_with_its_reason() -> None:
    reason = "its host name is not known; 3 other sources failed so, and the host was not asked again in this pass"
    assert reasons.told(reason, "zh") == "找不到该网站（域名无法解析）；另有 3 个来源同样失败，本次不再访问该网站"
