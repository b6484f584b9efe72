"""The teams: sr-assign/1 (page, section 11)."""

from chance import Generator
from components import components, officers_of


def assign(table, seed):
    """({index: team}, [held]) of a table; a team lists, slot by slot and place
    by place, the officers holding the places."""
    teams, held = {}, []
    capacity = [officer['capacity'] for officer in table['officers']]
    for targets in components(table['targets']):
        _Component(targets, capacity, seed).run(teams, held)
    return teams, sorted(held)


class _Component:
    """One component. Officers are known by their position in seeded order,
    targets by theirs, places by their number."""

    def __init__(self, targets, capacity, seed):
        self.generator = Generator(seed, f'assign/{targets[0]["index"]}')
        targets = self.generator.seeded_order(targets)
        self.officers = self.generator.seeded_order(officers_of(targets))
        position = {officer: n for n, officer in enumerate(self.officers)}
        self.capacity = [capacity[officer] for officer in self.officers]
        self.load = [0] * len(self.officers)
        self.held_places = [set() for _ in self.officers]
        self.targets = []                   # (index, [places of a slot ...])
        self.officers_of_slot = []          # by position
        self.slot_of = []                   # place -> slot
        self.target_of = []                 # place -> target
        self.holder = []                    # place -> position or None
        self.at = []                        # target -> {position: place}
        for number, target in enumerate(targets):
            slots = []
            for slot in target['slots']:
                first = len(self.holder)
                slots.append(range(first, first + slot['n']))
                self.slot_of += [len(self.officers_of_slot)] * slot['n']
                self.target_of += [number] * slot['n']
                self.holder += [None] * slot['n']
                self.officers_of_slot.append(
                    sorted(position[officer] for officer in slot['officers']))
            self.targets.append((target['index'], slots))
            self.at.append({})

    # --- taking and leaving places ---

    def _leave(self, place):
        officer = self.holder[place]
        self.holder[place] = None
        self.held_places[officer].discard(place)
        del self.at[self.target_of[place]][officer]
        self.load[officer] -= 1

    def _take(self, place, officer):
        self.holder[place] = officer
        self.held_places[officer].add(place)
        self.at[self.target_of[place]][officer] = place
        self.load[officer] += 1

    def _change(self, changes):
        """Set the holders of places: [(place, officer or None)]."""
        for place, _ in changes:
            if self.holder[place] is not None:
                self._leave(place)
        for place, officer in changes:
            if officer is not None:
                self._take(place, officer)

    # --- the search ---

    def _search(self, starts, wanted, officers_seen, slots_seen):
        """Breadth first from the places `starts` to an officer that is
        `wanted`. Officers and slots seen are marked in the two sets. Gives
        the changes of the path found, or None."""
        queue = []
        parent = {}
        for place in starts:
            slot = self.slot_of[place]
            if slot not in slots_seen:
                slots_seen.add(slot)
                parent[place] = None
                queue.append(place)
        for place in queue:                 # the queue grows as we go
            here = self.at[self.target_of[place]]
            for officer in self.officers_of_slot[self.slot_of[place]]:
                if officer in officers_seen:
                    continue
                if officer in here:
                    visit = (here[officer],)
                else:
                    officers_seen.add(officer)
                    if wanted(officer):
                        return self._path(parent, place, officer)
                    visit = sorted(self.held_places[officer])
                for other in visit:
                    slot = self.slot_of[other]
                    if slot not in slots_seen:
                        slots_seen.add(slot)
                        parent[other] = place
                        queue.append(other)
        return None

    def _path(self, parent, place, officer):
        changes = []
        while place is not None:
            changes.append((place, officer))
            officer = self.holder[place]
            place = parent[place]
        return changes

    # --- the steps ---

    def run(self, teams, held):
        closed_officers, closed_slots = set(), set()
        for index, slots in self.targets:
            if not self._staff(slots, closed_officers, closed_slots):
                held.append(index)
        self._even_out()
        for index, slots in self.targets:
            if self.holder[slots[0][0]] is not None:
                teams[index] = [[self.officers[self.holder[place]] for place in places]
                                for places in slots]

    def _staff(self, slots, closed_officers, closed_slots):
        """Step 3 for one target: whether all its places are filled."""
        load, capacity = self.load, self.capacity
        undo = []                           # holders before, change by change
        is_first = True
        for places in slots:
            for place in places:
                here = self.at[self.target_of[place]]
                least, choice = None, []
                for officer in self.officers_of_slot[self.slot_of[place]]:
                    own = load[officer]
                    if own < capacity[officer] and officer not in here:
                        if least is None or own < least:
                            least, choice = own, [officer]
                        elif own == least:
                            choice.append(officer)
                if choice:
                    changes = [(place, choice[self.generator.below(len(choice))])]
                else:
                    officers_seen, slots_seen = set(closed_officers), set(closed_slots)
                    changes = self._search((place,), lambda one: load[one] < capacity[one],
                                           officers_seen, slots_seen)
                    if changes is None:
                        for before in reversed(undo):
                            self._change(before)
                        if is_first:
                            closed_officers |= officers_seen
                            closed_slots |= slots_seen
                        return False
                undo.append([(one, self.holder[one]) for one, _ in changes])
                self._change(changes)
                is_first = False
        return True

    def _even_out(self):
        """Step 4: from the highest load down to 2."""
        load, capacity = self.load, self.capacity
        for high in range(max(load, default=0), 1, -1):
            officers_seen, slots_seen = set(), set()        # of searches without success
            for officer in range(len(load)):
                if load[officer] != high or officer in officers_seen:
                    continue
                mine = officers_seen | {officer}
                slots = set(slots_seen)
                changes = self._search(
                    sorted(self.held_places[officer]),
                    lambda one: load[one] <= high - 2 and load[one] < capacity[one],
                    mine, slots)
                if changes is None:
                    officers_seen, slots_seen = mine, slots
                else:
                    self._change(changes)
