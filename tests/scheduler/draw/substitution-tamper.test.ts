import {
  append,
  type BundleFiles,
  fromUtf8,
  type SubstitutionDetail,
  utf8,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { officers, SubstitutionStory } from './substitution-story.js';

const file = 'substitutions.jsonl';

/** An officer replaced, a target replaced, an officer of the one that came in replaced, a held one staffed. */
function told(): { story: SubstitutionStory; details: SubstitutionDetail[] } {
  const story = new SubstitutionStory({ capacity: 2 });
  const { target, slot, place, out } = story.served();
  const first = story.replace({ kind: 'officer', target, slot, place, out, extra: 1 }).detail;
  const second = story.replace({ kind: 'target', target, extra: 2 }).detail;
  const holder = second.slots![0]![1]!;
  const place2 = { target: second.in!, slot: 0, place: 1, out: holder, extra: 3 };
  const third = story.replace({ kind: 'officer', ...place2 }).detail;
  const [held] = story.outcome.receipt.held as [number];
  const fourth = story.replace({ kind: 'held', target: held, extra: 9 }).detail;
  return { story, details: [first, second, third, fourth] };
}

const { story, details } = told();
const [officer, target, , held] = details as [
  SubstitutionDetail,
  SubstitutionDetail,
  object,
  SubstitutionDetail,
];
const files = story.publicLevel();
const restricted = story.restrictedLevel();

const both = (change: (files: BundleFiles) => BundleFiles) => [
  verifyPublic(change(files)),
  verifyRestricted(change(restricted)),
];
const withLines = (lines: readonly string[]) => both((all) => ({ ...all, [file]: lines.join('') }));

describe('files tampered with', () => {
  test('as told, both levels accept it', () => {
    expect(both((all) => all)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(verifyPublic(files)).toMatchObject({ checked: expect.arrayContaining([file]) });
  });

  test('a byte of the lines changed, every fifth of them', () => {
    const bytes = utf8(story.replaced.join(''));
    const survivors: number[] = [];
    for (let at = 0; at < bytes.length; at += 5) {
      const changed = bytes.slice();
      changed[at]! ^= at % 2 === 0 ? 0x01 : 0x20;
      const verify = at % 4 === 0 ? verifyRestricted : verifyPublic;
      if (verify({ ...(verify === verifyPublic ? files : restricted), [file]: changed }).ok)
        survivors.push(at);
    }
    expect(survivors).toEqual([]);
  });

  test('lines swapped, dropped, given twice, added', () => {
    const [a, b, c, d] = story.replaced as [string, string, string, string];
    const hash = {
      code: 'DIFFERS',
      data: { en: expect.stringMatching(/^hash of substitution [13] in the log$/) },
    };
    expect(withLines([b, a, c, d])).toMatchObject([hash, hash]);
    expect(withLines([a, b, d, c])).toMatchObject([hash, hash]);
    const number = { code: 'DIFFERS', data: { en: 'number of lines in substitutions.jsonl' } };
    for (const lines of [[a, b, c], [b, c, d], [], [a, b, c, d, d]]) {
      expect(withLines(lines)).toMatchObject([number, number]);
    }
  });

  test('no LF at the end, another way of writing, another field', () => {
    const text = story.replaced.join('');
    expect(withLines([text.slice(0, -1)])).toMatchObject([{ code: 'RECORD_LINE' }, { code: 'RECORD_LINE' }]);
    const spaced = text.replace('{', '{ ');
    expect(withLines([spaced])).toMatchObject([{ code: 'NOT_CANONICAL' }, { code: 'NOT_CANONICAL' }]);
    const more = text.replace('"kind"', '"key":1,"kind"');
    expect(withLines([more])).toMatchObject([{ code: 'MALFORMED' }, { code: 'MALFORMED' }]);
  });

  test('no file where there were substitutions; a file where there were none', () => {
    const without = both(({ [file]: _, ...rest }) => rest);
    expect(without).toMatchObject([{ code: 'FILE_MISSING' }, { code: 'FILE_MISSING' }]);
    const none = new SubstitutionStory();
    expect(none.publicLevel()).not.toHaveProperty([file]);
    for (const lines of ['', story.replaced[0]!]) {
      const unknown = { code: 'FILE_UNKNOWN', data: { file } };
      expect(verifyPublic({ ...none.publicLevel(), [file]: lines })).toMatchObject(unknown);
      expect(verifyRestricted({ ...none.restrictedLevel(), [file]: lines })).toMatchObject(unknown);
    }
  });

  test('an event dropped from the log, or added to it', () => {
    const lines = [...story.lines];
    lines.splice(-2, 1);
    const gap = both((all) => ({ ...all, 'log.jsonl': lines.join('') }));
    expect(gap).toMatchObject([{ code: 'LOG_CHAIN' }, { code: 'LOG_CHAIN' }]);
    const shorter = story.forged(details.slice(0, 3));
    const known = { heads: [story.log.head] };
    expect(verifyPublic(shorter.publicLevel())).toMatchObject({ ok: true });
    expect(verifyPublic(shorter.publicLevel(), known)).toMatchObject({ code: 'HEAD_ABSENT' });
    const more = { C: story.C, at: story.outcome.body.at, n: 5, hash: '0'.repeat(64) };
    const { line, hash } = append(story.log, 'substitution', more);
    const head = JSON.stringify({
      ...JSON.parse(fromUtf8(files['draw.json'] as Uint8Array, '')),
      head: hash,
    });
    const longer = both((all) => ({ ...all, 'draw.json': head, 'log.jsonl': `${story.file}${line}` }));
    const number = { code: 'DIFFERS', data: { en: 'number of lines in substitutions.jsonl' } };
    expect(longer).toMatchObject([number, number]);
  });
});

describe('a lie that the operator hashed into the log', () => {
  /** The details with one changed: verdicts of both levels. */
  function lie(n: number, change: Partial<SubstitutionDetail>) {
    const told = story.forged(details.map((detail, i) => (i === n - 1 ? { ...detail, ...change } : detail)));
    return [verifyPublic(told.publicLevel()), verifyRestricted(told.restrictedLevel())];
  }
  const field = (en: string) => ({ ok: false, code: 'DIFFERS', data: { en } });
  const twice = (refusal: object) => [refusal, refusal];

  test('somebody else comes in', () => {
    expect(lie(1, { in: officer.in === 3 ? 4 : 3 })).toMatchObject(twice(field('in of substitution 1')));
    expect(lie(1, { in: undefined })).toMatchObject(twice(field('in of substitution 1')));
    const reserve = story.outcome.receipt.strata[0]!.reserve[1]!;
    expect(lie(2, { in: reserve })).toMatchObject([field('in of substitution 2'), { code: 'DIFFERS' }]);
  });

  test('another team, part of a team, no team', () => {
    const reversed = held.slots!.map((slot) => [...slot].reverse());
    for (const slots of [reversed, [held.slots![0]!.slice(1), held.slots![1]!], undefined]) {
      expect(lie(4, { slots })).toMatchObject(twice(field('slots of substitution 4')));
    }
  });

  test('another row: at the public level it must fit the rules, at the restricted one it is computed', () => {
    const [first, second] = target.row!;
    const row = field('row of substitution 2');
    expect(lie(2, { row: undefined })).toMatchObject(twice(row));
    expect(lie(2, { row: [first!] })).toMatchObject(twice(row));
    expect(lie(2, { row: [{ ...first!, n: 3 }, second!] })).toMatchObject(twice(row));
    const malformed = twice({ code: 'MALFORMED' });
    const listing = (list: number[]) => [{ ...first!, officers: list }, second!];
    expect(lie(2, { row: listing([...first!.officers].reverse()) })).toMatchObject(malformed);
    expect(lie(2, { row: listing([...first!.officers, officers.length]) })).toMatchObject(malformed);
    const team = new Set(details.flatMap(({ slots }) => slots!.flat()));
    const spare = first!.officers.find((o) => !team.has(o))!;
    const fewer = listing(first!.officers.filter((o) => o !== spare));
    expect(lie(2, { row: fewer })).toMatchObject([{ ok: true }, row]);
    expect(lie(1, { row: target.row! })).toMatchObject(twice(field('row of substitution 1')));
  });

  test('another lead: outside the team at both levels, of lower rank at the restricted one', () => {
    const lead = field('lead of substitution 4');
    const outsider = officers.findIndex((_, o) => !held.slots!.flat().includes(o));
    expect(lie(4, { lead: outsider })).toMatchObject(twice(lead));
    expect(lie(4, { lead: undefined })).toMatchObject(twice(lead));
    const other = held.slots![0]!.find((o) => o !== held.lead)!;
    expect(officers[other]!.rank).toBeLessThan(officers[held.lead!]!.rank);
    expect(lie(4, { lead: other })).toMatchObject([{ ok: true }, lead]);
  });

  test.each([
    ['n', 1, { n: 2 }, 'SUBSTITUTION_NUMBER'],
    ['a reason not in the rules', 1, { reason: 'whim' }, 'SUBSTITUTION_REASON'],
    ['a reason of another kind', 1, { reason: 'closed' }, 'SUBSTITUTION_REASON'],
    ['the requester as approver', 1, { approver: officer.requester }, 'SUBSTITUTION_APPROVER'],
    ['a target that went out', 3, { target: target.target }, 'SUBSTITUTION_TARGET'],
    ['a served target as held', 4, { target: target.in! }, 'SUBSTITUTION_TARGET'],
    ['another place', 1, { place: 1 }, 'SUBSTITUTION_PLACE'],
    ['another holder', 1, { out: officer.in! }, 'SUBSTITUTION_PLACE'],
    ['no leave to exceed the capacity', 4, { extra: undefined }, 'SUBSTITUTION_IMPOSSIBLE'],
    ['no place', 1, { slot: undefined }, 'MALFORMED'],
    ['a place with another kind', 4, { place: 0 }, 'MALFORMED'],
    ['extra above 100', 1, { extra: 101 }, 'MALFORMED'],
  ])('%s', (_, n, change, code) => {
    expect(lie(n, change)).toMatchObject(twice({ ok: false, code }));
  });

  test('a substitution that is true, but of another place in the order', () => {
    const swapped = story.forged([details[0]!, details[2]!, details[1]!, details[3]!]);
    expect(verifyPublic(swapped.publicLevel())).toMatchObject({ code: 'SUBSTITUTION_NUMBER' });
    const renumbered = story.forged([details[0]!, { ...details[2]!, n: 2 }]);
    expect(verifyPublic(renumbered.publicLevel())).toMatchObject({ code: 'SUBSTITUTION_TARGET' });
  });
});
