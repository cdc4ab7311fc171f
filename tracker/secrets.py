"""Words with ``${NAME}`` to the words that are sent, and words that may hold secrets to words that may be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote, quote_plus, unquote

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")  # ${TOKEN}
_ENCODED = re.compile(r"%[0-9A-F]{2}")
_PASSWORD = re.compile(r"(?<=://)([^/?#\s:@]*):([^/?#\s@]+)@")  # https://name:password@host
# Around a variable in a name or password, which a slash would end: https://me:${TOKEN}@host
_BEFORE, _BEHIND = re.compile(r"://[^/?#\s]*\Z"), re.compile(r"[^/?#\s]*@")

# What parts an address, and from which length on a part of a secret one is a token and no word: /robot/send?key=…
_DELIMITERS = re.compile(r"[/?#&=;]")
_TOKEN = 8

# A shorter value keeps nothing secret, and hiding each "on" would make nonsense of messages.
_SHORTEST = 4


class Secret(NamedTuple):
    """A value from the environment, and the name that is shown instead."""

    name: str
    value: str


class Expanded(NamedTuple):
    """What is sent, and what of it is secret."""

    text: str
    secrets: tuple[Secret, ...]


class Unset(Exception):
    """A variable that is named is not set."""


def names(template: str) -> tuple[str, ...]:
    """Return the names of the variables in *template*, in order, each once."""
    return tuple(dict.fromkeys(_VARIABLE.findall(template)))


def expanded(template: str, variables: Mapping[str, str], *, address: bool = False) -> Expanded:
    """Return *template* with its variables put in; Unset, with the name, where one is missing.

    In an *address* what would end its part of it is percent-encoded, but for a variable that begins the address.
    """
    used: list[Secret] = []

    def put_in(found: re.Match[str]) -> str:
        value = variables.get(found[1])
        if not value:
            raise Unset(f"the environment variable {found[1]} is not set")
        used.append(Secret(found[1], value))
        if not address or not found.start():
            return value
        login = _BEFORE.search(template[: found.start()]) and _BEHIND.match(template[found.end() :])
        return quote(value, safe="%" if login else "/%")

    return Expanded(_VARIABLE.sub(put_in, template), tuple(used))


def masked(text: str, secrets: Iterable[Secret] = ()) -> str:
    """Return *text* with each secret, however it is encoded, and each password in an address, replaced."""
    forms = {
        form: secret.name
        for secret in secrets
        for part in _parts(secret.value)
        for written in (part, quote(part), quote(part, safe=""), quote_plus(part))
        for form in (written, _ENCODED.sub(lambda code: code[0].lower(), written))
        if len(form) >= _SHORTEST
    }
    for form in sorted(forms, key=len, reverse=True):
        text = text.replace(form, f"${{{forms[form]}}}")
    return _PASSWORD.sub(r"\1:…@", text)


def _parts(value: str) -> list[str]:
    """Return what of a secret may be met by itself: of an address that is secret, its tokens too."""
    if "://" not in value:
        return [value]
    parts = _DELIMITERS.split(value.partition("://")[2].partition("/")[2])
    login = value.partition("://")[2].partition("/")[0].rpartition("@")[0]
    tokens = [part for part in (*parts, *login.split(":")) if len(part) >= _TOKEN]
    return [value, *tokens, *map(unquote, tokens)]
