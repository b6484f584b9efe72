import { type AnchorBody, append, type Draw, sessionStatement } from '../../scheduler/draw/index.js';
import type { Chance } from '../../schema/shared/unit.js';
import { signingTime, valueGiven } from '../client/anchor-refusals.js';
import { underProtocol } from '../client/client-error.js';
import type { WitnessKey } from '../client/witness-key.js';
import { withLoggedFolder } from './draw-folder.js';
import type { WitnessMatters } from './witness-place.js';

/** Where time, chance and, if it was thrown by hand, the value come from. */
export interface AnchorSources {
  readonly key: WitnessKey;
  readonly chance: Chance;
  /** Unix seconds by the witness's clock. */
  readonly now: number;
  readonly value?: Uint8Array;
}

/**
 * Signs what was read. The value is on the witness's disk before anybody sees the anchor; after a failure the same call
 * signs the same value again.
 */
export async function signAnchor(
  { log, draws, witness }: WitnessMatters,
  { key, chance, now, value }: AnchorSources,
): Promise<AnchorBody> {
  const { draw } = draws[0]!;
  const at = signingTime(now, draw.commit.frozenAt);
  const known = key.find(draw.session);
  if (known && value) throw valueGiven();
  const kept = known ?? {
    commitment: draw.session,
    authority: log.authority,
    series: log.series,
    witness,
    head: log.head,
    value: Buffer.from(value ?? chance.bytes(32)).toString('hex'),
  };
  const statementHash = sessionStatement(draws.map((one) => one.draw.commit.statementHash));
  const bytes = Buffer.from(kept.value, 'hex');
  const anchor = key.sign({ C: draw.session, witness, head: kept.head, statementHash, at, value: bytes });
  if (!known) await key.keep(kept, chance);
  return anchor;
}

/** Takes a signed anchor into the log. @returns the draws of the act after it */
export function addAnchor(folderPath: string, anchor: AnchorBody): Promise<Draw[]> {
  return withLoggedFolder(folderPath, async (folder, log) => {
    const appended = underProtocol(() => append(log, 'anchor', anchor));
    const first = appended.log.draws.get(appended.log.sessions.get(anchor.C)![0]!)!;
    return folder.commitAct(appended, first);
  });
}
