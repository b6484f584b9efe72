import { fromHex, witnessCommitment } from '../../scheduler/draw/index.js';
import { ClientError, underProtocol } from '../client/client-error.js';
import type { WitnessKey } from '../client/witness-key.js';
import type { CarriedValue } from './carried-file.js';
import { findAct } from './find-draw.js';
import { checkKnownHeads, readPlacedLog } from './witness-place.js';

/**
 * The value that a key keeps for a draw, once the log shows every witness's anchor: told earlier, it could be answered
 * by somebody who has yet to choose.
 */
export async function keptValue(
  place: string,
  key: WitnessKey,
  said: string | undefined,
): Promise<CarriedValue> {
  const log = await readPlacedLog(place);
  const draw = findAct(log, said)[0]!;
  const kept = key.find(draw.session);
  if (!kept) throw nothingKept();
  checkKnownHeads(key, log);
  const { witness, value } = kept;
  const own = draw.anchors.find((anchor) => anchor.witness === witness);
  if (own?.commitment !== underProtocol(() => witnessCommitment(draw.session, witness, fromHex(value)))) {
    throw notAnchored();
  }
  const waiting = draw.commit.entropy.filter(
    ({ type, id }) => type === 'witness' && !draw.anchors.some((anchor) => anchor.witness === id),
  );
  if (waiting.length > 0) throw tooEarly(waiting.map(({ id, name }) => name ?? id));
  return { session: draw.session, witness, value };
}

function nothingKept(): ClientError {
  return new ClientError(
    'NOTHING_KEPT',
    '密钥文件中没有本次抽取的数值：尚未用它见证。',
    'The key file holds no value for this draw: it has not anchored it.',
  );
}

function notAnchored(): ClientError {
  return new ClientError(
    'NOT_ANCHORED',
    '日志中没有本人对所存数值的见证；请索取最新的 log.jsonl，或先 draw anchor。',
    'The log does not hold your anchor of this value; ask for the newest log.jsonl, or anchor first.',
  );
}

function tooEarly(waiting: readonly string[]): ClientError {
  return new ClientError(
    'ANCHORS_MISSING',
    `其他见证人尚未见证，现在揭示为时过早：${waiting.join('、')}。`,
    `Too early: these witnesses have not anchored: ${waiting.join(', ')}.`,
  );
}
