import { Field, Float, ID, Int, ObjectType, registerEnumType, UseMiddleware } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';
import { recordsPerson } from './natural-person.reading.js';
import { Datum, SubjectKind, TargetKind, TargetStatus } from './target.states.js';

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

registerEnumType(Datum, {
  name: 'Datum',
  description:
    '坐标系；不换算的相差数百米。A coordinate system; unconverted they differ by hundreds of metres.',
  valuesConfig: {
    WGS84: { description: 'WGS-84: GPS' },
    GCJ02: { description: 'GCJ-02（火星坐标）: AMap, Tencent' },
    BD09: { description: 'BD-09: Baidu' },
  },
});

@ObjectType({ description: '位置；坐标系不明的不换算。A position; nothing is converted without a datum.' })
export class TargetPosition {
  @Field(() => Float, { nullable: true, description: '经度；不能换算的没有。Absent where not convertible.' })
  longitude?: number | null;

  @Field(() => Float, { nullable: true, description: '纬度；不能换算的没有。Absent where not convertible.' })
  latitude?: number | null;

  @Field(() => Datum, { nullable: true, description: '所给坐标的坐标系；不明的没有。Absent where unknown.' })
  datum?: Datum | null;

  @Field(() => Datum, {
    nullable: true,
    description: '登记时的坐标系；不明的没有。As stored; absent: unknown.',
  })
  storedDatum?: Datum | null;

  @Field(() => String, { nullable: true, description: '说明。What must be known of it.' })
  remark?: string | null;
}

@ObjectType({ description: '行业（GB/T 4754-2017）。A trade.' })
export class TradeType {
  @Field(() => String, { description: '代码：门类字母与至多四位数字。Letter and up to four digits.' })
  code!: string;

  @Field(() => String, { description: '所属大类（或门类）名称。The name of its division or section.' })
  name!: string;
}

@ObjectType('Target', { description: '检查对象。What may be inspected.' })
export class TargetType {
  @Field(() => ID, { description: '系统内标识。Its id in this installation.' })
  id!: string;

  @Field(() => RealWorldId, {
    description: '现实标识，抽取以此为准。The real-world id that draws are keyed by.',
  })
  realId!: string;

  @UseMiddleware(recordsPerson)
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

  @Field(() => [RealWorldId], {
    description: '其他号码，按优先次序。Its other identifiers, in the priority of schemes.',
  })
  identifiers!: string[];

  @UseMiddleware(recordsPerson)
  @Field(() => [String], { description: '曾用名，先后排列。Former names, oldest first.' })
  formerNames!: string[];

  @Field(() => RealWorldId, {
    nullable: true,
    description: '责任主体；主体自身没有。The responsible entity; absent for an entity.',
  })
  responsibleId?: string;

  @Field(() => String, { nullable: true, description: '项目阶段；其他没有。The stage of a project.' })
  stage?: string;

  @Field(() => [String], { description: '行业代码，主业在前。Trade codes, the main one first.' })
  tradeCodes!: string[];

  @Field(() => Int, { description: '权重，一般为 1。Its weight in weighted draws.' })
  weight!: number;

  @Field(() => TargetStatus, { description: '登记状态。How it stands.' })
  status!: TargetStatus;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '状态自何日起；来源未说明的没有。Since when, where the source tells.',
  })
  statusOn?: string;

  @Field(() => CalendarDate, { nullable: true, description: '成立日期；未登记的没有。Where known.' })
  establishedOn?: string;

  @Field(() => String, {
    nullable: true,
    description: '登记机关；未登记的没有。The registering authority, where known.',
  })
  registrar?: string;

  @UseMiddleware(recordsPerson)
  @Field(() => String, { nullable: true, description: '地址；未登记的没有。Its address, where known.' })
  address?: string;

  @UseMiddleware(recordsPerson)
  @Field(() => String, {
    nullable: true,
    description: '经营场所，与住所不同的才有。Where it trades, when that is another address.',
  })
  businessAddress?: string;

  @UseMiddleware(recordsPerson)
  @Field(() => Float, {
    nullable: true,
    description: '经度；未登记的没有。Longitude in degrees, where known.',
  })
  longitude?: number;

  @UseMiddleware(recordsPerson)
  @Field(() => Float, {
    nullable: true,
    description: '纬度；未登记的没有。Latitude in degrees, where known.',
  })
  latitude?: number;

  @Field(() => Datum, {
    nullable: true,
    description: '经纬度的坐标系；来源未说明的没有。Of longitude and latitude; absent where unknown.',
  })
  datum?: Datum;

  @Field(() => [String], { description: '检查所需技能。Skills that its officers need.' })
  requiredSkills!: string[];

  @Field(() => [String], { description: '标签。Its tags.' })
  tags!: string[];

  @Field(() => String, {
    nullable: true,
    description: '最近列出它的来源；手工登记的没有。The source that listed it last.',
  })
  source?: string;

  @Field(() => DateTime, { description: '入库时间。When it was entered.' })
  createdAt!: Date;

  @Field(() => DateTime, { description: '最近变更时间。When it last changed.' })
  updatedAt!: Date;
}

export const TargetConnection = connectionOf('Target', () => TargetType);
