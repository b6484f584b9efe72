import { asked, change, look, type StoreName } from './database.js';
import type { QueuedEvent, QueuedFile, Settlement, Unsent } from './queue.js';
import { PhoneRefusal } from './refusals.js';

const both: StoreName[] = ['events', 'files'];

/** Rows of a store: of one visit, or all. */
export function listRows<Row>(
  database: IDBDatabase,
  store: 'events' | 'files',
  assignmentId?: string,
): Promise<Row[]> {
  return look(database, [store], (transaction) => rowsOf<Row>(transaction, store, assignmentId));
}

function rowsOf<Row>(transaction: IDBTransaction, store: 'events' | 'files', assignmentId?: string) {
  const rows = transaction.objectStore(store);
  const request = assignmentId ? rows.index('assignment').getAll(assignmentId) : rows.getAll();
  return asked<Row[]>(request);
}

/** What the server did not take. */
export function listRefused(database: IDBDatabase) {
  return look(database, both, async (transaction) => ({
    events: await asked<QueuedEvent[]>(transaction.objectStore('events').index('fate').getAll('REFUSED')),
    files: await asked<QueuedFile[]>(transaction.objectStore('files').index('fate').getAll('REFUSED')),
  }));
}

/** Sends again or drops what was refused, by its id; nothing where it is not in the drawer. */
export async function settleRefused(database: IDBDatabase, id: string, how: Settlement): Promise<void> {
  await change(database, both, async (transaction) => {
    const [events, files] = [transaction.objectStore('events'), transaction.objectStore('files')];
    const event = (await asked(events.index('id').get(id))) as QueuedEvent | undefined;
    const file = (await asked(files.get(id))) as QueuedFile | undefined;
    const again = { fate: 'WAITING', words: undefined } as const;
    if (event?.fate === 'REFUSED') {
      if (how === 'DISCARD') await asked(events.delete(event.sequence));
      else await asked(events.put({ ...event, ...again }));
    }
    if (file?.fate === 'REFUSED') {
      if (how === 'SEND_AGAIN') await asked(files.put({ ...file, ...again }));
      else {
        await asked(files.delete(id));
        await dropNaming(transaction, file);
      }
    }
  });
}

/** Without its picture an event that has not been sent says nothing. */
async function dropNaming(transaction: IDBTransaction, { clientId, assignmentId }: QueuedFile) {
  const events = await rowsOf<QueuedEvent>(transaction, 'events', assignmentId);
  for (const { event, fate, sequence } of events) {
    if (event.payload.evidence === clientId && fate !== 'TAKEN')
      await asked(transaction.objectStore('events').delete(sequence));
  }
}

/** What has not reached the server, by visit. */
export async function listUnsent(database: IDBDatabase): Promise<Unsent[]> {
  const [events, files] = await look(
    database,
    both,
    async (transaction) =>
      [
        await rowsOf<QueuedEvent>(transaction, 'events'),
        await rowsOf<QueuedFile>(transaction, 'files'),
      ] as const,
  );
  const left = [
    ...events.map(({ event, fate }) => ({ of: 'events', assignmentId: event.assignmentId, fate })),
    ...files.map(({ assignmentId, fate }) => ({ of: 'files', assignmentId, fate })),
  ].filter(({ fate }) => fate !== 'TAKEN');
  return [...Map.groupBy(left, ({ assignmentId }) => assignmentId)].map(([assignmentId, ofVisit]) => {
    const count = (kind: string, rows = ofVisit) => rows.filter(({ of }) => of === kind).length;
    const refused = ofVisit.filter(({ fate }) => fate === 'REFUSED');
    return {
      ...{ assignmentId, events: count('events'), files: count('files') },
      refused: { events: count('events', refused), files: count('files', refused) },
    };
  });
}

/** Removes what is here of one visit, or of all; refused while something of it would be lost. */
export function removeRows(
  database: IDBDatabase,
  assignmentId: string | undefined,
  { evenUnsent }: { readonly evenUnsent: boolean },
): Promise<PhoneRefusal | undefined> {
  return change(database, both, async (transaction) => {
    const events = await rowsOf<QueuedEvent>(transaction, 'events', assignmentId);
    const files = await rowsOf<QueuedFile>(transaction, 'files', assignmentId);
    const isAllTaken = [...events, ...files].every(({ fate }) => fate === 'TAKEN');
    if (!isAllTaken && !evenUnsent) return new PhoneRefusal('UNSENT_LEFT');
    for (const { sequence } of events) await asked(transaction.objectStore('events').delete(sequence));
    for (const { clientId } of files) await asked(transaction.objectStore('files').delete(clientId));
    return undefined;
  });
}
