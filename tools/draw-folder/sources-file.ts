import { z } from 'zod';

/** drand's quicknet, as docs/draw.md §19 has it: a chain that says its name is the chain meant. */
export const quicknet = {
  scheme: 'bls-unchained-g1-rfc9380',
  chainHash: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  publicKey:
    '83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a',
  period: 3,
  genesis: 1692803367,
  groupHash: 'f477d5c89f21a17c863a7f937c6a6d15859414d2be09cd448d4279af331c5d3e',
  beaconId: 'quicknet',
} as const;

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
