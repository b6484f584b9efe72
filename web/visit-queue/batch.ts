import { asked, change, look } from './database.js';
import { utf8 } from './encoding.js';
import type { Fate, QueuedEvent, QueuedFile, Words } from './queue.js';

/** The text of an event as it is sent. */
export function sentText({ event, signature }: Pick<QueuedEvent, 'event' | 'signature'>): string {
  return JSON.stringify({ ...event, signature });
}

/** Walks a cursor while the visitor says so. */
function walk<T>(
  request: IDBRequest<IDBCursorWithValue | null>,
  visit: (value: T) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      if (cursor && visit(cursor.value as T)) cursor.continue();
      else resolve();
    };
  });
}

/**
 * The next events to send, in the order of recording. An event that names a file waits for it, so that the server never
 * hears of evidence that it does not have; the others go before.
 */
export function nextEvents(
  database: IDBDatabase,
  { count, bytes }: { readonly count: number; readonly bytes: number },
): Promise<QueuedEvent[]> {
  return look(database, ['events', 'files'], async (transaction) => {
    const ofFiles = transaction.objectStore('files').index('fate');
    const held = new Set<unknown>();
    for (const fate of ['WAITING', 'REFUSED']) {
      for (const id of await asked(ofFiles.getAllKeys(fate))) held.add(id);
    }
    const batch: QueuedEvent[] = [];
    let size = 0;
    const waiting = transaction.objectStore('events').index('fate').openCursor('WAITING');
    await walk<QueuedEvent>(waiting, (queued) => {
      if (held.has(queued.event.payload.evidence)) return true;
      size += utf8(sentText(queued)).length + 1;
      if (batch.length > 0 && size > bytes) return false;
      return batch.push(queued) < count;
    });
    return batch;
  });
}

/** The file to send next: of those that wait, the one that was tried least often. */
export async function nextFile(
  database: IDBDatabase,
  attempts: ReadonlyMap<string, number>,
): Promise<QueuedFile | undefined> {
  const waiting = await look(database, ['files'], (transaction) =>
    asked<QueuedFile[]>(transaction.objectStore('files').index('fate').getAll('WAITING')),
  );
  const tried = ({ clientId }: QueuedFile) => attempts.get(clientId) ?? 0;
  return waiting.sort((a, b) => tried(a) - tried(b) || (a.shotAt < b.shotAt ? -1 : 1))[0];
}

/** What became of an event or a file that was sent. */
export interface Verdict {
  readonly fate: Fate;
  readonly words?: Words;
  readonly evidenceId?: string;
  /** An event's, where the device has another key than when it was recorded. */
  readonly signed?: Pick<QueuedEvent, 'signature' | 'keyId'>;
}

/** Writes down what became of what was sent; what is no more there stays away. */
export async function noteVerdicts(
  database: IDBDatabase,
  store: 'events' | 'files',
  verdicts: ReadonlyMap<IDBValidKey, Verdict>,
  at: string,
): Promise<void> {
  await change(database, [store, 'own'], async (transaction) => {
    const rows = transaction.objectStore(store);
    for (const [key, { signed, ...verdict }] of verdicts) {
      const row = (await asked(rows.get(key))) as QueuedEvent | QueuedFile | undefined;
      const takenAt = verdict.fate === 'TAKEN' ? at : undefined;
      if (row) await asked(rows.put({ ...row, ...signed, ...verdict, takenAt }));
    }
    if ([...verdicts.values()].some(({ fate }) => fate === 'TAKEN')) {
      await asked(transaction.objectStore('own').put(at, 'lastSuccessAt'));
    }
  });
}
