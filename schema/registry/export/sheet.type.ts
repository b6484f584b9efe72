import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ExportRegister } from './export.states.js';
import type { SheetComparison } from './sheet-comparison.js';
import { SheetRowFault, SheetRowState } from './sheet-row.states.js';

registerEnumType(ExportRegister, {
  name: 'ExportRegister',
  description: '可导出的名录。A register that is exported.',
  valuesConfig: {
    TARGETS: { description: '检查对象: targets' },
    INSPECTORS: { description: '执法检查人员: inspectors' },
    ITEMS: { description: '抽查事项: items' },
    SPECIAL_POOLS: { description: '专项库: special pools' },
  },
});

registerEnumType(SheetRowState, {
  name: 'SheetRowState',
  description: '交回的表中一行的情形。What a row of a returned sheet is.',
  valuesConfig: {
    SAME: { description: '无变化: the same' },
    CHANGED: { description: '表中有改动: changed in the sheet' },
    CHANGED_HERE: { description: '导出后本系统中有改动: changed here since the export' },
    CONFLICT: { description: '两边都改了同一项: both changed one field' },
    NEW: { description: '新增: added in the sheet' },
    CHANGED_WITHOUT_KEY: { description: '无行密钥而有差异: differs, and has no key' },
    MISSING: { description: '表中已删: taken out of the sheet' },
    FAULTY: { description: '有错误: cannot be taken' },
  },
});

registerEnumType(SheetRowFault, {
  name: 'SheetRowFault',
  description: '一行不能采纳的原因。Why a row cannot be taken.',
  valuesConfig: {
    UNREADABLE: { description: '无法读取: does not read well' },
    FORGED_KEY: { description: '行密钥无效: a key that is not ours' },
    FOREIGN_KEY: { description: '行密钥属于别处: a key of another register or department' },
    DUPLICATED_KEY: { description: '行密钥重复: a copied row' },
    DUPLICATED_NUMBER: { description: '号码重复: a number that stands twice' },
    NUMBER_CHANGED: { description: '号码被改动: the number was changed' },
    GONE: { description: '已不在名录中: has left the register' },
  },
});

@ObjectType('FieldDifference', { description: '一项在三处的内容。One field, three ways.' })
export class FieldDifferenceType {
  @Field(() => String, { description: '项。The field.' })
  field!: string;

  @Field(() => String, { nullable: true, description: '导出时；不知时没有。When exported, where known.' })
  exported?: string;

  @Field(() => String, { description: '本系统现在。What stands here now.' })
  here!: string;

  @Field(() => String, { description: '交回的表。What the sheet says.' })
  sheet!: string;
}

@ObjectType('RowDifference', { description: '与导出时不同的一行。A row that is not as it was.' })
export class RowDifferenceType {
  @Field(() => Int, { nullable: true, description: '表中第几行；已删的没有。Its row; none when taken out.' })
  row?: number;

  @Field(() => SheetRowState, { description: '情形。What it is.' })
  state!: SheetRowState;

  @Field(() => String, {
    nullable: true,
    description: '标识；读不出的没有。What it is known by, where it reads.',
  })
  key?: string;

  @Field(() => String, { nullable: true, description: '名称；读不出的没有。Its name, where it reads.' })
  name?: string;

  @Field(() => [FieldDifferenceType], { description: '不同的各项。The fields that differ.' })
  fields!: readonly FieldDifferenceType[];

  @Field(() => SheetRowFault, {
    nullable: true,
    description: '不能采纳的原因；无误的没有。The fault, if any.',
  })
  fault?: SheetRowFault;

  @Field(() => String, { nullable: true, description: '怎么办；无误的没有。What to do, if anything.' })
  message?: string;

  @Field(() => String, { nullable: true, description: '英文；无误的没有。The same in English.' })
  messageEn?: string;
}

@ObjectType('SheetRowCount', { description: '某种情形的行数。How many rows are so.' })
export class SheetRowCountType {
  @Field(() => SheetRowState, { description: '情形。What they are.' })
  state!: SheetRowState;

  @Field(() => Int, { description: '行数。How many.' })
  count!: number;
}

@ObjectType('SheetComparison', { description: '交回的表与名录的比较。A returned sheet, compared.' })
export class SheetComparisonType {
  @Field(() => Int, { description: '表的行数。Rows of the sheet.' })
  rowCount!: number;

  @Field(() => [SheetRowCountType], { description: '各种情形的行数。How many rows are what.' })
  counts!: readonly SheetRowCountType[];

  @Field(() => [RowDifferenceType], {
    description: '差异，最多前一千行。Differences, the first thousand rows.',
  })
  differences!: readonly RowDifferenceType[];
}

/** The comparison as it may leave the building. */
export function shownComparison({ rowCount, counts, differences }: SheetComparison): SheetComparisonType {
  const states = Object.entries(counts) as [SheetRowState, number][];
  return { rowCount, counts: states.map(([state, count]) => ({ state, count })), differences };
}
