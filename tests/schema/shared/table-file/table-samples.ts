import iconv from 'iconv-lite';
import {
  importRows,
  type Mapping,
  type RowOfKind,
  type RowOutcome,
  type TableSource,
} from '../../../../schema/shared/table-file/index.js';

export const VALID_CODE = '9144030071526726XG';
export const OTHER_CODE = '91440300708461136T';

export const bytes = (text: string, encoding = 'utf-8'): Uint8Array =>
  new Uint8Array(iconv.encode(text, encoding));

/** Every row of a file, or the error that refuses it. */
export async function imported<K extends keyof RowOfKind>(
  source: TableSource | string,
  kind: K,
  mapping?: Mapping,
): Promise<RowOutcome<RowOfKind[K]>[]> {
  const table = await importRows(typeof source === 'string' ? bytes(source) : source, kind, mapping);
  const outcomes: RowOutcome<RowOfKind[K]>[] = [];
  for await (const outcome of table.rows()) outcomes.push(outcome);
  return outcomes;
}

/** The value of a row that must be good. */
export function goodValue<T>(outcome: RowOutcome<T> | undefined): T {
  if (outcome === undefined || 'faults' in outcome) throw new Error(`no value: ${JSON.stringify(outcome)}`);
  return outcome.value;
}

/** `row column code` of every fault. */
export function faultsOf(outcomes: readonly RowOutcome<unknown>[]): string[] {
  return outcomes.flatMap((outcome) =>
    'faults' in outcome ? outcome.faults.map(({ row, column, code }) => `${row} ${column} ${code}`) : [],
  );
}
