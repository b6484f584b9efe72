import { recordEvent } from '../../audit/index.js';
import { parseMapping, TableFileError } from '../../shared/table-file/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { FileUnreadable, NoDepartment } from './import.errors.js';
import type { ImportKind } from './import-run.states.js';
import { ImportSource } from './import-source.entity.js';
import { UnknownImportSource } from './import-source.errors.js';

/** A department's source by its name, or nothing. */
export function findImportSource(
  reader: Reader,
  department: string,
  kind: ImportKind,
  name: string,
): Promise<ImportSource | null> {
  return reader.em.findOne(ImportSource, { department, kind, name }, { disableIdentityMap: true });
}

/** The sources in the reader's scope, by name. */
export function listImportSources(reader: Reader, kind: ImportKind | undefined): Promise<ImportSource[]> {
  return reader.em.find(ImportSource, kind ? { kind } : {}, {
    orderBy: { name: 'asc', kind: 'asc' },
    limit: 1_000,
  });
}

/** Remembers how a source's files are read. `mapping` undefined leaves what is known; a new source has the presets. */
export async function rememberSource(
  unit: Unit,
  department: string,
  kind: ImportKind,
  name: string,
  mapping: string | null | undefined,
): Promise<ImportSource> {
  const known = await findImportSource(unit, department, kind, name);
  const stamps = { updatedAt: unit.now, updatedBy: unit.actor.accountId ?? null };
  if (!known) {
    const created = {
      id: unit.newId(),
      department,
      kind,
      name,
      mapping: mapping ?? null,
      createdAt: unit.now,
      ...stamps,
    };
    await unit.em.insert(ImportSource, created);
    return created;
  }
  if (mapping === undefined || mapping === known.mapping) return known;
  await unit.em.nativeUpdate(ImportSource, { id: known.id }, { mapping, ...stamps });
  return { ...known, mapping, ...stamps };
}

/** Enters or changes a source by hand. */
export async function saveImportSource(
  unit: Unit,
  { kind, name, mapping }: { readonly kind: ImportKind; readonly name: string; readonly mapping?: string },
): Promise<ImportSource | NoDepartment | FileUnreadable> {
  const { departmentId } = unit.actor;
  if (!departmentId) return new NoDepartment();
  try {
    if (mapping !== undefined) parseMapping(mapping);
  } catch (error) {
    if (error instanceof TableFileError) return new FileUnreadable(error);
    throw error;
  }
  const source = await rememberSource(unit, departmentId, kind, name, mapping ?? null);
  await recordEvent(unit, 'registry.import-source-saved', { kind: 'importSource', id: source.id }, { kind });
  return source;
}

/** Forgets how a source's files are read. What it has listed keeps its name. */
export async function forgetImportSource(
  unit: Unit,
  id: string,
): Promise<ImportSource | UnknownImportSource> {
  const source = await unit.em.findOne(ImportSource, { id }, { disableIdentityMap: true });
  if (!source) return new UnknownImportSource(id);
  await unit.em.nativeDelete(ImportSource, { id });
  await recordEvent(
    unit,
    'registry.import-source-forgotten',
    { kind: 'importSource', id },
    { kind: source.kind },
  );
  return source;
}
