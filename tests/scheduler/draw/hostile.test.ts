import {
  type BundleFiles,
  canonical,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { textOf } from './bundle-files.js';
import { Story } from './scenario.js';

const open = new Story();
const openOutcome = open.drawn();
const hidden = new Story({ mode: 'confidential' });
const hiddenOutcome = hidden.drawn();

const replacements: unknown[] = [
  undefined,
  0,
  -1,
  2 ** 40,
  '',
  'x',
  true,
  [],
  [0],
  [[]],
  {},
  { at: 1, length: 3 },
];

type Json = { [key: string]: unknown } | unknown[];

/** The document with one member, at any depth, replaced in turn by everything it should not be. */
function* disfigured(document: Json): Generator<Json> {
  for (const key of Object.keys(document)) {
    const part = (document as Record<string, unknown>)[key];
    const put = (value: unknown): Json =>
      Array.isArray(document)
        ? document.map((item, i) => (String(i) === key ? value : item)).filter((item) => item !== undefined)
        : { ...document, [key]: value };
    for (const value of replacements) if (JSON.stringify(value) !== JSON.stringify(part)) yield put(value);
    if (typeof part === 'object' && part !== null)
      for (const inner of disfigured(part as Json)) yield put(inner);
  }
}

/** Verdicts over all disfigured versions of one file, without the refusals. */
function accepted(files: BundleFiles, name: string, verify: typeof verifyPublic, step: number): string[] {
  const found: string[] = [];
  let count = 0;
  for (const version of disfigured(JSON.parse(textOf(files, name)))) {
    if (count++ % step !== 0) continue;
    const text = canonical(version);
    if (verify({ ...files, [name]: text }).ok) found.push(text);
  }
  expect(count).toBeGreaterThan(10);
  return found;
}

describe('whatever a file holds, the verifier answers with a refusal, never with an exception', () => {
  test.each(['draw.json', 'rules.json', 'receipt.json', 'table.json', 'statement.json'])(
    '%s, public',
    (name) => {
      expect(accepted(open.publicFiles(openOutcome), name, verifyPublic, 7)).toEqual([]);
    },
  );

  test.each(['receipt.json', 'table.json', 'pool-key.json', 'statement.json'])('%s, restricted', (name) => {
    expect(accepted(hidden.restrictedFiles(hiddenOutcome), name, verifyRestricted, 13)).toEqual([]);
  });

  test('every event of the log', () => {
    const files = open.publicFiles(openOutcome);
    open.lines.forEach((line, i) => {
      let count = 0;
      for (const version of disfigured(JSON.parse(line))) {
        if (count++ % 5 !== 0) continue;
        const log = open.lines.with(i, `${canonical(version)}\n`).join('');
        expect(verifyPublic({ ...files, 'log.jsonl': log })).toMatchObject({ ok: false });
      }
    });
  });
});
