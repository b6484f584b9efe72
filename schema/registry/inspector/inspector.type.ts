import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { CalendarDate, RealWorldId } from '../../shared/scalars.js';
import { InspectorStatus } from './inspector.states.js';

registerEnumType(InspectorStatus, {
  name: 'InspectorStatus',
  description: '人员状态；只有在岗的可被抽取。How an inspector stands; only an active one is drawn.',
  valuesConfig: {
    ACTIVE: { description: '在岗: active' },
    ON_LEAVE: { description: '休假: on leave' },
    SUSPENDED: { description: '停职: suspended' },
    TRANSFERRED: { description: '调离: transferred' },
    RETIRED: { description: '退休: retired' },
  },
});

@ObjectType('Certificate', { description: '执法证件。An enforcement certificate.' })
export class CertificateType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => String, { description: '证件种类。Its kind.' })
  kind!: string;

  @Field(() => String, { description: '证号。Its number.' })
  number!: string;

  @Field(() => String, { nullable: true, description: '发证机关；未登记的没有。Its issuer, where known.' })
  issuer?: string;

  @Field(() => String, { nullable: true, description: '执法范围；未登记的没有。Its scope, where known.' })
  scope?: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '有效期起；未登记的没有。The first day, where known.',
  })
  validFromOn?: string;

  @Field(() => CalendarDate, {
    description: '有效期止；9999-12-31 为长期。The last day; 9999-12-31 has no end.',
  })
  validToOn!: string;
}

@ObjectType('Leave', { description: '请休假。Days on which an inspector is away.' })
export class LeaveType {
  @Field(() => CalendarDate, { description: '首日。The first day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '末日。The last day.' })
  toOn!: string;
}

@ObjectType('Inspector', { description: '执法检查人员。An officer of the pool.' })
export class InspectorType {
  @Field(() => ID, { description: '系统内标识。The id in this installation.' })
  id!: string;

  @Field(() => RealWorldId, {
    description: '现实标识，抽取以此为准。The real-world id that draws are keyed by.',
  })
  realId!: string;

  @Field(() => String, { description: '姓名。The name.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: '单位工号；没有的不填。The staff number, where there is one.',
  })
  workNo?: string;

  @Field(() => [String], {
    description: '执法区域；空为本部门全部。Districts served; empty means all of the department.',
  })
  districts!: string[];

  @Field(() => [String], { description: '专业技能。Skills.' })
  skills!: string[];

  @Field(() => String, { nullable: true, description: '职务；未登记的没有。The post, where known.' })
  position?: string;

  @Field(() => Int, { description: '职级序，组内最高者任组长。Rank; the highest of a team leads it.' })
  rank!: number;

  @Field(() => Int, {
    nullable: true,
    description: '承检上限；不填则按任务规则。Most targets in one draw; absent: the campaign’s.',
  })
  capacity?: number;

  @Field(() => Boolean, {
    description: '是否专家（不计入两人）。An expert, who never counts toward the two.',
  })
  isExpert!: boolean;

  @Field(() => InspectorStatus, { description: '人员状态。How the inspector stands.' })
  status!: InspectorStatus;
}

export const InspectorConnection = connectionOf('Inspector', () => InspectorType);
