import { createPublicKey, verify } from 'node:crypto';
import { AuditEvent } from '../../../schema/audit/audit-event.entity.js';
import { readConsistency, readInclusion } from '../../../schema/audit/audit-proof.service.js';
import {
  auditJobs,
  findLastCheckpoint,
  readNote,
  readVerifierKey,
  recordEvent,
  verifyAudit,
} from '../../../schema/audit/index.js';
import { checkConsistency, checkInclusion } from '../../../schema/audit/tree/tree-proofs.js';
import { createStep } from '../../../server/platform/step.js';
import { testKeyring } from '../../support/keyring.js';
import type { TestHouse } from '../../support/steps.js';
import { addEvent, given, houseWithEvents, linesOf, seal } from './audit-house.js';

let house: TestHouse;
beforeEach(async () => {
  house = await houseWithEvents(3);
});
afterEach(() => house.close());

const whenDue = () => {
  const job = auditJobs.find(({ kind }) => kind === 'audit.seal-when-due');
  return house.stepAs()(async (unit) => void (await job?.run({} as never, { tx: unit } as never)));
};
const sizeNow = async () => (await findLastCheckpoint(house.readAs()))?.size;

test('is a signed note that any tool for such notes can check', async () => {
  const checkpoint = await seal(house);
  const [origin, size, root, chain, at, blank, signature, end] = checkpoint!.note.split('\n');
  expect([size, root, blank, end]).toEqual([
    '3',
    Buffer.from(checkpoint!.root, 'hex').toString('base64'),
    '',
    '',
  ]);
  expect([chain, at]).toEqual([`chain ${checkpoint!.chainHash}`, `at ${house.clock.now().toISOString()}`]);
  const [dash, name, encoded] = signature!.split(' ');
  expect([dash, name]).toEqual(['—', origin]);
  const bytes = Buffer.from(encoded!, 'base64');
  const [keyName, keyId, key] = checkpoint!.verifierKey.split(/\+(.{8})\+/);
  expect([keyName, keyId]).toEqual([origin, bytes.subarray(0, 4).toString('hex')]);
  const raw = Buffer.from(key!, 'base64');
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.subarray(1).toString('base64url') };
  const signed = checkpoint!.note.slice(0, checkpoint!.note.indexOf('\n\n') + 1);
  expect(
    verify(null, Buffer.from(signed), createPublicKey({ key: jwk, format: 'jwk' }), bytes.subarray(4)),
  ).toBe(true);
});

test('SM2 with SM3 by setting; a record may be signed by both in turn', async () => {
  await seal(house);
  await addEvent(house, 3);
  const sources = { ...house.sources, keys: testKeyring('sm2-sm3') };
  const { sealAudit } = await import('../../../schema/audit/index.js');
  const checkpoint = await createStep(sources, { kind: 'system' })(sealAudit);
  expect(checkpoint).toMatchObject({ algorithm: 'sm2-sm3', size: 5 });
  const [note, key] = [readNote(checkpoint!.note), readVerifierKey(checkpoint!.verifierKey)];
  expect(key!.verify(note!.signed, note!.signature)).toBe(true);
  expect(key!.verify(`${note!.signed} `, note!.signature)).toBe(false);
  const verdict = await verifyAudit(given(await linesOf(house.readAs())));
  expect([verdict.ok, verdict.keys.length]).toEqual([true, 2]);
});

test('a second one of the same events is not made, nor one of nothing but the first', async () => {
  const first = await seal(house);
  expect((await seal(house))?.size).toBe(first?.size);
  await addEvent(house, 3);
  expect((await seal(house))?.size).toBe(5);
});

test('is due with the first event, after an hour, or after a thousand events', async () => {
  await whenDue();
  expect(await sizeNow()).toBe(3);
  await addEvent(house, 3);
  await whenDue();
  expect(await sizeNow()).toBe(3);
  house.clock.advance({ minutes: 59 });
  await whenDue();
  expect(await sizeNow()).toBe(5);
  await house.stepAs()(async (unit) => {
    for (let n = 0; n < 999; n++) await recordEvent(unit, 'plan.created', { kind: 'plan', id: 'x' });
  });
  await whenDue();
  expect(await sizeNow()).toBe(1005);
});

test('proofs are given between checkpoints, and any other size is refused by name', async () => {
  await seal(house);
  for (let n = 3; n < 300; n++) await addEvent(house, n);
  await seal(house);
  const reader = house.readAs();
  const { from, to, path } = await readConsistency(reader, 3, 301);
  expect(checkConsistency(from, to, path)).toBe(true);
  for (const seq of [1, 200, 301]) {
    const event = await reader.em.findOneOrFail(AuditEvent, { seq });
    const proof = await readInclusion(reader, event, 301);
    expect(checkInclusion(event.leafHash, seq - 1, 301, proof.path, to.root)).toBe(true);
  }
  await expect(readConsistency(reader, 3, 300)).rejects.toThrow(/^to: .*auditCheckpoints/);
  await expect(readConsistency(reader, 301, 3)).rejects.toThrow(/^from: /);
  const late = await reader.em.findOneOrFail(AuditEvent, { seq: 4 });
  await expect(readInclusion(reader, late, 3)).rejects.toThrow(/^size: .*[\u4e00-\u9fff]/);
});
