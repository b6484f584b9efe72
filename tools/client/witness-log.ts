import { type Draw, type Log, readLog } from '../../scheduler/draw/index.js';
import { ClientError, underProtocol } from './client-error.js';
import type { ConsoleClient } from './console-client.js';
import type { WitnessKey } from './witness-key.js';
import { headsOf } from './witness-memory.js';

/** A draw in the published log, which was read and checked here, signatures included. */
export interface LoggedDraw {
  readonly log: Log;
  readonly draw: Draw;
}

/** The published log as far as a draw's last event. @throws ClientError where it is broken or lacks the draw */
export async function readLoggedDraw(client: ConsoleClient, commitment: string): Promise<LoggedDraw> {
  const bytes = await client.getBytes(`/portal/draws/${commitment}/files/log.jsonl`);
  const log = underProtocol(() => readLog(bytes));
  const draw = log.draws.get(commitment);
  if (!draw) throw new ClientError('DRAW_ABSENT', '日志中没有这次封库。', 'The log does not hold this draw.');
  return { log, draw };
}

/**
 * Compares the log with every head that this key has signed or given a value into: whoever rewrites a log must leave one out.
 * @throws ClientError naming the head that is gone
 */
export async function checkKnownHeads(client: ConsoleClient, key: WitnessKey, log: Log): Promise<void> {
  const ours = key.draws.filter(
    ({ authority, series }) => authority === log.authority && series === log.series,
  );
  for (const kept of ours) {
    const [gone] = headsOf(kept).filter((head) => !log.hashes.includes(head));
    if (gone === undefined) continue;
    // It may stand behind the last event of the draw at hand: then one log continues the other.
    const other = await findLog(client, kept.commitment);
    if (!other) throw rewritten(gone);
    const missing = headsOf(kept).find((head) => !other.hashes.includes(head));
    const shared = Math.min(other.seq, log.seq) - 1;
    if (missing !== undefined) throw rewritten(missing);
    if (other.hashes[shared] !== log.hashes[shared]) throw rewritten(gone);
  }
}

/** The log as far as a draw's last event, or nothing where the server no longer knows the draw. */
async function findLog(client: ConsoleClient, commitment: string): Promise<Log | undefined> {
  try {
    return (await readLoggedDraw(client, commitment)).log;
  } catch (error) {
    const gone = error instanceof ClientError && ['NOT_FOUND', 'DRAW_ABSENT'].includes(error.code);
    if (gone) return undefined;
    throw error;
  }
}

export function rewritten(head: string): ClientError {
  return new ClientError(
    'LOG_REWRITTEN',
    `日志中没有本人曾签名的位置 ${head}：日志被改写，请勿签名，并报告。`,
    `The log lacks ${head}, which this key has signed: it was rewritten. Do not sign; report it.`,
  );
}
