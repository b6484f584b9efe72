/** The table as a file: canonical JSON whose lists ascend and whose leaf numbers fit. */
import { parseCanonical } from './canonical.js';
import { DrawFault } from './faults.js';
import type { FileBytes } from './record-file.js';
import { type Check, integer, list, shape } from './shape.js';
import type { AssignmentTable, Slot, TableTarget } from './table.js';

/** A leaf number, or a global index. */
export const leafNumber: Check<number> = integer(0, 0xffff_ffff);

const tableShape: Check<AssignmentTable> = shape<AssignmentTable>({
  targets: list(
    shape<TableTarget>({
      index: leafNumber,
      slots: list(shape<Slot>({ n: integer(1, 100), officers: list(leafNumber) }), 1),
    }),
  ),
  officers: list(
    shape<AssignmentTable['officers'][number]>({ index: leafNumber, capacity: integer(1, 1_000_000) }),
  ),
});

/** Leaf numbers that ascend strictly. */
export const ascendingLeaves: Check<number[]> = (value, at) => {
  const numbers = list(leafNumber)(value, at);
  for (let i = 1; i < numbers.length; i++) {
    if (numbers[i - 1]! >= numbers[i]!) {
      throw new DrawFault('MALFORMED', {
        at,
        expected: 'ascending numbers',
        expectedZh: '升序且不重复的编号',
      });
    }
  }
  return numbers;
};

/** `table.json`; `MALFORMED` where a list does not ascend or an officer is not in the list of officers. */
export function readTable(file: FileBytes): AssignmentTable {
  const table = tableShape(parseCanonical(file, 'table.json'), 'table.json');
  table.officers.forEach((officer, i) => {
    if (officer.index !== i) throw malformed('officers', 'every leaf number from 0');
  });
  ascend(
    table.targets.map((target) => target.index),
    'targets',
  );
  for (const target of table.targets) {
    for (const { officers } of target.slots) {
      ascend(officers, `target ${target.index}`);
      if ((officers.at(-1) ?? 0) >= Math.max(1, table.officers.length)) {
        throw malformed(`target ${target.index}`, 'known officers');
      }
    }
  }
  return table;
}

function ascend(numbers: readonly number[], at: string): void {
  for (let i = 1; i < numbers.length; i++) {
    if (numbers[i - 1]! >= numbers[i]!) throw malformed(at, 'ascending numbers');
  }
}

function malformed(at: string, expected: string): DrawFault {
  return new DrawFault('MALFORMED', { at: `table.json ${at}`, expected });
}
