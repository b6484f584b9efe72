import {
  checkSlip,
  runDraw,
  slipsFromFile,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { faultOf, inspector, poolKey, poolsOf, rulesOf, Story, statement, witness } from './scenario.js';

describe('a whole draw, from freeze to verification', () => {
  test('open mode: both levels verify it', () => {
    const story = new Story();
    const outcome = story.drawn();
    expect(verifyPublic(story.publicFiles(outcome))).toMatchObject({
      ok: true,
      state: 'drawn',
      assurance: 'WITNESSED',
      count: 3,
      receiptHash: outcome.receiptHash,
    });
    expect(verifyRestricted(story.restrictedFiles(outcome))).toMatchObject({ ok: true, level: 'restricted' });
  });

  test('confidential mode: nothing of the result is public before the opening, everything holds after it', () => {
    const story = new Story({ mode: 'confidential' });
    const outcome = story.drawn();
    const before = verifyPublic(story.publicFiles());
    expect(before).toMatchObject({ ok: true, state: 'drawn', count: 3, resultRoot: outcome.resultRoot });
    expect(before).not.toHaveProperty('seed');
    expect(story.publicFiles(outcome)).toEqual(story.publicFiles());
    for (const [name, file] of Object.entries(outcome.files).slice(0, 3)) {
      expect(verifyPublic({ ...story.publicFiles(), [name]: file })).toMatchObject({
        code: 'FILE_EARLY',
        data: { file: name },
      });
    }
    expect(verifyRestricted(story.restrictedFiles(outcome))).toMatchObject({ ok: true });
    story.open(outcome);
    expect(verifyPublic(story.publicFiles(outcome))).toMatchObject({ ok: true, state: 'opened' });
    expect(verifyRestricted(story.restrictedFiles(outcome))).toMatchObject({ ok: true, state: 'opened' });
  });

  test('every unit drawn checks its slip against the public root, at the draw and from the stored file', () => {
    const story = new Story({ mode: 'confidential' });
    const outcome = story.drawn();
    const published = { C: story.C, resultRoot: outcome.resultRoot, count: outcome.count };
    const slips = outcome.slips();
    expect(slips.map((slip) => checkSlip(slip, published).record.id).sort()).toEqual(
      outcome.units.map((unit) => unit.id).sort(),
    );
    expect(slipsFromFile(story.C, outcome.files['results.jsonl'])).toEqual(slips);
  });

  test('a verifier who knows the witness and an earlier head is not shown another log', () => {
    const story = new Story();
    const files = story.publicFiles(story.drawn());
    const known = { heads: [story.head], witnesses: [{ id: 'w-ji', publicKey: witness.publicKey }] };
    expect(verifyPublic(files, known)).toMatchObject({ ok: true });
    expect(verifyPublic(files, { heads: ['1'.repeat(64)] })).toMatchObject({
      ok: false,
      code: 'HEAD_ABSENT',
    });
    const stranger = [{ id: 'w-ji', publicKey: '1'.repeat(64) }];
    expect(verifyPublic(files, { witnesses: stranger })).toMatchObject({ code: 'WITNESS_KEY_DIFFERS' });
    expect(verifyPublic(files, { authority: '11440800007000002A' })).toMatchObject({ code: 'DIFFERS' });
  });

  test('stage targets draws without officers; stage officers takes every target of the list', () => {
    const targets = new Story({
      change: (rules) => {
        rules.stage = 'targets';
        delete rules.team;
        delete rules.window;
      },
    });
    const outcome = targets.drawn();
    expect(outcome.table).toBeUndefined();
    expect(outcome.units.every((unit) => unit.officers.length === 0 && !unit.held)).toBe(true);
    expect(verifyPublic(targets.publicFiles(outcome))).toMatchObject({ ok: true });
    expect(verifyRestricted(targets.restrictedFiles(outcome))).toMatchObject({ ok: true });

    const officers = new Story({
      change: (rules) => {
        rules.stage = 'officers';
        rules.team!.capacity = 6;
        for (const stratum of rules.strata) {
          Object.assign(stratum, { rate: 1_000_000, rounding: 'floor', reserve: 0 });
          delete stratum.count;
        }
      },
    });
    const targetSource = { kind: 'list' as const, hash: 'a'.repeat(64), documentNo: '粤市监〔2026〕12号' };
    expect(faultOf(() => officers.freeze({ targetSource }))).toBe('TARGET_LEFT_OUT');
    const pools = { ...poolsOf(officers.options), excluded: '' };
    officers
      .freeze({ targetSource, pools, statement: { ...statement, excluded: 0 } })
      .anchor()
      .revealAll();
    const { log, C } = officers;
    const all = runDraw({ log, C, rules: rulesOf(officers.options), pools, poolKey });
    expect(all.units.map((unit) => unit.id).sort()).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `licence:L${n}`),
    );
  });

  test('too few officers: targets are held whole, the certificate holds, every repair gains what it says', () => {
    const story = new Story({
      inspectors: [inspector(1), inspector(2)],
      change: (rules) => {
        rules.team!.capacity = 1;
      },
    });
    const outcome = story.drawn();
    expect(outcome.held).toHaveLength(2);
    expect(outcome.units.filter((unit) => unit.held).every((unit) => unit.officers.length === 0)).toBe(true);
    expect(outcome.receipt.certificate).toMatchObject({ demand: 6, flow: 2 });
    expect(verifyPublic(story.publicFiles(outcome))).toMatchObject({ ok: true });
    expect(verifyRestricted(story.restrictedFiles(outcome))).toMatchObject({ ok: true });
    const repairs = outcome.repairs();
    expect(repairs).toContainEqual({ kind: 'capacity', officer: 'cert:A1', gains: 1 });
    expect(repairs).toContainEqual({
      kind: 'officer',
      district: '440802',
      skills: [],
      role: 'inspector',
      gains: 1,
    });
  });

  test('a draw that by controlled rounding selects nobody still ends in a receipt', () => {
    const story = new Story({
      change: (rules) => {
        rules.strata[1]!.count = 0;
        Object.assign(rules.strata[0]!, { rate: 1, rounding: 'controlled' });
      },
    });
    const outcome = story.drawn();
    expect(outcome.count).toBe(0);
    expect(verifyPublic(story.publicFiles(outcome))).toMatchObject({ ok: true, count: 0 });
  });
});
