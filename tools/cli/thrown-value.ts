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
  return value;
}
