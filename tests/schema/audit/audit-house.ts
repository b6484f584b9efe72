import 'reflect-metadata';
import { canonical } from '../../../scheduler/draw/index.js';
import { canonicalEvent, chainAfter, emptyChain, leafHashOf } from '../../../schema/audit/canonical-event.js';
import { auditLines, recordEvent, sealAudit } from '../../../schema/audit/index.js';
import { signNote, verifierKeyOf } from '../../../schema/audit/signed-note.js';
import { TreeGrowth } from '../../../schema/audit/tree/tree-growth.js';
import type { Keyring } from '../../../schema/shared/keyring.js';
import type { Reader } from '../../../schema/shared/unit.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';

export const accountId = '00000000-0000-7000-8000-00000000000a';
export const departmentId = '00000000-0000-7000-8000-00000000000d';

/** A house whose record has so many events of an account and of the system, without a checkpoint yet. */
export async function houseWithEvents(count: number): Promise<TestHouse> {
  const house = await openTestHouse();
  for (let n = 0; n < count; n++) await addEvent(house, n);
  return house;
}

export async function addEvent(house: TestHouse, n: number): Promise<void> {
  const actor = n % 3 === 0 ? {} : { accountId, departmentId, username: '审计员' };
  house.clock.advance({ minutes: 1 });
  await house.stepAs(actor)((unit) =>
    recordEvent(
      unit,
      'plan.created',
      { kind: 'plan', id: unit.newId() },
      { year: 2000 + n, list: ['a', 'b'] },
    ),
  );
}

export function seal(house: TestHouse) {
  return house.stepAs()(sealAudit);
}

export async function linesOf(reader: Reader, upto?: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of auditLines(reader, upto)) lines.push(line);
  return lines;
}

export async function* given(lines: readonly string[]): AsyncIterable<string> {
  yield* lines;
}

interface Line {
  readonly note?: string;
  readonly size?: number;
  readonly at?: string;
  readonly event?: { kind: string; data: Record<string, unknown> };
}

/** What somebody with all of the database and a key of his own can make: a history that agrees with itself. */
export function rewrite(
  lines: readonly string[],
  keys: Keyring,
  change: (event: object, seq: number) => object,
): string[] {
  const parsed = lines.map((line) => JSON.parse(line) as Line);
  const notes = parsed.filter((line) => line.note !== undefined);
  const tree = new TreeGrowth();
  const [events, made]: [string[], string[]] = [[], []];
  let chain = emptyChain;
  let origin = '';
  for (const [index, line] of parsed.slice(1 + notes.length).entries()) {
    const event = change(resealed(line.event as NonNullable<Line['event']>, roots), index + 1);
    const leaf = leafHashOf(canonicalEvent(event as never));
    chain = chainAfter(chain, leaf);
    tree.add(leaf);
    if (index === 0) origin = `fairdraw-audit/${leaf}`;
    events.push(`${canonical({ chain, event, leaf, seq: index + 1 })}\n`);
    const stored = notes.find((note) => note.size === tree.size);
    if (stored)
      made.push(
        checkpointLine(
          { origin, size: tree.size, root: tree.root(), chainHash: chain, at: stored.at ?? '' },
          keys,
        ),
      );
    roots.set(tree.size, tree.root());
  }
  return [`${canonical({ form: 'fairdraw-audit/1', origin, size: tree.size })}\n`, ...made, ...events];
}

const roots = new Map<number, string>();

/** An event that tells of a checkpoint tells of the one that was put in its place. */
function resealed(event: NonNullable<Line['event']>, known: ReadonlyMap<number, string>): object {
  if (event.kind !== 'audit.sealed') return event;
  return { ...event, data: { ...event.data, root: known.get(Number(event.data.size)) } };
}

function checkpointLine(body: Parameters<typeof signNote>[0], keys: Keyring): string {
  const note = signNote(body, keys.checkpoints);
  const key = verifierKeyOf(body.origin, keys.checkpoints);
  const [, keyId] = key.split('+');
  const { algorithm } = keys.checkpoints;
  const { root, chainHash: chain, at, size } = body;
  return `${canonical({ algorithm, at, chain, key, keyId, note, root, size })}\n`;
}
