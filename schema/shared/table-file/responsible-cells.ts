import { formatId, type IdScheme, idBelow, unescapedNumber } from '../identifiers/index.js';
import type { TargetKind } from './entity-words.js';
import { type FaultWords, tooLong } from './fault-words.js';
import type { FieldReader } from './field-reader.js';
import { IDENTITY_FIELDS, readTargetNumbers, type TargetIdentity, withScheme } from './target-identity.js';

/** What stands below an entity, and is known by the entity's id with a number of its own. */
const BELOW: ReadonlySet<TargetKind> = new Set([
  'premises',
  'licence',
  'project',
  'product',
  'equipment',
  'activity',
]);

/** The longest value of an id (docs/draw.md §2). */
const MOST_CHARACTERS = 112;

/** Who a row is about, with its other numbers and, below an entity, the entity that answers for it. */
export interface PlacedIdentity extends TargetIdentity {
  /** Other ids of the same target, by the fixed priority of schemes. */
  readonly identifiers: readonly string[];
  readonly responsibleId?: string;
}

const noNumber: FaultWords = {
  zh: '场所、许可、项目、产品、设备、活动须有自己的编号：只有主体的代码，无法与主体区分。',
  en: 'Premises, licences, projects, products, equipment and activities need a number: the entity’s code alone is the entity.',
  remedy: { zh: '请填写“编号”或“序号”一列。', en: 'Fill in a column 编号 or 序号.' },
};

/**
 * Reads who a row is about. What is below an entity is `<entity's id>/<number>`: the entity from the column of the
 * responsible one, or else from the row's own numbers; the number from a column of its own, or else its licence.
 */
export function readIdentity(
  reader: FieldReader,
  kind: TargetKind | undefined,
  idScheme: IdScheme | undefined,
): PlacedIdentity {
  const responsible = readResponsible(reader);
  const hasOwn = IDENTITY_FIELDS.some((field) => !reader.isBlank(field));
  const isBelow = kind !== undefined && BELOW.has(kind);
  const { identity, others } =
    hasOwn || responsible === undefined || !isBelow
      ? readTargetNumbers(reader, idScheme)
      : { identity: responsible, others: [] };
  const entity = responsible ?? (identity.idScheme === 'licence' ? undefined : identity);
  if (!isBelow || entity === undefined || entity.id === '') {
    return { ...identity, identifiers: others, responsibleId: responsible?.id };
  }
  return belowEntity(reader, entity, [identity.id, ...others]);
}

function belowEntity(reader: FieldReader, entity: TargetIdentity, ownIds: readonly string[]): PlacedIdentity {
  const licence = ownIds.find((id) => id.startsWith('licence:'));
  const number = ownNumber(reader, 'number') ?? licenceNumber(licence) ?? ownNumber(reader, 'serial');
  if (number === undefined) reader.refuse('number', 'BLANK_FIELD', noNumber);
  const id = idBelow(entity.id, number ?? '');
  if ([...id].length > MOST_CHARACTERS) reader.refuse('number', 'TOO_LONG', tooLong(MOST_CHARACTERS));
  const isNamedApart = !reader.isBlank('responsibleId');
  const identifiers = ownIds.filter((own) => own !== entity.id && (isNamedApart || own === licence));
  return { ...entity, id, identifiers, responsibleId: entity.id };
}

function readResponsible(reader: FieldReader): TargetIdentity | undefined {
  const cell = reader.text('responsibleId');
  if (cell === undefined) return undefined;
  const [scheme, number] = withScheme(cell);
  const value = reader.identifier('responsibleId', scheme, number);
  return value === undefined ? undefined : { id: formatId(scheme, value), idScheme: scheme, idValue: value };
}

/** A number whose form is free. */
function ownNumber(reader: FieldReader, field: string): string | undefined {
  return reader.identifier(field, 'licence', reader.text(field, 64));
}

function licenceNumber(id: string | undefined): string | undefined {
  return id === undefined ? undefined : unescapedNumber(id.slice('licence:'.length));
}
