import { canonical } from './canonical.js';
import type { TakenEvent, VisitState } from './state.js';

type Signed = Pick<
  VisitState,
  'points' | 'rest' | 'measures' | 'notes' | 'evidence' | 'method' | 'exit' | 'conclusion'
>;

/**
 * What the officers and the party sign: the findings, not who came when. Which event said a thing is no part of it: where
 * two officers answer alike nothing has changed. A text that is kept apart is there by the hash of its event.
 */
export function contentOf(state: Signed, standing: ReadonlyMap<string, TakenEvent>): string {
  const texts = [...standing.values()].filter(
    ({ kind, hasText }) => hasText && kind !== 'NOTED' && spoken.has(kind),
  );
  const valuesOf = (register: readonly { readonly value: object }[]) => register.map(({ value }) => value);
  const all = (registers: Readonly<Record<string, readonly { readonly value: object }[]>>) =>
    Object.values(registers).flatMap(valuesOf);
  const hashes = (ids: readonly string[]) => ids.map((id) => standing.get(id)?.hash ?? '').sort();
  return canonical({
    form: 'fairdraw-visit-content/1',
    points: all(state.points),
    rest: state.rest,
    measures: all(state.measures),
    notes: hashes(state.notes),
    texts: hashes(texts.map(({ id }) => id)),
    evidence: [...new Set(state.evidence.map(({ sha256 }) => sha256))].sort(),
    method: valuesOf(state.method),
    exit: valuesOf(state.exit),
    conclusion: valuesOf(state.conclusion),
  });
}

/** Kinds whose text belongs to the findings. */
const spoken: ReadonlySet<string> = new Set(['ANSWERED', 'EXIT', 'OFF_SITE', 'CONCLUDED', 'MEASURED']);
