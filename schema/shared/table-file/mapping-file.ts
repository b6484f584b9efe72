import { z } from 'zod';
import { ID_SCHEMES, type IdScheme } from '../identifiers/index.js';
import { TableFileError } from './table-file-error.js';
import { PRESETS, TABLE_KINDS, type TableKind } from './table-kind.js';

const text = z.string();
const fieldTexts = z.record(text, text);

/**
 * A mapping file (`--map MAP.json`) for a table whose headings no preset knows:
 *
 * ```json
 * {
 *   "fairdraw": "map/1",
 *   "kind": "entities",                                    or specialPools, inspectors, items, planBatches
 *   "note": "why it is mapped this way",                   optional, for people
 *   "idScheme": "licence",                                 what the numbers in idValue are; default: by their form
 *   "columns": { "licence_number": "idValue" },            heading in the file → field; other columns are not read
 *   "constants": { "status": "active" },                   field → the same text in every row
 *   "values": { "riskClass": { "Risk 1 (High)": "1" } },   field → text in the file → text instead; "*" is any other
 *   "whenBlank": { "trade": "unknown" }                    field → text for a blank cell; each use is a notice
 * }
 * ```
 *
 * Field names are those of the kind's row (`EntityRow` and so on). Every column named must be in the file. A text that
 * a value table does not list is a fault, so that a new class in the source is never taken for an old one.
 */
const mappingFile = z
  .strictObject({
    fairdraw: z.literal('map/1'),
    kind: z.enum(TABLE_KINDS),
    note: text.optional(),
    idScheme: z.enum(ID_SCHEMES).optional(),
    columns: z.record(text.min(1), text),
    constants: fieldTexts.default({}),
    values: z.record(text, fieldTexts).default({}),
    whenBlank: fieldTexts.default({}),
  })
  .superRefine((map, context) => {
    const known = Object.keys(PRESETS[map.kind]);
    const named = [
      ...Object.entries(map.columns).map(([heading, field]) => ({ path: ['columns', heading], field })),
      ...(['constants', 'values', 'whenBlank'] as const).flatMap((part) =>
        Object.keys(map[part]).map((field) => ({ path: [part, field], field })),
      ),
    ];
    for (const { path, field } of named) {
      if (known.includes(field)) continue;
      context.addIssue({
        code: 'custom',
        path,
        message: `“${field}” is no field of ${map.kind}; fields: ${known.join(', ')}`,
      });
    }
    for (const [heading, field] of Object.entries(map.columns)) {
      if (!Object.hasOwn(map.constants, field)) continue;
      context.addIssue({
        code: 'custom',
        path: ['columns', heading],
        message: `“${field}” also has a constant`,
      });
    }
  });

/** A checked mapping file. */
export interface Mapping {
  readonly kind: TableKind;
  readonly idScheme?: IdScheme;
  readonly columns: Readonly<Record<string, string>>;
  readonly constants: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly whenBlank: Readonly<Record<string, string>>;
}

/** Checks the text of a mapping file. Throws `INVALID_MAPPING` that names every fault with its place. */
export function parseMapping(json: string): Mapping {
  let data: unknown;
  try {
    data = JSON.parse(json.replace(/^\ufeff/, ''));
  } catch {
    throw invalid('不是有效的 JSON。', 'it is not valid JSON.');
  }
  const checked = mappingFile.safeParse(data);
  if (checked.success) return checked.data;
  const faults = checked.error.issues
    .map(({ path, message }) => `${path.join('.') || '/'}: ${message}`)
    .join('; ');
  throw invalid(faults, faults);
}

function invalid(zh: string, en: string): TableFileError {
  return new TableFileError(
    'INVALID_MAPPING',
    `字段对照文件无效：${zh}`,
    `The mapping file is not valid: ${en}`,
  );
}
