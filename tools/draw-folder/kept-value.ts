import { fromHex, witnessCommitment } from '../../scheduler/draw/index.js';
import type { Chance } from '../../schema/shared/unit.js';
import { ClientError, underProtocol } from '../client/client-error.js';
import type { WitnessKey } from '../client/witness-key.js';
import type { CarriedValue } from './carried-file.js';
import { findAct } from './find-draw.js';
import { checkKnownHeads, readPlacedLog } from './witness-place.js';

/** Where chance for the seal of the key file and the time (Unix seconds, the witness's clock) come from. */
export interface GivingSources {
  readonly chance: Chance;
  readonly now: number;
}

/**
 * The value that a key keeps for a draw, once the log shows every witness's anchor and the operator's reveal. Told
 * before the anchors, it could be answered by somebody who has yet to choose; told before the operator's reveal, the
 * operator could see the result and still void the draw. The key file remembers the giving before the value leaves.
 */
export async function keptValue(
  place: string,
  key: WitnessKey,
  said: string | undefined,
  { chance, now }: GivingSources,
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
  if (draw.state === 'void' || draw.state === 'lapsed') throw ended();
  if (!draw.reveals[draw.commit.entropy.findIndex(({ type }) => type === 'operator')]) throw operatorFirst();
  const isTold = draw.reveals[draw.commit.entropy.findIndex(({ id }) => id === witness)] !== undefined;
  if (!isTold && now > draw.commit.drawBy) throw new ClientError(...tooLate);
  if (!isTold) await key.give(draw.session, log.head, chance);
  return { session: draw.session, witness, value };
}

const tooLate = [
  'REVEAL_LATE',
  '抽取截止时间已过，不能再揭示；数值没有交出。',
  'The time for the draw is over: nothing can be revealed, and the value was not given.',
] as const;

function operatorFirst(): ClientError {
  return new ClientError(
    'OPERATOR_FIRST',
    '日志中还没有操作人的数值，现在交出数值，操作人可以先看结果再作废重抽。请操作人先 draw reveal --operator，再给最新的 handout。',
    'The log does not show the operator’s reveal: given now, your value would let the operator see the result and void the draw. Ask for draw reveal --operator first, and for the newest handout.',
  );
}

function ended(): ClientError {
  return new ClientError(
    'DRAW_ENDED',
    '该次抽取已作废或逾期，不应再交出数值。',
    'This draw was voided or lapsed: its value is not to be given any more.',
  );
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
