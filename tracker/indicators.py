"""The name of an indicator to what it is called in every report, whoever it is counted for."""

from __future__ import annotations

from tracker.patterns import later

# 全国财政收入, 公共财政收入 and 财政收入, 粮食总产量 and 粮食产量, 本市年末常住人口 and 常住人口 are one indicator.
_SCOPE = later(
    "^(?:[我本](?:国|省|市|县|区|州|旗|系统)|年末)|全(?:社会|系统|[国省市区县州旗])|国家|公共|货物|贸易"
    "|总(?=[产额量收支人])|的|[“”]"
)


def bare(subject: str) -> str:
    """Return *subject*, what a figure counts, folded, without the words that may be left out."""
    return _SCOPE.sub("", subject)
