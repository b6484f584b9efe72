import { checkDivisionCode } from '../identifiers/index.js';
import { identifier } from './fault-words.js';
import type { FieldReader } from './field-reader.js';

/** A division code in its written form, or undefined when blank or faulty. Whether it exists the registry says. */
export function readDivision(
  reader: FieldReader,
  field: string,
  cell = reader.text(field),
): string | undefined {
  if (cell === undefined) return undefined;
  const checked = checkDivisionCode(cell);
  if ('fault' in checked) return reader.refuse(field, 'BAD_IDENTIFIER', identifier(checked.fault));
  return checked.value;
}

/** A list of division codes; every wrong one is a fault. */
export function readDivisions(reader: FieldReader, field: string): string[] {
  return reader.list(field).flatMap((cell) => readDivision(reader, field, cell) ?? []);
}
