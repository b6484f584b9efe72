import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { canonical } from '../scheduler/draw/index.js';
import { canonicalEvent, chainAfter, emptyChain, leafHashOf } from '../schema/audit/canonical-event.js';
import { signNote, verifierKeyOf } from '../schema/audit/signed-note.js';
import { TreeGrowth } from '../schema/audit/tree/tree-growth.js';
import { systemChance } from '../server/platform/clock.js';
import { createKeyring, makeKeys } from '../server/platform/keyring.js';

const CHECKPOINT_EVERY = 1_000;
const START = Date.UTC(2026, 0, 1);

const idOf = (n: number) => `019cac0f-2680-7ab1-af6d-${n.toString(16).padStart(12, '0')}`;

function eventOf(n: number) {
  const account = idOf(n % 500);
  return {
    ...{ id: idOf(n), at: new Date(START + n * 1000).toISOString(), kind: 'result.signed' },
    ...{ actorKind: 'account', actorName: 'officer', accountId: account, departmentId: idOf(n % 40) },
    ...{ subjectKind: 'result', subjectId: idOf(n + 7), data: { assignment: idOf(n + 9), count: n % 10 } },
  };
}

/** Writes a record of so many events with a checkpoint for every thousand, as an export would. */
export async function writeRecord(file: string, count: number): Promise<void> {
  const { checkpoints } = createKeyring(makeKeys(systemChance), systemChance);
  const origin = `fairdraw-audit/${leafHashOf(canonicalEvent(eventOf(1)))}`;
  const key = verifierKeyOf(origin, checkpoints);
  const keyId = key.split('+')[1];
  const places = function* () {
    const tree = new TreeGrowth();
    let chain = emptyChain;
    for (let seq = 1; seq <= count; seq++) {
      const event = canonicalEvent(eventOf(seq));
      const leaf = leafHashOf(event);
      chain = chainAfter(chain, leaf);
      tree.add(leaf);
      yield { seq, event, leaf, chain, tree };
    }
  };
  const lines = function* () {
    yield `${canonical({ form: 'fairdraw-audit/1', origin, size: count })}\n`;
    for (const { seq: size, chain, tree } of places()) {
      if (size % CHECKPOINT_EVERY !== 0) continue;
      const [root, at] = [tree.root(), new Date(START + size * 1000).toISOString()];
      const note = signNote({ origin, size, root, chainHash: chain, at }, checkpoints);
      yield `${canonical({ algorithm: 'ed25519', at, chain, key, keyId, note, root, size })}\n`;
    }
    for (const { seq, event, leaf, chain } of places()) {
      yield `{"chain":"${chain}","event":${event},"leaf":"${leaf}","seq":${seq}}\n`;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
}
