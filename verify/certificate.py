"""The certificate that people are lacking (page, section 13)."""

from flow import Staffing
from refusal import Refusal


def limits(team):
    """(unit of one place, most of a pair) of an algorithm of assignment."""
    if team['alg'] == 'sr-assign/1':
        return 1, 1
    unit = 2 ** 32
    return unit, (team['bound'] * unit // 1_000_000 if 'bound' in team else unit)


def certify(table, team):
    """Demand, the most that can be filled, and the source's side of the
    minimum cut. Without a bound, whole places are counted and scaled up at
    the end: the cut is the same."""
    unit, most = limits(team)
    scale = unit if most == unit else 1
    network = Staffing(table['officers'], unit // scale, most // scale)
    demand = sum(network.add(target)[1] for target in table['targets'])
    filled = network.flow.augment()
    side = network.flow.reachable()
    slots = {}
    for (index, number), node in network.slots.items():
        if node in side:
            slots.setdefault(index, []).append(number)
    return {'demand': demand * scale, 'flow': filled * scale,
            'targets': [{'index': index, 'slots': sorted(slots[index])}
                        for index in sorted(slots)],
            'officers': sorted(officer for officer, node in network.officer_nodes.items()
                               if node in side)}


def check_cut(certificate, table, team):
    """The capacity of the cut, counted from the lists and the table alone,
    equals the flow."""
    unit, most = limits(team)
    listed = {target['index']: set(target['slots']) for target in certificate['targets']}
    officers = set(certificate['officers'])
    capacity = sum(officer['capacity'] * unit for officer in table['officers']
                   if officer['index'] in officers)
    for target in table['targets']:
        slots = listed.get(target['index'], ())
        pairs = set()
        for number, slot in enumerate(target['slots']):
            if number in slots:
                pairs.update(slot['officers'])
            else:
                capacity += slot['n'] * unit
        capacity += most * len(pairs - officers)
    if capacity != certificate['flow']:
        raise Refusal('CUT_WRONG', capacity=capacity, flow=certificate['flow'])
