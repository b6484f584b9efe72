/** Runs pieces of work one after the other, in the order in which they were asked for. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Turns on one connection. An uploaded file is read from the database ahead of the rows that are being written to it,
 * in the same transaction, and a connection takes one statement at a time.
 */
export function takeTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}
