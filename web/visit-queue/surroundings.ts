/** What the queue has from outside: the clock, chance and pauses. */
export interface Surroundings {
  now(): Date;
  /** So many random bytes. */
  chance(count: number): Uint8Array<ArrayBuffer>;
  /** Resolves after so many milliseconds, or when the signal says to stop. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** Those of the browser. */
export const browserSurroundings: Surroundings = {
  now: () => new Date(),
  chance: (count) => crypto.getRandomValues(new Uint8Array(count)),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const timer = setTimeout(resolve, ms);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
    }),
};
