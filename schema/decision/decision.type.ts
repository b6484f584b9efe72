import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { CalendarDate, DateTime, RealWorldId } from '../shared/scalars.js';
import { DecisionKind, DecisionOrigin, DecisionProcedure, DecisionState } from './decision.states.js';

@ObjectType('DecisionColumn', {
  description: '双公示数据标准的一栏。A column of the data standard; a form is made of them.',
})
export class DecisionColumnType {
  @Field(() => String, { description: '代码，如 CF_XDR_MC。Its code.' })
  code!: string;

  @Field(() => String, { description: '名称。Its heading.' })
  title!: string;

  @Field(() => String, { description: '英文名称。In English.' })
  titleEn!: string;

  @Field(() => [String], { description: '原标准的代码与名称。Code and heading of the former standard.' })
  older!: readonly string[];

  @Field(() => Int, { description: '长度（待确认）。In characters; to confirm.' })
  maxLength!: number;

  @Field(() => Boolean, { description: '必填。Mandatory.' })
  isMandatory!: boolean;

  @Field(() => Boolean, { description: '自然人必填，其他不填。Mandatory of natural persons alone.' })
  isOfPerson!: boolean;

  @Field(() => Boolean, { description: '可以公示；否则只报送。May be public; else reported only.' })
  isPublic!: boolean;
}

@ObjectType('DecisionText', { description: '决定的一栏内容。What a decision says in one column.' })
export class DecisionTextType {
  @Field(() => String, { description: '代码。The code of the column.' })
  code!: string;

  @Field(() => String, { description: '名称。Its heading.' })
  title!: string;

  @Field(() => String, {
    nullable: true,
    description:
      '内容，按标准的格式；只在保险库中的没有。As the standard writes it; absent where the vault alone has it.',
  })
  text?: string;

  @Field(() => Boolean, { description: '完整内容加密保存。The whole text is kept encrypted.' })
  isSealed!: boolean;
}

@ObjectType('DecisionVersion', {
  description: '决定的一个版本，只增不改。One version; added, never changed.',
})
export class DecisionVersionType {
  @Field(() => Int, { description: '版本。Its number, from 1.' })
  version!: number;

  @Field(() => DecisionOrigin, { description: '来源。By which way it arrived.' })
  origin!: DecisionOrigin;

  @Field(() => String, { nullable: true, description: '更正的理由；首版没有。Absent of the first.' })
  reason?: string | null;

  @Field(() => DateTime, { description: '录入时间。When it arrived.' })
  enteredAt!: Date;

  @Field(() => ID, { nullable: true, description: '录入账户。Whose account entered it.' })
  enteredById?: string | null;
}

@ObjectType('Decision', {
  description:
    '行政许可或行政处罚决定，以最新版本为准。A licence or penalty decision, as its newest version has it.',
})
export class DecisionType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => DecisionKind, { description: '种类。Its kind.' })
  kind!: DecisionKind;

  @Field(() => DecisionState, { description: '状态。Where it stands.' })
  state!: DecisionState;

  @Field(() => Int, { description: '最新版本。Its newest version.' })
  version!: number;

  @Field(() => String, { description: '案件编号。The number of its case.' })
  caseNo!: string;

  @Field(() => DecisionProcedure, { description: '办理程序。Its procedure.' })
  procedure!: DecisionProcedure;

  @Field(() => String, { description: '文号。Its document number.' })
  documentNo!: string;

  @Field(() => CalendarDate, { description: '决定日期。The date on it.' })
  decidedOn!: string;

  @Field(() => RealWorldId, { description: '行政相对人的标识。The id of the party.' })
  partyId!: string;

  @Field(() => String, { description: '行政相对人；自然人遮盖。The party; a natural person is masked.' })
  partyName!: string;

  @Field(() => Boolean, { description: '自然人。A natural person: reported, not published.' })
  isPerson!: boolean;

  @Field(() => CalendarDate, { description: '公示期限。By when it is to be published.' })
  dueOn!: string;

  @Field(() => Boolean, { description: '录入时已逾期。It arrived after its due day.' })
  isLate!: boolean;

  @Field(() => DateTime, { description: '首次录入时间。When it arrived first.' })
  createdAt!: Date;

  @Field(() => CalendarDate, { nullable: true, description: '撤下文书的日期。The date of the withdrawal.' })
  withdrawnOn?: string | null;

  @Field(() => String, { nullable: true, description: '撤下文书的文号。The withdrawing document.' })
  withdrawalNo?: string | null;

  @Field(() => String, { nullable: true, description: '撤下的理由。The reason in words.' })
  withdrawalReason?: string | null;
}

export const DecisionConnection = connectionOf('Decision', () => DecisionType);
