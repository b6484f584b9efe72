import {
  asText,
  DrawFault,
  fromHex,
  openSubstitutions,
  type PoolFiles,
  type Rules,
  type Substitutions,
  unitAt,
} from '../../scheduler/draw/index.js';
import type { Reader } from '../shared/unit.js';
import { FileLevel } from './draw.entity.js';
import { findFile, getFile } from './draw.files.js';
import { readPoolFiles } from './draw.reveal.js';
import type { LockedDraw } from './draw.service.js';

export const substitutionsFile = 'substitutions.jsonl';

/** Ids by leaf number, and where a unit stands. */
export interface DrawnIds {
  readonly officers: readonly string[];
  readonly units: ReadonlyMap<string, { readonly stratum: string; readonly index: number }>;
  /** The units of each stratum, by its code. */
  readonly strata: ReadonlyMap<string, readonly string[]>;
}

/**
 * A draw as it stands after its substitutions so far (docs/draw.md §16), checked against its log, with the ids behind the
 * numbers. @throws DrawFault where there is nothing to replace, or where a file is not what it was
 */
export async function readSubstitutions(
  reader: Reader,
  { draw, log }: LockedDraw,
): Promise<{ opened: Substitutions; ids: DrawnIds; pools: PoolFiles }> {
  if (!log.draws.get(draw.commitment)?.receipt) {
    throw new DrawFault('TRANSITION', { state: draw.state, kind: 'substitution' });
  }
  const pools = await readPoolFiles(reader, draw.id);
  const opened = openSubstitutions({
    log,
    C: draw.commitment,
    rules: JSON.parse(await getFile(reader, draw.id, 'rules.json')) as Rules,
    pools,
    poolKey: fromHex(draw.poolKey ?? '', 'poolKey'),
    files: {
      'receipt.json': await getFile(reader, draw.id, 'receipt.json'),
      'table.json': await getFile(reader, draw.id, 'table.json'),
    },
    lines: (await findFile(reader, draw.id, substitutionsFile, Object.values(FileLevel))) ?? '',
  });
  return { opened, ids: idsOf(pools), pools };
}

function idsOf({ strata, inspectors }: PoolFiles): DrawnIds {
  const read = (records: PoolFiles['inspectors']) =>
    asText(records, 'pool')
      .split('\n')
      .flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { id: string }).id]));
  const byStratum = strata.map(({ code, records }) => [code, read(records)] as const);
  const units = byStratum.flatMap(([stratum, ids]) =>
    ids.map((id, index) => [id, { stratum, index }] as const),
  );
  return { officers: read(inspectors), units: new Map(units), strata: new Map(byStratum) };
}

/** The real-world id of a unit by its global index. */
export function unitIdAt({ facts }: Substitutions, { strata }: DrawnIds, target: number): string {
  const { stratum, index } = unitAt(facts, target);
  const id = strata.get(stratum)?.[index];
  if (id === undefined) throw new Error(`stratum ${stratum} has no unit ${index}`);
  return id;
}
