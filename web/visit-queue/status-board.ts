import { asked, look } from './database.js';
import type { Count, Fate, QueueStatus } from './queue.js';

const none: Count = { events: 0, files: 0 };

/** How the queue stands, for whoever looks on: counts from the store, the rest as the sender tells. */
export class StatusBoard {
  #status: QueueStatus = { phase: 'IDLE', waiting: none, taken: none, refused: none, sending: 0 };
  readonly #listeners = new Set<(status: QueueStatus) => void>();
  readonly #channel: BroadcastChannel;
  #isOpen = true;

  constructor(
    private readonly database: IDBDatabase,
    accountId: string,
  ) {
    this.#channel = new BroadcastChannel(`fairdraw-visits/${accountId}`);
    this.#channel.onmessage = () => void this.#recount();
  }

  get status(): QueueStatus {
    return this.#status;
  }

  observe(listener: (status: QueueStatus) => void): () => void {
    this.#listeners.add(listener);
    this.#show(listener);
    return () => this.#listeners.delete(listener);
  }

  set(news: Partial<QueueStatus>): void {
    this.#status = { ...this.#status, ...news };
    for (const listener of this.#listeners) this.#show(listener);
  }

  /** A page that fails to show something undoes nothing. */
  #show(listener: (status: QueueStatus) => void): void {
    try {
      listener(this.#status);
    } catch (error) {
      reportError(error);
    }
  }

  /** The store has changed: counts anew, here and in the account's other tabs. */
  async tell(): Promise<void> {
    await this.#recount();
    if (this.#isOpen) this.#channel.postMessage('changed');
  }

  close(): void {
    this.#isOpen = false;
    this.#channel.close();
    this.#listeners.clear();
  }

  /** Never fails: what was kept stays kept, whether it can be counted or not. */
  async #recount(): Promise<void> {
    const counted = this.#isOpen ? await this.#count().catch(() => ({})) : {};
    this.set(counted);
  }

  #count(): Promise<Partial<QueueStatus>> {
    return look(this.database, ['own', 'events', 'files'], async (transaction) => {
      const count = async (fate: Fate): Promise<Count> => ({
        events: await asked(transaction.objectStore('events').index('fate').count(fate)),
        files: await asked(transaction.objectStore('files').index('fate').count(fate)),
      });
      return {
        waiting: await count('WAITING'),
        taken: await count('TAKEN'),
        refused: await count('REFUSED'),
        lastSuccessAt: (await asked(transaction.objectStore('own').get('lastSuccessAt'))) as
          | string
          | undefined,
      };
    });
  }
}
