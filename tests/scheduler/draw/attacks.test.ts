import {
  append,
  lapseBody,
  nextDrawNo,
  openLog,
  readLog,
  runDraw,
  targetFile,
  toHex,
  utf8,
  verifyPublic,
} from '../../../scheduler/draw/index.js';
import {
  authority,
  bytes32,
  faultOf,
  frozenAt,
  operatorBytes,
  poolKey,
  poolsOf,
  rulesOf,
  Story,
  secondWitness,
  target,
  witness,
  witnessBytes,
} from './scenario.js';

const twoWitnesses = {
  change: (rules: ReturnType<typeof rulesOf>) => {
    rules.entropy.push({ type: 'witness', id: 'w-si', name: '市司法局', publicKey: secondWitness.publicKey });
  },
};

describe('anchors', () => {
  test('a backdated freeze: the anchor must lie within 600 seconds after it', () => {
    const story = new Story().freeze();
    expect(faultOf(() => story.anchor({ at: frozenAt + 601 }))).toBe('ANCHOR_WINDOW');
    expect(faultOf(() => story.anchor({ at: frozenAt - 1 }))).toBe('ANCHOR_WINDOW');
    expect(faultOf(() => story.anchor({ at: frozenAt + 600 }))).toBe('none');
  });

  test('another key, another name, another draw', () => {
    const story = new Story().freeze();
    expect(faultOf(() => story.anchor({ secretKey: secondWitness.secretKey }))).toBe('ANCHOR_SIGNATURE');
    expect(faultOf(() => story.anchor({ witness: 'w-si' }))).toBe('ANCHOR_UNKNOWN_WITNESS');
    expect(faultOf(() => story.anchor({ witness: 'op-li' }))).toBe('ANCHOR_UNKNOWN_WITNESS');
    expect(faultOf(() => story.anchor({ C: 'a'.repeat(64) }))).toBe('LOG_UNKNOWN_DRAW');
    expect(faultOf(() => story.anchor({ statementHash: 'a'.repeat(64) }))).toBe('ANCHOR_STATEMENT');
    expect(faultOf(() => story.anchor().anchor())).toBe('TRANSITION');
  });

  test('one witness signs once, although the other is still missing', () => {
    const story = new Story(twoWitnesses).freeze().anchor();
    expect(faultOf(() => story.anchor())).toBe('ANCHOR_TWICE');
  });

  test('every signed field is bound: changing one breaks the signature', () => {
    const story = new Story().freeze();
    const body = story.anchorBody();
    for (const [field, value] of Object.entries({
      head: 'b'.repeat(64),
      statementHash: 'b'.repeat(64),
      commitment: 'b'.repeat(64),
      at: frozenAt + 61,
      sig: body.sig.replace(/^./, (c) => (c === '0' ? '1' : '0')),
    })) {
      expect(faultOf(() => story.step('anchor', { ...body, [field]: value }))).toBe('ANCHOR_SIGNATURE');
    }
  });

  test('a forked log: the signed head must be of this log, since the freeze', () => {
    const fork = new Story({ campaign: 'other' }).freeze();
    const story = new Story().freeze();
    expect(faultOf(() => story.anchor({ head: fork.head }))).toBe('ANCHOR_HEAD');
    const later = new Story({ campaign: 'second' }, story).freeze();
    expect(faultOf(() => later.anchor({ head: story.head }))).toBe('ANCHOR_HEAD');
    expect(faultOf(() => later.anchor())).toBe('none');
  });

  test('an anchor of the rehearsal does not serve the real draw, although C is the same', () => {
    const rehearsal = new Story({ series: 'R' }).freeze();
    const real = new Story().freeze();
    expect(rehearsal.C).toBe(real.C);
    expect(faultOf(() => real.step('anchor', rehearsal.anchorBody()))).toBe('ANCHOR_HEAD');
  });

  test('a value typed in by hand: 25 dice or 20 digits are enough, fewer are not', () => {
    const story = new Story().freeze();
    expect(faultOf(() => story.anchor({ value: utf8(`dice:${'6'.repeat(24)}`) }))).toBe('REVEAL_WEAK');
    expect(faultOf(() => story.anchor({ value: utf8(`dice:${'7'.repeat(25)}`) }))).toBe('REVEAL_WEAK');
    expect(faultOf(() => story.anchor({ value: utf8(`digits:${'1'.repeat(19)}`) }))).toBe('REVEAL_WEAK');
    expect(faultOf(() => story.anchor({ value: new Uint8Array(0) }))).toBe('REVEAL_WEAK');
    expect(faultOf(() => story.anchor({ value: utf8(`dice:${'6'.repeat(25)}`) }))).toBe('none');
  });
});

describe('reveals', () => {
  test('nothing is revealed before all anchors', () => {
    const story = new Story(twoWitnesses).freeze().anchor();
    expect(faultOf(() => story.reveal(0, operatorBytes))).toBe('TRANSITION');
  });

  test('a replaced value, of the witness or of the operator, does not match what was committed', () => {
    const story = new Story().freeze().anchor();
    expect(faultOf(() => story.reveal(1, bytes32(99)))).toBe('REVEAL_MISMATCH');
    expect(faultOf(() => story.reveal(0, bytes32(99)))).toBe('REVEAL_MISMATCH');
    expect(faultOf(() => story.reveal(0, witnessBytes))).toBe('REVEAL_MISMATCH');
    expect(faultOf(() => story.reveal(2, operatorBytes))).toBe('REVEAL_UNKNOWN');
    story.reveal(0, operatorBytes);
    expect(faultOf(() => story.reveal(0, operatorBytes))).toBe('REVEAL_TWICE');
  });

  test('an empty contribution is refused, of anybody; so is one of the wrong length', () => {
    const story = new Story().freeze().anchor();
    for (const source of [0, 1]) {
      for (const length of [0, 31, 33]) {
        expect(faultOf(() => story.reveal(source, new Uint8Array(length)))).toBe('REVEAL_WEAK');
      }
    }
    expect(faultOf(() => story.reveal(0, utf8(`dice:${'6'.repeat(25)}`)))).toBe('REVEAL_WEAK');
    expect(faultOf(() => story.reveal(1, new Uint8Array(40).fill(0xff)))).toBe('REVEAL_WEAK');
  });

  test('after drawBy there are no reveals, only the lapse', () => {
    const story = new Story().freeze().anchor().reveal(0, operatorBytes);
    expect(faultOf(() => story.reveal(1, witnessBytes, frozenAt + 3601))).toBe('REVEAL_LATE');
    expect(faultOf(() => story.reveal(1, witnessBytes, frozenAt - 1))).toBe('TIME_ORDER');
  });
});

describe('the end of a draw', () => {
  test('no draw before all reveals', () => {
    const story = new Story().freeze().anchor();
    expect(faultOf(() => story.run())).toBe('REVEALS_MISSING');
    story.reveal(0, operatorBytes);
    expect(faultOf(() => story.run())).toBe('REVEALS_MISSING');
  });

  test('nothing comes between the last reveal and the receipt: not even another campaign', () => {
    const story = new Story().freeze().anchor().revealAll();
    const other = new Story({ campaign: 'other' }, story);
    expect(faultOf(() => other.freeze())).toBe('RECEIPT_NOT_NEXT');
    const voided = { C: story.C, at: frozenAt + 200, reason: '结果不满意' };
    expect(faultOf(() => story.step('void', voided))).toBe('RECEIPT_NOT_NEXT');
    const { body } = story.run();
    expect(faultOf(() => story.step('receipt', { ...body, at: body.at + 1 }))).toBe('RECEIPT_NOT_NEXT');
  });

  test('void is possible before the first reveal and never after it', () => {
    const voided = (story: Story) => ({ C: story.C, at: frozenAt + 200, reason: '规则录入有误' });
    const early = new Story().freeze();
    expect(faultOf(() => early.step('void', voided(early)))).toBe('none');
    const anchored = new Story().freeze().anchor();
    expect(faultOf(() => anchored.step('void', voided(anchored)))).toBe('none');
    const revealing = new Story().freeze().anchor().reveal(0, operatorBytes);
    expect(faultOf(() => revealing.step('void', voided(revealing)))).toBe('TRANSITION');
    const drawn = new Story();
    drawn.drawn();
    expect(faultOf(() => drawn.step('void', voided(drawn)))).toBe('TRANSITION');
  });

  test('void after drawBy, to hide who failed: only a lapse ends the draw then', () => {
    const story = new Story().freeze();
    const void_ = (at: number) => () => story.step('void', { C: story.C, at, reason: '表格有误' });
    expect(faultOf(void_(story.commit.drawBy + 1))).toBe('VOID_LATE');
    expect(faultOf(void_(story.commit.drawBy))).toBe('none');
  });

  test('a second receipt, a second run, a second campaign draw: all refused', () => {
    const story = new Story();
    const { body } = story.drawn();
    expect(faultOf(() => story.step('receipt', body))).toBe('TRANSITION');
    expect(faultOf(() => story.run())).toBe('TRANSITION');
    expect(faultOf(() => new Story({}, story).freeze())).toBe('CAMPAIGN_DRAWN');
  });

  test('one open freeze per campaign; after a void the number goes on', () => {
    const story = new Story().freeze();
    expect(faultOf(() => new Story({}, story).freeze({ frozenAt: frozenAt + 1 }))).toBe('CAMPAIGN_OPEN');
    story.step('void', { C: story.C, at: frozenAt + 5, reason: '规则录入有误' });
    expect(nextDrawNo(story.log, 'food-2026-10')).toBe(2);
    expect(faultOf(() => new Story({}, story).freeze({ drawNo: 1, frozenAt: frozenAt + 9 }))).toBe(
      'DRAW_NUMBER',
    );
    expect(faultOf(() => new Story({}, story).freeze({ frozenAt: frozenAt + 9 }))).toBe('none');
  });

  test('a renamed campaign over the same register shows its forerunners in the receipt', () => {
    const first = new Story().freeze();
    first.step('void', { C: first.C, at: frozenAt + 5, reason: '规则录入有误' });
    const second = new Story({ campaign: 'renamed' }, first);
    const { receipt } = second.drawn();
    expect(receipt.earlier).toEqual([{ C: first.C, campaign: 'food-2026-10', drawNo: 1, state: 'void' }]);
  });

  test('a lapse names exactly those who failed, and comes only after drawBy', () => {
    const story = new Story(twoWitnesses).freeze().anchor();
    const at = frozenAt + 3601;
    expect(lapseBody(story.log, story.C, at).missing).toEqual([{ source: 2, id: 'w-si', step: 'anchor' }]);
    const anchored = new Story().freeze().anchor().reveal(0, operatorBytes);
    const body = lapseBody(anchored.log, anchored.C, at);
    expect(body.missing).toEqual([{ source: 1, id: 'w-ji', step: 'reveal' }]);
    const blamed = { ...body, missing: [{ source: 0, id: 'op-li', step: 'reveal' as const }] };
    expect(faultOf(() => anchored.step('lapse', blamed))).toBe('LAPSE_NAMES');
    expect(faultOf(() => anchored.step('lapse', { ...body, at: frozenAt + 3600 }))).toBe('LAPSE_EARLY');
    anchored.step('lapse', body);
    expect(anchored.log.draws.get(anchored.C)?.state).toBe('lapsed');
    expect(faultOf(() => anchored.reveal(1, witnessBytes))).toBe('TRANSITION');
  });
});

describe('confidential mode', () => {
  test('a withheld or exchanged secret: no draw without it, no opening with another', () => {
    const story = new Story({ mode: 'confidential' });
    const outcome = story.drawn();
    const opening = {
      C: story.C,
      at: frozenAt + 90_000,
      secret: toHex(bytes32(4)),
      receiptHash: outcome.receiptHash,
    };
    expect(faultOf(() => story.step('opening', { ...opening, secret: toHex(bytes32(5)) }))).toBe(
      'SECRET_MISMATCH',
    );
    expect(faultOf(() => story.step('opening', { ...opening, at: frozenAt + 89_999 }))).toBe('OPENING_EARLY');
    expect(faultOf(() => story.step('opening', { ...opening, receiptHash: 'a'.repeat(64) }))).toBe(
      'OPENING_RECEIPT',
    );
    const input = { C: story.C, rules: rulesOf(story.options), pools: poolsOf(), poolKey };
    const ready = new Story({ mode: 'confidential' }).freeze().anchor().revealAll();
    expect(faultOf(() => runDraw({ ...input, log: ready.log }))).toBe('SECRET_MISMATCH');
    expect(faultOf(() => runDraw({ ...input, log: ready.log, secret: bytes32(5) }))).toBe('SECRET_MISMATCH');
    expect(faultOf(() => story.step('opening', opening))).toBe('none');
  });

  test('an overdue opening blocks every further freeze of the authority', () => {
    const story = new Story({ mode: 'confidential' });
    const outcome = story.drawn();
    const later = { frozenAt: frozenAt + 90_001, drawBy: frozenAt + 99_000 };
    const next = { campaign: 'next' };
    expect(faultOf(() => new Story(next, story).freeze(later))).toBe('OPENING_OVERDUE');
    story.open(outcome);
    expect(faultOf(() => new Story(next, story).freeze(later))).toBe('none');
  });

  test('an open draw has nothing to open and takes no secret', () => {
    const story = new Story();
    const { receiptHash } = story.drawn();
    const body = { C: story.C, at: frozenAt + 90_000, secret: toHex(bytes32(4)), receiptHash };
    expect(faultOf(() => story.step('opening', body))).toBe('OPENING_OPEN_MODE');
    const ready = new Story().freeze().anchor().revealAll();
    const input = { log: ready.log, C: ready.C, rules: rulesOf(), pools: poolsOf(), poolKey };
    expect(faultOf(() => runDraw({ ...input, secret: bytes32(4) }))).toBe('SECRET_MISMATCH');
  });

  test('without the seed nobody can tell by guessing who is behind a published leaf', () => {
    const one = new Story({ mode: 'confidential' });
    const units = one.drawn().slips();
    expect(new Set(units.map((slip) => slip.salt)).size).toBe(units.length);
    expect(units.every((slip) => slip.salt.length === 32)).toBe(true);
  });
});

describe('the log', () => {
  test('a gap, an exchange, a rewritten line, another authority: the chain breaks', () => {
    const story = new Story();
    story.drawn();
    const { lines } = story;
    expect(readLog(story.file).head).toBe(story.log.head);
    const without = (i: number) => lines.filter((_, at) => at !== i).join('');
    for (let i = 0; i < lines.length - 1; i++) expect(faultOf(() => readLog(without(i)))).not.toBe('none');
    const swapped = [lines[0], lines[1], lines[3], lines[2], lines[4]].join('');
    expect(faultOf(() => readLog(swapped))).toBe('LOG_CHAIN');
    const renamed = lines.with(2, lines[2]!.replace(authority, '11440800007000002A')).join('');
    expect(faultOf(() => readLog(renamed))).toBe('LOG_CHAIN');
    expect(faultOf(() => readLog(story.file.slice(0, -1)))).toBe('RECORD_LINE');
    expect(faultOf(() => readLog(''))).toBe('RECORD_LINE');
  });

  test('a log rewritten from the freeze on, with new hashes: the witness has not signed it', () => {
    const honest = new Story().freeze().anchor();
    const forged = new Story().freeze({ operatorHash: 'f'.repeat(64) });
    const anchor = honest.anchorBody();
    expect(faultOf(() => forged.step('anchor', { ...anchor, C: forged.C }))).toBe('ANCHOR_SIGNATURE');
    expect(faultOf(() => forged.step('anchor', anchor))).toBe('LOG_UNKNOWN_DRAW');
  });

  test('a trusted reading skips signatures and nothing else', () => {
    const story = new Story();
    story.drawn();
    expect(readLog(story.file, { trusted: true })).toEqual(readLog(story.file));
    const forged = story.file.replace(
      /"sig":"./,
      (match) => match.slice(0, -1) + (match.endsWith('0') ? '1' : '0'),
    );
    expect(faultOf(() => readLog(forged))).toBe('ANCHOR_SIGNATURE');
    expect(faultOf(() => readLog(forged, { trusted: true }))).toBe('LOG_CHAIN');
  });

  test('an authority is a credit code; kinds are those of the table', () => {
    expect(faultOf(() => openLog('湛江市市场监督管理局', 'M'))).toBe('MALFORMED');
    const story = new Story().freeze();
    expect(faultOf(() => append(story.log, 'redraw' as 'void', {} as never))).toBe('MALFORMED');
    expect(faultOf(() => append(story.log, 'substitution', {} as never))).toBe('MALFORMED');
    expect(
      faultOf(() => story.step('void', { C: story.C, at: frozenAt, reason: 'x', extra: 1 } as never)),
    ).toBe('MALFORMED');
  });

  test('the same commitment twice; a draw that is not there', () => {
    const story = new Story().freeze();
    expect(faultOf(() => story.step('freeze', { commit: story.commit }))).toBe('COMMIT_TWICE');
    expect(faultOf(() => lapseBody(story.log, 'a'.repeat(64), frozenAt))).toBe('DRAW_ABSENT');
  });

  test('the series of rehearsal is a chain of its own and is named in receipt and verdict', () => {
    const story = new Story({ series: 'R' });
    const outcome = story.drawn();
    expect(outcome.receipt.series).toBe('R');
    expect(verifyPublic(story.publicFiles(outcome))).toMatchObject({ ok: true, series: 'R' });
    const real = new Story();
    real.drawn();
    expect(faultOf(() => readLog(real.file + story.lines[0]))).toBe('LOG_CHAIN');
  });

  test('a refused event leaves the log as it was', () => {
    const story = new Story().freeze();
    const { head, seq } = story.log;
    faultOf(() => story.anchor({ at: 1 }));
    expect(story.log).toMatchObject({ head, seq });
  });
});

describe('pools and rules after the freeze', () => {
  const ready = new Story().freeze().anchor().revealAll();
  const input = { log: ready.log, C: ready.C, rules: rulesOf(), pools: poolsOf(), poolKey };

  test('a unit added, an officer put on leave, a unit moved to the excluded: the root tells', () => {
    const more = targetFile([1, 2, 3, 4, 5, 10].map(target));
    const strata = [{ code: 's1', records: more }, input.pools.strata[1]!];
    expect(faultOf(() => runDraw({ ...input, pools: { ...input.pools, strata } }))).toBe('POOL_CHANGED');
    const text = new TextDecoder().decode(input.pools.inspectors as Uint8Array);
    const leave = text.replace('"leave":[]', '"leave":[{"from":"2026-10-08","to":"2026-10-30"}]');
    expect(faultOf(() => runDraw({ ...input, pools: { ...input.pools, inspectors: leave } }))).toBe(
      'POOL_CHANGED',
    );
    const excluded = '{"id":"licence:L9","reason":"exempt"}\n';
    expect(faultOf(() => runDraw({ ...input, pools: { ...input.pools, excluded } }))).toBe('POOL_CHANGED');
    expect(faultOf(() => runDraw({ ...input, poolKey: bytes32(9) }))).toBe('POOL_CHANGED');
  });

  test('other rules, other witness keys: refused by name', () => {
    const rules = rulesOf({ change: (r) => Object.assign(r.strata[0]!, { rate: 500_000 }) });
    expect(faultOf(() => runDraw({ ...input, rules }))).toBe('RULES_CHANGED');
    expect(witness.publicKey).not.toBe(secondWitness.publicKey);
  });

  test('a verifier is told which it is, in two languages', () => {
    const story = new Story();
    const files = story.publicFiles(story.drawn());
    const verdict = verifyPublic({ ...files, 'rules.json': '{"alg":"dr/1"}' });
    expect(verdict).toMatchObject({ ok: false, code: 'MALFORMED', zh: expect.stringMatching(/[一-龥]/) });
  });
});
