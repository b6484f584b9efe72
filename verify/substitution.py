"""Substitutions after the draw (page, section 16)."""

import documents
from canonical import text_of
from chance import officer_tickets
from hashing import H
from outcome import inspectors_of, lead_of, roles_of
from records import shaped_lines
from refusal import Refusal, differs

FILE = 'substitutions.jsonl'


class Service:
    """Who serves which target as the substitutions go on."""

    def __init__(self, rules, draw, seed, drawn, staffed, table, row_of=None, ranks=None):
        """`row_of` computes the row of the table for a global index, `ranks`
        are those of the officers; both are None at the public level."""
        self.rules = rules
        self.draw = draw
        self.seed = seed
        self.drawn = drawn
        self.row_of = row_of
        self.ranks = ranks
        self.staffs = rules['stage'] != 'targets'
        self.teams = {}                         # target -> team, None when held
        self.rows = {}                          # target -> slots of its row
        self.present = set(drawn.indexes())     # being served or held
        self.come_in = {one.code: 0 for one in drawn.selections}
        self.taken_out = {}                     # target -> officers
        if self.staffs:
            self.roles = roles_of(rules)
            self.capacity = [officer['capacity'] for officer in table['officers']]
            self.load = [0] * len(self.capacity)
            self.rows = {target['index']: target['slots'] for target in table['targets']}
            for index in self.present:
                self.teams[index] = None
                if index in staffed.teams:
                    self._serve(index, staffed.teams[index])

    def _serve(self, index, team):
        """Set the team of a target; the loads follow."""
        for slot in self.teams.get(index) or ():
            for officer in slot:
                self.load[officer] -= 1
        self.teams[index] = team
        for slot in team or ():
            for officer in slot:
                self.load[officer] += 1

    def _fill(self, index, row, team, detail):
        """Fill the places of a team that hold None, in order; the whole team,
        or None when one cannot be filled."""
        team = [list(slot) for slot in team]
        inside = {officer for slot in team for officer in slot if officer is not None}
        out = self.taken_out.get(index, set())
        extra = detail.get('extra', 0)
        label = f'substitute/{self.draw.commit["drawNo"]}/{detail["target"]}/{detail["n"]}'
        tickets = officer_tickets(self.seed, label, len(self.capacity))
        for slot, places in zip(row, team):
            for place, holder in enumerate(places):
                if holder is not None:
                    continue
                free = [officer for officer in slot['officers']
                        if officer not in inside and officer not in out
                        and self.load[officer] < self.capacity[officer] + extra]
                if not free:
                    return None
                best = min(free, key=lambda officer: (tickets[officer], officer))
                places[place] = best
                inside.add(best)
        return team

    # --- one substitution ---

    def step(self, detail, body):
        """One line against the event of the log, the rules and what is so far."""
        n, kind, index = detail['n'], detail['kind'], detail['target']
        salt = H('dr/1/substitution-salt', self.seed, str(body['n']))[:16]
        found = H('dr/1/substitution', salt, text_of(detail)).hex()
        if found != body['hash']:
            raise differs(f'the hash of substitution {body["n"]}', f'第 {body["n"]} 次替换的指纹',
                          body['hash'], found)
        if n != body['n']:
            raise Refusal('SUBSTITUTION_NUMBER', expected=body['n'], found=n)
        if not any(reason['code'] == detail['reason'] and reason.get('of', kind) == kind
                   for reason in self.rules.get('substitution', ())):
            raise Refusal('SUBSTITUTION_REASON', n=n, reason=detail['reason'], kind=kind)
        if detail['requester'] == detail['approver']:
            raise Refusal('SUBSTITUTION_APPROVER', n=n)
        fits = index in self.present
        if kind == 'officer':
            fits = fits and self.teams.get(index) is not None
        elif kind == 'held':
            fits = fits and self.staffs and self.teams[index] is None
        if not fits:
            raise Refusal('SUBSTITUTION_TARGET', n=n, target=index, kind=kind)
        made = {key: detail[key] for key in ('n', 'kind', 'reason', 'evidence', 'requester',
                                             'approver', 'target', 'extra') if key in detail}
        getattr(self, '_' + kind)(detail, made)
        for key in ('in', 'row', 'slots', 'lead'):
            if detail.get(key) != made.get(key):
                raise differs(f'{key} of substitution {n}', f'第 {n} 次替换的 {key}',
                              detail.get(key, '-'), made.get(key, '-'))

    def _officer(self, detail, made):
        index, slot, place, out = (detail[key] for key in ('target', 'slot', 'place', 'out'))
        team = self.teams[index]
        if slot >= len(team) or place >= len(team[slot]) or team[slot][place] != out:
            raise Refusal('SUBSTITUTION_PLACE', n=detail['n'], out=out, target=index)
        self.taken_out.setdefault(index, set()).add(out)
        team = [list(one) for one in team]
        team[slot][place] = None
        team = self._fill(index, self.rows[index], team, detail)
        if team is None:
            raise Refusal('SUBSTITUTION_IMPOSSIBLE', n=detail['n'], target=index)
        made.update(slot=slot, place=place, out=out)
        made['in'] = team[slot][place]
        self._now(index, team, detail, made)

    def _held(self, detail, made):
        index = detail['target']
        row = self.rows[index]
        team = self._fill(index, row, [[None] * slot['n'] for slot in row], detail)
        if team is None:
            raise Refusal('SUBSTITUTION_IMPOSSIBLE', n=detail['n'], target=index)
        self._now(index, team, detail, made)

    def _target(self, detail, made):
        index = detail['target']
        stratum, _unit = self.drawn.stratum_of(index)
        nth = self.come_in[stratum.code]
        self.present.discard(index)
        if nth == len(stratum.reserve):
            if self.staffs:
                self._serve(index, None)
            return
        self.come_in[stratum.code] += 1
        comes = self.drawn.offset[stratum.code] + stratum.reserve[nth]
        self.present.add(comes)
        made['in'] = comes
        if not self.staffs:
            return
        row = made['row'] = self.rows[comes] = self._row(comes, detail)
        team = self.teams[index]
        if team is not None:
            kept = [[officer if officer in slot['officers'] else None for officer in holders]
                    for slot, holders in zip(row, team)]
            team = self._fill(comes, row, kept, detail)
        self._serve(index, None)
        self._now(comes, team, detail, made)

    def _row(self, index, detail):
        if self.row_of is not None:
            return self.row_of(index)
        row = detail.get('row')             # public: as stated, if it can be one
        slots = self.rules['team']['slots']
        if row is None or [slot['n'] for slot in row] != [slot['n'] for slot in slots]:
            raise differs(f'row of substitution {detail["n"]}',
                          f'第 {detail["n"]} 次替换的 row', 'row', 'the slots of the rules')
        return row

    def _now(self, index, team, detail, made):
        """The target has this team from now on, or is held."""
        self._serve(index, team)
        if team is None:
            return
        made['slots'] = team
        if self.ranks is not None:
            made['lead'] = lead_of(team, self.roles, self.ranks)
        else:
            lead = detail.get('lead')
            if lead not in inspectors_of(team, self.roles):
                raise differs(f'lead of substitution {detail["n"]}',
                              f'第 {detail["n"]} 次替换的组长', lead, 'one of the team')
            made['lead'] = lead


def check(files, service):
    """All substitutions of the file: as many as in the log, each by itself."""
    bodies = service.draw.substitutions
    if not bodies:
        return                      # that the file is absent then is checked before
    details = shaped_lines(files, FILE, documents.substitution_line(
        service.draw.commit['inspectors']['count']))
    if len(details) != len(bodies):
        raise differs('the number of substitutions', '替换的次数', len(details), len(bodies))
    for detail, body in zip(details, bodies):
        service.step(detail, body)
