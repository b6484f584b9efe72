import {
  type BundleFiles,
  checkSlip,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { bytesOf, textOf, turned, without } from './bundle-files.js';
import { faultOf, Story } from './scenario.js';

/** Every `step`-th byte of every file, each mask: all must be refused. Returns what was not. */
function survivors(files: BundleFiles, verify: typeof verifyPublic, step: number): string[] {
  const found: string[] = [];
  for (const name of Object.keys(files)) {
    for (let at = 0; at < bytesOf(files, name).length; at += step) {
      for (const mask of [0x01, 0x20]) {
        if (verify(turned(files, name, at, mask)).ok) found.push(`${name} ${at} ^ ${mask}`);
      }
    }
  }
  return found;
}

const open = new Story();
const openOutcome = open.drawn();
const hidden = new Story({ mode: 'confidential' });
const hiddenOutcome = hidden.drawn();
const frozen = new Story().freeze();

describe('a changed byte is refused', () => {
  test('public level, open mode', () => {
    expect(survivors(open.publicFiles(openOutcome), verifyPublic, 19)).toEqual([]);
  });

  test('public level, confidential before the opening', () => {
    expect(survivors(hidden.publicFiles(), verifyPublic, 23)).toEqual([]);
  });

  test('restricted level, confidential before the opening', () => {
    expect(survivors(hidden.restrictedFiles(hiddenOutcome), verifyRestricted, 29)).toEqual([]);
  });

  test('restricted level, frozen only', () => {
    expect(survivors(frozen.restrictedFiles(), verifyRestricted, 13)).toEqual([]);
  });
});

describe('a missing or foreign file is refused by name', () => {
  const files = open.publicFiles(openOutcome);
  const restricted = open.restrictedFiles(openOutcome);

  test.each([
    'draw.json',
    'log.jsonl',
    'rules.json',
    'receipt.json',
    'table.json',
    'selected.jsonl',
    'nodes.json',
  ])('public without %s', (name) => {
    expect(verifyPublic(without(files, name))).toMatchObject({
      code: 'FILE_MISSING',
      data: { file: name },
    });
  });

  test.each(['statement.json', 'pool-key.json', 'pool/s2.jsonl', 'inspectors.jsonl', 'conflicts.jsonl'])(
    'restricted without %s',
    (name) => {
      expect(verifyRestricted(without(restricted, name))).toMatchObject({
        code: 'FILE_MISSING',
        data: { file: name },
      });
    },
  );

  test('a file that does not belong to the level', () => {
    const more = { ...files, 'inspectors.jsonl': restricted['inspectors.jsonl']! };
    expect(verifyPublic(more)).toMatchObject({ code: 'FILE_UNKNOWN' });
    expect(verifyPublic({ ...files, 'notes.txt': '' })).toMatchObject({ code: 'FILE_UNKNOWN' });
    expect(verifyRestricted({ ...restricted, 'pool/s9.jsonl': '' })).toMatchObject({ code: 'FILE_UNKNOWN' });
  });
});

describe('an honest-looking lie is refused', () => {
  const files = open.publicFiles(openOutcome);
  const lie = (change: (text: string) => string, name = 'receipt.json') => ({
    ...files,
    [name]: change(textOf(files, name)),
  });

  test('another unit selected, another team, another lead, another root: the field is named', () => {
    const receipt = openOutcome.receipt;
    const [first, second] = receipt.strata[0]!.selected as [number, number];
    const swapped = lie((t) =>
      t.replace(`"selected":[${first},${second}]`, `"selected":[${second},${first}]`),
    );
    expect(verifyPublic(swapped)).toMatchObject({ code: 'DIFFERS', data: { en: 'receipt strata' } });
    const { lead, slots } = receipt.teams![0]!;
    const other = slots[0]!.find((officer) => officer !== lead)!;
    const led = lie((t) => t.replace(`"lead":${lead}`, `"lead":${other}`));
    expect(verifyPublic(led)).toMatchObject({ code: 'DIFFERS', data: { en: 'receiptHash in the log' } });
    const stranger = [0, 1, 2, 3].find((officer) => !slots[0]!.includes(officer))!;
    const outsider = lie((t) => t.replace(`"lead":${lead}`, `"lead":${stranger}`));
    expect(verifyPublic(outsider)).toMatchObject({
      code: 'DIFFERS',
      data: { en: expect.stringMatching(/^lead/) },
    });
    const graded = lie((t) => t.replace('"WITNESSED"', '"BEACON"'));
    expect(verifyPublic(graded)).toMatchObject({ code: 'DIFFERS', data: { en: 'receipt assurance' } });
  });

  test('a table with an officer more or less leads to another hash', () => {
    const text = new TextDecoder().decode(openOutcome.files['table.json']);
    const longer = text.replace('"officers":[1,2,3]', '"officers":[0,1,2,3]');
    const shorter = text.replace('"officers":[0,1,2,3]', '"officers":[0,1,2]');
    for (const table of [longer, shorter].filter((t) => t !== text)) {
      expect(verifyPublic({ ...files, 'table.json': table })).toMatchObject({
        ok: false,
        data: { en: 'receipt tableHash' },
      });
    }
  });

  test('the restricted level sees a table that does not follow from the pools', () => {
    const restricted = open.restrictedFiles(openOutcome);
    const text = new TextDecoder()
      .decode(openOutcome.files['table.json'])
      .replace('"capacity":3', '"capacity":4');
    expect(verifyRestricted({ ...restricted, 'table.json': text })).toMatchObject({
      code: 'DIFFERS',
      data: { en: 'table.json, line 1' },
    });
  });

  test('a reason for a recusal that was not the one frozen', () => {
    const restricted = open.restrictedFiles(openOutcome);
    const reasons = new TextDecoder()
      .decode(restricted['reasons.jsonl'] as Uint8Array)
      .replace('kin', 'debt');
    expect(verifyRestricted({ ...restricted, 'reasons.jsonl': reasons })).toMatchObject({ ok: false });
  });

  test('pools published in open mode are checked against their roots', () => {
    const restricted = open.restrictedFiles(openOutcome);
    const published = {
      ...files,
      'pool-key.json': restricted['pool-key.json']!,
      'pool/s1.jsonl': restricted['pool/s1.jsonl']!,
      'pool/s2.jsonl': restricted['pool/s2.jsonl']!,
    };
    expect(verifyPublic(published)).toMatchObject({ ok: true });
    expect(survivors({ ...published, 'log.jsonl': open.file }, verifyPublic, 97)).toEqual([]);
    const { 'pool/s2.jsonl': _, ...half } = published;
    expect(verifyPublic(half)).toMatchObject({ code: 'FILE_MISSING' });
  });

  test('a slip with another team, place, salt or draw does not lead to the root', () => {
    const published = { C: open.C, resultRoot: openOutcome.resultRoot, count: openOutcome.count };
    const slip = openOutcome.slips()[0]!;
    const officers = [...slip.record.officers].reverse();
    for (const changed of [
      { ...slip, record: { ...slip.record, officers } },
      { ...slip, record: { ...slip.record, order: slip.record.order + 1 } },
      { ...slip, index: slip.index + 1 },
      { ...slip, count: slip.count + 1 },
      { ...slip, salt: 'a'.repeat(32) },
      { ...slip, path: slip.path.slice(1) },
      { ...slip, C: hidden.C },
    ]) {
      expect(faultOf(() => checkSlip(changed, published))).toBe('PATH_WRONG');
    }
    expect(faultOf(() => checkSlip({ ...slip, extra: 1 }, published))).toBe('MALFORMED');
  });
});
