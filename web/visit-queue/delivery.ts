import { eventText } from '../../scheduler/visit/index.js';
import { noteVerdicts, sentText, type Verdict } from './batch.js';
import { type DeviceKey, noteDevice, signText } from './device.js';
import { exchange, type Later, type Outcome, unreadable } from './exchange.js';
import type { QueuedEvent, QueuedFile, Words } from './queue.js';
import type { Workshop } from './workshop.js';

/** One delivery: done, with whatever verdicts, or why it did not come so far. */
export type Delivered = { readonly kind: 'DELIVERED' } | Exclude<Outcome, { kind: 'ANSWERED' }>;

const delivered = { kind: 'DELIVERED' } as const;
const notOurs: Later = { kind: 'LATER', words: unreadable };

/** An event's verdict, as `POST /visit-events` tells it. */
interface Told {
  readonly id: string | null;
  readonly verdict: string;
  readonly fault: string | null;
  readonly message: string | null;
  readonly messageEn: string | null;
}

const taken = ['ACCEPTED', 'DUPLICATE'];
const refused = ['CONFLICTING', 'REFUSED'];

/** The verdicts of an answer; undefined where it is none on these events. */
function readVerdicts(answer: unknown, batch: readonly QueuedEvent[]): readonly Told[] | undefined {
  const { verdicts } = answer as { verdicts?: readonly Told[] };
  const isWhole =
    Array.isArray(verdicts) &&
    verdicts.length === batch.length &&
    verdicts.every(
      ({ id, verdict }, n) =>
        (id === null || id === batch[n]?.event.id) && [...taken, ...refused].includes(verdict),
    );
  return isWhole ? verdicts : undefined;
}

function verdictOf({ verdict, fault, message, messageEn }: Told): Verdict {
  if (taken.includes(verdict)) return { fate: 'TAKEN' };
  return {
    fate: 'REFUSED',
    words: { code: fault ?? verdict, message: message ?? '', messageEn: messageEn ?? '' },
  };
}

/** Events that were recorded under another key are signed by the one that the device has now. */
function signedBy(device: DeviceKey, batch: readonly QueuedEvent[]): Promise<QueuedEvent[]> {
  const { keyId } = device;
  return Promise.all(
    batch.map(async (queued) =>
      queued.keyId === keyId
        ? queued
        : { ...queued, keyId, signature: await signText(device, eventText(queued.event)) },
    ),
  );
}

const deviceFaults = ['DEVICE_REVOKED', 'DEVICE_UNKNOWN'];

/** Sends events. Nothing changes in the store before the server has said what became of each. */
export async function deliverEvents(
  shop: Workshop,
  device: DeviceKey,
  waiting: readonly QueuedEvent[],
): Promise<Delivered> {
  const batch = await signedBy(device, waiting);
  const sentAt = shop.surroundings.now().toISOString();
  const query = new URLSearchParams({ device: device.deviceId ?? '', sentAt, account: shop.accountId });
  const request = {
    path: `/visit-events?${query}`,
    body: `[${batch.map(sentText).join(',')}]`,
    contentType: 'application/json',
    timeoutMs: shop.limits.eventsTimeoutMs,
  };
  const outcome = await exchange(shop.surroundings, request, shop.closing);
  if (outcome.kind === 'TOO_LARGE' && batch.length === 1)
    return refuse(shop, 'events', batch[0]?.sequence ?? 0, outcome.words);
  if (outcome.kind !== 'ANSWERED') return outcome;
  const verdicts = readVerdicts(outcome.answer, batch);
  if (!verdicts) return notOurs;
  const rows = batch.map(({ sequence, signature, keyId }, n) => {
    const signed = { signature, keyId };
    return [sequence, { ...verdictOf(verdicts[n] as Told), signed }] as const;
  });
  await note(shop, 'events', new Map(rows));
  if (verdicts.some(({ fault }) => deviceFaults.includes(fault ?? ''))) {
    await noteDevice(shop.database, device.keyId, { isRevoked: true });
  }
  return delivered;
}

/** Sends a file under the phone's own id: as often as it takes, it is one on the server. */
export async function deliverFile(shop: Workshop, file: QueuedFile): Promise<Delivered> {
  const { assignmentId, clientId, kind, point, name, shotAt, sha256, blob } = file;
  const query = new URLSearchParams({
    ...{ assignment: assignmentId, client: clientId, kind, takenAt: shotAt, account: shop.accountId },
    ...(point ? { point } : {}),
    ...(name ? { name } : {}),
  });
  const path = `/evidence?${query}`;
  const request = {
    ...{ path, body: blob, contentType: 'application/octet-stream' },
    timeoutMs: shop.limits.fileTimeoutMs,
  };
  const outcome = await exchange(shop.surroundings, request, shop.closing);
  if (outcome.kind === 'REFUSED' || outcome.kind === 'TOO_LARGE')
    return refuse(shop, 'files', clientId, outcome.words);
  if (outcome.kind !== 'ANSWERED') return outcome;
  const { evidenceId, sha256: arrived } = outcome.answer as { evidenceId?: string; sha256?: string };
  if (!evidenceId || arrived !== sha256) return notOurs;
  await note(shop, 'files', new Map([[clientId, { fate: 'TAKEN', evidenceId }]]));
  return delivered;
}

async function refuse(
  shop: Workshop,
  store: 'events' | 'files',
  key: IDBValidKey,
  words: Words,
): Promise<Delivered> {
  await note(shop, store, new Map([[key, { fate: 'REFUSED', words }]]));
  return delivered;
}

async function note(
  shop: Workshop,
  store: 'events' | 'files',
  verdicts: ReadonlyMap<IDBValidKey, Verdict>,
): Promise<void> {
  await noteVerdicts(shop.database, store, verdicts, shop.surroundings.now().toISOString());
  await shop.board.tell();
}
