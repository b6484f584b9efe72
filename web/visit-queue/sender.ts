import { nextEvents, nextFile } from './batch.js';
import { type Delivered, deliverEvents, deliverFile } from './delivery.js';
import { type DeviceKey, ensureDevice } from './device.js';
import type { QueuedFile, Words } from './queue.js';
import { ensureRegistered, revoked } from './registration.js';
import type { Workshop } from './workshop.js';

/** What one turn came to: something was delivered, nothing is left, or why it goes no further. */
type Turn = Delivered | { readonly kind: 'EMPTY' };
type Retried = Extract<Turn, { kind: 'LATER' | 'TOO_LARGE' }>;

const storeFailed: Words = {
  code: 'STORE_FAILED',
  message: '手机浏览器的存储出错，内容未动；请重新打开页面后再发送。',
  messageEn: 'The browser’s store failed; what it holds is unchanged. Open the page again, and send.',
};

/** Sends what waits, one request at a time over all tabs of the account. */
export class Sender {
  #sending: Promise<void> | undefined;
  #isAskedAgain = false;
  #nudge = new AbortController();
  #failures = 0;
  #batchCount: number;
  #lastCount = 0;
  readonly #attempts = new Map<string, number>();

  constructor(private readonly shop: Workshop) {
    this.#batchCount = shop.limits.batchCount;
  }

  /** Resolves when nothing is left, or a person is needed. A pause that is on ends at once. */
  async send(): Promise<void> {
    if (this.shop.closing.aborted) return;
    this.#isAskedAgain = true;
    this.#nudge.abort();
    this.#sending ??= this.#run();
    await this.#sending;
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    await this.#sending;
  }

  async #run(): Promise<void> {
    try {
      while (!this.shop.closing.aborted) {
        this.#isAskedAgain = false;
        const turn = await this.#takeTurn();
        if (turn.kind === 'LATER' || turn.kind === 'TOO_LARGE') await this.#failed(turn);
        else if (turn.kind === 'DELIVERED') this.#succeeded();
        else {
          this.#rest(turn);
          if (!this.#isAskedAgain) return;
        }
      }
    } catch (error) {
      this.shop.board.set({ phase: 'STOPPED', lastError: storeFailed });
      throw error;
    } finally {
      this.#sending = undefined;
    }
  }

  /** The lock is held for one request, never for a pause: a tab that the phone has put to sleep keeps no other from sending. */
  async #takeTurn(): Promise<Turn> {
    const { accountId, closing, board } = this.shop;
    try {
      return await navigator.locks.request(`fairdraw-visits/${accountId}`, { signal: closing }, () =>
        this.#deliverNext(),
      );
    } catch (error) {
      if (closing.aborted) return { kind: 'EMPTY' };
      throw error;
    } finally {
      board.set({ sending: 0 });
    }
  }

  async #deliverNext(): Promise<Turn> {
    const { shop } = this;
    const events = await nextEvents(shop.database, {
      count: this.#batchCount,
      bytes: shop.limits.batchBytes,
    });
    const file = events.length === 0 ? await nextFile(shop.database, this.#attempts) : undefined;
    if (events.length === 0 && !file) return { kind: 'EMPTY' };
    this.#lastCount = events.length;
    shop.board.set({ phase: 'SENDING', sending: events.length || 1, retryAt: undefined });
    const device = await ensureDevice(shop.database, shop.keyKinds);
    if (device.isRevoked) return { kind: 'NOT_LET_IN', words: revoked };
    if (!device.deviceId) return this.#register(device);
    return file ? this.#deliverFile(file) : deliverEvents(shop, device, events);
  }

  async #register(device: DeviceKey): Promise<Turn> {
    const registered = await ensureRegistered(this.shop, device);
    return registered === 'REGISTERED' ? { kind: 'DELIVERED' } : registered;
  }

  #deliverFile(file: QueuedFile): Promise<Delivered> {
    this.#attempts.set(file.clientId, (this.#attempts.get(file.clientId) ?? 0) + 1);
    return deliverFile(this.shop, file);
  }

  #succeeded(): void {
    this.#failures = 0;
    this.#batchCount = Math.min(this.shop.limits.batchCount, this.#batchCount * 2);
    this.shop.board.set({ lastError: undefined });
  }

  #rest(turn: Exclude<Turn, Retried | { kind: 'DELIVERED' }>): void {
    const { board } = this.shop;
    if (turn.kind === 'EMPTY') board.set({ phase: 'IDLE', lastError: undefined, retryAt: undefined });
    else {
      const phase = turn.kind === 'SIGN_IN_NEEDED' ? turn.kind : 'STOPPED';
      board.set({ phase, lastError: turn.words });
    }
  }

  /** The next batch is half as large: on a bad line less gets through at once, and where it was too much less is taken. */
  async #failed(turn: Retried): Promise<void> {
    const { board, surroundings, closing } = this.shop;
    if (this.#lastCount > 0) this.#batchCount = Math.max(1, Math.floor(this.#lastCount / 2));
    const askedMs = turn.kind === 'LATER' ? turn.afterMs : 0;
    const pauseMs = askedMs ?? this.#pauseMs();
    const retryAt = new Date(surroundings.now().getTime() + pauseMs).toISOString();
    board.set({ phase: 'RETRYING', lastError: turn.words, retryAt });
    if (!this.#isAskedAgain) this.#nudge = new AbortController();
    // For as long as the server asks for, nobody hurries.
    const signals = askedMs === undefined ? [closing, this.#nudge.signal] : [closing];
    await surroundings.wait(pauseMs, AbortSignal.any(signals));
  }

  /** Twice as long each time, and by chance up to half of it less, so that not all phones come at once. */
  #pauseMs(): number {
    const { limits, surroundings } = this.shop;
    const longest = Math.min(limits.longestPauseMs, limits.firstPauseMs * 2 ** this.#failures++);
    return longest * (1 - (surroundings.chance(1)[0] ?? 0) / 512);
  }
}
