import {
  fromHex,
  openSubstitutions,
  type SubstitutionRequest,
  taggedHash,
  toHex,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { faultOf, frozenAt } from './scenario.js';
import { SubstitutionStory, targets } from './substitution-story.js';

const reserveOf = (story: SubstitutionStory, target: number) =>
  story.outcome.receipt.strata[target < 14 ? 0 : 1]!.reserve.map((i) => (target < 14 ? i : i + 14));

describe('an officer is replaced', () => {
  test('somebody else takes the place, the others stay, and both levels verify it', () => {
    const story = new SubstitutionStory();
    const before = story.outcome.receipt.teams![0]!;
    const { detail } = story.replace({ kind: 'officer', ...story.served() });
    expect(detail.slots!.flat()).toEqual([detail.in, ...before.slots.flat().slice(1)]);
    expect(before.slots.flat()).not.toContain(detail.in);
    expect(story.verdicts()).toEqual({ public: 'ok', restricted: 'ok' });
  });

  test('who was taken out does not come back, and when nobody is left there is no such substitution', () => {
    const story = new SubstitutionStory();
    const { target, slot, place } = story.served();
    const gone: number[] = [];
    for (;;) {
      const out = story.opened.serving.targets.get(target)!.slots![slot]![place]!;
      const wish = { kind: 'officer' as const, target, slot, place, out, extra: 100 };
      const fault = faultOf(() => story.wish(wish));
      if (fault !== 'none') {
        expect(fault).toBe('SUBSTITUTION_IMPOSSIBLE');
        break;
      }
      gone.push(out);
      expect(gone).not.toContain(story.replace(wish).detail.in);
    }
    const second = story.opened.serving.targets.get(target)!.slots![0]![1]!;
    const last = story.opened.serving.targets.get(target)!.slots![0]![0]!;
    const row = story.outcome.table!.targets.find(({ index }) => index === target)!.slots[0]!.officers;
    expect([...gone, second, last].sort((a, b) => a - b)).toEqual(row);
    expect(story.verdicts()).toEqual({ public: 'ok', restricted: 'ok' });
  });

  test('only the holder of the place named can be taken out of it', () => {
    const story = new SubstitutionStory();
    const { target, out } = story.served();
    const wish = { kind: 'officer' as const, target };
    expect(faultOf(() => story.wish({ ...wish, slot: 0, place: 1, out }))).toBe('SUBSTITUTION_PLACE');
    expect(faultOf(() => story.wish({ ...wish, slot: 0, place: 2, out }))).toBe('SUBSTITUTION_PLACE');
    expect(faultOf(() => story.wish({ ...wish, slot: 9, place: 0, out }))).toBe('SUBSTITUTION_PLACE');
    expect(faultOf(() => story.wish({ ...wish, slot: 0, place: 0 }))).toBe('MALFORMED');
    expect(faultOf(() => story.wish({ kind: 'target', target, out }))).toBe('MALFORMED');
  });
});

describe('a target is replaced', () => {
  test('the next of its stratum comes in, in order of the reserve, and then nobody', () => {
    const story = new SubstitutionStory({ capacity: 20 });
    const first = story.outcome.receipt.strata[1]!.selected[0]! + 14;
    const [a, b] = reserveOf(story, first) as [number, number];
    expect(story.replace({ kind: 'target', target: first }).detail.in).toBe(a);
    expect(faultOf(() => story.wish({ kind: 'target', target: first }))).toBe('SUBSTITUTION_TARGET');
    expect(story.replace({ kind: 'target', target: a }).detail.in).toBe(b);
    const { detail } = story.replace({ kind: 'target', target: b });
    expect(
      Object.keys(detail)
        .filter((key) => detail[key as 'in'] !== undefined)
        .sort(),
    ).toEqual(['approver', 'evidence', 'kind', 'n', 'reason', 'requester', 'target']);
    expect(story.verdicts()).toEqual({ public: 'ok', restricted: 'ok' });
  });

  test('the team is inherited by those whom the same slot of the new row lists', () => {
    const story = new SubstitutionStory({ capacity: 20 });
    for (const { index, slots } of story.outcome.receipt.teams!) {
      const { detail } = story.wish({ kind: 'target', target: index });
      for (const [s, { officers: eligible }] of detail.row!.entries()) {
        for (const [p, holder] of detail.slots![s]!.entries()) {
          const former = slots[s]![p]!;
          if (eligible.includes(former)) expect(holder).toBe(former);
          else expect(eligible).toContain(holder);
        }
      }
    }
  });

  test('what comes in for a held target is held, with its row, and can be staffed later', () => {
    const story = new SubstitutionStory({ capacity: 1 });
    const held = story.outcome.receipt.held![0]!;
    const { detail } = story.replace({ kind: 'target', target: held });
    expect(detail).toMatchObject({ in: reserveOf(story, held)[0], row: expect.any(Array) });
    expect(detail).not.toHaveProperty('slots', expect.anything());
    const staffed = story.replace({ kind: 'held', target: detail.in!, extra: 100 }).detail;
    expect(staffed.slots!.map((slot) => slot.length)).toEqual([2, 1]);
    expect(story.verdicts()).toEqual({ public: 'ok', restricted: 'ok' });
  });

  test('in stage targets a unit goes and a unit comes; there is no team and no row', () => {
    const story = new SubstitutionStory({
      change: (rules) => {
        rules.stage = 'targets';
        delete rules.team;
        delete rules.window;
      },
    });
    const target = story.outcome.receipt.strata[0]!.selected[0]!;
    const place = { slot: 0, place: 0, out: 0 };
    expect(faultOf(() => story.wish({ kind: 'officer', target, ...place }))).toBe('SUBSTITUTION_TARGET');
    expect(faultOf(() => story.wish({ kind: 'held', target }))).toBe('SUBSTITUTION_TARGET');
    const { detail } = story.replace({ kind: 'target', target });
    expect(detail.in).toBe(reserveOf(story, target)[0]);
    expect([detail.row, detail.slots, detail.lead]).toEqual([undefined, undefined, undefined]);
    expect(story.verdicts()).toEqual({ public: 'ok', restricted: 'ok' });
  });

  test('in stage officers there is no reserve: a target goes out without another', () => {
    const story = new SubstitutionStory({
      capacity: 20,
      change: (rules) => {
        rules.stage = 'officers';
        rules.strata = rules.strata.map(({ code, select }) => ({
          code,
          rate: 1_000_000,
          rounding: 'floor',
          reserve: 0,
          select,
        }));
      },
      freeze: { targetSource: { kind: 'list', hash: 'a'.repeat(64) } },
    });
    const { detail } = story.replace({ kind: 'target', target: 5 });
    expect([detail.in, detail.row, detail.slots]).toEqual([undefined, undefined, undefined]);
    story.replace({ kind: 'officer', ...story.served() });
    expect(story.verdicts()).toEqual({ public: 'ok', restricted: 'ok' });
  });
});

describe('a held target is staffed', () => {
  test('only with room: by extra, whole or not at all', () => {
    const story = new SubstitutionStory({ capacity: 1 });
    const [target] = story.outcome.receipt.held as [number];
    expect(faultOf(() => story.wish({ kind: 'held', target }))).toBe('SUBSTITUTION_IMPOSSIBLE');
    const { detail } = story.replace({ kind: 'held', target, extra: 1 });
    expect(detail.slots!.map((slot) => slot.length)).toEqual([2, 1]);
    expect(faultOf(() => story.wish({ kind: 'held', target, extra: 1 }))).toBe('SUBSTITUTION_TARGET');
    expect(story.verdicts()).toEqual({ public: 'ok', restricted: 'ok' });
  });
});

describe('who asks does not approve, and for a reason of the rules', () => {
  const story = new SubstitutionStory();
  const target = story.served().target;
  const refused = (more: Partial<SubstitutionRequest>) =>
    faultOf(() => story.wish({ kind: 'target', target, ...more }));

  test('the approver is somebody else', () => {
    expect(refused({ approver: 'op-li' })).toBe('SUBSTITUTION_APPROVER');
  });

  test('a reason that the rules do not name, or name for another kind', () => {
    expect(refused({ reason: 'whim' })).toBe('SUBSTITUTION_REASON');
    expect(refused({ reason: 'ill' })).toBe('SUBSTITUTION_REASON');
    expect(refused({ reason: 'other' })).toBe('none');
  });

  test('a unit in reserve, one never drawn, one that is none', () => {
    const { strata } = story.outcome.receipt;
    const drawn = [...strata[0]!.selected, ...strata[0]!.reserve];
    const never = targets.findIndex((_, index) => !drawn.includes(index));
    for (const stranger of [strata[0]!.reserve[0]!, never, targets.length, 4_000_000]) {
      expect(refused({ target: stranger })).toBe('SUBSTITUTION_TARGET');
    }
    expect(refused({ extra: 0 })).toBe('MALFORMED');
    expect(refused({ extra: 101 })).toBe('MALFORMED');
    expect(refused({ evidence: 'scan.pdf' })).toBe('MALFORMED');
  });
});

describe('in the log', () => {
  test('numbers run without a gap, after the draw, before and after the opening', () => {
    const story = new SubstitutionStory({ mode: 'confidential' });
    const { body } = story.wish({ kind: 'officer', ...story.served() });
    expect(faultOf(() => story.step('substitution', { ...body, n: 2 }))).toBe('SUBSTITUTION_NUMBER');
    expect(faultOf(() => story.step('substitution', { ...body, n: 0 }))).toBe('MALFORMED');
    const early = { ...body, at: story.outcome.body.at - 1 };
    expect(faultOf(() => story.step('substitution', early))).toBe('TIME_ORDER');
    story.replace({ kind: 'officer', ...story.served() });
    expect(faultOf(() => story.step('substitution', body))).toBe('SUBSTITUTION_NUMBER');
    story.open(story.outcome);
    story.replace({ kind: 'target', target: story.served().target });
    expect(story.log.draws.get(story.C)!).toMatchObject({
      state: 'opened',
      substitutions: [{ n: 1 }, { n: 2 }],
    });
    expect(story.verdicts()).toEqual({ public: 'ok', restricted: 'ok' });
  });

  test('a draw that is only frozen, or void, has nobody to replace', () => {
    const drawn = new SubstitutionStory();
    const { body } = drawn.wish({ kind: 'target', target: drawn.served().target });
    const before = drawn.before();
    expect(faultOf(() => before.step('substitution', body))).toBe('TRANSITION');
    before.step('void', { C: before.C, at: frozenAt + 1, reason: '停' });
    expect(faultOf(() => before.step('substitution', body))).toBe('TRANSITION');
  });

  test('opened again from its files, a draw stands where it stood; other files are refused', () => {
    const story = new SubstitutionStory({ capacity: 5 });
    story.replace({ kind: 'officer', ...story.served() });
    story.replace({ kind: 'target', target: story.served().target });
    expect(story.reopened().serving).toEqual(story.opened.serving);
    const input = { ...story.input(), lines: story.replaced.join('') };
    const refused = (more: object) => faultOf(() => openSubstitutions({ ...input, ...more }));
    expect(refused({})).toBe('none');
    expect(refused({ lines: story.replaced[0] })).toBe('DIFFERS');
    expect(refused({ lines: undefined })).toBe('DIFFERS');
    expect(refused({ poolKey: new Uint8Array(32) })).toBe('POOL_CHANGED');
    expect(refused({ files: { 'receipt.json': input.files['receipt.json'] } })).toBe('FILE_MISSING');
    expect(refused({ log: story.before().log })).toBe('TRANSITION');
    const other = new SubstitutionStory({ operator: 9 }).outcome.files;
    expect(refused({ files: { ...input.files, 'receipt.json': other['receipt.json'] } })).toBe('DIFFERS');
    expect(refused({ files: { ...input.files, 'table.json': other['table.json'] } })).toBe('DIFFERS');
  });
});

describe('a confidential draw stays confidential', () => {
  const story = new SubstitutionStory({ mode: 'confidential' });
  const { detail, body, line } = story.replace({ kind: 'officer', ...story.served() });

  test('the log says no more than that there was one: every event has the same keys and the same length', () => {
    const plain = story.lines.at(-1)!;
    const second = story.replace({ kind: 'target', target: detail.target });
    expect(Object.keys(second.body).sort()).toEqual(['C', 'at', 'hash', 'n']);
    expect(story.lines.at(-1)!.length).toBe(plain.length);
    for (const { id } of targets) expect(story.file).not.toContain(id);
    expect(story.file).not.toContain(detail.requester);
  });

  test('who guesses the whole detail cannot test the guess without the seed', () => {
    const hashWith = (seed: string) => {
      const salt = taggedHash('dr/1/substitution-salt', [fromHex(seed), '1']).slice(0, 16);
      return toHex(taggedHash('dr/1/substitution', [salt, line.slice(0, -1)]));
    };
    const known = [story.C, story.outcome.resultRoot, story.outcome.receiptHash, story.head, '0'.repeat(64)];
    for (const seed of known) expect(hashWith(seed)).not.toBe(body.hash);
    expect(hashWith(story.outcome.receipt.seed)).toBe(body.hash);
  });

  test('before the opening the public bundle leaves the file out, and one that has it is refused', () => {
    const files = story.publicLevel();
    expect(files).not.toHaveProperty(['substitutions.jsonl']);
    expect(verifyPublic(files)).toMatchObject({ ok: true });
    expect(verifyPublic({ ...files, 'substitutions.jsonl': story.replaced.join('') })).toMatchObject({
      code: 'FILE_EARLY',
    });
    expect(verifyRestricted(story.restrictedLevel())).toMatchObject({ ok: true });
  });
});
