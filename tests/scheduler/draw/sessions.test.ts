import {
  append,
  type Commit,
  commitHash,
  freezeDraws,
  fromHex,
  lapseBody,
  nextDrawNo,
  numberValue,
  type Outcome,
  openLog,
  readLog,
  sessionHash,
  sessionStatement,
  statementHash,
  taggedHash,
  toHex,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import {
  authority,
  bytes32,
  faultOf,
  frozenAt,
  type Options,
  operatorBytes,
  Story,
  secret,
  statement,
  witnessBytes,
} from './scenario.js';
import { otherPools, otherStatement, Session } from './session-story.js';

const freezeFault = (commits: unknown, log = openLog(authority, 'M')) =>
  faultOf(() => append(log, 'freeze', { commits } as never));

describe('two campaigns in one freeze', () => {
  const session = new Session();
  const outcomes = session.bothDrawn();
  const [a, b] = outcomes;
  const [first, second] = session.campaigns;

  test('one anchor and one value of each source serve both', () => {
    expect(session.log.seq).toBe(6);
    for (const { receipt } of outcomes) {
      expect(receipt.anchors.map(({ C, witness }) => [C, witness])).toEqual([[session.C, 'w-ji']]);
      expect(receipt.reveals.map(({ C }) => C)).toEqual([session.C, session.C]);
      expect(receipt).toMatchObject({ session: [first.C, second.C], assurance: 'WITNESSED' });
    }
  });

  test('S is the hash of both commitments, and the witness signs the hash of both statements', () => {
    const bytes = (...hashes: string[]) => hashes.map((hash) => fromHex(hash));
    expect(session.C).toBe(toHex(taggedHash('dr/1/session', bytes(first.C, second.C))));
    const statements = bytes(statementHash(statement), statementHash(otherStatement));
    expect(session.statements).toBe(toHex(taggedHash('dr/1/statements', statements)));
    expect(sessionHash([first.C])).toBe(first.C);
    expect(sessionStatement([statementHash(statement)])).toBe(statementHash(statement));
  });

  test('each has a seed of its own C, and a result of its own', () => {
    outcomes.forEach(({ receipt }, i) => {
      const { C } = session.campaigns[i]!;
      const parts = [fromHex(C), operatorBytes, witnessBytes, new Uint8Array(0)];
      expect(receipt).toMatchObject({ C, seed: toHex(taggedHash('dr/1/seed', parts)) });
    });
    expect(a.receipt.seed).not.toBe(b.receipt.seed);
    expect(a.resultRoot).not.toBe(b.resultRoot);
  });

  test('each verifies alone, publicly and restricted; the other act counts as no earlier draw', () => {
    [a, b].forEach((outcome, i) => {
      const story = session.campaigns[i]!;
      story.lines = session.lines;
      expect(verifyPublic({ ...story.publicFiles(outcome), ...statementFile(i) })).toMatchObject({
        ok: true,
        C: story.C,
        state: 'drawn',
      });
      expect(outcome.receipt.earlier).toEqual([]);
    });
    expect(verifyRestricted(first.restrictedFiles(a))).toMatchObject({ ok: true, C: first.C });
    const others = { ...statementFile(1), 'pool/s2.jsonl': otherPools.strata[1]!.records };
    const files = { ...second.restrictedFiles(b), ...others };
    expect(verifyRestricted(files)).toMatchObject({ ok: true, C: second.C });
  });

  test('a receipt that hides or changes its session is refused', () => {
    first.lines = session.lines;
    const files = first.publicFiles(a);
    const receipt = new TextDecoder().decode(a.files['receipt.json']);
    const list = `"session":["${first.C}","${second.C}"]`;
    for (const lie of ['', `,"session":["${second.C}","${first.C}"]`, `,"session":["${first.C}"]`]) {
      const changed = receipt.replace(`,${list}`, lie);
      expect(changed).not.toBe(receipt);
      expect(verifyPublic({ ...files, 'receipt.json': changed })).toMatchObject({
        data: { en: 'receipt session' },
      });
    }
  });

  test('a draw frozen alone has no session to name', () => {
    expect(new Story().drawn().receipt).not.toHaveProperty('session');
  });

  test('a later draw over the same register shows both', () => {
    const next = new Story({ campaign: 'next' }, session).freeze();
    const { earlier } = next.log.draws.get(next.C)!;
    expect(earlier.map(({ campaign, state }) => [campaign, state])).toEqual([
      ['food-a', 'drawn'],
      ['food-b', 'drawn'],
    ]);
  });

  test('the log reads back as it was written', () => {
    expect(readLog(session.file)).toEqual(session.log);
  });
});

function statementFile(i: number) {
  return { 'statement.json': JSON.stringify(sorted(i === 0 ? statement : otherStatement)) };
}

/** Keys ascending, for statements are flat but for an empty list. */
function sorted(record: object) {
  return Object.fromEntries(Object.entries(record).sort(([x], [y]) => (x < y ? -1 : 1)));
}

describe('an act is refused', () => {
  const { commits } = new Session().freeze();
  const [one, two] = commits;

  test.each<[keyof Commit, unknown]>([
    ['mode', 'confidential'],
    ['entropy', one.entropy.toReversed()],
    ['operatorHash', 'e'.repeat(64)],
    ['secretHash', 'e'.repeat(64)],
    ['drawBy', one.drawBy + 1],
    ['revealBy', one.drawBy + 1],
    ['frozenAt', one.frozenAt + 1],
  ])('when its draws differ in %s', (field, value) => {
    expect(() =>
      append(openLog(authority, 'M'), 'freeze', { commits: [one, { ...two, [field]: value }] }),
    ).toThrow(`SESSION_DIFFERS: the draws of one freeze must agree in ${field}`);
  });

  test('when the engine freezes it, too', () => {
    const [a, b] = new Session().inputs();
    expect(faultOf(() => freezeDraws([a, { ...b, drawBy: b.drawBy + 1 }]))).toBe('SESSION_DIFFERS');
    expect(faultOf(() => freezeDraws([a, b]))).toBe('none');
    expect(freezeDraws([a]).body).toEqual({ commit: freezeDraws([a]).draws[0]!.commit });
  });

  test('when a campaign or a commitment stands in it twice', () => {
    expect(freezeFault([one, one])).toBe('COMMIT_TWICE');
    expect(freezeFault([one, { ...two, campaign: one.campaign }])).toBe('CAMPAIGN_OPEN');
    expect(freezeFault([one, two])).toBe('none');
  });

  test('when one of them may not be frozen, whichever it is', () => {
    const other = new Story({ campaign: 'food-b' });
    other.freeze();
    expect(freezeFault(commits, other.log)).toBe('CAMPAIGN_OPEN');
    const drawn = new Story({ campaign: 'food-b' });
    drawn.drawn();
    expect(freezeFault(commits, drawn.log)).toBe('CAMPAIGN_DRAWN');
    expect(freezeFault([one, { ...two, drawNo: 2 }])).toBe('DRAW_NUMBER');
    expect(freezeFault([one, { ...two, stage: 'officers' }])).toBe('TARGET_SOURCE_RULE');
  });

  test('when it has fewer than two draws or more than a hundred, or both forms at once', () => {
    expect(freezeFault([])).toBe('MALFORMED');
    expect(freezeFault([one])).toBe('MALFORMED');
    const many = (n: number) => Array.from({ length: n }, (_, i) => ({ ...one, campaign: `c-${i}` }));
    expect(freezeFault(many(100))).toBe('none');
    expect(freezeFault(many(101))).toBe('MALFORMED');
    const both = { commit: one, commits: [one, two] } as never;
    expect(faultOf(() => append(openLog(authority, 'M'), 'freeze', both))).toBe('MALFORMED');
  });
});

describe('steps of a session', () => {
  test('are taken by S, never by the commitment of one draw', () => {
    const session = new Session().freeze();
    const [{ C }] = session.campaigns;
    expect(faultOf(() => session.anchor({ C }))).toBe('LOG_UNKNOWN_DRAW');
    session.anchor();
    const value = toHex(operatorBytes);
    const at = frozenAt + 100;
    expect(faultOf(() => session.step('reveal', { C, source: 0, value, at }))).toBe('LOG_UNKNOWN_DRAW');
    expect(faultOf(() => session.step('void', { C, at, reason: '规则录入有误' }))).toBe('LOG_UNKNOWN_DRAW');
  });

  test('a witness signs every statement, not one of them', () => {
    const session = new Session().freeze();
    for (const { commit } of session.campaigns) {
      const { statementHash } = commit;
      expect(faultOf(() => session.anchor({ statementHash }))).toBe('ANCHOR_STATEMENT');
    }
    expect(faultOf(() => session.anchor())).toBe('none');
    expect(session.states()).toEqual(['anchored', 'anchored']);
  });

  test('an anchor made for one draw does not serve the session; a value not committed to opens nothing', () => {
    const session = new Session().freeze();
    const alone = session.anchorBody({ C: session.campaigns[0].C });
    expect(faultOf(() => session.step('anchor', { ...alone, C: session.C }))).toBe('ANCHOR_SIGNATURE');
    session.anchor();
    expect(faultOf(() => session.reveal(1, bytes32(99)))).toBe('REVEAL_MISMATCH');
    expect(faultOf(() => session.revealAll())).toBe('none');
    expect(session.states()).toEqual(['complete', 'complete']);
  });

  test('receipts come next, one for each draw, in the order of the act', () => {
    const session = new Session().ready();
    const [a, b] = [session.outcome(0).body, session.outcome(1).body];
    expect(faultOf(() => session.step('receipt', b))).toBe('RECEIPT_NOT_NEXT');
    session.step('receipt', a);
    expect(session.states()).toEqual(['drawn', 'complete']);
    const other = new Story({ campaign: 'other' }, session);
    expect(faultOf(() => other.freeze())).toBe('RECEIPT_NOT_NEXT');
    expect(faultOf(() => session.step('receipt', a))).toBe('RECEIPT_NOT_NEXT');
    const voided = { C: session.C, at: frozenAt + 200, reason: '结果不满意' };
    expect(faultOf(() => session.step('void', voided))).toBe('RECEIPT_NOT_NEXT');
    expect(session.outcome(1).body).toEqual(b);
    session.step('receipt', b);
    expect(faultOf(() => new Story({ campaign: 'other' }, session).freeze())).toBe('none');
  });

  test('a void ends them all, before the first reveal and never after', () => {
    const session = new Session().freeze().anchor();
    const voided = { C: session.C, at: frozenAt + 70, reason: '规则录入有误' };
    const revealing = new Session().freeze().anchor().reveal(0, operatorBytes);
    expect(faultOf(() => revealing.step('void', voided))).toBe('TRANSITION');
    session.step('void', voided);
    expect(session.states()).toEqual(['void', 'void']);
    expect(['food-a', 'food-b'].map((campaign) => nextDrawNo(session.log, campaign))).toEqual([2, 2]);
    const again = new Session({}, session).freeze({ frozenAt: frozenAt + 80 });
    expect(again.commits.map(({ drawNo }) => drawNo)).toEqual([2, 2]);
    const { earlier } = again.log.draws.get(again.campaigns[1].C)!;
    expect(earlier.map(({ campaign, state }) => [campaign, state])).toEqual([
      ['food-a', 'void'],
      ['food-b', 'void'],
    ]);
  });

  test('a lapse ends them all and names who kept a value back', () => {
    const session = new Session().freeze().anchor().reveal(0, operatorBytes);
    const at = frozenAt + 3601;
    const body = lapseBody(session.log, session.C, at);
    expect(body).toEqual({ C: session.C, at, missing: [{ source: 1, id: 'w-ji', step: 'reveal' }] });
    expect(lapseBody(session.log, session.campaigns[1].C, at)).toEqual(body);
    session.step('lapse', body);
    expect(session.states()).toEqual(['lapsed', 'lapsed']);
  });

  test('one public number serves all draws of the session', () => {
    const change: Options['change'] = (rules) => {
      const parts = [{ count: 3, min: 1, max: 6, distinct: false }];
      rules.entropy.push({ type: 'number', id: 'dice', name: '公开掷骰', parts });
    };
    const session = new Session({ change });
    session.freeze({ issues: [{ id: 'dice', issue: '现场第一次', knowableAt: frozenAt + 1200 }] });
    session
      .anchor()
      .revealAll()
      .reveal(2, numberValue([[4, 2, 4]]), frozenAt + 1200);
    expect([0, 1].map((i) => session.outcome(i as 0 | 1).receipt.outcomes)).toEqual(['216', '216']);
    const [a, b] = session.commits;
    const entropy = b.entropy.with(2, { ...b.entropy[2]!, issue: '现场第二次' } as never);
    expect(freezeFault([a, { ...b, entropy }])).toBe('SESSION_DIFFERS');
  });
});

describe('a confidential session', () => {
  const session = new Session({ mode: 'confidential' });
  const [a, b] = session.bothDrawn();

  test('has one secret, and an opening for each draw', () => {
    const at = frozenAt + 90_000;
    const opening = (C: string, { receiptHash }: Outcome) => ({ C, at, secret: toHex(secret), receiptHash });
    const [first, second] = session.campaigns;
    expect(faultOf(() => session.step('opening', opening(session.C, a)))).toBe('LOG_UNKNOWN_DRAW');
    expect(faultOf(() => session.step('opening', opening(first.C, b)))).toBe('OPENING_RECEIPT');
    session.step('opening', opening(first.C, a));
    expect(session.states()).toEqual(['opened', 'drawn']);
    const late = { frozenAt: at + 1, drawBy: at + 3600 };
    const next = () => new Story({ campaign: 'next' }, session).freeze(late);
    expect(faultOf(next)).toBe('OPENING_OVERDUE');
    session.step('opening', opening(second.C, b));
    expect(faultOf(next)).toBe('none');
  });

  test('both commitments hold the same hash of it', () => {
    const [one, two] = session.commits;
    expect(one.secretHash).toBe(two.secretHash);
    expect(commitHash(one)).not.toBe(commitHash(two));
  });
});
