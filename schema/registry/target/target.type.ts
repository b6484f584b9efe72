import { Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { DateTime, RealWorldId } from '../../shared/scalars.js';
import { SubjectKind, TargetKind, TargetStatus } from './target.states.js';

registerEnumType(TargetKind, {
  name: 'TargetKind',
  description: '检查对象的种类。What a target is.',
  valuesConfig: {
    ENTITY: { description: '市场主体或单位: an entity' },
    PREMISES: { description: '场所: premises' },
    LICENCE: { description: '许可: a licence' },
    PROJECT: { description: '项目: a project' },
    PRODUCT: { description: '产品: a product' },
    EQUIPMENT: { description: '设备: equipment' },
    ACTIVITY: { description: '活动: an activity' },
  },
});

registerEnumType(SubjectKind, {
  name: 'SubjectKind',
  description: '责任主体的性质。Who answers for a target.',
  valuesConfig: {
    LEGAL_PERSON: { description: '法人: a legal person' },
    OTHER_ORGANISATION: { description: '非法人组织: another organisation' },
    INDIVIDUAL_BUSINESS: { description: '个体工商户: an individual business' },
    NATURAL_PERSON: { description: '自然人: a natural person, reported and never published' },
  },
});

registerEnumType(TargetStatus, {
  name: 'TargetStatus',
  description: '登记状态；只有存续的可被抽取。How a target stands; only an active one is drawn.',
  valuesConfig: {
    ACTIVE: { description: '存续: active' },
    SUSPENDED: { description: '歇业: suspended' },
    MOVED: { description: '迁出: moved away' },
    CLOSED: { description: '注销: closed' },
    REVOKED: { description: '吊销、撤销: revoked' },
    MERGED: { description: '并入、分立或转换: merged, split or converted' },
    REMOVED: { description: '移出名录: no longer listed by its source' },
  },
});

@ObjectType('Target', { description: '检查对象。What may be inspected.' })
export class TargetType {
  @Field(() => ID, { description: '系统内标识。Its id in this installation.' })
  id!: string;

  @Field(() => RealWorldId, {
    description: '现实标识，抽取以此为准。The real-world id that draws are keyed by.',
  })
  realId!: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => TargetKind, { description: '种类。What it is.' })
  kind!: TargetKind;

  @Field(() => SubjectKind, { description: '责任主体的性质。Who answers for it.' })
  subject!: SubjectKind;

  @Field(() => String, {
    description: '片区代码，与执法人员的区域相对应。The district by which officers are matched.',
  })
  district!: string;

  @Field(() => String, { nullable: true, description: '行业；未登记的没有。Its trade, where known.' })
  trade?: string;

  @Field(() => String, {
    nullable: true,
    description: '风险等级；未分级的没有。Its risk class, where it has one.',
  })
  riskClass?: string;

  @Field(() => String, {
    nullable: true,
    description: '分级体系；不同体系方向可能相反。The system of the class.',
  })
  classSystem?: string;

  @Field(() => Int, { description: '权重，一般为 1。Its weight in weighted draws.' })
  weight!: number;

  @Field(() => TargetStatus, { description: '登记状态。How it stands.' })
  status!: TargetStatus;

  @Field(() => String, {
    nullable: true,
    description: '登记机关；未登记的没有。The registering authority, where known.',
  })
  registrar?: string;

  @Field(() => String, { nullable: true, description: '地址；未登记的没有。Its address, where known.' })
  address?: string;

  @Field(() => Float, {
    nullable: true,
    description: '经度；未登记的没有。Longitude in degrees, where known.',
  })
  longitude?: number;

  @Field(() => Float, {
    nullable: true,
    description: '纬度；未登记的没有。Latitude in degrees, where known.',
  })
  latitude?: number;

  @Field(() => [String], { description: '检查所需技能。Skills that its officers need.' })
  requiredSkills!: string[];

  @Field(() => [String], { description: '标签。Its tags.' })
  tags!: string[];

  @Field(() => DateTime, { description: '入库时间。When it was entered.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: '最近变更时间。When it last changed.' })
  updatedAt!: Date;
}

export const TargetConnection = connectionOf('Target', () => TargetType);
