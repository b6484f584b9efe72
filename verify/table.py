"""The table: who may inspect whom (page, section 10)."""

from shape import day_number


class Eligibility:
    """Whom each slot of the rules may send where, from the pools as frozen."""

    def __init__(self, rules, inspectors, conflicts):
        team = rules['team']
        self.slots = team['slots']
        self.officers = [
            {'index': index, 'capacity': record.get('capacity', team['capacity'])}
            for index, record in enumerate(inspectors)]
        self.inspectors = inspectors
        self.skills = [set(record['skills']) for record in inspectors]
        self.first = day_number(rules['window']['from'])
        self.last = day_number(rules['window']['to'])
        kind = team.get('certificate')
        leave_days = team.get('leaveDays', 1)
        present = [
            index for index, record in enumerate(inspectors)
            if record['status'] == 'active'
            and self._covered([term for term in record['certificates']
                               if kind is None or term['kind'] == kind])
            and self._days_within(record['leave']) < leave_days]
        self.of_slot = [
            [index for index in present
             if inspectors[index]['role'] == slot['role']
             and slot.get('department') in (None, inspectors[index]['department'])
             and (slot.get('skill') is None or slot['skill'] in self.skills[index])]
            for slot in self.slots]
        self.in_district = {}           # (slot, district) -> officers
        self.barred = {}                # target or entity -> officers' ids
        for conflict in conflicts:
            self.barred.setdefault(conflict['entity'], set()).add(conflict['officer'])

    def _spans(self, terms):
        """The days of the window within terms, as sorted (first, last)."""
        spans = []
        for term in terms:
            first = max(self.first, day_number(term['from']) if 'from' in term else self.first)
            last = min(self.last, day_number(term['to']) if 'to' in term else self.last)
            if first <= last:
                spans.append((first, last))
        spans.sort()
        return spans

    def _covered(self, terms):
        """Whether every day of the window lies in at least one term."""
        next_day = self.first
        for first, last in self._spans(terms):
            if first > next_day:
                return False
            next_day = max(next_day, last + 1)
        return next_day > self.last

    def _days_within(self, terms):
        """How many days of the window lie in at least one term."""
        days = 0
        next_day = self.first
        for first, last in self._spans(terms):
            first = max(first, next_day)
            if first <= last:
                days += last - first + 1
                next_day = last + 1
        return days

    def _of_district(self, slot, district):
        key = slot, district
        if key not in self.in_district:
            self.in_district[key] = [
                index for index in self.of_slot[slot]
                if self._covered([term for term in self.inspectors[index]['districts']
                                  if term['code'] == district])]
        return self.in_district[key]

    def row(self, target):
        """The slots of the table for a target's record."""
        barred = (self.barred.get(target['id'], set())
                  | self.barred.get(target.get('entity'), set()))
        needed = set(target.get('skills', ()))
        slots = []
        for number, slot in enumerate(self.slots):
            officers = self._of_district(number, target['district'])
            if needed and slot['role'] == 'inspector':
                officers = [index for index in officers if needed <= self.skills[index]]
            if barred:
                officers = [index for index in officers
                            if self.inspectors[index]['id'] not in barred]
            slots.append({'n': slot['n'], 'officers': officers})
        return slots

    def table(self, targets):
        """The table of [(global index, record)]."""
        return {'targets': [{'index': index, 'slots': self.row(record)}
                            for index, record in sorted(targets, key=lambda one: one[0])],
                'officers': self.officers}
