"""What a draw makes of pools and seed: selection, table, teams, certificate,
results and receipt (page, sections 7 to 15)."""

from dataclasses import dataclass, field

import assign
import assign_me
from allocation import allocate
from canonical import bytes_of, text_of
from certificate import certify, check_cut
from entropy import assurance, outcomes
from hashing import H, NO_LEAF, document_hash, leaf, nodes_for, result_salter, root
from pools import weights_of
from refusal import Refusal
from rules import versions
from selection import select
from table import Eligibility


# --- seed ------------------------------------------------------------------------

def check_secret(commit, secret):
    """The secret of a confidential draw (bytes or None) against its hash."""
    if commit['mode'] == 'confidential':
        if secret is None or len(secret) != 32 \
                or H('dr/1/secret', secret).hex() != commit['secretHash']:
            raise Refusal('SECRET_MISMATCH')


def seed_inputs(draw, secret):
    """The values in the order of the entropy, then the secret if there is one."""
    reveals = draw.session.reveals
    values = [bytes.fromhex(reveals[n]['value']) for n in range(len(draw.session.entropy))]
    return values + [secret] if draw.commit['mode'] == 'confidential' else values


def seed_of(draw, inputs):
    parts = list(inputs)
    if draw.commit['mode'] == 'open':
        parts.append(b'')
    return H('dr/1/seed', bytes.fromhex(draw.C), *parts)


# --- selection ---------------------------------------------------------------------

class Drawn:
    """The units drawn, by stratum, and their global indexes."""

    def __init__(self, rules, commit, seed, weights):
        """`weights` gives the list of weights of a stratum of sr-pps/1."""
        self.selections = []
        self.offset = {}                    # stratum -> units of the strata before
        sizes = allocate(rules, commit, seed)
        before = 0
        for stratum, committed, (k, r) in zip(rules['strata'], commit['strata'], sizes):
            code = stratum['code']
            own = weights(code) if stratum['select'] == 'sr-pps/1' else None
            self.selections.append(select(seed, stratum, committed['count'], k, r, own))
            self.offset[code] = before
            before += committed['count']

    def indexes(self):
        """The global indexes of the units selected, ascending."""
        return sorted(self.offset[one.code] + unit
                      for one in self.selections for unit in one.selected)

    def stratum_of(self, index):
        """(selection, leaf number) of a global index."""
        found = None
        for one in self.selections:
            if self.offset[one.code] <= index:
                found = one
        return found, index - self.offset[found.code]

    @property
    def count(self):
        return sum(one.k for one in self.selections)


# --- teams -------------------------------------------------------------------------

@dataclass
class Staff:
    """Teams as a table and a seed make them."""
    teams: dict                             # index -> team
    held: list
    certificate: dict = None
    lines: list = None                      # of probabilities.jsonl, as values
    probabilities: dict = None              # of the receipt


def staff(table, team, seed):
    if team['alg'] == 'sr-assign/1':
        made = Staff(*assign.assign(table, seed))
    else:
        teams, held, probabilities = assign_me.assign(table, team, seed)
        made = Staff(teams, held)
        made.lines = [{'index': index, 'slots': probabilities[index]}
                      for index in sorted(probabilities)]
        made.probabilities = _summary(made.lines, table)
    if made.held:
        made.certificate = certify(table, team)
        check_cut(made.certificate, table, team)
    return made


def _summary(lines, table):
    """The count of the lines, the largest probability of a pair, the root."""
    slots_of = {target['index']: target['slots'] for target in table['targets']}
    most = 0
    for line in lines:
        pairs = {}
        for slot, row in zip(slots_of[line['index']], line['slots']):
            for officer, y in zip(slot['officers'], row):
                pairs[officer] = pairs.get(officer, 0) + y
        most = max(most, max(pairs.values(), default=0))
    leaves = [leaf(b'', bytes_of(line)) for line in lines]
    return {'count': len(lines), 'max': most,
            'root': (root(leaves) if leaves else NO_LEAF).hex()}


def lead_of(team, roles, ranks):
    """The officer of highest rank in the slots for inspectors, the first in
    draw order among equals."""
    return max(inspectors_of(team, roles), key=lambda officer: ranks[officer])   # max gives the first


def inspectors_of(team, roles):
    """Those of a team who may lead it, in draw order."""
    return [officer for role, slot in zip(roles, team) if role == 'inspector'
            for officer in slot]


def roles_of(rules):
    return [slot['role'] for slot in rules['team']['slots']]


# --- the receipt ---------------------------------------------------------------------

def receipt_of(log, draw, rules, inputs, seed, drawn, staffed, table_hash, leads, result_root):
    """The receipt (section 15). `staffed`, `table_hash` and `leads` are None
    in stage targets."""
    session, commit = draw.session, draw.commit
    receipt = {
        'alg': 'dr/1', 'authority': log.authority, 'series': log.series, 'C': draw.C,
        'commit': commit,
        'anchors': [session.anchors[one['id']] for one in session.witnesses],
        'reveals': [session.reveals[n] for n in range(len(session.entropy))],
        'seedInputs': [value.hex() for value in inputs],
        'seed': seed.hex(), 'assurance': assurance(session.entropy),
        'strata': [one.receipt() for one in drawn.selections],
        'earlier': draw.earlier, 'resultRoot': result_root, 'versions': versions(rules)}
    if len(session.draws) > 1:
        receipt['session'] = [one.C for one in session.draws]
    product = outcomes(session.entropy)
    if product is not None:
        receipt['outcomes'] = str(product)
    if staffed is not None:
        receipt['tableHash'] = table_hash
        receipt['teams'] = [{'index': index, 'slots': staffed.teams[index], 'lead': leads[index]}
                            for index in sorted(staffed.teams)]
        receipt['held'] = staffed.held
        if staffed.certificate is not None:
            receipt['certificate'] = staffed.certificate
        if staffed.probabilities is not None:
            receipt['probabilities'] = staffed.probabilities
    return receipt


# --- the whole outcome, from the pools --------------------------------------------------

@dataclass
class Outcome:
    """Everything a draw makes, and its files."""
    seed: bytes
    drawn: Drawn
    staffed: Staff
    table: dict
    eligibility: Eligibility
    receipt: dict
    receipt_hash: str
    files: dict = field(default_factory=dict)


def compute(log, draw, rules, pools, secret):
    """The outcome of a draw from its pools; `secret` is None in open mode."""
    commit = draw.commit
    check_secret(commit, secret)
    inputs = seed_inputs(draw, secret)
    seed = seed_of(draw, inputs)
    drawn = Drawn(rules, commit, seed, lambda code: weights_of(pools.strata[code]))

    table = staffed = leads = table_hash = eligibility = None
    if rules['stage'] != 'targets':
        eligibility = Eligibility(rules, pools.inspectors.records, pools.conflicts.records)
        table = eligibility.table([
            (drawn.offset[one.code] + unit, pools.strata[one.code].records[unit])
            for one in drawn.selections for unit in one.selected])
        table_hash = document_hash('dr/1/table', table).hex()
        staffed = staff(table, rules['team'], seed)
        ranks = [record['rank'] for record in pools.inspectors.records]
        roles = roles_of(rules)
        leads = {index: lead_of(team, roles, ranks) for index, team in staffed.teams.items()}

    results, result_root = _results(drawn, staffed, pools, seed)
    receipt = receipt_of(log, draw, rules, inputs, seed, drawn, staffed, table_hash, leads,
                         result_root)
    made = Outcome(seed, drawn, staffed, table, eligibility, receipt,
                   document_hash('dr/1/receipt', receipt).hex())
    files = made.files
    files['receipt.json'] = bytes_of(receipt)
    if table is not None:
        files['table.json'] = bytes_of(table)
    if staffed is not None and staffed.lines is not None:
        files['probabilities.jsonl'] = _lines(staffed.lines)
    for stratum in rules['strata']:
        if stratum['select'] == 'sr-pps/1':
            code = stratum['code']
            files[f'weights/{code}.json'] = bytes_of(weights_of(pools.strata[code]))
    files['selected.jsonl'], files['nodes.json'] = _selected(drawn, pools)
    files['results.jsonl'] = results
    return made


def _lines(values):
    return ''.join(text_of(value) + '\n' for value in values).encode('utf-8')


def _results(drawn, staffed, pools, seed):
    """results.jsonl and the root of the results (section 14)."""
    salt_of = result_salter(seed)
    ids = [record['id'] for record in pools.inspectors.records]
    rows = []
    for one in drawn.selections:
        records = pools.strata[one.code].records
        for order, unit in enumerate(one.selected, 1):
            team = ()
            if staffed is not None:
                team = staffed.teams.get(drawn.offset[one.code] + unit, ())
            record = {'id': records[unit]['id'],
                      'officers': [ids[officer] for slot in team for officer in slot],
                      'order': order, 'stratum': one.code, 'ticket': one.tickets[unit].hex()}
            salt = salt_of(record['id'])
            hashed = leaf(salt, bytes_of(record))
            rows.append((hashed, {**record, 'salt': salt.hex()}))
    rows.sort(key=lambda row: row[0])
    return _lines(row for _, row in rows), root([hashed for hashed, _ in rows]).hex()


def _selected(drawn, pools):
    """selected.jsonl and nodes.json (section 17)."""
    lines, nodes = [], []
    for one in drawn.selections:
        tree = pools.strata[one.code]
        for unit in one.selected:
            lines.append({'index': unit, 'record': tree.records[unit],
                          'salt': tree.salts[unit].hex(), 'stratum': one.code})
        if one.k:
            nodes.append({'code': one.code,
                          'nodes': [node.hex() for node in nodes_for(tree.leaves, one.selected)]})
    return _lines(lines), bytes_of(nodes)
