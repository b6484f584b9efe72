import { ClientError } from '../client/client-error.js';
import type { InputLines } from '../client/input-lines.js';

/** v thrown by hand, as the protocol writes it; nothing where chance is to make it. */
export async function readThrown(
  { dice, digits }: { readonly dice: boolean; readonly digits: boolean },
  lines: InputLines,
): Promise<Uint8Array | undefined> {
  if (!dice && !digits) return undefined;
  const { checkWitnessValue, utf8 } = await import('../../scheduler/draw/index.js');
  const { underProtocol } = await import('../client/index.js');
  const asked = dice ? '至少 25 次骰子 / at least 25 dice' : '至少 20 位数字 / at least 20 digits';
  const thrown = (await lines.next(asked, { secret: true })).replace(/[\s,]/g, '');
  const value = utf8(`${dice ? 'dice' : 'digits'}:${thrown}`);
  underProtocol(() => checkWitnessValue(value));
  checkThrown(thrown, dice ? 'dice' : 'digits');
  return value;
}

/** Fewer than four faces in 25 honest throws come up about once in 1.7 million times; in 20 digits once in 240 million. */
const LEAST_FACES = 4;

/** The protocol takes any row of throws; one that nobody threw is a mistake, or idleness. */
function checkThrown(thrown: string, kind: 'dice' | 'digits'): void {
  if (new Set(thrown).size >= LEAST_FACES) return;
  throw new ClientError(
    'THROWN_ALIKE',
    kind === 'dice'
      ? '这些点数几乎都一样，不像掷出来的。请真的掷骰子，按顺序记下每一次的点数。'
      : '这些数字几乎都一样，不像抽出来的。请逐位抽取，按顺序记下。',
    'These are nearly all alike and do not look thrown. Throw them one by one and write down each as it falls.',
  );
}
