import { canonical } from '../../../scheduler/draw/index.js';
import { verifyAudit } from '../../../schema/audit/index.js';
import { createKeyring, makeKeys } from '../../../server/platform/keyring.js';
import { seededChance } from '../../support/clock.js';
import type { TestHouse } from '../../support/steps.js';
import { addEvent, given, houseWithEvents, linesOf, rewrite, seal } from './audit-house.js';

interface Parsed {
  readonly note: string;
  readonly key: string;
  readonly size: number;
}

let house: TestHouse;
let lines: string[];
let notes: Parsed[];
beforeAll(async () => {
  house = await houseWithEvents(4);
  await seal(house);
  for (let n = 4; n < 6; n++) await addEvent(house, n);
  await seal(house);
  lines = await linesOf(house.readAs());
  notes = [lines[1], lines[2]].map((line) => JSON.parse(line!) as Parsed);
});
afterAll(() => house.close());

const stranger = createKeyring(makeKeys(seededChance('a stranger')), seededChance('strange nonces'));
const verify = (changed: readonly string[], known?: Parameters<typeof verifyAudit>[1]) =>
  verifyAudit(given(changed), known);
const header = (size: number) => `${canonical({ ...JSON.parse(lines[0]!), size })}\n`;

test('a record verifies by itself, and with what an auditor kept', async () => {
  const alone = await verify(lines);
  expect(alone).toMatchObject({ ok: true, size: 8, checkpointCount: 2, sealedSize: 7, archivedCount: 0 });
  const [first, second] = notes;
  const kept = { notes: [first!.note, second!.note], keys: [first!.key] };
  expect(await verify(lines, kept)).toEqual(alone);
  expect(alone.keys).toEqual([first!.key]);
});

test('every changed byte of the file is found', async () => {
  const text = Buffer.from(lines.join(''));
  const missed: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const changed = Buffer.from(text);
    changed[at] = changed[at]! ^ 0x01;
    const parts = changed.toString('utf8').split(/(?<=\n)/);
    if ((await verify(parts)).ok) missed.push(at);
  }
  expect(missed).toEqual([]);
}, 120_000);

test('a line left out, written twice, moved or cut is found', async () => {
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    expect((await verify(lines.filter((_, index) => index !== at))).ok).toBe(false);
    expect((await verify([...lines.slice(0, at), line, ...lines.slice(at)])).ok).toBe(false);
    const swapped = [...lines.slice(0, at), lines[at + 1], line, ...lines.slice(at + 2)];
    // The order of two checkpoints says nothing.
    if (at + 1 < lines.length && at !== 1) expect((await verify(swapped as string[])).ok).toBe(false);
  }
  expect((await verify([...lines.slice(0, -1), lines.at(-1)!.slice(0, -1)])).difference?.code).toBe('LINE');
  expect((await verify([])).difference?.code).toBe('HEADER');
});

test('a tail cut off agrees with itself, and not with a checkpoint from before', async () => {
  const cut = [header(4), lines[1]!, ...lines.slice(3, 7)];
  expect(await verify(cut)).toMatchObject({ ok: true, size: 4 });
  const { difference } = await verify(cut, { notes: [notes[1]!.note] });
  expect(difference).toMatchObject({ code: 'CUT', seq: 5, size: 7 });
  // One event more is enough to miss the checkpoint of which it tells.
  const lacking = await verify([header(5), ...lines.slice(3, 8)]);
  expect(lacking.difference).toMatchObject({ code: 'CHECKPOINT_LACKING', size: 4 });
});

test('a rewritten history agrees with itself, and not with a key or a checkpoint from before', async () => {
  const rewritten = rewrite(lines, stranger, (event, seq) =>
    seq === 3 ? { ...event, actorName: 'x' } : event,
  );
  const alone = await verify(rewritten);
  expect(alone).toMatchObject({ ok: true, size: 8, checkpointCount: 2 });
  expect(alone.keys).not.toContain(notes[0]!.key);
  expect((await verify(rewritten, { keys: [notes[0]!.key] })).difference).toMatchObject({
    code: 'UNKNOWN_KEY',
    size: 4,
  });
  const kept = await verify(rewritten, { notes: [notes[0]!.note], keys: [notes[0]!.key, ...alone.keys] });
  expect(kept.difference).toMatchObject({ code: 'ROOT', size: 4 });
  expect((await verify(rewritten, { notes: [notes[1]!.note] })).difference?.code).toBe('UNKNOWN_KEY');
});

test('a history re-signed by the installation’s own key does not agree with a checkpoint from before', async () => {
  const own = house.sources.keys;
  const rewritten = rewrite(lines, own, (event, seq) => (seq === 3 ? { ...event, actorName: 'x' } : event));
  const known = { keys: [notes[0]!.key] };
  expect((await verify(rewritten, known)).ok).toBe(true);
  const { difference } = await verify(rewritten, { ...known, notes: [notes[0]!.note] });
  expect(difference).toMatchObject({ code: 'ROOT', size: 4 });
});

test('another installation’s record is not taken for this one', async () => {
  const others = rewrite(lines, house.sources.keys, (event, seq) =>
    seq === 1 ? { ...event, actorName: 'x' } : event,
  );
  expect((await verify(others)).ok).toBe(true);
  expect((await verify(others, { notes: [notes[0]!.note] })).difference?.code).toBe('OTHER_RECORD');
});

test('what is no note and what is no key is said so', async () => {
  expect((await verify(lines, { notes: [`${notes[0]!.note} `] })).difference?.code).toBe('NOTE');
  expect((await verify(lines, { keys: ['nonsense'] })).difference?.code).toBe('KEY');
});
