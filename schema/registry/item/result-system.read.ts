import type { Reader } from '../../shared/unit.js';
import { Item } from './item.entity.js';
import type { JudgedItem } from './item.in-force.js';
import { readEntries } from './item-list.read.js';
import { type ResultCodeEntry, ResultSystem } from './result-system.entity.js';

/** The system that holds where a department brings none of its own; migration 0008 wrote it. */
export const DEFAULT_RESULT_SYSTEM = 'default';

/** A version of a system of result codes, or nothing; the newest when no version is given. */
export async function findResultSystem(
  reader: Reader,
  code: string,
  version?: number | null,
): Promise<ResultSystem | null> {
  const which = { code, ...(version ? { version } : {}) };
  const [found] = await reader.em.find(ResultSystem, which, { orderBy: { version: 'desc' }, limit: 1 });
  return found ?? null;
}

/** The name under which results keep a system: `default/1`. */
export function systemName({ code, version }: Pick<ResultSystem, 'code' | 'version'>): string {
  return `${code}/${version}`;
}

/** The system of that name. @throws for a name that was never given, which is a bug of the caller */
export function getResultSystem(reader: Reader, name: string): Promise<ResultSystem> {
  const [code = '', version] = name.split('/');
  return reader.em.findOneOrFail(ResultSystem, { code, version: Number(version) });
}

/** The items that were judged: their own rows, whoever lists the code by now. */
export function readJudged(
  reader: Reader,
  departmentId: string,
  versions: readonly JudgedItem[],
): Promise<Item[]> {
  const ids = versions.flatMap(({ itemId }) => itemId ?? []);
  if (ids.length < versions.length) {
    return readEntries(reader, { department: departmentId, entries: [...versions] });
  }
  return reader.beyond('published', ({ em }) =>
    em.find(
      Item,
      { id: { $in: ids } },
      { orderBy: { code: 'asc', version: 'asc' }, disableIdentityMap: true },
    ),
  );
}

/** The systems that these versions of items use, each once, in their order. */
export async function loadResultSystems(
  reader: Reader,
  departmentId: string,
  versions: readonly JudgedItem[],
): Promise<ResultSystem[]> {
  const items = await readJudged(reader, departmentId, versions);
  const names = items.map((item) => `${item.resultSystem}/${item.resultSystemVersion}`);
  const systems: ResultSystem[] = [];
  for (const name of new Set(names)) systems.push(await getResultSystem(reader, name));
  return systems;
}

/** One code of a system with those of another that mean the same; none where the other does not tell it apart. */
export interface CodeMapping {
  readonly code: string;
  readonly text: string;
  readonly toCodes: readonly string[];
}

/** Maps one system into another by what their codes stand for in the default one. */
export function mapCodes(from: ResultSystem, to: ResultSystem): CodeMapping[] {
  const meaningIn = (system: ResultSystem) => (entry: ResultCodeEntry) =>
    system.code === DEFAULT_RESULT_SYSTEM ? entry.code : entry.standsFor;
  const codesOf = Map.groupBy(to.codes, meaningIn(to));
  return from.codes.map((entry) => {
    const meaning = meaningIn(from)(entry);
    const same = from.code === to.code ? to.codes.filter((one) => one.code === entry.code) : undefined;
    const found = same ?? (meaning === undefined ? [] : (codesOf.get(meaning) ?? []));
    return { code: entry.code, text: entry.text, toCodes: found.map((one) => one.code) };
  });
}

/** The mapping between the newest versions of two systems, or nothing where one does not exist. */
export async function findCodeMapping(
  reader: Reader,
  from: string,
  to: string,
): Promise<CodeMapping[] | null> {
  const [one, other] = [await findResultSystem(reader, from), await findResultSystem(reader, to)];
  return one && other && mapCodes(one, other);
}
