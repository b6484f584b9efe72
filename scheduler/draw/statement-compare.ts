/** What differs between the pools of two freezes, as the pool statement tells it (§4). */
import { asBytes, compareUtf8, fromUtf8 } from './bytes.js';
import { type CanonicalValue, canonical } from './canonical.js';
import type { ConflictRecord, ExcludedRecord, InspectorRecord, TargetRecord } from './pool.js';
import { type FileBytes, pairOf } from './record-file.js';
import { type ChangeCounts, type ChangeKind, changeKinds, countKeys } from './statement.js';

/** The files of one freeze that steer who is drawn and who inspects whom. */
export interface ComparedPools {
  /** `code` is given where the codes of both freezes mean the same; without it the class alone tells. */
  readonly strata: readonly { readonly code?: string; readonly records: FileBytes }[];
  readonly excluded: FileBytes;
  readonly inspectors: FileBytes;
  readonly conflicts: FileBytes;
  /** Every unit with its class. */
  readonly register: FileBytes;
}

/** One difference. `fields` names what differs in a record, ascending. */
export interface PoolDifference {
  what: ChangeKind;
  id: string;
  fields?: string[];
}

const officerFields = [
  'capacity',
  'certificates',
  'department',
  'districts',
  'rank',
  'role',
  'skills',
  'status',
] as const;

interface DrawableUnit {
  readonly stands: string;
  readonly record: TargetRecord;
}

interface Standing {
  readonly drawable: Map<string, DrawableUnit>;
  readonly excluded: Set<string>;
  readonly officers: Map<string, InspectorRecord>;
  readonly pairs: Set<string>;
}

/** The files were checked when they were frozen: here they are only read. */
function recordsOf<T>(file: FileBytes): T[] {
  const lines = fromUtf8(asBytes(file), 'records').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

function standingOf(pools: ComparedPools): Standing {
  const register = recordsOf<{ id: string; class?: string }>(pools.register);
  const classOf = new Map(register.map((unit) => [unit.id, unit.class ?? '-']));
  const drawable = new Map<string, DrawableUnit>();
  for (const { code, records } of pools.strata) {
    for (const record of recordsOf<TargetRecord>(records)) {
      // Codes hold no space.
      drawable.set(record.id, { stands: `${code ?? ''} ${classOf.get(record.id) ?? '-'}`, record });
    }
  }
  return {
    drawable,
    excluded: new Set(recordsOf<ExcludedRecord>(pools.excluded).map(({ id }) => id)),
    officers: new Map(recordsOf<InspectorRecord>(pools.inspectors).map((one) => [one.id, one])),
    pairs: new Set(recordsOf<ConflictRecord>(pools.conflicts).map(pairOf)),
  };
}

/** A value as text; the order of a list of periods or certificates means nothing. */
function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (!Array.isArray(value)) return canonical(value as CanonicalValue);
  return canonical(value.map((one) => canonical(one)).sort(compareUtf8));
}

function differing<T extends object>(was: T, is: T, fields: readonly (keyof T & string)[]): string[] {
  return fields.filter((field) => textOf(was[field]) !== textOf(is[field]));
}

function compareUnits(was: DrawableUnit, is: DrawableUnit, id: string): PoolDifference[] {
  const fields = differing(was.record, is.record, ['district', 'entity', 'skills']);
  return [
    ...(was.stands === is.stands ? [] : [{ what: 'reclassed' as const, id }]),
    ...(was.record.weight === is.record.weight ? [] : [{ what: 'reweighted' as const, id }]),
    ...(fields.length === 0 ? [] : [{ what: 'altered' as const, id, fields }]),
  ];
}

function unitDifferences(before: Standing, after: Standing, id: string): PoolDifference[] {
  const [was, is] = [before.drawable.get(id), after.drawable.get(id)];
  if (was && is) return compareUnits(was, is, id);
  if (is) return [{ what: 'added', id }];
  if (after.excluded.has(id)) return before.excluded.has(id) ? [] : [{ what: 'excluded', id }];
  return [{ what: 'removed', id }];
}

function officerDifferences(before: Standing, after: Standing, id: string): PoolDifference[] {
  const [was, is] = [before.officers.get(id), after.officers.get(id)];
  if (!was || !is) return [{ what: is ? 'officer-added' : 'officer-removed', id }];
  const fields = differing(was, is, officerFields);
  return [
    ...(differing(was, is, ['leave']).length === 0 ? [] : [{ what: 'leave' as const, id }]),
    ...(fields.length === 0 ? [] : [{ what: 'officer-altered' as const, id, fields }]),
  ];
}

function pairDifferences(before: Standing, after: Standing, id: string): PoolDifference[] {
  const [was, is] = [before.pairs.has(id), after.pairs.has(id)];
  return was === is ? [] : [{ what: is ? 'recused' : 'unrecused', id }];
}

function ascendingOnce(...ids: Iterable<string>[]): string[] {
  return [...new Set(ids.flatMap((some) => [...some]))].sort(compareUtf8);
}

/** All that differs: units by id, then officers by id, then recusals by `<entity> <officer>`. */
export function comparePools(earlier: ComparedPools, later: ComparedPools): PoolDifference[] {
  const [before, after] = [standingOf(earlier), standingOf(later)];
  const units = ascendingOnce(before.drawable.keys(), before.excluded, after.drawable.keys(), after.excluded);
  const officers = ascendingOnce(before.officers.keys(), after.officers.keys());
  return [
    ...units.flatMap((id) => unitDifferences(before, after, id)),
    ...officers.flatMap((id) => officerDifferences(before, after, id)),
    ...ascendingOnce(before.pairs, after.pairs).flatMap((id) => pairDifferences(before, after, id)),
  ];
}

/** How many there are of each kind; nought where there is none. */
export function countDifferences(differences: readonly PoolDifference[]): ChangeCounts {
  const keys = Object.values(countKeys);
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as unknown as ChangeCounts;
  for (const { what } of differences) counts[countKeys[what]] += 1;
  return counts;
}

/**
 * Those that a statement names one by one, `most` at most, in their order. The rarest kinds go first, so that one
 * officer altered is never lost among thousands of units.
 */
export function namedDifferences(differences: readonly PoolDifference[], most: number): PoolDifference[] {
  const kinds = changeKinds
    .map((kind) => differences.filter(({ what }) => what === kind))
    .sort((a, b) => a.length - b.length);
  const named = new Set<PoolDifference>();
  for (const [i, some] of kinds.entries()) {
    const share = Math.floor((most - named.size) / (kinds.length - i));
    for (const one of some.slice(0, share)) named.add(one);
  }
  return differences.filter((one) => named.has(one));
}
