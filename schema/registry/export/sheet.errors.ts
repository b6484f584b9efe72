import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { SheetComparisonType, shownComparison } from './sheet.type.js';
import { ACCEPTED_LIMIT, type SheetComparison } from './sheet-comparison.js';
import { SheetRowState } from './sheet-row.states.js';

@ObjectType({
  implements: ConsoleError,
  description:
    '交回的表有错误或冲突，没有任何改动。Faults or conflicts in a returned sheet; nothing was changed.',
})
export class SheetRefused extends Refusal {
  @Field(() => SheetComparisonType, { description: '逐行的差异。Its differences, row by row.' })
  readonly comparison: SheetComparisonType;

  constructor(comparison: SheetComparison) {
    const { counts, isTooLong } = comparison;
    const [faulty, conflicting] = [counts[SheetRowState.FAULTY], counts[SheetRowState.CONFLICT]];
    super(
      isTooLong
        ? `改动和新增的行超过 ${ACCEPTED_LIMIT} 行，请作为普通文件导入。`
        : `有 ${faulty} 行错误、${conflicting} 行冲突（导出后本系统中也有改动），未作任何改动。请按列出的差异更正后重新交回，或选择只导入无误的行。`,
      isTooLong
        ? `More than ${ACCEPTED_LIMIT} rows were changed or added; import the file as any other.`
        : `${faulty} rows have faults and ${conflicting} contradict what was changed here since the export; nothing was changed. Correct them, or import the good rows only.`,
    );
    this.comparison = shownComparison(comparison);
  }
}
