/** What the rules' sources of chance must agree on (§3); shapes are checked before. */
import { checkBeacon } from './beacon.js';
import { fromHex } from './bytes.js';
import { DrawFault } from './faults.js';
import { checkNumber } from './number.js';
import { isEd25519Key } from './signatures.js';
import type { EntropySource, WitnessSource } from './sources.js';

export function checkEntropy(sources: readonly EntropySource[]): void {
  const operators = sources.filter((source) => source.type === 'operator');
  if (operators.length !== 1) {
    throw new DrawFault('RULES_CONTRADICT', {
      zh: '须有且只有一名抽取操作人',
      en: 'exactly one operator is required',
    });
  }
  const before: EntropySource[] = [];
  for (const source of sources) {
    const { id } = source;
    if (source.type === 'witness') checkWitness(source, operators[0]!.id, before);
    if (before.some((other) => other.id === id)) throw new DrawFault('SOURCE_TWICE', { id });
    if (source.type === 'number') checkNumber(source);
    if (source.type === 'beacon') checkBeacon(source);
    before.push(source);
  }
}

function checkWitness({ id, publicKey }: WitnessSource, operator: string, before: EntropySource[]): void {
  if (id === operator) throw new DrawFault('OPERATOR_IS_WITNESS', { id });
  if (!isEd25519Key(fromHex(publicKey))) throw new DrawFault('WITNESS_KEY', { id });
  const witnesses = before.filter((source) => source.type === 'witness');
  if (witnesses.some((other) => other.id === id)) throw new DrawFault('WITNESS_TWICE', { id });
  if (witnesses.some((other) => other.publicKey === publicKey)) {
    throw new DrawFault('WITNESS_TWICE', { id: publicKey });
  }
}
