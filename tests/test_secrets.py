"""Secrets: put in where something is sent, kept out of what is shown."""

from __future__ import annotations

import re
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.secrets import Secret, Unset, expanded, masked, names

VALUES = {"TOKEN": "a b&c/d%20", "HOOK": "https://example.org/x?y=z"}


def test_a_variable_is_put_in() -> None:
    assert expanded("k=${TOKEN}", VALUES).text == "k=a b&c/d%20"
    assert expanded("k=${TOKEN}", VALUES).secrets == (Secret("TOKEN", "a b&c/d%20"),)


def test_in_an_address_it_stays_in_its_part() -> None:
    assert expanded("https://e.org/?k=${TOKEN}&l=1", VALUES, address=True).text == "https://e.org/?k=a%20b%26c/d%20&l=1"
    assert expanded("https://me:${TOKEN}@e.org/${TOKEN}", VALUES, address=True).text == (
        "https://me:a%20b%26c%2Fd%20@e.org/a%20b%26c/d%20"
    )
    assert expanded("https://e.org/${TOKEN}@1", VALUES, address=True).text == "https://e.org/a%20b%26c/d%20@1"
    assert expanded("${HOOK}&l=1", VALUES, address=True).text == "https://example.org/x?y=z&l=1"


def test_one_that_is_not_set_is_named() -> None:
    with pytest.raises(Unset, match="ABSENT is not set"):
        expanded("${ABSENT}", VALUES)


def test_names_are_listed_once() -> None:
    assert names("${A}-${B}-${A}-$C-${1}") == ("A", "B")


def test_a_password_in_an_address_is_never_shown() -> None:
    assert masked("see https://me:geheim@example.org/x") == "see https://me:…@example.org/x"


def test_the_tokens_of_a_secret_address_are_hidden_by_themselves() -> None:
    hook = Secret("HOOK", "https://bob:geheim123@e.org/send/abcdef0123?key=0123456789%2B&v=1")
    assert masked("https://e.org/next?key=0123456789%2B&v=1", (hook,)) == "https://e.org/next?key=${HOOK}&v=1"
    assert masked("abcdef0123 0123456789+ geheim123", (hook,)) == "${HOOK} ${HOOK} ${HOOK}"


@given(st.text(min_size=4, max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_a_secret_is_hidden_however_it_is_encoded(value: str, before: str, after: str) -> None:
    try:
        forms = (value, quote(value, safe=""), quote_plus(value), re.sub("%..", lambda c: c[0].lower(), quote(value)))
    except UnicodeEncodeError:
        return
    for form in forms:
        shown = masked(f"{before}\x00{form}\x00{after}", (Secret("X", value),))
        assert f"\x00{form}\x00" not in shown or form in "${X}"
