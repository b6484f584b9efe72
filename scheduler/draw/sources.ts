/** Sources of chance as the rules list them, and as a commitment fixes them (§3, §5). */
import { type BeaconSource, beaconSource, roundAt } from './beacon.js';
import { code } from './codes.js';
import { DrawFault, malformed } from './faults.js';
import { type CommittedNumber, committedNumber, type NumberSource, numberSource } from './number.js';
import { type Check, hex, oneOf, optional, shape, text } from './shape.js';

/** Holds 32 bytes whose hash stands in the commitment (`operatorHash`). */
export interface OperatorSource {
  type: 'operator';
  id: string;
  name?: string;
}

/** Commits to a value in a signed anchor; `publicKey` is Ed25519, 32 bytes in hex. */
export interface WitnessSource {
  type: 'witness';
  id: string;
  name?: string;
  publicKey: string;
}

/** As the rules have it. */
export type EntropySource = OperatorSource | WitnessSource | NumberSource | BeaconSource;

/** Nobody here chooses its value, and nobody can know it when the witnesses sign. */
export type PublicSource = CommittedNumber | BeaconSource;

/** As the commitment has it. */
export type CommittedSource = OperatorSource | WitnessSource | PublicSource;

/** Which issue of a number of the rules this draw uses. */
export interface Issue {
  /** Id of the source. */
  id: string;
  /** Which issue of the lottery, which throw, in words. */
  issue: string;
  /** Unix seconds before which nobody can know it. */
  knowableAt: number;
}

const people = {
  operator: shape<OperatorSource>({ type: oneOf('operator'), id: code, name: optional(text) }),
  witness: shape<WitnessSource>({
    type: oneOf('witness'),
    id: code,
    name: optional(text),
    publicKey: hex(32),
  }),
};

/** Of the rules. `UNKNOWN_ENTROPY`, `MALFORMED`. */
export const entropySource: Check<EntropySource> = byType<EntropySource>({
  ...people,
  number: numberSource,
  beacon: beaconSource,
});

/** Of a commitment. */
export const committedSource: Check<CommittedSource> = byType<CommittedSource>({
  ...people,
  number: committedNumber,
  beacon: beaconSource,
});

function byType<T extends EntropySource>(shapes: Record<T['type'], Check<T>>): Check<T> {
  return (value, at) => {
    const type = (value as { type?: unknown } | null | undefined)?.type;
    if (typeof type !== 'string') throw malformed(`${at}.type`, 'a text', '文字');
    if (!Object.hasOwn(shapes, type)) throw new DrawFault('UNKNOWN_ENTROPY', { type });
    return shapes[type as T['type']](value, at);
  };
}

/** The witnesses among the sources, in their order. */
export function witnessesOf(sources: readonly CommittedSource[]): WitnessSource[] {
  return sources.filter((source) => source.type === 'witness');
}

export function publicSources(sources: readonly CommittedSource[]): PublicSource[] {
  return sources.filter((source) => source.type === 'number' || source.type === 'beacon');
}

/** Unix seconds before which nobody can know the source's value. */
export function knowableAt(source: PublicSource, frozenAt: number): number {
  return source.type === 'number' ? source.knowableAt : roundAt(source, frozenAt);
}

/** The rules' sources with the issue of each number; `MALFORMED` unless each number has one and nothing else has. */
export function withIssues(sources: readonly EntropySource[], issues: readonly Issue[]): CommittedSource[] {
  const numbers = sources.filter((source) => source.type === 'number');
  if (
    issues
      .map(({ id }) => id)
      .sort()
      .join() !==
    numbers
      .map(({ id }) => id)
      .sort()
      .join()
  ) {
    throw malformed('issues', 'one for each number of the rules', '规则中每个公开号码各一期');
  }
  return sources.map((source) => {
    if (source.type !== 'number') return source;
    const found = issues.find(({ id }) => id === source.id)!;
    return { ...source, issue: found.issue, knowableAt: found.knowableAt };
  });
}

/** The issues of a commitment's numbers. */
export function issuesOf(sources: readonly CommittedSource[]): Issue[] {
  return sources
    .filter((source) => source.type === 'number')
    .map(({ id, issue, knowableAt }) => ({ id, issue, knowableAt }));
}

/** A commitment's sources as the rules have them: without the issues. */
export function withoutIssues(sources: readonly CommittedSource[]): EntropySource[] {
  return sources.map((source) => {
    if (source.type !== 'number') return source;
    const { type, id, name, parts } = source;
    return { type, id, name, parts };
  });
}
