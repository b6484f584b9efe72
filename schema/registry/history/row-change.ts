import type { EntityName } from '@mikro-orm/core';
import type { Reader } from '../../shared/unit.js';
import type { RegisterHistory } from './register-history.entity.js';
import { entityOf } from './rows-as-of.js';

/** What happened to a row. */
export enum ChangeKind {
  ENTERED = 'ENTERED',
  CHANGED = 'CHANGED',
  DELETED = 'DELETED',
}

/** One field of a row before and after. */
export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** One change of a row of a register: what, when and by whom. */
export interface RowChange {
  readonly register: string;
  readonly rowId: string;
  readonly kind: ChangeKind;
  readonly at: Date;
  /** The account; absent for a command or the system. */
  readonly byId: string | null;
  /** The import that wrote it, where one did. */
  readonly importRunId: string | null;
  readonly fields: readonly FieldChange[];
}

/** What every watched row carries; how it is stamped is no change. */
interface Stamped {
  readonly id: string;
  readonly updatedAt: Date;
  readonly updatedBy?: string | null;
  readonly importRun?: string | null;
}

const stamps = new Set(['id', 'createdAt', 'updatedAt', 'updatedBy', 'importRun']);

/**
 * All that happened to one row, the first first.
 * @param kept what history kept of the row, in the order in which it was kept
 * @param current the row as it stands; nothing once it was deleted
 */
export function changesOf<E extends Stamped>(
  reader: Reader,
  entity: EntityName<E>,
  kept: readonly RegisterHistory[],
  current: E | null,
): RowChange[] {
  const versions = [...kept.map(({ row }) => entityOf(reader, entity, row)), ...(current ? [current] : [])];
  const [first] = versions;
  if (!first) return [];
  const register = reader.em.getMetadata().get(entity).tableName;
  const of = { register, rowId: first.id };
  const entered = {
    ...of,
    kind: ChangeKind.ENTERED,
    at: kept[0]?.beganAt ?? first.updatedAt,
    byId: first.updatedBy ?? null,
    importRunId: first.importRun ?? null,
    fields: [],
  };
  const later = kept.map(({ endedAt, endedBy }, n): RowChange => {
    const [was, is] = [versions[n] as E, versions[n + 1]];
    const when = { ...of, at: endedAt, byId: endedBy ?? null };
    if (!is) return { ...when, kind: ChangeKind.DELETED, importRunId: null, fields: [] };
    const isImport = is.importRun != null && is.importRun !== was.importRun;
    const importRunId = isImport ? (is.importRun ?? null) : null;
    return { ...when, kind: ChangeKind.CHANGED, importRunId, fields: differing(was, is) };
  });
  return [entered, ...later];
}

function differing(was: object, is: object): FieldChange[] {
  const [before, after] = [was, is] as Record<string, unknown>[];
  const same = (field: string) => JSON.stringify(before?.[field]) === JSON.stringify(after?.[field]);
  return Object.keys(was)
    .filter((field) => !stamps.has(field) && !same(field))
    .map((field) => ({ field, from: before?.[field] ?? null, to: after?.[field] ?? null }));
}
