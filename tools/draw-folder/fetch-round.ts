import { type BeaconSource, type Draw, roundOf } from '../../scheduler/draw/index.js';
import { ClientError } from '../client/client-error.js';

const PATIENCE_MS = 20_000;

/**
 * The signature of a draw's one round from a drand server. Nothing that it says is trusted: the log takes no signature
 * but that of the chain's own key. @throws ClientError `BEACON_FETCH`
 */
export async function fetchSignature(
  draw: Draw,
  id: string,
  server: string,
  patienceMs = PATIENCE_MS,
): Promise<string> {
  const beacon = draw.commit.entropy.find(
    (one): one is BeaconSource => one.type === 'beacon' && one.id === id,
  );
  // The value of a source that is none is refused by name where it is taken in.
  if (!beacon) return '';
  const round = roundOf(beacon, draw.commit.frozenAt);
  const address = `${server.replace(/\/+$/, '')}/${beacon.chainHash}/public/${round}`;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const { signature } = (await answer.json()) as { signature?: unknown };
    if (typeof signature === 'string') return signature;
    throw new Error('no signature in the answer');
  } catch (error) {
    throw new ClientError(
      'BEACON_FETCH',
      `取不到信标第 ${round} 轮（${address}）：${(error as Error).message}。请检查网络，或从他处取得签名后用 --signature 输入。`,
      `Cannot fetch round ${round} from ${address}: ${(error as Error).message}. Check the network, or get the signature elsewhere and give --signature.`,
    );
  }
}
