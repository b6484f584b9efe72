"""A bundle: which files it may have, and its verification at both levels
(page, sections 17 and 18)."""

import re
from hashlib import sha256

import documents
import pools as pools_
import rules as rules_
from canonical import bytes_of, text_of
from entropy import assurance
from hashing import document_hash, leaf, root_from_nodes
from log import read as read_log
from outcome import (
    Drawn, check_secret, compute, inspectors_of, receipt_of, roles_of, seed_inputs, seed_of, staff)
from records import document, lines, require, shaped_lines
from refusal import Refusal, differs, malformed
from shape import fit
from substitution import FILE as SUBSTITUTIONS
from substitution import Service
from substitution import check as check_substitutions

# --- names of files -------------------------------------------------------------

BOTH = {'draw.json', 'log.jsonl', 'rules.json', 'statement.json', 'receipt.json', 'table.json',
        'probabilities.jsonl', SUBSTITUTIONS, 'selected.jsonl', 'nodes.json', 'pool-key.json'}
RESTRICTED = {'excluded.jsonl', 'inspectors.jsonl', 'conflicts.jsonl', 'results.jsonl',
              'reasons.jsonl', 'register.jsonl'}
BY_STRATUM = re.compile(r'(pool|weights)/([a-z0-9-]{1,32})\.(jsonl|json)').fullmatch
OUTCOME = {'receipt.json', 'table.json', 'probabilities.jsonl', SUBSTITUTIONS, 'selected.jsonl',
           'nodes.json', 'results.jsonl'}
SELECTED = ('selected.jsonl', 'nodes.json')
MAY = {*SELECTED, 'results.jsonl'}
HEX32 = re.compile('[0-9a-f]{64}').fullmatch


def _stratum_of(name):
    """('pool' or 'weights', stratum) of a file's name, or None."""
    match = BY_STRATUM(name)
    if match and (match[1] == 'pool') == (match[3] == 'jsonl'):
        return match[1], match[2]
    return None


def check_names(files, restricted):
    for name in sorted(files):
        if name not in BOTH and not (restricted and name in RESTRICTED) \
                and _stratum_of(name) is None:
            raise Refusal('FILE_UNKNOWN', file=name)


def check_presence(files, restricted, draw, rules):
    """Which of the known files may be there in the state of this draw."""
    pps = {stratum['code'] for stratum in rules['strata'] if stratum['select'] == 'sr-pps/1'}
    strata = {stratum['code'] for stratum in rules['strata']}
    shown = shows_outcome(draw, restricted)
    for name in sorted(files):
        of = _stratum_of(name)
        if not shown and (name in OUTCOME or of and of[0] == 'weights'):
            raise Refusal('FILE_EARLY', file=name)
        if name == 'table.json' and rules['stage'] == 'targets' \
                or name == 'probabilities.jsonl' and not _equal(rules) \
                or name == SUBSTITUTIONS and not draw.substitutions \
                or of and of[1] not in (pps if of[0] == 'weights' else strata) \
                or not restricted and draw.commit['mode'] == 'confidential' \
                and (name == 'pool-key.json' or of and of[0] == 'pool'):
            raise Refusal('FILE_UNKNOWN', file=name)


def shows_outcome(draw, restricted):
    """Whether the outcome is known at the level: from the draw on, but to the
    public not before the opening of a confidential draw."""
    return draw.ended == 'opened' or draw.ended == 'drawn' and (
        restricted or draw.commit['mode'] == 'open')


def _equal(rules):
    return rules.get('team', {}).get('alg') == 'sr-assign-me/1'


# --- what both levels have in common -------------------------------------------------

def _begin(files, restricted, expect):
    """Names, draw.json, log, head, presence, rules, statement: in this order.
    Gives (log, draw, rules, statement)."""
    check_names(files, restricted)
    head = document(files, 'draw.json', documents.head_of_draw)
    log = read_log(files)
    for field, zh in (('authority', '机关'), ('series', '系列')):
        if head[field] != getattr(log, field):
            raise differs(f'{field} of draw.json', f'draw.json 的{zh}', head[field],
                          getattr(log, field))
    if head['head'] != log.head:
        raise differs('head of draw.json', 'draw.json 的日志末端', head['head'], log.head)
    draw = log.by_commit.get(head['C'])
    if draw is None:
        raise Refusal('DRAW_ABSENT')

    rules = document(files, 'rules.json')
    rules_.check(rules)
    rules_.check_against(rules, draw.commit, log.authority)

    statement = None
    if restricted or 'statement.json' in files:
        statement = document(files, 'statement.json', documents.statement)
        found = document_hash('dr/1/statement', statement).hex()
        if found != draw.commit['statementHash']:
            raise differs('the hash of the statement', '封库说明的指纹', found,
                          draw.commit['statementHash'])
    _check_expectation(log, draw, expect)
    check_presence(files, restricted, draw, rules)
    return log, draw, rules, statement


def _check_expectation(log, draw, expect):
    """What the verifier brought along from elsewhere."""
    if expect.get('authority') is not None and expect['authority'] != log.authority:
        raise differs('authority', '机关', log.authority, expect['authority'])
    for known in expect.get('heads', ()):
        if known not in log.hashes:
            raise Refusal('HEAD_ABSENT', head=known)
    keys = {one['id']: one['publicKey'] for one in draw.session.witnesses}
    for name, key in expect.get('witnesses', ()):
        if keys.get(name) != key:       # also of who is no witness of this draw
            raise Refusal('WITNESS_KEY_DIFFERS', id=name)


def _answer(log, draw, restricted, seed=None):
    commit = draw.commit
    answer = {'ok': True, 'C': draw.C, 'level': 'restricted' if restricted else 'public',
              'authority': log.authority, 'series': log.series, 'campaign': draw.campaign,
              'drawNo': commit['drawNo'], 'state': draw.state,
              'assurance': assurance(commit['entropy']), 'head': log.head,
              'substitutions': len(draw.substitutions)}
    if draw.receipt is not None:
        answer['receiptHash'] = draw.receipt['receiptHash']
        answer['count'] = draw.receipt['count']
    if seed is not None:
        answer['seed'] = seed.hex()
    return answer


def _check_against_log(draw, receipt_hash, result_root, count):
    """Hash, root and count against the log's event."""
    for name, zh, found, expected in (
            ('receiptHash', '抽取结果指纹', draw.receipt['receiptHash'], receipt_hash),
            ('resultRoot', '结果根', draw.receipt['resultRoot'], result_root),
            ('count', '抽取数量', draw.receipt['count'], count)):
        if found != expected:
            raise differs(f'{name} in the log', f'日志中的{zh}', found, expected)


# --- the public level -------------------------------------------------------------------

def verify_public(files, expect):
    """Verify a public bundle; the answer, or a Refusal."""
    log, draw, rules, _statement = _begin(files, False, expect)
    commit = draw.commit
    if 'pool-key.json' in files or any(
            of and of[0] == 'pool' for of in map(_stratum_of, files)):
        key = pools_.read_key(files)
        strata = pools_.read_strata(files, rules)
        pools_.check_once(strata.values())
        for tree in strata.values():
            tree.grow(key)
        pools_.check_weighted(strata, rules)
        pools_.check_strata(strata, commit)
        pools_.check_all_weights(strata, commit)
    if not shows_outcome(draw, False):
        return _answer(log, draw, False)

    receipt = _read_receipt(files)
    secret = bytes.fromhex(draw.opening['secret']) if draw.opening else None
    check_secret(commit, secret)
    inputs = seed_inputs(draw, secret)
    seed = seed_of(draw, inputs)
    weights = {one['code']: _public_weights(files, one)
               for one in commit['strata'] if 'weightsHash' in one}
    drawn = Drawn(rules, commit, seed, weights.get)

    table = staffed = leads = table_hash = None
    if rules['stage'] != 'targets':
        table = document(files, 'table.json', documents.table)
        table_hash = document_hash('dr/1/table', table).hex()
        _compare('tableHash', '可派人员表的指纹', receipt.get('tableHash'), table_hash)
        _check_table(table, rules, commit, drawn)
        staffed = staff(table, rules['team'], seed)
        leads = _stated_leads(receipt, staffed, rules)
        if staffed.lines is not None:
            _check_probabilities(files, staffed)
    expected = receipt_of(log, draw, rules, inputs, seed, drawn, staffed, table_hash, leads,
                          receipt.get('resultRoot'))
    compare_receipts(receipt, expected)
    if commit['mode'] == 'open' or any(name in files for name in SELECTED):
        require(files, SELECTED)
        _check_selected(files, commit, drawn)
    _check_against_log(draw, document_hash('dr/1/receipt', receipt).hex(),
                       receipt['resultRoot'], drawn.count)
    check_substitutions(files, Service(rules, draw, seed, drawn, staffed, table))
    return _answer(log, draw, False, seed)


def _read_receipt(files):
    """The receipt: a canonical object, believed in nothing."""
    receipt = document(files, 'receipt.json')
    if type(receipt) is not dict:
        raise malformed('receipt.json', 'an object', '对象')
    return receipt


def _stated_leads(receipt, staffed, rules):
    """At the public level the lead is taken as stated, if it is of the team's
    inspectors. The n-th team is asked: that it is the right one, too, is seen
    when the receipts are compared."""
    stated = receipt.get('teams')
    leads = {}
    for n, index in enumerate(sorted(staffed.teams)):
        one = stated[n] if type(stated) is list and n < len(stated) else None
        lead = one.get('lead') if type(one) is dict else None
        may_lead = inspectors_of(staffed.teams[index], roles_of(rules))
        if type(lead) is not int or lead not in may_lead:
            raise differs(f'the lead of target {index}', f'对象 {index} 的组长',
                          '-' if lead is None else lead, may_lead)
        leads[index] = lead
    return leads


def _compare(en, zh, found, expected):
    if found != expected:
        raise differs(en, zh, found, expected)


FIELDS = ('alg', 'authority', 'series', 'C', 'commit', 'session', 'anchors', 'reveals',
          'seedInputs', 'seed', 'assurance', 'outcomes', 'strata', 'tableHash', 'teams', 'held',
          'certificate', 'probabilities', 'earlier', 'resultRoot', 'versions')


def compare_receipts(found, expected):
    """The receipt field by field, in the order of the page, then others. The
    canonical texts are compared: to Python true and 1 are equal."""
    for field in (*FIELDS, *sorted(found.keys() - set(FIELDS))):
        own = text_of(found[field]) if field in found else '-'
        computed = text_of(expected[field]) if field in expected else '-'
        _compare(f'{field} of the receipt', f'抽取结果的 {field}', own, computed)


def _public_weights(files, committed):
    file = f'weights/{committed["code"]}.json'
    weights = document(files, file, documents.weights)
    if len(weights) != committed['count']:
        raise Refusal('POOL_CHANGED', file=file, found=len(weights), expected=committed['count'])
    pools_.check_weights(weights, committed, file)
    return weights


def _check_table(table, rules, commit, drawn):
    """Exactly the selected targets, the rules' slots, every frozen inspector."""
    _compare('the targets of the table', '可派人员表的对象',
             [target['index'] for target in table['targets']], drawn.indexes())
    slots = [slot['n'] for slot in rules['team']['slots']]
    for target in table['targets']:
        _compare(f'the slots of target {target["index"]}', f'对象 {target["index"]} 的名额',
                 [slot['n'] for slot in target['slots']], slots)
    _compare('the number of officers of the table', '可派人员表的人数',
             len(table['officers']), commit['inspectors']['count'])


def _check_probabilities(files, staffed):
    name = 'probabilities.jsonl'
    found = shaped_lines(files, name, documents.probability_line)
    _compare('the number of lines of probabilities.jsonl', 'probabilities.jsonl 的行数',
             len(found), len(staffed.lines))
    for one, expected in zip(found, staffed.lines):
        _compare(f'the probabilities of target {expected["index"]}',
                 f'对象 {expected["index"]} 的概率', one, expected)


def _check_selected(files, commit, drawn):
    """selected.jsonl shows the units drawn, and nodes.json leads them to the
    roots of their strata."""
    wanted = [(one.code, unit) for one in drawn.selections for unit in one.selected]
    shown = []
    for number, _line, value in lines(files, 'selected.jsonl'):
        fit(documents.selected_line, value, f'selected.jsonl:{number}')
        _compare(f'line {number} of selected.jsonl', f'selected.jsonl 第 {number} 行',
                 (value['stratum'], value['index']),
                 wanted[number - 1] if number <= len(wanted) else None)
        shown.append(value)
    _compare('the number of lines of selected.jsonl', 'selected.jsonl 的行数',
             len(shown), len(wanted))
    nodes = document(files, 'nodes.json', documents.nodes)
    _compare('the strata of nodes.json', 'nodes.json 的层', [one['code'] for one in nodes],
             [one.code for one in drawn.selections if one.k])
    paths = {one['code']: [bytes.fromhex(node) for node in one['nodes']] for one in nodes}
    for committed in commit['strata']:
        code = committed['code']
        known = {one['index']: leaf(bytes.fromhex(one['salt']), bytes_of(one['record']))
                 for one in shown if one['stratum'] == code}
        if known:
            found = root_from_nodes(known, committed['count'], paths[code])
            if found is None or found.hex() != committed['root']:
                raise Refusal('PATH_WRONG')


# --- the restricted level ------------------------------------------------------------------

def _pools(files, log, draw, rules, statement):
    """Everything about the pools, as far as it is given."""
    pools = pools_.read_all(files, rules)
    pools_.check_against(pools, draw.commit)
    pools_.check_freeze(pools, rules, draw.commit)
    pools_.check_statement(statement, draw.commit)
    if 'reasons.jsonl' in files:
        pools_.check_grounds(files, pools.conflicts)
    if 'register.jsonl' in files:
        pools_.check_register(files, draw.commit['frame'])
    return pools


def verify_restricted(files, expect):
    """Verify a restricted bundle; the answer, or a Refusal."""
    log, draw, rules, statement = _begin(files, True, expect)
    pools = _pools(files, log, draw, rules, statement)
    if not shows_outcome(draw, True):
        return _answer(log, draw, True)

    receipt = _read_receipt(files)
    made = compute(log, draw, rules, pools, _restricted_secret(draw, receipt))
    compare_receipts(receipt, made.receipt)
    require(files, [name for name in made.files if name not in MAY])
    if any(name in files for name in SELECTED):
        require(files, SELECTED)
    for name, data in made.files.items():           # in the order of the page
        if name == 'receipt.json' or name not in files:
            continue
        if files[name] != data:
            raise differs(name, f'“{name}”', _digest(files[name]), _digest(data))
    _check_against_log(draw, made.receipt_hash, made.receipt['resultRoot'], made.drawn.count)

    def row_of(index):
        stratum, unit = made.drawn.stratum_of(index)
        return made.eligibility.row(pools.strata[stratum.code].records[unit])

    ranks = [record['rank'] for record in pools.inspectors.records]
    check_substitutions(files, Service(rules, draw, made.seed, made.drawn, made.staffed,
                                       made.table, row_of, ranks))
    return _answer(log, draw, True, made.seed)


def _digest(data):
    return f'SHA-256 {sha256(data).hexdigest()} ({len(data)} bytes)'


def _restricted_secret(draw, receipt):
    """The secret: from the log once opened, before from the receipt."""
    if draw.commit['mode'] == 'open':
        return None
    if draw.opening is not None:
        return bytes.fromhex(draw.opening['secret'])
    inputs = receipt.get('seedInputs')
    if type(inputs) is not list or not inputs \
            or type(inputs[-1]) is not str or not HEX32(inputs[-1]):
        raise Refusal('SECRET_MISMATCH')
    return bytes.fromhex(inputs[-1])


def run(files, secret):
    """The outcome of a restricted bundle whose log ends with the last reveal:
    {name: bytes}."""
    log, draw, rules, statement = _begin(files, True, {})
    pools = _pools(files, log, draw, rules, statement)
    if draw.state not in ('complete', 'drawn', 'opened'):
        raise Refusal('REVEALS_MISSING')
    if draw.commit['mode'] == 'open':
        secret = None
    return compute(log, draw, rules, pools, secret).files
