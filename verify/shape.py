"""Shapes: which JSON values a place may hold (page, sections 2 to 6).

A shape is a function that returns for a value that fits and raises `Misfit`
for one that does not. `Misfit` gathers on its way up where it happened.
Shapes say nothing of what values mean together; the other modules do.
"""

import re

from refusal import malformed

COUNT = 100_000_000             # the most of counts, sizes, totals, reserves
LEAF = 2 ** 32 - 1
SAFE = 2 ** 53 - 1
INSTANT = 253402300799


class Misfit(Exception):
    def __init__(self, en, zh):
        super().__init__(en)
        self.en = en
        self.zh = zh
        self.where = []

    def at(self, step):
        self.where.append(step)
        return self


def fit(shape, value, at):
    """Check a value; `at` names the document, for the refusal."""
    try:
        shape(value)
    except Misfit as misfit:
        place = at
        for step in reversed(misfit.where):
            place += f'[{step}]' if type(step) is int else f'.{step}'
        raise malformed(place, misfit.en, misfit.zh) from None


# --- single values ---------------------------------------------------------------

def integer(least, most):
    en = f'a whole number from {least} to {most}'
    zh = f'{least} 至 {most} 的整数'

    def check(value):
        if type(value) is not int or not least <= value <= most:
            raise Misfit(en, zh)
    return check


def matching(pattern, en, zh):
    fullmatch = re.compile(pattern).fullmatch

    def check(value):
        if type(value) is not str or not fullmatch(value):
            raise Misfit(en, zh)
    return check


def one_of(*words):
    en = 'one of ' + ', '.join(words)
    zh = '、'.join(words) + ' 之一'

    def check(value):
        if type(value) is not str or value not in words:
            raise Misfit(en, zh)
    return check


def boolean(value):
    if type(value) is not bool:
        raise Misfit('true or false', 'true 或 false')


def text(value):
    if type(value) is not str or '\x00' in value:
        raise Misfit('a text without U+0000', '不含 U+0000 的文字')


def anything(_value):
    pass


code = matching(r'[a-z0-9-]{1,32}', 'a code (a-z, 0-9, -; 1 to 32)', '代码（a-z、0-9、-，1 至 32 位）')
identifier = matching(r'[a-z][a-z0-9-]{0,15}:[^\x00-\x20\x7f]{1,112}',
                      'an id <scheme>:<value>', '形如 <scheme>:<value> 的标识')
_gb32100 = '[0-9ABCDEFGHJKLMNPQRTUWXY]'
authority = matching(_gb32100 + '{2}[0-9]{6}' + _gb32100 + '{10}',
                     'an 18-character credit code', '18 位统一社会信用代码')


def hexadecimal(size):
    return matching('[0-9a-f]{%d}' % (2 * size), f'{size} bytes in lower-case hex',
                    f'{size} 字节的小写十六进制')


hash32 = hexadecimal(32)
salt16 = hexadecimal(16)
instant = integer(0, INSTANT)
count = integer(0, COUNT)
leaf_number = integer(0, LEAF)

_days_before = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_days_in = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_date = re.compile(r'([0-9]{4})-(0[1-9]|1[0-2])-([0-3][0-9])').fullmatch
_ordinals = {}


def day_number(value):
    """The number of a day of the Gregorian calendar, or None for a text that
    is not a date."""
    number = _ordinals.get(value)
    if number is None:
        match = _date(value)
        if not match:
            return None
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        if not 1 <= day <= _days_in[month - 1] + (leap and month == 2):
            return None
        past = year + 399           # a year's days before it, from a leap cycle on
        number = (past * 365 + past // 4 - past // 100 + past // 400
                  + _days_before[month - 1] + (leap and month > 2) + day)
        if len(_ordinals) > 100000:
            _ordinals.clear()
        _ordinals[value] = number
    return number


def date(value):
    if type(value) is not str or day_number(value) is None:
        raise Misfit('a date YYYY-MM-DD', '日期 YYYY-MM-DD')


# --- lists and objects -------------------------------------------------------------

def array(item, least=0, most=None, ascending=None):
    """A list of items; with `ascending`, a function of an item by which the
    items ascend strictly."""
    def check(value):
        if type(value) is not list:
            raise Misfit('a list', '列表')
        if len(value) < least:
            raise Misfit(f'at least {least} entries', f'至少 {least} 项')
        if most is not None and len(value) > most:
            raise Misfit(f'at most {most} entries', f'至多 {most} 项')
        n = 0
        try:
            for n, one in enumerate(value):
                item(one)
        except Misfit as misfit:
            raise misfit.at(n)
        if ascending is not None:
            for n in range(1, len(value)):
                if not ascending(value[n - 1]) < ascending(value[n]):
                    raise Misfit('entries that ascend strictly', '严格升序的各项').at(n)
    return check


def itself(value):
    return value


def by_code(value):
    return value['code']


def obj(required, optional=None, further=False):
    """An object with these keys; others only when `further`. A key that does
    not belong is found before a value that is wrong."""
    needed = tuple(required.items())
    size = len(needed)
    may = tuple((optional or {}).items())
    allowed = required.keys() | (optional or {}).keys()

    def check(value):
        if type(value) is not dict:
            raise Misfit('an object', '对象')
        key = None
        try:
            if not further and not value.keys() <= allowed:
                key = min(value.keys() - allowed)
                raise Misfit('no such key', '没有这个键')
            for key, shape in needed:
                if key not in value:
                    raise Misfit('a value', '有值')
                shape(value[key])
            if len(value) != size:
                for key, shape in may:
                    if key in value:
                        shape(value[key])
        except Misfit as misfit:
            raise misfit.at(key)
    return check
