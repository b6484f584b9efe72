"""Canonical JSON (page, section 2).

RFC 8785 restricted: no null, no numbers but integers of at most 2^53 - 1,
keys of printable ASCII, at most 32 levels of nesting. A text is valid when
writing its parsed value canonically gives the same text back; that alone
refuses spaces, other escapes, keys out of order, keys given twice and marks
at the beginning.
"""

import json

LARGEST = 2 ** 53 - 1
LEVELS = 32


class NotCanonical(Exception):
    """The text is not canonical JSON; the argument says why."""


def _integer(digits):
    if len(digits) > 17:
        raise NotCanonical('a number is out of range')
    value = int(digits)
    if not -LARGEST <= value <= LARGEST:
        raise NotCanonical('a number is out of range')
    return value


def _no_number(_text):
    raise NotCanonical('a number is not an integer')


_decode = json.JSONDecoder(
    parse_int=_integer, parse_float=_no_number, parse_constant=_no_number).decode

_encode = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True,
    separators=(',', ':')).encode


def text_of(value):
    """The canonical text of a value of which we know that it is valid."""
    return _encode(value)


def bytes_of(value):
    """The canonical text as UTF-8."""
    return _encode(value).encode('utf-8')


def _walk(value, level):
    """Refuse what re-writing does not show: null, depth, keys not of ASCII."""
    kind = type(value)
    if kind is dict:
        if level == LEVELS:
            raise NotCanonical('more than 32 levels')
        for key, item in value.items():
            if not (key.isascii() and key.isprintable()):
                raise NotCanonical('a key is not printable ASCII')
            if item is None or type(item) in (dict, list):
                _walk(item, level + 1)
    elif kind is list:
        if level == LEVELS:
            raise NotCanonical('more than 32 levels')
        for item in value:
            if item is None or type(item) in (dict, list):
                _walk(item, level + 1)
    elif value is None:
        raise NotCanonical('null is not allowed')


def parse(text):
    """The value of a canonical text; raises NotCanonical for any other."""
    try:
        value = _decode(text)
    except (ValueError, RecursionError):
        raise NotCanonical('not JSON') from None
    try:
        again = _encode(value)
    except RecursionError:
        raise NotCanonical('more than 32 levels') from None
    if again != text:
        raise NotCanonical('the canonical text is another one')
    # A short way for the common case; everything else is walked.
    if not (text.isascii() and '\\' not in text and '\x7f' not in text
            and 'null' not in text
            and text.count('{') + text.count('[') <= LEVELS):
        _walk(value, 0)
    return value
