import type { Statement } from '../../scheduler/draw/index.js';

/** A statement's account of what changed since an earlier freeze. */
export type Comparison = Statement['comparisons'][number];
export type Change = Comparison['changes'][number];
type What = Change['what'];

/** The pools of one freeze, as files of records. */
export interface PoolTexts {
  readonly strata: readonly string[];
  readonly excluded: string;
  readonly inspectors: string;
  /** Every unit with its class. */
  readonly register: string;
}

interface Standings {
  /** In which class each unit that may be drawn stands. */
  readonly drawable: Map<string, string>;
  readonly excluded: Set<string>;
  /** Leave and status of each officer, as written. */
  readonly officers: Map<string, string>;
}

function* recordsOf<T>(file: string): Generator<T> {
  for (const line of file.split('\n')) {
    if (line !== '') yield JSON.parse(line) as T;
  }
}

function standingsOf(texts: PoolTexts): Standings {
  const classOf = new Map<string, string>();
  for (const unit of recordsOf<{ id: string; class: string }>(texts.register)) {
    classOf.set(unit.id, unit.class);
  }
  const drawable = new Map<string, string>();
  for (const stratum of texts.strata) {
    for (const { id } of recordsOf<{ id: string }>(stratum)) drawable.set(id, classOf.get(id) ?? '-');
  }
  const excluded = new Set([...recordsOf<{ id: string }>(texts.excluded)].map(({ id }) => id));
  const officers = new Map<string, string>();
  for (const { id, leave, status } of recordsOf<{ id: string; leave: unknown; status: string }>(
    texts.inspectors,
  )) {
    officers.set(id, JSON.stringify([leave, status]));
  }
  return { drawable, excluded, officers };
}

function changeOf(before: Standings, after: Standings, id: string): What | undefined {
  const [was, is] = [before.drawable.get(id), after.drawable.get(id)];
  if (is !== undefined) return was === undefined ? 'added' : was === is ? undefined : 'reclassed';
  if (after.excluded.has(id)) return before.excluded.has(id) ? undefined : 'excluded';
  return was === undefined && !before.excluded.has(id) ? undefined : 'removed';
}

/** What differs between two freezes, by id: units first, then officers whose leave or status changed. */
export function comparePools(beforeTexts: PoolTexts, afterTexts: PoolTexts): { what: What; id: string }[] {
  const [before, after] = [standingsOf(beforeTexts), standingsOf(afterTexts)];
  const units = new Set([
    ...before.drawable.keys(),
    ...before.excluded,
    ...after.drawable.keys(),
    ...after.excluded,
  ]);
  const changes: { what: What; id: string }[] = [];
  for (const id of [...units].sort()) {
    const what = changeOf(before, after, id);
    if (what) changes.push({ what, id });
  }
  for (const [id, standing] of after.officers) {
    const was = before.officers.get(id);
    if (was !== undefined && was !== standing) changes.push({ what: 'leave', id });
  }
  return changes;
}
