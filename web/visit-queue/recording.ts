import { eventText, type WrittenEvent } from '../../scheduler/visit/index.js';
import { asked, change } from './database.js';
import { ensureDevice, signText } from './device.js';
import { hashBytes, hashText, toHex, uuidOf } from './encoding.js';
import type { EventDraft, FileDraft, QueuedEvent, QueuedFile } from './queue.js';
import { PhoneRefusal } from './refusals.js';
import { cleaned } from './text.js';
import type { Workshop } from './workshop.js';

/** An event before the store has given it its place. */
type NewEvent = Omit<QueuedEvent, 'sequence'>;

function newId({ surroundings }: Workshop): string {
  return uuidOf(surroundings.chance(16));
}

function write(shop: Workshop, draft: EventDraft, at: Date): WrittenEvent {
  const { private: kept, ...said } = draft;
  return {
    ...said,
    id: newId(shop),
    occurredAt: at.toISOString(),
    ...(kept ? { private: { ...kept, salt: toHex(shop.surroundings.chance(16)) } } : {}),
  };
}

async function sign(shop: Workshop, event: WrittenEvent): Promise<NewEvent> {
  const device = await ensureDevice(shop.database, shop.keyKinds);
  const text = eventText(event);
  const signature = await signText(device, text);
  return { event, hash: hashText(text), signature, keyId: device.keyId, fate: 'WAITING' };
}

async function bytesOf({ blob, kind }: FileDraft, { limits }: Workshop): Promise<ArrayBuffer | PhoneRefusal> {
  const most = kind === 'DOCUMENT' ? limits.documentBytes : limits.photoBytes;
  if (blob.size > most) return new PhoneRefusal('FILE_TOO_LARGE');
  const bytes = await blob.arrayBuffer().catch(() => undefined);
  return bytes?.byteLength ? bytes : new PhoneRefusal('FILE_NOT_READ');
}

/** A file with its hash. Its bytes are the queue's own: the one that was given may be deleted. */
async function takeFile(
  shop: Workshop,
  assignmentId: string,
  draft: FileDraft,
  at: Date,
): Promise<QueuedFile | PhoneRefusal> {
  const bytes = await bytesOf(draft, shop);
  if (bytes instanceof PhoneRefusal) return bytes;
  const { kind, point, name, takenAt = at, blob } = draft;
  return {
    ...{ clientId: newId(shop), assignmentId, kind, point, name, shotAt: takenAt.toISOString() },
    sha256: await hashBytes(bytes),
    blob: new Blob([bytes], { type: blob.type }),
    fate: 'WAITING',
  };
}

/** Writes all of it, or says that there is no room. */
async function keep(
  shop: Workshop,
  made: NewEvent | undefined,
  file: QueuedFile | undefined,
): Promise<number | undefined | PhoneRefusal> {
  try {
    const sequence = await change(shop.database, ['events', 'files'], async (transaction) => {
      if (file) await asked(transaction.objectStore('files').add(file));
      return made ? Number(await asked(transaction.objectStore('events').add(made))) : undefined;
    });
    await shop.board.tell();
    return sequence;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') {
      return new PhoneRefusal('STORAGE_FULL');
    }
    throw error;
  }
}

/** Keeps an event, and the file that it names. */
export async function recordEvent(
  shop: Workshop,
  given: EventDraft,
  fileDraft: FileDraft | undefined,
): Promise<QueuedEvent | PhoneRefusal> {
  const at = shop.surroundings.now();
  const draft = cleaned(given);
  if (draft instanceof PhoneRefusal) return draft;
  const file = fileDraft && (await takeFile(shop, draft.assignmentId, fileDraft, at));
  if (file instanceof PhoneRefusal) return file;
  const named = file ? { evidence: file.clientId, sha256: file.sha256 } : {};
  const made = await sign(shop, write(shop, { ...draft, payload: { ...draft.payload, ...named } }, at));
  const sequence = await keep(shop, made, file);
  return sequence instanceof PhoneRefusal ? sequence : { ...made, sequence: sequence ?? 0 };
}

/** Keeps a file alone. */
export async function recordFile(
  shop: Workshop,
  assignmentId: string,
  draft: FileDraft,
): Promise<QueuedFile | PhoneRefusal> {
  const file = await takeFile(shop, assignmentId, draft, shop.surroundings.now());
  if (file instanceof PhoneRefusal) return file;
  const kept = await keep(shop, undefined, file);
  return kept instanceof PhoneRefusal ? kept : file;
}
