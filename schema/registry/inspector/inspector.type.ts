import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';
import { CertificateStatus, InspectorStatus, LeaveKind, UnavailableReason } from './inspector.states.js';

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

registerEnumType(CertificateStatus, {
  name: 'CertificateStatus',
  description: '证件状态；只有有效的算数。How a certificate stands; only a valid one counts.',
  valuesConfig: {
    VALID: { description: '有效（另看有效期）: valid, within its dates' },
    SUSPENDED: { description: '暂扣: suspended' },
    REVOKED: { description: '吊销、注销: revoked' },
  },
});

registerEnumType(LeaveKind, {
  name: 'LeaveKind',
  description: '请休假种类。Why an officer is away.',
  valuesConfig: {
    LEAVE: { description: '休假: leave' },
    ILLNESS: { description: '病假: illness' },
    TRAINING: { description: '培训: training' },
    URGENT_DUTY: { description: '临时紧急公务: urgent duty' },
  },
});

registerEnumType(UnavailableReason, {
  name: 'UnavailableReason',
  description: '当日不能派出的原因。Why an officer cannot be sent on a day.',
  valuesConfig: {
    NOT_IN_POOL: { description: '不入库或承检上限为 0: kept out of the pool' },
    SUSPENDED: { description: '停职: suspended' },
    LEFT: { description: '已离岗: has left' },
    NO_VALID_CERTIFICATE: { description: '当日没有有效证件: no valid certificate' },
    ON_LEAVE: { description: '请休假: on leave' },
    SECONDED_AWAY: { description: '借调在外: seconded elsewhere' },
    NOT_HERE_YET: { description: '不在借入期内: seconded here on other days' },
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

  @Field(() => CertificateStatus, { description: '证件状态。How it stands.' })
  status!: CertificateStatus;

  @Field(() => DateTime, { description: '最近修改时间。When it was changed last.' })
  updatedAt!: Date;
}

@ObjectType('Leave', { description: '请休假。Days on which an inspector is away.' })
export class LeaveType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => LeaveKind, { description: '种类。Why.' })
  kind!: LeaveKind;

  @Field(() => CalendarDate, { description: '首日。The first day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '末日。The last day.' })
  toOn!: string;

  @Field(() => DateTime, { description: '最近修改时间。When it was changed last.' })
  updatedAt!: Date;
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

  @Field(() => [String], { description: '专家领域；不是专家的为空。What an expert is an expert in.' })
  expertFields!: string[];

  @Field(() => Boolean, {
    description: '是否入库；领导按规则可不入库。Whether in the pool; a rule may keep leaders out.',
  })
  isInPool!: boolean;

  @Field(() => InspectorStatus, { description: '人员状态。How the inspector stands.' })
  status!: InspectorStatus;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '在岗最后一日；没有离岗安排的没有。The last day in the post, where one is set.',
  })
  leftOn?: string;

  @Field(() => DateTime, { description: '最近修改时间。When it was changed last.' })
  updatedAt!: Date;
}

@ObjectType({ description: '当日不能派出的人员。An officer who cannot be sent on a day.' })
export class UnavailableInspector {
  @Field(() => InspectorType, { description: '执法人员。The officer.' })
  inspector!: InspectorType;

  @Field(() => UnavailableReason, { description: '原因。Why.' })
  reason!: UnavailableReason;
}

@ObjectType('LeaderRule', { description: '领导是否入库的规则。The rule on leaders in the pool.' })
export class LeaderRuleType {
  @Field(() => [String], { description: '所指职务。The posts it is about.' })
  positions!: string[];

  @Field(() => Boolean, { description: '是否入库。Whether they are in the pool.' })
  isInPool!: boolean;

  @Field(() => String, { description: '依据。Its basis.' })
  basis!: string;

  @Field(() => DateTime, { description: '自何时起。Since when.' })
  madeAt!: Date;
}

export const CertificateConnection = connectionOf('Certificate', () => CertificateType);
export const UnavailableInspectorConnection = connectionOf(
  'UnavailableInspector',
  () => UnavailableInspector,
);
export const InspectorConnection = connectionOf('Inspector', () => InspectorType);
