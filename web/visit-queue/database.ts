/** Where a queue lies in IndexedDB: one database for each account. */
export type StoreName = 'own' | 'events' | 'files';

function prepare(database: IDBDatabase): void {
  // The device, and when something was last taken.
  database.createObjectStore('own');
  const events = database.createObjectStore('events', { keyPath: 'sequence', autoIncrement: true });
  events.createIndex('id', 'event.id', { unique: true });
  events.createIndex('assignment', 'event.assignmentId');
  events.createIndex('fate', 'fate');
  const files = database.createObjectStore('files', { keyPath: 'clientId' });
  files.createIndex('assignment', 'assignmentId');
  files.createIndex('fate', 'fate');
}

export function databaseName(accountId: string): string {
  return `fairdraw-visits/${accountId}`;
}

export async function openDatabase(accountId: string): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName(accountId), 1);
  request.onupgradeneeded = () => prepare(request.result);
  const database = await asked(request);
  // A tab with a newer version of this code, or whoever clears the site's data, does not wait for this one.
  database.onversionchange = () => database.close();
  return database;
}

export function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Looks into stores; the work awaits nothing but requests of its own. */
export async function look<T>(
  database: IDBDatabase,
  stores: StoreName[],
  work: (transaction: IDBTransaction) => Promise<T>,
): Promise<T> {
  return work(database.transaction(stores, 'readonly'));
}

/**
 * Changes stores, all of it or nothing; once it resolves, it is on the disk.
 * @throws the error of the database, such as `QuotaExceededError`
 */
export async function change<T>(
  database: IDBDatabase,
  stores: StoreName[],
  work: (transaction: IDBTransaction) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction(stores, 'readwrite', { durability: 'strict' });
  const completed = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  try {
    const value = await work(transaction);
    await completed;
    return value;
  } catch (error) {
    abort(transaction);
    await completed.catch(() => {});
    throw transaction.error ?? error;
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has come to its end already.
  }
}
