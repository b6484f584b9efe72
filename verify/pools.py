"""The pools at the freeze: reading them, and their trees (page, section 4)."""

from dataclasses import dataclass, field

import documents
from allocation import reach
from hashing import H, document_hash, leaf, pool_salter, root
from records import document, ordered_lines, require
from refusal import Refusal, differs


def _id(record):
    return record['id']


def _pair(record):
    return record['entity'], record['officer']


@dataclass
class Tree:
    """A record file with its leaves."""
    name: str                       # of the tree
    file: str
    lines: list                     # the lines' texts
    records: list
    salt_of: object = None
    salts: list = field(default_factory=list)
    leaves: list = field(default_factory=list)

    def grow(self, pool_key, id_of=_id):
        salt_of = pool_salter(pool_key, self.name)
        self.salts = [salt_of(id_of(record)) for record in self.records]
        self.leaves = [leaf(salt, line.encode('utf-8'))
                       for salt, line in zip(self.salts, self.lines)]
        return self

    def check(self, committed):
        """Count and root against those of the commitment."""
        if len(self.records) != committed['count']:
            raise Refusal('POOL_CHANGED', file=self.file, found=len(self.records),
                          expected=committed['count'])
        found = root(self.leaves).hex()
        if found != committed['root']:
            raise Refusal('POOL_CHANGED', file=self.file, found=found,
                          expected=committed['root'])


def _read(files, tree, file, shape, key=_id):
    read = ordered_lines(files, file, shape, key)
    return Tree(tree, file, [line for line, _ in read], [record for _, record in read])


def read_key(files):
    """The pool key, 32 bytes."""
    return bytes.fromhex(document(files, 'pool-key.json', documents.pool_key)['poolKey'])


def read_strata(files, rules):
    """The trees of the strata by code."""
    require(files, [f'pool/{stratum["code"]}.jsonl' for stratum in rules['strata']])
    strata = {}
    for stratum in rules['strata']:
        code = stratum['code']
        file = f'pool/{code}.jsonl'
        strata[code] = _read(files, f'pool/{code}', file, documents.target)
    return strata


def check_weighted(strata, rules):
    """sr-pps/1 requires a weight of every target."""
    for stratum in rules['strata']:
        if stratum['select'] == 'sr-pps/1':
            tree = strata[stratum['code']]
            for number, record in enumerate(tree.records, 1):
                if 'weight' not in record:
                    raise Refusal('WEIGHT_MISSING', file=tree.file, line=number,
                                  id=record['id'])


def check_once(trees):
    """A unit occurs once in all strata and the excluded together."""
    seen = {}
    for tree in trees:
        for record in tree.records:
            first = seen.setdefault(record['id'], tree.file)
            if first is not tree.file:
                raise Refusal('DUPLICATE_ID', id=record['id'], first=first, second=tree.file)


@dataclass
class Pools:
    """All pools of a draw."""
    key: bytes
    strata: dict                    # code -> Tree
    excluded: Tree
    inspectors: Tree
    conflicts: Tree


def read_all(files, rules):
    """The pools of a restricted bundle; what they hold together is checked."""
    key = read_key(files)
    require(files, ['excluded.jsonl', 'inspectors.jsonl', 'conflicts.jsonl'])
    strata = read_strata(files, rules)
    excluded = _read(files, 'excluded', 'excluded.jsonl', documents.excluded)
    inspectors = _read(files, 'inspectors', 'inspectors.jsonl', documents.inspector)
    conflicts = _read(files, 'conflicts', 'conflicts.jsonl', documents.conflict, _pair)
    check_once([*strata.values(), excluded])
    officers = {record['id'] for record in inspectors.records}
    for record in conflicts.records:
        if record['officer'] not in officers:
            raise Refusal('UNKNOWN_CONFLICT', officer=record['officer'])
    check_weighted(strata, rules)
    for tree in (*strata.values(), excluded, inspectors):
        tree.grow(key)
    conflicts.grow(key, lambda record: f'{record["entity"]} {record["officer"]}')
    return Pools(key, strata, excluded, inspectors, conflicts)


def weights_of(tree):
    """The list of a stratum's weights by leaf number."""
    return [record['weight'] for record in tree.records]


def check_against(pools, commit):
    """Every pool against its count and root, exclusions by reason, weights."""
    check_strata(pools.strata, commit)
    pools.excluded.check(commit['excluded'])
    pools.inspectors.check(commit['inspectors'])
    pools.conflicts.check(commit['conflicts'])
    counts = {}
    for record in pools.excluded.records:
        counts[record['reason']] = counts.get(record['reason'], 0) + 1
    reasons = [{'code': code, 'count': counts[code]} for code in sorted(counts)]
    if commit['excluded']['reasons'] != reasons:
        raise Refusal('POOL_CHANGED', file='excluded.jsonl', found=_by_reason(reasons),
                      expected=_by_reason(commit['excluded']['reasons']))
    check_all_weights(pools.strata, commit)


def _by_reason(reasons):
    return ', '.join(f'{one["code"]} {one["count"]}' for one in reasons)


def check_strata(strata, commit):
    """The pools of the targets alone."""
    for committed in commit['strata']:
        strata[committed['code']].check(committed)


def check_all_weights(strata, commit):
    """The weights of the pools against weightsHash."""
    for committed in commit['strata']:
        if 'weightsHash' in committed:
            tree = strata[committed['code']]
            check_weights(weights_of(tree), committed, tree.file)


def check_weights(weights, committed, file):
    """A list of weights against the hash of the commitment."""
    found = document_hash('dr/1/weights', weights).hex()
    if found != committed['weightsHash']:
        raise Refusal('POOL_CHANGED', file=file, found=found, expected=committed['weightsHash'])


MOST_PLACES = 2_000_000         # of sr-assign-me/1


def check_freeze(pools, rules, commit):
    """What is refused at the freeze already (section 5)."""
    units = reach(rules, commit)
    if units == 0:
        raise Refusal('NOTHING_TO_DRAW')
    if rules['stage'] == 'targets':
        return
    if not pools.inspectors.records:
        raise Refusal('NO_INSPECTORS')
    served = {term['code'] for record in pools.inspectors.records
              for term in record['districts']}
    for tree in pools.strata.values():
        for record in tree.records:
            if record['district'] not in served:
                raise Refusal('DISTRICT_WITHOUT_OFFICERS', district=record['district'])
    if rules['team']['alg'] == 'sr-assign-me/1':
        places = units * sum(slot['n'] for slot in rules['team']['slots'])
        if places > MOST_PLACES:
            raise Refusal('TOO_MANY_PLACES', most=MOST_PLACES, places=places)


def check_statement(statement, commit):
    """The totals of the pool statement."""
    wanted = (
        ('registered', statement['registered'], commit['frame']['registerCount']),
        ('covered', statement['covered'], sum(stratum['count'] for stratum in commit['strata'])),
        ('excluded', statement['excluded'], commit['excluded']['count']))
    for what, found, expected in wanted:
        if found != expected:
            raise Refusal('STATEMENT_WRONG', what=what, found=found, expected=expected)


def check_grounds(files, conflicts):
    """reasons.jsonl: the grounds behind the conflicts, line by line."""
    read = ordered_lines(files, 'reasons.jsonl', documents.ground, _pair)
    if len(read) != len(conflicts.records):
        raise differs('the number of grounds', '回避理由的数目', len(read),
                      len(conflicts.records))
    for (_, ground), conflict, salt in zip(read, conflicts.records, conflicts.salts):
        if _pair(ground) != _pair(conflict):
            raise differs('the pair of a ground', '回避理由所指的人', ' '.join(_pair(ground)),
                          ' '.join(_pair(conflict)))
        found = H('dr/1/reason', salt, ground['code'], ground['evidence']).hex()
        if found != conflict['reason']:
            raise differs(f'the ground of {" ".join(_pair(ground))}',
                          f'“{" ".join(_pair(ground))}”的回避理由', found, conflict['reason'])


def check_register(files, frame):
    """register.jsonl: the whole register under a pool key of zeros."""
    tree = _read(files, 'register', 'register.jsonl', documents.registered).grow(bytes(32))
    for what, zh, found, expected in (
            ('count', '总数', len(tree.records), frame['registerCount']),
            ('root', '根', root(tree.leaves).hex(), frame['registerRoot'])):
        if found != expected:
            raise differs(f'the {what} of the register', f'登记库的{zh}', found, expected)
