import { openDatabase } from './database.js';
import { ensureDevice, type KeyKind, keyKinds, readDevice, replaceDevice } from './device.js';
import { listRefused, listRows, listUnsent, removeRows, settleRefused } from './drawer.js';
import type { QueuedEvent, QueuedFile, VisitQueue } from './queue.js';
import { recordEvent, recordFile } from './recording.js';
import { Sender } from './sender.js';
import { StatusBoard } from './status-board.js';
import { browserSurroundings, type Surroundings } from './surroundings.js';
import { foldQueued } from './visit-reading.js';
import { type QueueLimits, type QueueOwner, usualLimits, type Workshop } from './workshop.js';

/** Whose queue it is, and what differs from the usual. */
export interface QueueOptions extends QueueOwner {
  readonly surroundings?: Surroundings;
  readonly limits?: Partial<QueueLimits>;
  /** The first that the browser has is taken. */
  readonly keyKinds?: readonly KeyKind[];
}

async function openWorkshop(options: QueueOptions, closing: AbortSignal): Promise<Workshop> {
  const { accountId, inspectorId, deviceName, limits, surroundings = browserSurroundings } = options;
  const database = await openDatabase(accountId);
  const kinds = options.keyKinds ?? keyKinds;
  await ensureDevice(database, kinds);
  const board = new StatusBoard(database, accountId);
  await board.tell();
  return {
    ...{ accountId, inspectorId, deviceName, surroundings, keyKinds: kinds, database, board, closing },
    limits: { ...usualLimits, ...limits },
  };
}

/** Asks the browser not to clear the store by itself; a browser may ask the person, who answers when they like. */
function askToKeep(board: StatusBoard): void {
  void navigator.storage.persist().then(
    (isPersisted) => board.set({ isPersisted }),
    () => board.set({ isPersisted: false }),
  );
}

/** Opens the queue of the account that is signed in. What waited when the phone was last switched off waits still. */
export async function openVisitQueue(options: QueueOptions): Promise<VisitQueue> {
  const closing = new AbortController();
  const shop = await openWorkshop(options, closing.signal);
  const { database, board } = shop;
  const sender = new Sender(shop);
  askToKeep(board);
  // What goes wrong stands in the status.
  addEventListener('online', () => void sender.send().catch(() => {}), { signal: closing.signal });
  const told = async <T>(work: Promise<T>): Promise<T> => {
    const value = await work;
    await board.tell();
    return value;
  };
  const send = async () => {
    await sender.send();
    return board.status;
  };
  return {
    get status() {
      return board.status;
    },
    observe: (listener) => board.observe(listener),
    record: (draft, file) => recordEvent(shop, draft, file),
    keepFile: (assignmentId, file) => recordFile(shop, assignmentId, file),
    send,
    listEvents: (assignmentId) => listRows<QueuedEvent>(database, 'events', assignmentId),
    listFiles: (assignmentId) => listRows<QueuedFile>(database, 'files', assignmentId),
    readVisit: async (assignmentId, known = []) =>
      foldQueued(await listRows<QueuedEvent>(database, 'events', assignmentId), known, shop),
    drawer: () => listRefused(database),
    settle: (id, how) => told(settleRefused(database, id, how)),
    listUnsent: () => listUnsent(database),
    forget: (assignmentId) => told(removeRows(database, assignmentId, { evenUnsent: false })),
    erase: (how = { evenUnsent: false }) => told(removeRows(database, undefined, how)),
    renewDevice: () => replaceDevice(database, shop.keyKinds),
    deviceId: async () => (await readDevice(database))?.deviceId,
    close: async () => {
      closing.abort();
      await sender.settled();
      board.close();
      database.close();
    },
  };
}
