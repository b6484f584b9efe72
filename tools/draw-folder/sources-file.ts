import { z } from 'zod';
import { quicknet } from '../../scheduler/draw/index.js';

/** A public source in a rules file: as the protocol writes it, or drand's quicknet by its name. */
export const publicSource = z.union([
  z.strictObject({
    type: z.literal('beacon'),
    id: z.string(),
    name: z.string().optional(),
    chain: z.literal('quicknet'),
    /** Seconds from the freeze to the round. */
    delay: z.unknown().optional(),
  }),
  z.looseObject({ type: z.enum(['number', 'beacon']) }),
]);

export type PublicSourceText = z.infer<typeof publicSource>;

const HOUR = 3600;

/** The source as the protocol writes it. */
export function toSource(source: PublicSourceText): object {
  if (!('chain' in source) || source.chain !== 'quicknet') return source;
  const { type, id, name, delay = HOUR } = source;
  return { type, id, ...(name ? { name } : {}), ...quicknet, delay };
}
