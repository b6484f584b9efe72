import type { Draw, Log } from '../../scheduler/draw/index.js';
import { ClientError } from './client-error.js';
import { printable } from './printable.js';
import type { KeptDraw } from './witness-key-file.js';

/** Every place of a log that a key has seen for one draw; a log that continues it has them all. */
export function headsOf({ head, given }: KeptDraw): string[] {
  return given === undefined ? [head] : [head, given];
}

/** What a key remembers, the part that is asked here. */
interface Memory {
  readonly draws: readonly KeptDraw[];
}

/**
 * Refuses where a value that this key gave away came to nothing: whoever held it could see the result, and then ended
 * the draw to have another. That is a void, or a lapse that names this very witness.
 * @param despite names of draws (`campaign-n`, or the beginning of C) that the witness knows of and lets pass
 */
export function checkValuesUsed({ draws }: Memory, log: Log, despite: readonly string[] = []): void {
  for (const kept of draws) {
    if (kept.given === undefined || kept.authority !== log.authority || kept.series !== log.series) continue;
    const C = log.sessions.get(kept.commitment)?.[0];
    const draw = C === undefined ? undefined : log.draws.get(C);
    if (draw && isDiscarded(draw, kept.witness) && !isNamed(draw, despite)) throw discarded(draw);
  }
}

function isDiscarded({ void: annulled, lapse }: Draw, witness: string): boolean {
  return annulled !== undefined || (lapse?.missing.some(({ id }) => id === witness) ?? false);
}

function isNamed({ C, commit }: Draw, despite: readonly string[]): boolean {
  return despite.some(
    (name) => name === `${commit.campaign}-${commit.drawNo}` || (name.length >= 8 && C.startsWith(name)),
  );
}

function discarded({ commit, void: annulled }: Draw): ClientError {
  const name = `${commit.campaign}-${commit.drawNo}`;
  const reason = printable(annulled?.reason ?? '');
  const [zh, en] = annulled
    ? [`却被作废（理由：${reason}）`, `was then voided (reason: ${reason})`]
    : ['却以本人未揭示为由作了逾期处理', 'was then lapsed as if you had not revealed'];
  return new ClientError(
    'VALUE_DISCARDED',
    `本人已为 ${name} 交出数值，该次抽取${zh}：拿到数值的人可能先看过结果。未签名；查明后仍要签名，请加 --despite-void ${name}。`,
    `You gave your value for ${name}, which ${en}: whoever had it may have seen the result. Nothing was signed; to sign all the same, say --despite-void ${name}.`,
  );
}
