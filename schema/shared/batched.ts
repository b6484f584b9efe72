import DataLoader from 'dataloader';
import type { Reader } from './unit.js';

/** Answers many keys at once. A key without an answer is left out of the map. */
export type BatchRead<Key, Value, R extends Reader = Reader> = (
  reader: R,
  keys: readonly Key[],
) => Promise<Map<Key, Value>>;

const loaders = new WeakMap<object, Map<unknown, DataLoader<unknown, unknown>>>();

/**
 * One answer of a read that many fields of a request ask at the same time: they are gathered into one call, so that a
 * list of a hundred asks once. `read` must be the same function each time. Nothing is kept: a step may change it.
 */
export function batched<Key, Value, R extends Reader = Reader>(
  reader: R,
  read: BatchRead<Key, Value, R>,
  key: Key,
): Promise<Value | undefined> {
  const ofRequest = loaders.get(reader.em) ?? new Map<unknown, DataLoader<unknown, unknown>>();
  loaders.set(reader.em, ofRequest);
  let loader = ofRequest.get(read) as DataLoader<Key, Value | undefined> | undefined;
  if (!loader) {
    loader = new DataLoader(
      async (keys) => {
        const answers = await read(reader, [...new Set(keys)]);
        return keys.map((one) => answers.get(one));
      },
      { cache: false },
    );
    ofRequest.set(read, loader as DataLoader<unknown, unknown>);
  }
  return loader.load(key);
}
