"""The sources of chance: what the list of them may be, when a public source
can be known, and whether a value revealed is one of its source
(page, sections 3, 5 and 6)."""

import re
from hashlib import sha256
from math import comb

import bls12381
import ed25519
from hashing import H
from refusal import Refusal, contradict

PUBLIC = ('number', 'beacon')


def check_sources(sources):
    """What holds among the sources of a list, in rules and commitment."""
    operators = [source for source in sources if source['type'] == 'operator']
    if len(operators) != 1:
        raise contradict('exactly one operator is needed', '必须有且只有一个操作人')
    operator = operators[0]['id']
    ids, witness_ids, keys = set(), set(), set()
    for source in sources:
        kind, name = source['type'], source['id']
        if kind == 'witness':
            key = source['publicKey']
            if name == operator:
                raise Refusal('OPERATOR_IS_WITNESS', id=name)
            if not ed25519.usable_key(bytes.fromhex(key)):
                raise Refusal('WITNESS_KEY', id=name)
            if name in witness_ids or key in keys:
                raise Refusal('WITNESS_TWICE', id=name if name in witness_ids else key)
            witness_ids.add(name)
            keys.add(key)
        if name in ids:
            raise Refusal('SOURCE_TWICE', id=name)
        ids.add(name)
        if kind == 'number':
            for part in source['parts']:
                span = part['max'] - part['min'] + 1
                if span < 1:
                    raise contradict(f'{name}: min is above max', f'“{name}”的最小值大于最大值')
                if part['distinct'] and part['count'] > span:
                    raise contradict(f'{name}: more distinct numbers than there are',
                                     f'“{name}”不重复的号码多于可用的号码')
        elif kind == 'beacon':
            expected = chain_hash(source)
            if source['chainHash'] != expected:
                raise Refusal('BEACON_CHAIN', id=name, expected=expected)
            if not bls12381.usable_key(bytes.fromhex(source['publicKey'])):
                raise Refusal('BEACON_KEY', id=name)


def chain_hash(beacon):
    """drand's own hash of a chain."""
    data = (beacon['period'].to_bytes(4, 'big') + beacon['genesis'].to_bytes(8, 'big')
            + bytes.fromhex(beacon['publicKey']) + bytes.fromhex(beacon['groupHash']))
    if beacon['beaconId'] != 'default':
        data += beacon['beaconId'].encode('ascii')
    return sha256(data).hexdigest()


def beacon_round(beacon, frozen_at):
    """The round of a beacon: the first at or after frozenAt + delay."""
    time = frozen_at + beacon['delay']
    if time <= beacon['genesis']:
        return 1
    return -((beacon['genesis'] - time) // beacon['period']) + 1


def knowable_at(source, frozen_at):
    """When a public source can be known."""
    if source['type'] == 'number':
        return source['knowableAt']
    return source['genesis'] + (beacon_round(source, frozen_at) - 1) * source['period']


def outcomes(sources):
    """The outcomes of all numbers multiplied, or None without a number."""
    product = None
    for source in sources:
        if source['type'] == 'number':
            product = product or 1
            for part in source['parts']:
                span = part['max'] - part['min'] + 1
                product *= (comb(span, part['count']) if part['distinct']
                            else span ** part['count'])
    return product


def assurance(sources):
    """SELF, BEACON, PUBLIC or WITNESSED."""
    kinds = {source['type'] for source in sources}
    if 'witness' not in kinds:
        return 'SELF'
    if 'beacon' in kinds:
        return 'BEACON'
    if (outcomes(sources) or 0) >= 2 ** 64:
        return 'PUBLIC'
    return 'WITNESSED'


def of_rules(source):
    """A source of a commitment as it stands in the rules."""
    if source['type'] != 'number':
        return source
    return {key: value for key, value in source.items() if key not in ('issue', 'knowableAt')}


# --- values ----------------------------------------------------------------------

_witness_text = re.compile(rb'dice:[1-6]{25,200}|digits:[0-9]{20,200}').fullmatch
_plain_number = re.compile(r'0|[1-9][0-9]*').fullmatch


def check_value(source, value, commit, anchor, session):
    """Whether a value (bytes) may be revealed for a source.

    `anchor` is the anchor's body of a witness, `session` S as bytes."""
    kind, name = source['type'], source['id']
    if not value:
        raise Refusal('REVEAL_WEAK')
    if kind == 'operator':
        if len(value) != 32:
            raise Refusal('REVEAL_WEAK')
        if H('dr/1/operator', value).hex() != commit['operatorHash']:
            raise Refusal('REVEAL_MISMATCH', id=name)
    elif kind == 'witness':
        if len(value) != 32 and not _witness_text(value):
            raise Refusal('REVEAL_WEAK')
        if H('dr/1/witness', session, name, value).hex() != anchor['commitment']:
            raise Refusal('REVEAL_MISMATCH', id=name)
    elif kind == 'number':
        _check_number(source, value)
    else:
        _check_beacon(source, value, commit['frozenAt'])


def _check_number(source, value):
    """How all parts are written, then the ranges."""
    name, parts = source['id'], source['parts']
    groups = value.decode('utf-8', 'replace').split('|')
    numbers = []
    for n, part in enumerate(parts, 1):
        texts = groups[n - 1].split(',') if n <= len(groups) else ()
        fits = len(texts) == part['count'] and all(_plain_number(one) for one in texts)
        if fits:
            own = [int(one) for one in texts]
            fits = not part['distinct'] or all(a < b for a, b in zip(own, own[1:]))
        if not fits:
            raise Refusal('NUMBER_FORMAT', id=name, part=n, count=part['count'])
        numbers.append(own)
    if len(groups) != len(parts):
        raise Refusal('NUMBER_FORMAT', id=name, part=len(parts) + 1, count=0)
    for n, (part, own) in enumerate(zip(parts, numbers), 1):
        for one in own:
            if not part['min'] <= one <= part['max']:
                raise Refusal('NUMBER_RANGE', id=name, part=n, found=one,
                              min=part['min'], max=part['max'])


def _check_beacon(source, value, frozen_at):
    name = source['id']
    expected = beacon_round(source, frozen_at)
    if len(value) != 56:
        raise Refusal('BEACON_SIGNATURE', id=name, round=expected)
    found = int.from_bytes(value[:8], 'big')
    if found != expected:
        raise Refusal('BEACON_ROUND', id=name, expected=expected, found=found)
    if not bls12381.verify_round(bytes.fromhex(source['publicKey']), found, value[8:]):
        raise Refusal('BEACON_SIGNATURE', id=name, round=found)
