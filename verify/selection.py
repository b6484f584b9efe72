"""Which units: sr-ticket/1 and sr-pps/1 (page, section 9)."""

from dataclasses import dataclass

from chance import Generator, tickets


@dataclass
class Selection:
    """What is drawn of one stratum; leaf numbers in draw order."""
    code: str
    k: int
    selected: list
    reserve: list
    tickets: list                   # of all units, as bytes
    cut_off: str = None

    def receipt(self):
        """The entry of the receipt."""
        entry = {'code': self.code, 'k': self.k, 'selected': self.selected,
                 'reserve': self.reserve}
        if self.cut_off is not None:
            entry['cutOff'] = self.cut_off
        return entry


def select(seed, stratum, count, k, r, weights=None):
    """The selection of k units and a reserve of r from `count` units."""
    code = stratum['code']
    own = tickets(seed, code, count)
    order = sorted(range(count), key=lambda unit: (own[unit], unit))
    if stratum['select'] == 'sr-ticket/1':
        chosen, reserve = order[:k], order[k:k + r]
        cut_off = own[chosen[-1]].hex() if k else None
        return Selection(code, k, chosen, reserve, own, cut_off)
    taken = _in_proportion(seed, f'pps/{code}', order, weights, k)
    left = [unit for unit in order if unit not in taken]
    second = _in_proportion(seed, f'pps-reserve/{code}', left, weights, r)
    return Selection(code, k, [unit for unit in order if unit in taken],
                     [unit for unit in left if unit in second], own)


def _in_proportion(seed, label, order, weights, k):
    """The set of k units of `order` taken with probabilities in proportion to
    their weights (sr-pps/1, steps 1 and 2)."""
    taken = set()
    whole = sum(weights[unit] for unit in order)
    found = True
    while k > 0 and found:
        found = False
        for unit in order:
            weight = weights[unit]
            if k > 0 and unit not in taken and k * weight >= whole:
                taken.add(unit)
                whole -= weight
                k -= 1
                found = True
    if k > 0:
        u = Generator(seed, label).below64(whole)
        passed = 0                  # S
        for unit in order:
            if unit in taken:
                continue
            step = k * weights[unit]
            if (passed + step + u) // whole > (passed + u) // whole:
                taken.add(unit)
            passed += step
    return taken
