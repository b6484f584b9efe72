"""How many units from each stratum (page, section 8)."""

from chance import Generator
from refusal import Refusal

MILLION = 1_000_000


def allocate(rules, commit, seed):
    """[(k, r)]: units and reserve of each stratum, in order of code."""
    counts = [stratum['count'] for stratum in commit['strata']]
    total = rules.get('total')
    whole = sum(counts)
    if total is not None and total > whole:
        raise Refusal('SAMPLE_EXCEEDS_POOL', stratum='all', wanted=total, count=whole)
    divisor = MILLION if total is None else whole
    draw = None                     # u, drawn once and only when needed
    moved = 0                       # c
    sizes = []
    for stratum, units in zip(rules['strata'], counts):
        if 'count' in stratum:
            k = stratum['count']
        else:
            quotient, rest = divmod((stratum['rate'] if total is None else total) * units, divisor)
            rounding = stratum['rounding']
            if rounding == 'floor':
                k = quotient
            elif rounding == 'ceil':
                k = quotient + (rest > 0)
            else:
                if draw is None:
                    draw = Generator(seed, 'alloc').below(divisor)
                k = quotient + (moved + rest + draw) // divisor - (moved + draw) // divisor
                moved += rest
        if k > units:
            raise Refusal('SAMPLE_EXCEEDS_POOL', stratum=stratum['code'], wanted=k, count=units)
        sizes.append((k, min(stratum['reserve'], units - k)))
    return sizes


def reach(rules, commit):
    """The most units that may be drawn, which is known before the seed:
    controlled rounding taken as `ceil`."""
    most = {**rules, 'strata': [
        {**stratum, 'rounding': 'ceil'} if stratum.get('rounding') == 'controlled' else stratum
        for stratum in rules['strata']]}
    return sum(k for k, _ in allocate(most, commit, b''))
