"""The log: the chain of its events, and the steps of every draw in it
(page, sections 5 and 6)."""

import documents
import ed25519
from canonical import bytes_of
from entropy import PUBLIC, check_value, knowable_at
from hashing import H, document_hash, lp
from records import lines
from refusal import Refusal
from shape import fit

NONE = '0' * 64
ANCHOR_SECONDS = 600

# What may follow in which state (section 6, second table).
NEXT = {
    'frozen': ('anchor', 'void', 'lapse'),
    'anchored': ('reveal', 'void', 'lapse'),
    'revealing': ('reveal', 'lapse'),
    'complete': ('receipt',),
    'drawn': ('opening', 'substitution'),
    'opened': ('substitution',),
    'void': (),
    'lapsed': (),
}
ENDED = ('drawn', 'opened', 'void', 'lapsed')


class Session:
    """One freeze: one draw or several that share their entropy."""

    def __init__(self, commits, authority, position):
        self.commit = commits[0]            # for what all of them share
        self.entropy = self.commit['entropy']
        self.position = position            # of the freeze among the events
        self.hashes = [document_hash('dr/1/commit', commit) for commit in commits]
        self.draws = [Draw(self, commit, C.hex()) for commit, C in zip(commits, self.hashes)]
        if len(commits) == 1:
            self.S = self.hashes[0]
            self.statement = self.commit['statementHash']
        else:
            self.S = H('dr/1/session', *self.hashes)
            self.statement = H('dr/1/statements', *(
                bytes.fromhex(commit['statementHash']) for commit in commits)).hex()
        self.witnesses = [source for source in self.entropy if source['type'] == 'witness']
        self.anchors = {}                   # witness id -> body
        self.reveals = {}                   # source -> body
        self.state = 'frozen' if self.witnesses else 'anchored'


class Draw:
    """One draw of a session."""

    def __init__(self, session, commit, C):
        self.session = session
        self.commit = commit
        self.C = C
        self.campaign = commit['campaign']
        self.ended = None                   # 'drawn' or 'opened'
        self.receipt = None                 # bodies of its events
        self.opening = None
        self.substitutions = []
        self.earlier = []

    @property
    def state(self):
        return self.ended or self.session.state


class Log:
    """All events of a series, checked one by one as they are added."""

    def __init__(self):
        self.authority = None
        self.series = None
        self.hashes = []                    # of the events, in hex
        self.draws = []                     # in order of freezing
        self.by_commit = {}                 # C -> Draw
        self.by_session = {}                # S -> Session
        self.awaited = []                   # draws whose receipt comes next

    @property
    def head(self):
        return self.hashes[-1] if self.hashes else NONE

    # --- the chain ---

    def add(self, event, line):
        """One event whose shape has been checked, and its canonical text."""
        seq = len(self.hashes) + 1
        if seq == 1:
            self.authority, self.series = event['authority'], event['series']
        for field, expected in (('authority', self.authority), ('series', self.series),
                                ('seq', seq), ('previous', self.head)):
            if event[field] != expected:
                raise Refusal('LOG_CHAIN', seq=seq, field=field)
        kind, body = event['kind'], event['body']
        if self.awaited and (kind != 'receipt' or body['C'] != self.awaited[0].C):
            raise Refusal('RECEIPT_NOT_NEXT')
        getattr(self, '_' + kind)(body, seq)
        self.hashes.append(H('dr/1/event', line).hex())

    def _session(self, body, seq, kind):
        session = self.by_session.get(body['C'])
        if session is None:
            raise Refusal('LOG_UNKNOWN_DRAW', seq=seq, C=body['C'])
        # A session whose draws are drawn has no state of its own any more.
        state = session.draws[0].state
        if kind not in NEXT[state]:
            raise Refusal('TRANSITION', state=state, kind=kind)
        return session

    def _draw(self, body, seq, kind):
        draw = self.by_commit.get(body['C'])
        if draw is None:
            raise Refusal('LOG_UNKNOWN_DRAW', seq=seq, C=body['C'])
        if kind not in NEXT[draw.state]:
            raise Refusal('TRANSITION', state=draw.state, kind=kind)
        return draw

    # --- the steps ---

    def _freeze(self, body, seq):
        commits = body['commits'] if 'commits' in body else [body['commit']]
        first = commits[0]
        for commit in commits[1:]:
            for field in ('mode', 'entropy', 'operatorHash', 'secretHash', 'drawBy',
                          'revealBy', 'frozenAt'):
                if commit.get(field) != first.get(field):
                    raise Refusal('SESSION_DIFFERS', field=field)
        session = Session(commits, self.authority, seq - 1)
        before = list(self.draws)
        for draw in session.draws:
            self._freeze_one(draw, before)
            self.by_commit[draw.C] = draw
            self.draws.append(draw)
        self.by_session[session.S.hex()] = session

    def _freeze_one(self, draw, before):
        commit, campaign = draw.commit, draw.campaign
        check_commit(commit)
        if draw.C in self.by_commit:
            raise Refusal('COMMIT_TWICE')
        expected = 1
        for other in self.draws:            # those of this act before it, too
            if other.state == 'drawn' and other.commit['mode'] == 'confidential' \
                    and other.commit['revealBy'] < commit['frozenAt']:
                raise Refusal('OPENING_OVERDUE', campaign=other.campaign)
            if other.campaign == campaign:
                if other.state not in ENDED:
                    raise Refusal('CAMPAIGN_OPEN', campaign=campaign)
                if other.receipt is not None:
                    raise Refusal('CAMPAIGN_DRAWN', campaign=campaign)
                expected += 1
        if commit['drawNo'] != expected:
            raise Refusal('DRAW_NUMBER', campaign=campaign, expected=expected,
                          found=commit['drawNo'])
        frame = commit['frame']
        for other in before:
            theirs = other.commit['frame']
            if other.campaign == campaign or theirs['filterHash'] == frame['filterHash'] \
                    or theirs['registerRoot'] == frame['registerRoot']:
                entry = {'C': other.C, 'campaign': other.campaign,
                         'drawNo': other.commit['drawNo'], 'state': other.state}
                if other.receipt is not None:
                    entry['receiptHash'] = other.receipt['receiptHash']
                draw.earlier.append(entry)

    def _anchor(self, body, seq):
        session = self._session(body, seq, 'anchor')
        name, at = body['witness'], body['at']
        witness = next((one for one in session.witnesses if one['id'] == name), None)
        if witness is None:
            raise Refusal('ANCHOR_UNKNOWN_WITNESS', witness=name)
        if name in session.anchors:
            raise Refusal('ANCHOR_TWICE', witness=name)
        signed = {key: value for key, value in body.items() if key != 'sig'}
        message = lp(b'dr/1/anchor') + lp(bytes_of(signed))
        if not ed25519.verify(bytes.fromhex(witness['publicKey']), message,
                              bytes.fromhex(body['sig'])):
            raise Refusal('ANCHOR_SIGNATURE', witness=name)
        frozen_at = session.commit['frozenAt']
        if not frozen_at <= at <= frozen_at + ANCHOR_SECONDS:
            raise Refusal('ANCHOR_WINDOW', at=at, frozenAt=frozen_at)
        for source in session.entropy:
            if source['type'] in PUBLIC:
                known = knowable_at(source, frozen_at)
                if at >= known:
                    raise Refusal('ANCHOR_KNOWABLE', at=at, id=source['id'], knowableAt=known)
        if body['head'] not in self.hashes[session.position:]:
            raise Refusal('ANCHOR_HEAD')
        if body['statementHash'] != session.statement:
            raise Refusal('ANCHOR_STATEMENT')
        session.anchors[name] = body
        if len(session.anchors) == len(session.witnesses):
            session.state = 'anchored'

    def _reveal(self, body, seq):
        session = self._session(body, seq, 'reveal')
        number, at = body['source'], body['at']
        if number >= len(session.entropy):
            raise Refusal('REVEAL_UNKNOWN', source=number)
        if number in session.reveals:
            raise Refusal('REVEAL_TWICE', source=number)
        source, commit = session.entropy[number], session.commit
        if at < commit['frozenAt']:
            raise Refusal('TIME_ORDER', earlier='frozenAt', later='at')
        if at > commit['drawBy']:
            raise Refusal('REVEAL_LATE')
        if source['type'] in PUBLIC:
            if any(other['type'] not in PUBLIC and n not in session.reveals
                   for n, other in enumerate(session.entropy)):
                raise Refusal('REVEAL_ORDER')
            known = knowable_at(source, commit['frozenAt'])
            if at < known:
                raise Refusal('REVEAL_EARLY', id=source['id'], knowableAt=known)
        check_value(source, bytes.fromhex(body['value']), commit,
                    session.anchors.get(source['id']), session.S)
        session.reveals[number] = body
        if len(session.reveals) == len(session.entropy):
            session.state = 'complete'
            self.awaited = list(session.draws)
        else:
            session.state = 'revealing'

    def _receipt(self, body, seq):
        draw = self._draw(body, seq, 'receipt')
        last = max(reveal['at'] for reveal in draw.session.reveals.values())
        if body['at'] != last:
            raise Refusal('RECEIPT_NOT_NEXT')
        self.awaited.pop(0)
        draw.ended = 'drawn'
        draw.receipt = body

    def _void(self, body, seq):
        session = self._session(body, seq, 'void')
        if body['at'] < session.commit['frozenAt']:
            raise Refusal('TIME_ORDER', earlier='frozenAt', later='at')
        if body['at'] > session.commit['drawBy']:
            raise Refusal('VOID_LATE')
        session.state = 'void'

    def _lapse(self, body, seq):
        session = self._session(body, seq, 'lapse')
        if body['at'] <= session.commit['drawBy']:
            raise Refusal('LAPSE_EARLY')
        missing = []
        for number, source in enumerate(session.entropy):
            if session.state == 'frozen':
                if source['type'] == 'witness' and source['id'] not in session.anchors:
                    missing.append({'source': number, 'id': source['id'], 'step': 'anchor'})
            elif number not in session.reveals:
                missing.append({'source': number, 'id': source['id'], 'step': 'reveal'})
        if body['missing'] != missing:
            raise Refusal('LAPSE_NAMES')
        session.state = 'lapsed'

    def _opening(self, body, seq):
        draw = self._draw(body, seq, 'opening')
        commit = draw.commit
        if commit['mode'] != 'confidential':
            raise Refusal('OPENING_OPEN_MODE')
        if body['at'] < commit['revealBy']:
            raise Refusal('OPENING_EARLY')
        if H('dr/1/secret', bytes.fromhex(body['secret'])).hex() != commit['secretHash']:
            raise Refusal('SECRET_MISMATCH')
        if body['receiptHash'] != draw.receipt['receiptHash']:
            raise Refusal('OPENING_RECEIPT')
        draw.opening = body
        draw.ended = 'opened'

    def _substitution(self, body, seq):
        draw = self._draw(body, seq, 'substitution')
        if body['at'] < draw.receipt['at']:
            raise Refusal('TIME_ORDER', earlier='receipt', later='substitution')
        expected = len(draw.substitutions) + 1
        if body['n'] != expected:
            raise Refusal('SUBSTITUTION_NUMBER', expected=expected, found=body['n'])
        draw.substitutions.append(body)


def check_commit(commit):
    """What a commitment must hold by itself, beside its shape and sources."""
    frozen_at, draw_by = commit['frozenAt'], commit['drawBy']
    if not frozen_at < draw_by:
        raise Refusal('TIME_ORDER', earlier='frozenAt', later='drawBy')
    if 'revealBy' in commit and not draw_by < commit['revealBy']:
        raise Refusal('TIME_ORDER', earlier='drawBy', later='revealBy')
    for source in commit['entropy']:
        if source['type'] in PUBLIC:
            known = knowable_at(source, frozen_at)
            if not frozen_at < known:
                raise Refusal('TIME_ORDER', earlier='frozenAt', later=f'knowableAt ({source["id"]})')
            if not known < draw_by:
                raise Refusal('TIME_ORDER', earlier=f'knowableAt ({source["id"]})', later='drawBy')
    confidential = commit['mode'] == 'confidential'
    if ('secretHash' in commit) != confidential or ('revealBy' in commit) != confidential:
        raise Refusal('SECRET_RULE')
    if ('targetSource' in commit) != (commit['stage'] == 'officers'):
        raise Refusal('TARGET_SOURCE_RULE')
    if commit['stage'] == 'officers' and commit['excluded']['count'] > 0:
        raise Refusal('TARGET_LEFT_OUT', count=commit['excluded']['count'])


def read(files):
    """The log of a bundle."""
    log = Log()
    for number, line, event in lines(files, 'log.jsonl'):
        fit(documents.event, event, f'log.jsonl:{number}')
        log.add(event, line)
    if not log.hashes:
        raise Refusal('RECORD_LINE', file='log.jsonl', line=1, reason='no event')
    return log
