"""Teams by equal probabilities: sr-assign-me/1 (page, section 12).

All arithmetic of the probabilities is in doubles (IEEE 754), one operation
at a time in the order of the page; all else is in whole units, M = 2^32 of
which make one place.
"""

from certificate import limits
from chance import Generator
from components import components, officers_of
from flow import Staffing

M = 2 ** 32
ROUNDS = 256
MOVED = 2.0 ** -40


def assign(table, team, seed):
    """({index: team}, [held], {index: [[y ...] ...]})."""
    teams, held, probabilities = {}, [], {}
    most = limits(team)[1]
    for targets in components(table['targets']):
        _component(targets, table['officers'], most, seed, teams, held, probabilities)
    return teams, sorted(held), probabilities


def _component(targets, officers, most, seed, teams, held, probabilities):
    generator = Generator(seed, f'assign/{targets[0]["index"]}')
    target_order = generator.seeded_order(targets)
    officer_order = generator.seeded_order(officers_of(targets))

    # Admission. Without a bound whole places tell the same.
    unit, limit = (1, 1) if most == M else (M, most)
    network = Staffing(officers, unit, limit)
    admitted = []
    for target in target_order:
        if network.admit(target):
            admitted.append(target)
        else:
            held.append(target['index'])
    if not admitted:
        return

    layout = _Layout(sorted(admitted, key=lambda target: target['index']), officers)
    exact = _Exact(layout, most)
    exact.fill(_approximate(layout, most))
    for index, slots in layout.slots_of.items():
        probabilities[index] = [list(exact.y[slot].values()) for slot in slots]

    _Rounding(layout, exact, admitted, officer_order).run(generator)
    place_of = {officer: n for n, officer in enumerate(officer_order)}
    for index, slots in layout.slots_of.items():
        teams[index] = [
            sorted((layout.officer[pair] for pair, y in exact.y[slot].items() if y == M),
                   key=place_of.get)
            for slot in slots]


class _Layout:
    """Slots and pairs of the admitted targets by number: targets ascending,
    in each its slots in order; targets ascending, in each the officers that
    its slots list, ascending."""

    def __init__(self, targets, officers):
        self.slots_of = {}              # target index -> slots
        self.places = []                # slot -> n
        self.pairs = []                 # slot -> pairs, officers ascending
        self.officer = []               # pair -> officer
        self.slots = []                 # pair -> the slots that list it, in order
        self.pairs_of = {}              # officer -> pairs, targets ascending
        for target in targets:
            number = {}
            for officer in officers_of([target]):
                number[officer] = len(self.officer)
                self.pairs_of.setdefault(officer, []).append(len(self.officer))
                self.officer.append(officer)
                self.slots.append([])
            own = self.slots_of[target['index']] = []
            for slot in target['slots']:
                own.append(len(self.places))
                for officer in slot['officers']:
                    self.slots[number[officer]].append(len(self.places))
                self.places.append(slot['n'])
                self.pairs.append([number[officer] for officer in slot['officers']])
        self.capacity = {officer: officers[officer]['capacity'] for officer in self.pairs_of}


def _approximate(layout, most):
    """The probabilities of greatest entropy, nearly: for each slot a list of
    whole y in the order of its officers."""
    q = most / M
    officer_of = layout.officer
    slots = list(zip(layout.places, layout.pairs))
    pairs = list(zip(officer_of, layout.slots))
    by_officer = [(officer, own, layout.capacity[officer])
                  for officer, own in sorted(layout.pairs_of.items())]
    g = [1.0] * len(pairs)
    f = dict.fromkeys(layout.pairs_of, 1.0)
    weight = [0.0] * len(pairs)                     # A_to

    def shares():
        """Step 1: a_s of every slot."""
        result = []
        for n, listed in slots:
            total = 0.0
            for pair in listed:
                total += g[pair] * f[officer_of[pair]]
            result.append(n / total)
        return result

    for _ in range(ROUNDS):
        still = True
        a = shares()
        for pair, (officer, its_slots) in enumerate(pairs):
            total = 0.0
            for slot in its_slots:
                total += a[slot]
            weight[pair] = total
            w = f[officer] * total
            new = q / w if w > q else 1.0
            old = g[pair]
            if abs(new - old) > MOVED * old:
                still = False
            g[pair] = new
        for officer, own, capacity in by_officer:
            total = 0.0
            for pair in own:
                total += g[pair] * weight[pair]
            new = capacity / total if total > capacity else 1.0
            old = f[officer]
            if abs(new - old) > MOVED * old:
                still = False
            f[officer] = new
        if still:
            break
    return [[int(share * g[pair] * f[officer_of[pair]] * 4294967296.0) for pair in listed]
            for share, (_n, listed) in zip(shares(), slots)]


class _Exact:
    """Whole y over slots and officers that fill every slot exactly."""

    def __init__(self, layout, most):
        self.layout = layout
        self.most = most                            # Q
        self.y = []                                 # slot -> {pair: y}
        self.pair = [0] * len(layout.officer)       # pair -> the sum of its y
        self.load = dict.fromkeys(layout.pairs_of, 0)
        self.room = {officer: capacity * M for officer, capacity in layout.capacity.items()}
        # The nodes of the search: slots, then pairs, then officers.
        self.first_pair = len(layout.places)
        self.first_officer = self.first_pair + len(layout.officer)
        self.parent = [None] * (self.first_officer + max(layout.pairs_of, default=0) + 1)

    def fill(self, approximate):
        layout, load, room = self.layout, self.load, self.room
        lacks = []
        for n, pairs, near in zip(layout.places, layout.pairs, approximate):
            lacking = n * M
            own = {}
            for pair, y in zip(pairs, near):
                officer = layout.officer[pair]
                y = min(y, lacking, self.most - self.pair[pair], room[officer] - load[officer])
                own[pair] = y
                lacking -= y
                self.pair[pair] += y
                load[officer] += y
            self.y.append(own)
            lacks.append(lacking)
        for slot, lacking in enumerate(lacks):
            while lacking:
                lacking -= self._move(slot, lacking)

    def _move(self, start, lacking):
        """Move along the first path found breadth first from a slot; how much."""
        parent = self.parent                # None: not visited yet
        parent[start] = start
        queue = [start]
        end = self._search(queue)
        steps = []                          # (from, to), from the end back
        node = end
        while node != start:
            steps.append((parent[node], node))
            node = parent[node]
        parent[end] = None
        for node in queue:
            parent[node] = None
        return self._along(steps, end - self.first_officer, lacking)

    def _search(self, queue):
        """From the slot in the queue to an officer who has room."""
        layout, y, total, most = self.layout, self.y, self.pair, self.most
        load, room, parent = self.load, self.room, self.parent
        first_pair, first_officer = self.first_pair, self.first_officer
        for node in queue:                  # the queue grows as we go
            if node < first_pair:
                for pair in layout.pairs[node]:
                    if parent[first_pair + pair] is None:
                        parent[first_pair + pair] = node
                        queue.append(first_pair + pair)
            elif node < first_officer:
                pair = node - first_pair
                if total[pair] < most:
                    officer = layout.officer[pair]
                    if parent[first_officer + officer] is None:
                        parent[first_officer + officer] = node
                        if load[officer] < room[officer]:
                            return first_officer + officer
                        queue.append(first_officer + officer)
                for slot in layout.slots[pair]:
                    if parent[slot] is None and y[slot][pair] > 0:
                        parent[slot] = node
                        queue.append(slot)
            else:
                for pair in layout.pairs_of[node - first_officer]:
                    if parent[first_pair + pair] is None and total[pair] > 0:
                        parent[first_pair + pair] = node
                        queue.append(first_pair + pair)
        raise AssertionError('a target was admitted that cannot be filled')

    def _along(self, steps, officer, lacking):
        first_pair, first_officer = self.first_pair, self.first_officer
        amount = min(lacking, self.room[officer] - self.load[officer])
        for start, to in steps:
            if start >= first_officer:
                amount = min(amount, self.pair[to - first_pair])
            elif start >= first_pair:
                pair = start - first_pair
                amount = min(amount, self.most - self.pair[pair] if to >= first_officer
                             else self.y[to][pair])
        for start, to in steps:
            if start < first_pair:
                self.y[start][to - first_pair] += amount
            elif start >= first_officer:
                self.pair[to - first_pair] -= amount
            elif to >= first_officer:
                self.pair[start - first_pair] += amount
            else:
                self.y[to][start - first_pair] -= amount
        self.load[officer] += amount
        return amount


class _Rounding:
    """Rounding by chance: arcs slot -> pair, pair -> officer, officer -> sink,
    with values taken modulo M; an arc is open when its value is not 0."""

    def __init__(self, layout, exact, targets, officer_order):
        self.exact = exact
        self.value = []                 # arc -> value
        self.start = []                 # arc -> node it leaves
        self.end = []                   # arc -> node it enters
        self.own = []                   # node -> its arcs, in the order of the page
        self.slot_nodes = []            # in seeded order
        self.places = []                # (arc, slot, pair)
        place_of = {officer: n for n, officer in enumerate(officer_order)}
        pair_nodes = {officer: [] for officer in officer_order}
        for target in targets:
            nodes = {}
            for slot in layout.slots_of[target['index']]:
                node = self._node()
                self.slot_nodes.append(node)
                for pair in sorted(layout.pairs[slot],
                                   key=lambda pair: place_of[layout.officer[pair]]):
                    if pair not in nodes:
                        nodes[pair] = self._node()
                    arc = self._arc(node, nodes[pair], exact.y[slot][pair])
                    self.places.append((arc, slot, pair))
            for pair, node in nodes.items():
                pair_nodes[layout.officer[pair]].append((node, exact.pair[pair]))
        sink = self._node()
        for officer in officer_order:
            node = self._node()
            for pair_node, value in pair_nodes[officer]:
                self._arc(pair_node, node, value)
            self._arc(node, sink, sum(value for _, value in pair_nodes[officer]))
        self.first_open = [0] * len(self.own)

    def _node(self):
        self.own.append([])
        return len(self.own) - 1

    def _arc(self, start, end, value):
        """A new arc; each node has its arcs in the order they are made here:
        a slot by officers, a pair by slots and then its officer, an officer by
        targets and then the sink, the sink by officers."""
        number = len(self.value)
        self.value.append(value)
        self.start.append(start)
        self.end.append(end)
        self.own[start].append(number)
        self.own[end].append(number)
        return number

    def _open(self, node, came_by):
        """The first open arc of a node that is not the one it was reached by.
        (An arc once closed stays closed.)"""
        own, value = self.own[node], self.value
        n = self.first_open[node]
        while n < len(own) and value[own[n]] % M == 0:
            n += 1
        self.first_open[node] = n
        while n < len(own):
            arc = own[n]
            if arc != came_by and value[arc] % M:
                return arc
            n += 1
        return None

    def run(self, generator):
        for node in self.slot_nodes:
            while self._open(node, None) is not None:
                self._walk(node, generator)
        for arc, slot, pair in self.places:
            self.exact.y[slot][pair] = self.value[arc]

    def _walk(self, start, generator):
        nodes, arcs = [start], []               # the walk: one arc between two nodes
        at = {start: 0}                         # node -> its place in the walk
        while True:
            node = nodes[-1]
            arc = self._open(node, arcs[-1] if arcs else None)
            if arc is None:
                if arcs:
                    raise AssertionError('a walk ends away from its start')
                return
            there = self.end[arc] if self.start[arc] == node else self.start[arc]
            arcs.append(arc)
            if there not in at:
                at[there] = len(nodes)
                nodes.append(there)
                continue
            first = at[there]
            self._round(nodes[first:], arcs[first:], generator)
            for one in nodes[first + 1:]:
                del at[one]
            del nodes[first + 1:]
            del arcs[first:]

    def _round(self, nodes, arcs, generator):
        """Round one cycle: arcs[n] is the one by which nodes[n] was left."""
        forward = [arc for node, arc in zip(nodes, arcs) if self.start[arc] == node]
        against = [arc for node, arc in zip(nodes, arcs) if self.start[arc] != node]
        value = self.value
        alpha = min([M - value[arc] % M for arc in forward] + [value[arc] % M for arc in against])
        beta = min([value[arc] % M for arc in forward] + [M - value[arc] % M for arc in against])
        change = alpha if generator.below(alpha + beta) < beta else -beta
        for arc in forward:
            value[arc] += change
        for arc in against:
            value[arc] -= change
