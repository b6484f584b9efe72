"""The rules of a draw: what they mean together, and whether they are those of
the commitment (page, section 3)."""

import documents
from entropy import check_sources, of_rules
from hashing import document_hash
from refusal import Refusal, contradict
from shape import day_number, fit


TEAM_ALGORITHMS = ('sr-assign/1', 'sr-assign-me/1')
SELECT_ALGORITHMS = ('sr-ticket/1', 'sr-pps/1')


def check(rules):
    """Shape, then meaning, of rules.json."""
    fit(documents.rules, rules, 'rules.json')
    stage = rules['stage']
    for stratum in rules['strata']:
        _check_stratum(stratum, rules.get('total') is not None, stage)
    check_sources(rules['entropy'])

    team, window = rules.get('team'), rules.get('window')
    if (stage == 'targets') == (team is not None):
        raise contradict('team is given except in stage targets', '除“仅抽对象”外都须有检查组')
    if (stage == 'targets') == (window is not None):
        raise contradict('window is given except in stage targets', '除“仅抽对象”外都须有检查期间')
    if window is not None and day_number(window['from']) > day_number(window['to']):
        raise contradict('the window ends before it begins', '检查期间的起止颠倒')
    if team is not None:
        _check_algorithm(team['alg'], TEAM_ALGORITHMS, 'team.alg')
        if 'bound' in team and team['alg'] != 'sr-assign-me/1':
            raise contradict('a bound of teams belongs to sr-assign-me/1',
                             '概率上限只用于 sr-assign-me/1')
        if sum(slot['n'] for slot in team['slots'] if slot['role'] == 'inspector') < 2:
            raise Refusal('TEAM_TOO_SMALL')


def _check_algorithm(name, known, at):
    if name not in known:
        raise Refusal('UNKNOWN_ALGORITHM', alg=name, at=at)


def _check_stratum(stratum, has_total, stage):
    code = stratum['code']
    _check_algorithm(stratum['select'], SELECT_ALGORITHMS, f'strata.{code}.select')
    sizes = ('rate' in stratum) + ('count' in stratum) + has_total
    if sizes != 1:
        raise contradict(f'stratum {code} needs exactly one size', f'层“{code}”必须有且只有一种数量规定')
    if ('rounding' in stratum) == ('count' in stratum):
        raise contradict(f'stratum {code}: rounding is given unless the size is a count',
                         f'层“{code}”：除定数外都须规定取整方式')
    if 'bound' in stratum:
        if 'rate' not in stratum:
            raise contradict(f'stratum {code}: a bound belongs to a rate',
                             f'层“{code}”：上下限只用于比例')
        if stratum['rounding'] == 'controlled':
            raise Refusal('CONTROLLED_REFUSED', stratum=code, bound=stratum['bound'])
    if stage == 'officers' and (stratum.get('rate') != 1_000_000 or stratum['reserve'] != 0):
        raise contradict('stage officers takes the whole list',
                         '“仅抽人员”须全部名单，不得遗漏')


def check_against(rules, commit, authority):
    """The rules against the commitment: hash, authority, stage, mode, entropy,
    strata, in this order."""
    if document_hash('dr/1/rules', rules).hex() != commit['rulesHash']:
        raise Refusal('RULES_CHANGED', field='rulesHash')
    if rules['authority'] != authority:
        raise Refusal('RULES_CHANGED', field='authority')
    for field in ('stage', 'mode'):
        if rules[field] != commit[field]:
            raise Refusal('RULES_CHANGED', field=field)
    if rules['entropy'] != [of_rules(source) for source in commit['entropy']]:
        raise Refusal('RULES_CHANGED', field='entropy')
    found = [stratum['code'] for stratum in commit['strata']]
    expected = [stratum['code'] for stratum in rules['strata']]
    if found != expected:
        raise Refusal('RULES_CHANGED', field='strata')
    for of_the_rules, of_the_commit in zip(rules['strata'], commit['strata']):
        if (of_the_rules['select'] == 'sr-pps/1') != ('weightsHash' in of_the_commit):
            raise Refusal('WEIGHTS_RULE', stratum=of_the_rules['code'])


def versions(rules):
    """"dr/1" and the algorithms the rules name, ascending, each once."""
    names = {'dr/1'} | {stratum['select'] for stratum in rules['strata']}
    if 'team' in rules:
        names.add(rules['team']['alg'])
    return sorted(names)
