"""Maximum flows (Dinic), for admission and for the certificate
(page, sections 12 and 13)."""

NO_LIMIT = 2 ** 80


class Flow:
    """A network of nodes 0, 1, 2, ... with arcs of whole capacities; node 0 is
    the source, node 1 the sink. Arc e and its reverse e ^ 1 lie side by side."""

    def __init__(self):
        self.arcs = [[], []]                # node -> arcs leaving it
        self.to = []                        # arc -> node
        self.left = []                      # arc -> capacity left
        self.log = None                     # moves, while they may be undone

    def node(self):
        self.arcs.append([])
        return len(self.arcs) - 1

    def arc(self, start, end, capacity):
        number = len(self.to)
        self.arcs[start].append(number)
        self.arcs[end].append(number + 1)
        self.to += (end, start)
        self.left += (capacity, 0)
        return number

    def _levels(self):
        """Distances from the source as far as the sink; None when the sink
        cannot be reached."""
        level = {0: 0}
        queue = [0]
        to, left, arcs = self.to, self.left, self.arcs
        for node in queue:
            if 1 in level and level[node] >= level[1]:
                break
            for arc in arcs[node]:
                end = to[arc]
                if left[arc] and end not in level:
                    level[end] = level[node] + 1
                    queue.append(end)
        return level if 1 in level else None

    def _push(self, level):
        """Augment along paths of rising level until none is left."""
        to, left, arcs = self.to, self.left, self.arcs
        pointer = dict.fromkeys(level, 0)
        total = 0
        path, node = [], 0
        while True:
            if node == 1:
                amount = min(left[arc] for arc in path)
                for arc in path:
                    self._move(arc, amount)
                total += amount
                path, node = [], 0
                continue
            own = arcs[node]
            n = pointer[node]
            while n < len(own):
                arc = own[n]
                if left[arc] and level.get(to[arc], -1) == level[node] + 1:
                    break
                n += 1
            pointer[node] = n
            if n < len(own):
                path.append(own[n])
                node = to[own[n]]
            elif path:
                node = to[path.pop() ^ 1]
                pointer[node] += 1
            else:
                return total

    def _move(self, arc, amount):
        self.left[arc] -= amount
        self.left[arc ^ 1] += amount
        if self.log is not None:
            self.log.append((arc, amount))

    def augment(self):
        """Bring the flow to its maximum; how much has come in."""
        total = 0
        while True:
            level = self._levels()
            if level is None:
                return total
            total += self._push(level)

    def undo(self):
        """Take back what has moved since `log` was set to a new list."""
        for arc, amount in reversed(self.log):
            self.left[arc] += amount
            self.left[arc ^ 1] -= amount
        self.log = None

    def reachable(self):
        """The nodes that the source reaches in what is left."""
        seen = {0}
        queue = [0]
        for node in queue:
            for arc in self.arcs[node]:
                end = self.to[arc]
                if self.left[arc] and end not in seen:
                    seen.add(end)
                    queue.append(end)
        return seen


class Staffing:
    """The network of sections 12 and 13: source -> slot (n places) -> pair of
    target and officer (at most `pair_limit`) -> officer (capacity) -> sink,
    one place being `unit`."""

    def __init__(self, officers, unit, pair_limit):
        self.flow = Flow()
        self.officers = officers            # the table's list
        self.unit = unit
        self.pair_limit = pair_limit
        self.slots = {}                     # (target index, slot number) -> node
        self.officer_nodes = {}             # officer index -> node

    def _officer(self, index):
        node = self.officer_nodes.get(index)
        if node is None:
            node = self.officer_nodes[index] = self.flow.node()
            self.flow.arc(node, 1, self.officers[index]['capacity'] * self.unit)
        return node

    def add(self, target):
        """Add a target; the arcs from the source to its slots, and its demand."""
        flow, pairs, sources, demand = self.flow, {}, [], 0
        for number, slot in enumerate(target['slots']):
            node = self.slots[target['index'], number] = flow.node()
            wanted = slot['n'] * self.unit
            demand += wanted
            sources.append(flow.arc(0, node, wanted))
            for officer in slot['officers']:
                pair = pairs.get(officer)
                if pair is None:
                    pair = pairs[officer] = flow.node()
                    flow.arc(pair, self._officer(officer), self.pair_limit)
                flow.arc(node, pair, NO_LIMIT)
        return sources, demand

    def admit(self, target):
        """Add a target and fill it wholly beside those before it, or leave
        everything as it was: whether it is admitted."""
        sources, demand = self.add(target)
        flow = self.flow
        flow.log = []
        if flow.augment() == demand:
            flow.log = None
            return True
        flow.undo()
        for arc in sources:
            flow.left[arc] = 0
        return False
