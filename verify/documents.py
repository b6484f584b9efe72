"""The shapes of all documents of the page."""

from refusal import Refusal
from shape import (
    COUNT, LEAF, SAFE, Misfit, anything, array, authority, boolean, by_code,
    code, count, date, hash32, hexadecimal, identifier, instant,
    integer, itself, leaf_number, matching, obj, one_of, salt16, text)

STAGES = ('targets', 'officers', 'both')
MODES = ('open', 'confidential')
BEACON_SCHEME = 'bls-unchained-g1-rfc9380'

dr1 = one_of('dr/1')
role = one_of('inspector', 'expert')
series = one_of('M', 'R')


# --- sources of chance (sections 3 and 5) ----------------------------------------

part = obj({'count': integer(1, 20), 'min': integer(0, 999_999_999),
            'max': integer(0, 999_999_999), 'distinct': boolean})

_operator = {'type': one_of('operator'), 'id': code}
_witness = {'type': one_of('witness'), 'id': code, 'publicKey': hexadecimal(32)}
_number = {'type': one_of('number'), 'id': code, 'name': text, 'parts': array(part, 1, 16)}
_beacon = {'type': one_of('beacon'), 'id': code, 'scheme': one_of(BEACON_SCHEME),
           'chainHash': hash32, 'publicKey': hexadecimal(96), 'period': integer(1, 86_400),
           'genesis': instant, 'groupHash': hash32, 'beaconId': code,
           'delay': integer(1, 31_536_000)}
_name = {'name': text}


def _source(kinds):
    """The shape of a source, by its type."""
    def check(value):
        if type(value) is not dict:
            raise Misfit('an object', '对象')
        kind = value.get('type')
        if type(kind) is not str:
            raise Misfit('a type of entropy', '随机来源的类型').at('type')
        if kind not in kinds:
            raise Refusal('UNKNOWN_ENTROPY', type=kind)
        kinds[kind](value)
    return check


source_of_rules = _source({
    'operator': obj(_operator, _name), 'witness': obj(_witness, _name),
    'number': obj(_number), 'beacon': obj(_beacon, _name)})

source_of_commit = _source({
    'operator': obj(_operator, _name), 'witness': obj(_witness, _name),
    'number': obj({**_number, 'issue': text, 'knowableAt': instant}),
    'beacon': obj(_beacon, _name)})


# --- rules (section 3) ------------------------------------------------------------

# Of the sources of chance a type can be unknown, which has a code of its own:
# what the page gives before them is looked at before, the rest after.
_rules_until_team = obj(
    {'alg': dr1, 'authority': authority, 'stage': one_of(*STAGES), 'mode': one_of(*MODES),
     'strata': array(obj(
         {'code': code, 'reserve': count, 'select': text},
         {'rate': integer(0, 1_000_000), 'count': count,
          'rounding': one_of('ceil', 'floor', 'controlled'), 'bound': one_of('floor', 'cap')}),
         1, ascending=by_code),
     'entropy': anything},
    {'total': integer(1, COUNT),
     'window': obj({'from': date, 'to': date}),
     'team': obj(
         {'alg': text, 'capacity': integer(1, 1_000_000),
          'slots': array(obj({'n': integer(1, 100), 'role': role},
                             {'department': code, 'skill': code}), 1)},
         {'bound': integer(1, 999_999), 'certificate': code, 'leaveDays': integer(1, 10_000)}),
     'substitution': anything, 'terms': anything, 'basis': anything})

_rules_from_entropy = obj(
    {'entropy': array(source_of_rules, 1)},
    {'substitution': array(obj({'code': code, 'text': text},
                               {'of': one_of('target', 'officer', 'held')}), ascending=by_code),
     'terms': array(obj({'code': code, 'text': text}, {'limit': integer(0, SAFE)}),
                    ascending=by_code),
     'basis': text},
    further=True)


def rules(value):
    _rules_until_team(value)
    _rules_from_entropy(value)


# --- pools (section 4) ---------------------------------------------------------------

_codes = array(code, ascending=itself)

target = obj(
    {'id': identifier, 'district': code},
    {'entity': identifier, 'name': text, 'skills': _codes, 'weight': integer(1, 1_000_000)},
    further=True)

excluded = obj({'id': identifier, 'reason': code}, further=True)


def _term_order(term):
    return term['code'], term.get('from', '')


inspector = obj(
    {'id': identifier, 'department': code,
     'districts': array(obj({'code': code}, {'from': date, 'to': date}), 1,
                        ascending=_term_order),
     'skills': _codes, 'rank': integer(0, 1000),
     'certificates': array(obj({'kind': code, 'from': date, 'to': date}, {'number': text})),
     'leave': array(obj({'from': date, 'to': date})),
     'status': one_of('active', 'suspended'), 'role': role},
    {'capacity': integer(1, 1_000_000), 'name': text},
    further=True)

conflict = obj({'entity': identifier, 'officer': identifier, 'reason': hash32})
ground = obj({'code': code, 'entity': identifier, 'evidence': text, 'officer': identifier})
registered = obj({'id': identifier}, further=True)
pool_key = obj({'poolKey': hash32})

_count = integer(0, COUNT)
statement = obj(
    {'filter': text, 'registered': _count, 'covered': _count, 'excluded': _count,
     'comparisons': array(obj(
         {'against': one_of('previous', '30-days'), 'on': date, 'added': _count,
          'removed': _count, 'reclassed': _count, 'reweighted': _count, 'altered': _count,
          'excluded': _count, 'leave': _count, 'officersAdded': _count,
          'officersRemoved': _count, 'officersAltered': _count, 'recused': _count,
          'unrecused': _count,
          'changes': array(obj(
              {'what': one_of('added', 'removed', 'reclassed', 'reweighted', 'altered', 'excluded',
                              'leave', 'officer-added', 'officer-removed', 'officer-altered',
                              'recused', 'unrecused'),
               'id': text, 'by': text, 'at': instant},
              {'fields': array(text)}, further=True))},
         further=True))},
    further=True)


# --- commitment (section 5) -------------------------------------------------------------

_tree = obj({'count': count, 'root': hash32})

_commit = obj(
    {'alg': dr1, 'campaign': code, 'drawNo': integer(1, SAFE), 'stage': one_of(*STAGES),
     'mode': one_of(*MODES), 'rulesHash': hash32,
     'frame': obj({'filterHash': hash32, 'registerRoot': hash32, 'registerCount': count,
                   'asOn': date}),
     'strata': array(obj({'code': code, 'count': count, 'root': hash32},
                         {'weightsHash': hash32}), 1, ascending=by_code),
     'excluded': obj({'count': count, 'root': hash32,
                      'reasons': array(obj({'code': code, 'count': count}),
                                       ascending=by_code)}),
     'inspectors': _tree, 'conflicts': _tree, 'statementHash': hash32,
     'entropy': array(source_of_commit, 1), 'operatorHash': hash32,
     'drawBy': instant, 'frozenAt': instant},
    {'secretHash': hash32, 'revealBy': instant,
     'targetSource': obj({'kind': one_of('receipt', 'list'), 'hash': hash32},
                         {'documentNo': text, 'issuer': text})})


def commit(value):
    """A commitment; the units of all strata together are at most COUNT."""
    _commit(value)
    if sum(stratum['count'] for stratum in value['strata']) > COUNT:
        raise Misfit(f'at most {COUNT} units', f'合计至多 {COUNT} 个对象').at('strata')


# --- the log (section 6) -------------------------------------------------------------------

_value = matching('(?:[0-9a-f]{2}){0,4096}', 'at most 4096 bytes in lower-case hex',
                  '至多 4096 字节的小写十六进制')

anchor = obj({'C': hash32, 'witness': code, 'head': hash32, 'statementHash': hash32,
              'at': instant, 'commitment': hash32, 'sig': hexadecimal(64)})
reveal = obj({'C': hash32, 'source': integer(0, SAFE), 'value': _value, 'at': instant})

_freeze_one = obj({'commit': commit})
_freeze_many = obj({'commits': array(commit, 2, 100)})


def _freeze(value):
    if type(value) is dict and 'commits' in value:
        _freeze_many(value)
    else:
        _freeze_one(value)


BODIES = {
    'freeze': _freeze,
    'anchor': anchor,
    'reveal': reveal,
    'receipt': obj({'C': hash32, 'at': instant, 'receiptHash': hash32, 'resultRoot': hash32,
                    'count': count}),
    'void': obj({'C': hash32, 'at': instant, 'reason': text}),
    'lapse': obj({'C': hash32, 'at': instant,
                  'missing': array(obj({'source': integer(0, SAFE), 'id': code,
                                        'step': one_of('anchor', 'reveal')}), 1)}),
    'opening': obj({'C': hash32, 'at': instant, 'secret': hash32, 'receiptHash': hash32}),
    'substitution': obj({'C': hash32, 'at': instant, 'n': integer(1, SAFE), 'hash': hash32}),
}

_event = obj({'authority': authority, 'series': series, 'seq': integer(1, SAFE),
              'previous': hash32, 'kind': one_of(*BODIES), 'body': anything})


def event(value):
    _event(value)
    try:
        BODIES[value['kind']](value['body'])
    except Misfit as misfit:
        raise misfit.at('body')


# --- the bundle (sections 12 to 17) -----------------------------------------------------------

head_of_draw = obj({'alg': dr1, 'authority': authority, 'series': series, 'C': hash32,
                    'head': hash32})

_leaves = array(leaf_number)
_rising = array(leaf_number, ascending=itself)
_team = array(_leaves, 1)


def by_index(value):
    return value['index']


table_slots = array(obj({'n': integer(1, 100), 'officers': _rising}), 1)

_table = obj(
    {'targets': array(obj({'index': leaf_number, 'slots': table_slots}), ascending=by_index),
     'officers': array(obj({'index': leaf_number, 'capacity': integer(1, 1_000_000)}))})


def table(value):
    """A table; its officers are 0, 1, 2 ..., and its lists name no other."""
    _table(value)
    for n, officer in enumerate(value['officers']):
        if officer['index'] != n:
            raise Misfit(f'the officer {n}', f'人员 {n}').at('index').at(n).at('officers')
    for n, target in enumerate(value['targets']):
        for m, slot in enumerate(target['slots']):
            if slot['officers'] and slot['officers'][-1] >= len(value['officers']):
                raise Misfit('officers of the table', '表中的人员') \
                    .at('officers').at(m).at('slots').at(n).at('targets')


weights = array(integer(1, 1_000_000))

probability_line = obj({'index': leaf_number,
                        'slots': array(array(integer(0, 2 ** 32)), 1)})

selected_line = obj({'index': leaf_number, 'record': target, 'salt': salt16, 'stratum': code})

nodes = array(obj({'code': code, 'nodes': array(hash32)}))

_place = {'slot': integer(0, LEAF), 'place': integer(0, LEAF), 'out': leaf_number}
_substitution = obj(
    {'n': integer(1, SAFE), 'kind': one_of('target', 'officer', 'held'), 'reason': code,
     'evidence': hash32, 'requester': hash32, 'approver': hash32, 'target': leaf_number},
    {**_place, 'in': leaf_number, 'row': table_slots, 'extra': integer(1, 100),
     'slots': _team, 'lead': leaf_number})


def substitution_line(officers):
    """The shape of a line of substitutions.jsonl with so many frozen officers."""
    def check(value):
        _substitution(value)
        for key in _place:
            if (key in value) != (value['kind'] == 'officer'):
                raise Misfit('a value with kind officer, and with it alone',
                             '仅 officer 类有值').at(key)
        for n, slot in enumerate(value.get('row', ())):
            if slot['officers'] and slot['officers'][-1] >= officers:
                raise Misfit('frozen officers', '封库时的人员').at('officers').at(n).at('row')
    return check
