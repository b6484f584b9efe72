import { TargetStatus, targetStatusWords } from '../../schema/registry/target/target.states.js';

const words = new Map<string, string>([
  ...Object.values(TargetStatus).map((status): [string, string] => [
    status.toLowerCase(),
    targetStatusWords[status].zh,
  ]),
  ['no-stratum', '不在任何一层'],
  ['same-entity', '同一主体已有另一对象参加'],
]);

/** Why a server leaves a unit out of a pool, in words beside the code; a code of somebody else's stays as it is. */
export function exclusionWord(code: string): string {
  const word = words.get(code);
  return word === undefined ? code : `${word}（${code}）`;
}
