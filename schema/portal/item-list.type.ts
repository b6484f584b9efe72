import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../shared/scalars.js';

@ObjectType({ description: '依据的法律及条款。A law with its articles.' })
export class PublicArticle {
  @Field(() => String, { description: '名称。Its name.' })
  law!: string;

  @Field(() => [String], { description: '条款。The articles, as cited.' })
  articles!: string[];
}

@ObjectType({ description: '抽查事项。What may be checked, and by which article.' })
export class PublicItem {
  @Field(() => String, { description: '编码。Its code.' })
  code!: string;

  @Field(() => Int, { description: '版本。Its version.' })
  version!: number;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => String, { description: '法律依据，原文。The basis, verbatim.' })
  legalBasis!: string;

  @Field(() => [PublicArticle], { description: '依据逐部列出。The basis, law by law.' })
  articles!: PublicArticle[];

  @Field(() => Boolean, { description: '重点事项；否为一般事项。A key item; otherwise a general one.' })
  isKey!: boolean;

  @Field(() => Int, { nullable: true, description: '年抽查比例（百万分之）。The yearly share, where set.' })
  ratioPpm?: number | null;

  @Field(() => Int, { nullable: true, description: '比例下限（百万分之）。Its floor, where set.' })
  ratioFloorPpm?: number | null;

  @Field(() => Int, { nullable: true, description: '比例上限（百万分之）。Its cap, where set.' })
  ratioCapPpm?: number | null;

  @Field(() => Int, { nullable: true, description: '年频次。Times a year, where set.' })
  frequency?: number | null;

  @Field(() => String, { nullable: true, description: '抽查对象。Whom it is about, where the list says.' })
  subject?: string | null;

  @Field(() => [String], { description: '检查方式。The methods.' })
  methods!: string[];

  @Field(() => [String], { description: '须出示的材料。What has to be shown.' })
  materials!: string[];

  @Field(() => CalendarDate, { description: '生效日期。Its first day.' })
  validFromOn!: string;

  @Field(() => CalendarDate, { nullable: true, description: '最后一天。Its last day, where it ends.' })
  validToOn?: string | null;
}

@ObjectType({ description: '抽查事项清单。A published list of items.' })
export class PublicItemList {
  @Field(() => String, { description: '部门代码。The department.' })
  departmentCode!: string;

  @Field(() => String, { description: '部门名称。Its name.' })
  departmentName!: string;

  @Field(() => Int, { description: '版本。Its version.' })
  version!: number;

  @Field(() => CalendarDate, { description: '公布日期。Since when it holds.' })
  publishedOn!: string;

  @Field(() => String, { nullable: true, description: '文号。Its document number, where it has one.' })
  documentNo?: string | null;

  @Field(() => [PublicItem], { description: '事项。Its items.' })
  items!: PublicItem[];
}

@ObjectType({ description: '清单的一个版本。A version of a list.' })
export class PublicItemListVersion {
  @Field(() => Int, { description: '版本。Its number.' })
  version!: number;

  @Field(() => CalendarDate, { description: '公布日期。Since when it holds.' })
  publishedOn!: string;

  @Field(() => String, { nullable: true, description: '文号。Its document number, where it has one.' })
  documentNo?: string | null;

  @Field(() => Int, { description: '事项数。How many items.' })
  itemCount!: number;
}

@ObjectType({ description: '一处不同。One field that differs.' })
export class PublicFieldChange {
  @Field(() => String, { description: '字段的中文名。The field.' })
  label!: string;

  @Field(() => String, { nullable: true, description: '原来。Before; absent where empty.' })
  before?: string;

  @Field(() => String, { nullable: true, description: '现在。After; absent where empty.' })
  after?: string;
}

@ObjectType({ description: '变更的事项。An item that changed.' })
export class PublicItemChange {
  @Field(() => String, { description: '编码。Its code.' })
  code!: string;

  @Field(() => [PublicFieldChange], { description: '逐项不同。Field by field.' })
  fields!: PublicFieldChange[];
}

@ObjectType({ description: '两版清单的比较。Two lists compared.' })
export class PublicItemListComparison {
  @Field(() => [PublicItem], { description: '新增。Added.' })
  added!: PublicItem[];

  @Field(() => [PublicItem], { description: '取消。Ended.' })
  ended!: PublicItem[];

  @Field(() => [PublicItemChange], { description: '变更。Changed.' })
  changed!: PublicItemChange[];
}
