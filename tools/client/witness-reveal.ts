import { fromHex, witnessCommitment } from '../../scheduler/draw/index.js';
import type { Chance } from '../../schema/shared/unit.js';
import { ClientError, underProtocol } from './client-error.js';
import { type ConsoleClient, consoleError, expectPayload } from './console-client.js';
import type { WitnessKey } from './witness-key.js';
import type { KeptDraw } from './witness-key-file.js';
import { checkKnownHeads, type LoggedDraw, readLoggedDraw, rewritten } from './witness-log.js';

/** Where a draw stands after a reveal; the last three only once it is drawn. */
export interface RevealedDraw {
  readonly state: string;
  readonly assurance: string | null;
  readonly receiptHash: string | null;
  readonly drawnCount: number | null;
}

const idQuery = 'query Id($commitment: Hex!) { anchorMatters(commitment: $commitment) { drawId } }';

const revealMutation = `mutation Reveal($input: WitnessRevealInput!) {
  revealWitness(input: $input) {
    ${consoleError}
    ... on DrawRevealed { draw { state assurance receiptHash drawnCount } }
    ... on DrawRefused { fault }
  }
}`;

/**
 * Submits the value kept in the key file, once the published log shows every witness's anchor: a value told earlier
 * could be answered by somebody who has yet to choose. The key file remembers that the value was given before it leaves,
 * and then the head of the log that shows it: from there on no void is possible, and no log without it is believed.
 */
export async function reveal(
  client: ConsoleClient,
  key: WitnessKey,
  commitment: string,
  chance: Chance,
): Promise<RevealedDraw> {
  const kept = key.find(commitment);
  if (!kept) throw nothingKept();
  const logged = await readLoggedDraw(client, commitment);
  checkMayReveal(logged, kept);
  await checkKnownHeads(client, key, logged.log);
  const answer = await client.ask<{ anchorMatters: { drawId: string } | null }>(idQuery, { commitment });
  const { witness, value } = kept;
  await key.give(commitment, logged.log.head, chance);
  const { revealWitness } = await client.ask<{ revealWitness: unknown }>(revealMutation, {
    input: { drawId: answer.anchorMatters?.drawId, witness, value },
  });
  const { draw } = expectPayload<{ draw: RevealedDraw }>(revealWitness, 'DrawRevealed');
  const { log } = await readBack(client, logged, kept);
  await key.give(commitment, log.head, chance);
  return draw;
}

/** The log after the reveal: it must continue the one before, and hold the value. */
async function readBack(client: ConsoleClient, before: LoggedDraw, kept: KeptDraw): Promise<LoggedDraw> {
  const after = await readLoggedDraw(client, kept.commitment);
  const source = after.draw.commit.entropy.findIndex(({ id }) => id === kept.witness);
  if (after.draw.reveals[source]?.value !== kept.value) throw notLogged();
  if (after.log.hashes[before.log.seq - 1] !== before.log.head) throw rewritten(before.log.head);
  return after;
}

function checkMayReveal({ draw }: LoggedDraw, { witness, value }: KeptDraw): void {
  const own = draw.anchors.find((anchor) => anchor.witness === witness);
  const committed = underProtocol(() => witnessCommitment(draw.C, witness, fromHex(value, 'value')));
  if (own?.commitment !== committed) throw notAnchored();
  const waiting = draw.commit.entropy
    .filter(({ type, id }) => type === 'witness' && !draw.anchors.some((anchor) => anchor.witness === id))
    .map(({ id, name }) => name ?? id);
  if (waiting.length > 0) throw tooEarly(waiting);
  const source = draw.commit.entropy.findIndex(({ id }) => id === witness);
  if (draw.reveals[source]) throw revealedAlready();
}

function notLogged(): ClientError {
  return new ClientError(
    'REVEAL_NOT_LOGGED',
    '数值已交出，公布的日志中却没有：拿到数值的人可能正在试算结果。密钥文件已记下此事；请立即报告。',
    'The value was given, but the published log does not show it: whoever has it may be trying out the result. The key file remembers this; report it at once.',
  );
}

function nothingKept(): ClientError {
  return new ClientError(
    'NOTHING_KEPT',
    '密钥文件中没有本次抽取的数值：尚未用它锚定。',
    'The key file holds no value for this draw: it has not anchored it.',
  );
}

function notAnchored(): ClientError {
  return new ClientError(
    'NOT_ANCHORED',
    '公布的日志中没有本人对所存数值的锚定，请先锚定。',
    'The published log does not hold your anchor of this value; anchor first.',
  );
}

function tooEarly(waiting: readonly string[]): ClientError {
  return new ClientError(
    'ANCHORS_MISSING',
    `其他见证人尚未锚定，现在揭示为时过早：${waiting.join('、')}。`,
    `Too early: these witnesses have not anchored: ${waiting.join(', ')}.`,
  );
}

function revealedAlready(): ClientError {
  return new ClientError('REVEAL_TWICE', '本人的数值已经揭示。', 'Your value has been revealed already.');
}
