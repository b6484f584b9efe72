import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime } from '../../shared/scalars.js';
import { NoDepartment, PoolInUse, UnknownUpload } from '../import/import.errors.js';
import { VisitFinding } from '../visit/visit.states.js';
import { PointKind } from './checklist.entity.js';
import {
  ChecklistInvalid,
  CodeFileInvalid,
  ItemExists,
  ItemListFaulty,
  ItemListHasWarnings,
  ItemListNotFound,
  ItemNotFound,
  ItemRuleInvalid,
  ResultSystemInvalid,
  ResultSystemTaken,
} from './item.errors.js';
import { ItemType } from './item.type.js';
import { ItemFindingType } from './item-lint.type.js';

registerEnumType(VisitFinding, {
  name: 'VisitFinding',
  description: '检查结果的性质。What a visit found, as far as the register of visits needs it.',
  valuesConfig: {
    NONE: { description: '未发现问题。Nothing was found.' },
    PROBLEM: { description: '发现问题。A problem was found.' },
    NOT_CHECKED: { description: '未能检查。It could not be checked.' },
  },
});

@ObjectType('ItemList', {
  description: '公布的抽查事项清单（某一版本）。A published version of the item list.',
})
export class ItemListType {
  @Field(() => Int, { description: '版本，从 1 起。Its version, from 1.' })
  version!: number;

  @Field(() => CalendarDate, { description: '公布日期。Since when it holds.' })
  publishedOn!: string;

  @Field(() => String, {
    nullable: true,
    description: '文号；没有的为空。Its document number, where it has one.',
  })
  documentNo?: string | null;

  @Field(() => [ItemType], {
    description: '清单各条，按编码。Its entries by code, in the versions it names.',
  })
  items!: ItemType[];

  @Field(() => DateTime, { description: '登记时间。When it was entered.' })
  createdAt!: Date;
}

@ObjectType('ItemFieldChange', { description: '一处不同。One field that differs.' })
export class ItemFieldChangeType {
  @Field(() => String, { description: '字段。The field.' })
  field!: string;

  @Field(() => String, { description: '字段的中文名。The field in Chinese.' })
  label!: string;

  @Field(() => String, { nullable: true, description: '原来的值；没有的为空。Before; absent where empty.' })
  before?: string;

  @Field(() => String, { nullable: true, description: '现在的值；没有的为空。After; absent where empty.' })
  after?: string;
}

@ObjectType('ChangedItem', { description: '变更的事项。An item that changed.' })
export class ChangedItem {
  @Field(() => ItemType, { description: '原来的版本。The version before.' })
  before!: ItemType;

  @Field(() => ItemType, { description: '现在的版本。The version after.' })
  after!: ItemType;

  @Field(() => [ItemFieldChangeType], { description: '逐项不同。Field by field.' })
  fields!: ItemFieldChangeType[];
}

@ObjectType('ItemListComparison', { description: '两版清单的比较。Two published lists compared.' })
export class ItemListComparison {
  @Field(() => Int, { description: '原来的版本。The version before.' })
  from!: number;

  @Field(() => Int, { description: '现在的版本。The version after.' })
  to!: number;

  @Field(() => [ItemType], { description: '新增。Added.' })
  added!: ItemType[];

  @Field(() => [ItemType], { description: '取消。Ended.' })
  ended!: ItemType[];

  @Field(() => [ChangedItem], { description: '变更。Changed.' })
  changed!: ChangedItem[];
}

@ObjectType('CheckPoint', { description: '检查点。One point of a checklist.' })
export class CheckPointType {
  @Field(() => String, { description: '编码。Its code.' })
  code!: string;

  @Field(() => String, { description: '检查内容。What is checked.' })
  text!: string;

  @Field(() => Boolean, { description: '是否关键。Whether it is a key point.' })
  isKey!: boolean;

  @Field(() => String, { nullable: true, description: '依据；没有的为空。Its basis, where it has one.' })
  basis?: string;

  @Field(() => PointKind, {
    nullable: true,
    description: '种类；为空即仅判断有无问题。Its kind; FINDING when absent.',
  })
  kind?: PointKind;

  @Field(() => String, { nullable: true, description: '数量的单位。The unit of a number.' })
  unit?: string;

  @Field(() => [String], { nullable: true, description: '选项。The choices.' })
  choices?: readonly string[];
}

@ObjectType('Checklist', { description: '检查表（某一版本）。A version of a checklist.' })
export class ChecklistType {
  @Field(() => String, { description: '编码。Its code.' })
  code!: string;

  @Field(() => Int, { description: '版本，从 1 起。Its version, from 1.' })
  version!: number;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => [CheckPointType], { description: '检查点。Its points.' })
  points!: CheckPointType[];
}

@ObjectType('ResultSystemCode', { description: '体系中的一个代码。One code of a system.' })
export class ResultSystemCode {
  @Field(() => String, { description: '代码。The code.' })
  code!: string;

  @Field(() => String, { description: '含义。What it means.' })
  text!: string;

  @Field(() => VisitFinding, { description: '性质。What it says for the register of visits.' })
  finding!: VisitFinding;

  @Field(() => String, {
    nullable: true,
    description: '默认体系中的对应代码。Its like in the default system.',
  })
  standsFor?: string;
}

@ObjectType('ResultSystem', {
  description: '结果代码体系（某一版本）。A version of a system of result codes.',
})
export class ResultSystemType {
  @Field(() => String, { description: '代号。Its code.' })
  code!: string;

  @Field(() => Int, { description: '版本。Its version.' })
  version!: number;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => [ResultSystemCode], { description: '代码。Its codes.' })
  codes!: ResultSystemCode[];
}

@ObjectType('CodeMapping', { description: '代码的对应。One code with its like in another system.' })
export class CodeMappingType {
  @Field(() => String, { description: '代码。The code.' })
  code!: string;

  @Field(() => String, { description: '含义。What it means.' })
  text!: string;

  @Field(() => [String], {
    description: '对应的代码；没有对应的为空表。Those that mean the same; none is told.',
  })
  toCodes!: string[];
}

@ObjectType({ description: '事项已登记。The item was entered.' })
export class ItemEntered {
  @Field(() => ItemType, { description: '事项。The item.' })
  item!: ItemType;

  @Field(() => [ItemFindingType], { description: '须留意之处。What is vague or missing in it.' })
  findings!: ItemFindingType[];
}

@ObjectType({ description: '事项已变更，成为下一版本。The item has a next version.' })
export class ItemChanged {
  @Field(() => ItemType, { description: '新版本。The version.' })
  item!: ItemType;

  @Field(() => [ItemFindingType], { description: '须留意之处。What is vague or missing in it.' })
  findings!: ItemFindingType[];
}

@ObjectType({ description: '事项已定终止日。The item ends.' })
export class ItemEnded {
  @Field(() => ItemType, { description: '最后一个版本。Its last version.' })
  item!: ItemType;
}

@ObjectType({ description: '清单已公布。The list was published.' })
export class ItemListPublished {
  @Field(() => ItemListType, { description: '清单。The list.' })
  list!: ItemListType;

  @Field(() => [ItemFindingType], { description: '已确认的提示。The warnings that were acknowledged.' })
  findings!: ItemFindingType[];
}

@ObjectType({ description: '检查表已登记。The checklist was entered.' })
export class ChecklistEntered {
  @Field(() => ChecklistType, { description: '检查表。The checklist.' })
  checklist!: ChecklistType;
}

@ObjectType({ description: '结果代码体系已登记。The system was entered.' })
export class ResultSystemEntered {
  @Field(() => ResultSystemType, { description: '体系。The system.' })
  system!: ResultSystemType;
}

export const EnterItemResult = resultUnion('EnterItemResult', () => [
  ItemEntered,
  ItemExists,
  ItemRuleInvalid,
  NoDepartment,
  PoolInUse,
]);

export const ChangeItemResult = resultUnion('ChangeItemResult', () => [
  ItemChanged,
  ItemNotFound,
  ItemRuleInvalid,
  NoDepartment,
  PoolInUse,
]);

export const EndItemResult = resultUnion('EndItemResult', () => [
  ItemEnded,
  ItemNotFound,
  ItemRuleInvalid,
  NoDepartment,
  PoolInUse,
]);

export const PublishItemListResult = resultUnion('PublishItemListResult', () => [
  ItemListPublished,
  ItemListFaulty,
  ItemListHasWarnings,
  ItemRuleInvalid,
  NoDepartment,
  PoolInUse,
]);

export const CompareItemListsResult = resultUnion('CompareItemListsResult', () => [
  ItemListComparison,
  ItemListNotFound,
]);

export const EnterChecklistResult = resultUnion('EnterChecklistResult', () => [
  ChecklistEntered,
  ChecklistInvalid,
  CodeFileInvalid,
  UnknownUpload,
  NoDepartment,
  PoolInUse,
]);

export const EnterResultSystemResult = resultUnion('EnterResultSystemResult', () => [
  ResultSystemEntered,
  ResultSystemInvalid,
  ResultSystemTaken,
  CodeFileInvalid,
  UnknownUpload,
  NoDepartment,
  PoolInUse,
]);
