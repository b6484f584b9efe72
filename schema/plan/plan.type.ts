import { Field, ID, Int, ObjectType } from 'type-graphql';
import { SeparationOfDuties } from '../account/index.js';
import { connectionOf } from '../console/index.js';
import { DepartmentEnded, DepartmentType } from '../department/index.js';
import { resultUnion } from '../shared/result-union.js';
import { Role } from '../shared/roles.js';
import { CalendarDate, DateTime, Hex } from '../shared/scalars.js';
import {
  CampaignBatchMissing,
  PlanBatchNotFound,
  PlanNotApproved,
  PlanStateWrong,
} from './annual/annual.errors.js';
import { PlanState } from './annual/annual.states.js';
import { ItemRangeType } from './annual/annual.type.js';
import { CampaignKind, DrawStage } from './campaign.stages.js';
import { CampaignState } from './campaign.states.js';
import { JointLeadMissing, ParticipantsPending, QuotaBeyondOfficers } from './joint/participant.errors.js';
import { DrawMode, Rounding, SlotRole } from './plan.entity.js';
import {
  CampaignNotFound,
  CampaignRuleInvalid,
  CampaignStateWrong,
  InstitutionDrawsNothing,
  ItemNotInForce,
  ItemNotInPower,
  ItemNotListed,
  PlanNotFound,
  RoleHelperType,
  RolesUnfilled,
  WitnessKeyUnusable,
} from './plan.errors.js';

@ObjectType('Plan', { description: '年度抽查计划。An annual plan.' })
export class PlanType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => Int, { description: '年度。The year.' })
  year!: number;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => DateTime, { description: '编制时间。When it was drafted.' })
  createdAt!: Date;

  @Field(() => PlanState, { description: '状态。Where it stands.' })
  state!: PlanState;

  @Field(() => Int, { description: '已批准的最新版本；尚无的为 0。The last approved version; 0 before any.' })
  version!: number;

  @Field(() => [ItemRangeType], {
    description: '事项的对象范围；未列的为全部。Which targets items are about; others all.',
  })
  itemRanges!: ItemRangeType[];
}

@ObjectType('CampaignStratum', { description: '一层。One stratum.' })
export class StratumType {
  @Field(() => String, { description: '中性代码。Its neutral code.' })
  code!: string;

  @Field(() => String, { description: '风险类别。Its risk class.' })
  riskClass!: string;

  @Field(() => Int, {
    nullable: true,
    description: '比例，百万分之；按数量时没有。Absent where a number is set.',
  })
  ratePpm?: number;

  @Field(() => Int, { nullable: true, description: '数量；按比例时没有。Absent where a share is set.' })
  count?: number;

  @Field(() => Rounding, { nullable: true, description: '取整；按数量时没有。Absent where a number is set.' })
  rounding?: Rounding;

  @Field(() => Int, { description: '候补。How many stand in reserve.' })
  reserve!: number;
}

@ObjectType('ItemVersion', { description: '事项的一个版本。A version of an item.' })
export class ItemVersionType {
  @Field(() => String, { description: '事项编码。Its code.' })
  code!: string;

  @Field(() => Int, { description: '版本。Its version.' })
  version!: number;
}

@ObjectType('CampaignSlot', { description: '检查组的名额。Places of a team.' })
export class SlotType {
  @Field(() => Int, { description: '人数。How many.' })
  officers!: number;

  @Field(() => SlotRole, { nullable: true, description: '由谁充任；不写为执法人员。Officers when absent.' })
  role?: SlotRole;

  @Field(() => String, {
    nullable: true,
    description: '须具备的技能；没有的不限。The skill, where one is asked.',
  })
  skill?: string;
}

@ObjectType('ActingName', { description: '以谁的名义检查一个事项。In whose name an item is inspected.' })
export class ActingNameType {
  @Field(() => String, { description: '事项编码。The item.' })
  itemCode!: string;

  @Field(() => DepartmentType, { description: '实施部门。Who acts.' })
  department!: object;

  @Field(() => DepartmentType, {
    description: '以其名义；自己的名义则为本部门。Whose name stands on documents.',
  })
  inNameOf!: object;

  @Field(() => String, {
    nullable: true,
    description: '委托的依据；没有委托的没有。Of a delegation, its basis.',
  })
  legalBasis?: string | null;

  @Field(() => String, { nullable: true, description: '委托文书编号；没有的没有。Its document, if any.' })
  documentNo?: string | null;
}

@ObjectType('CampaignSource', {
  description: '指定对象的来源。Where the named targets of a campaign come from.',
})
export class CampaignSourceType {
  @Field(() => Hex, { description: '名单的 SHA-256。SHA-256 of the list.' })
  hash!: string;

  @Field(() => String, { description: '文号。Its document number.' })
  documentNo!: string;

  @Field(() => String, { description: '发文机关。Who issued it.' })
  issuer!: string;
}

@ObjectType('Campaign', { description: '抽查任务。A campaign: one batch of a plan.' })
export class CampaignType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => String, { description: '任务编号（用于抽取）。Its code in the draw log.' })
  code!: string;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => ID, { nullable: true, description: '所属批次；计划没有批次的没有。Its batch, if any.' })
  batch?: string | null;
  @Field(() => String, {
    nullable: true,
    description: '计划外追加的理由；属于计划的没有。Why it was made outside the plan, if so.',
  })
  extraReason?: string | null;

  @Field(() => [String], { description: '抽查事项代码。Codes of its items.' })
  itemCodes!: string[];

  @Field(() => [ItemVersionType], {
    nullable: true,
    description: '批准时确定的事项版本；未批准的没有。The versions of its items, fixed at approval.',
  })
  itemVersions?: ItemVersionType[] | null;

  @Field(() => [SlotType], { description: '检查组名额。The places of its teams.' })
  slots!: SlotType[];

  @Field(() => DrawMode, { description: '抽取方式。How names are treated.' })
  mode!: DrawMode;

  @Field(() => DrawStage, { description: '抽取环节。What its draw decides.' })
  stage!: DrawStage;

  @Field(() => CampaignKind, { description: '种类。Why it checks its targets.' })
  kind!: CampaignKind;

  @Field(() => CampaignSourceType, {
    nullable: true,
    description: '指定对象的来源；随机抽取对象的没有。Absent where targets are drawn.',
  })
  targetSource?: CampaignSourceType | null;

  @Field(() => CampaignState, { description: '状态。Where it stands.' })
  state!: CampaignState;

  @Field(() => [StratumType], { description: '分层。Its strata.' })
  strata!: StratumType[];

  @Field(() => Boolean, {
    description: '同一主体是否只可抽一次。Whether one entity is in the frame only once.',
  })
  onePerEntity!: boolean;

  @Field(() => Boolean, {
    description: '是否预先告知当事人。Whether parties may be told beforehand.',
  })
  isAnnounced!: boolean;

  @Field(() => CalendarDate, { description: '检查期限起。First day of the visits.' })
  windowFromOn!: string;

  @Field(() => CalendarDate, { description: '检查期限止。Last day of the visits.' })
  windowToOn!: string;

  @Field(() => DateTime, { description: '编制时间。When it was drafted.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '批准时间；未批准的没有。Absent until approved.' })
  approvedAt?: Date | null;
}

@ObjectType('RoleCandidate', { description: '可任某角色的人。Somebody who could fill a role.' })
export class RoleCandidateType {
  @Field(() => String, { description: '姓名。The name.' })
  displayName!: string;

  @Field(() => ID, {
    nullable: true,
    description: '凭哪一安排；本部门人员没有。By which arrangement; absent at home.',
  })
  arrangementId?: string | null;
}

@ObjectType('CampaignRole', {
  description: '任务批准后所需的角色。A role that a campaign needs after its approval.',
})
export class CampaignRoleType {
  @Field(() => Role, { description: '角色。The role.' })
  role!: Role;

  @Field(() => Int, { description: '需要几人。How many are needed.' })
  neededCount!: number;

  @Field(() => [RoleCandidateType], {
    description: '可任的人，已办理须分离环节的不计。Who could, without those who are kept apart.',
  })
  candidates!: RoleCandidateType[];

  @Field(() => Boolean, {
    description: '各角色由不同的人担任时，是否有人。Whether somebody is left when all differ.',
  })
  isFilled!: boolean;

  @Field(() => [RoleHelperType], {
    description: '无人时可代行的上级与邻近单位。Where nobody is: who could fill it by an arrangement.',
  })
  helpers!: RoleHelperType[];
}

export const CampaignConnection = connectionOf('Campaign', () => CampaignType);
export const PlanConnection = connectionOf('Plan', () => PlanType);

@ObjectType({ description: '计划已编制。The plan was drafted.' })
export class PlanCreated {
  @Field(() => PlanType, { description: '计划。The plan.' })
  plan!: PlanType;
}

@ObjectType({ description: '任务已编制。The campaign was drafted.' })
export class CampaignCreated {
  @Field(() => CampaignType, { description: '任务。The campaign.' })
  campaign!: CampaignType;
}

@ObjectType({ description: '任务已批准。The campaign was approved.' })
export class CampaignApproved {
  @Field(() => CampaignType, { description: '任务。The campaign.' })
  campaign!: CampaignType;
}

export const CreateCampaignResult = resultUnion('CreateCampaignResult', () => [
  CampaignCreated,
  PlanNotFound,
  PlanStateWrong,
  PlanBatchNotFound,
  CampaignBatchMissing,
  ItemNotListed,
  ItemNotInForce,
  ItemNotInPower,
  InstitutionDrawsNothing,
  DepartmentEnded,
  CampaignRuleInvalid,
  WitnessKeyUnusable,
  SeparationOfDuties,
]);

export const ApproveCampaignResult = resultUnion('ApproveCampaignResult', () => [
  CampaignApproved,
  CampaignNotFound,
  PlanStateWrong,
  PlanBatchNotFound,
  CampaignBatchMissing,
  PlanNotApproved,
  CampaignStateWrong,
  ItemNotListed,
  ItemNotInForce,
  ItemNotInPower,
  CampaignRuleInvalid,
  SeparationOfDuties,
  RolesUnfilled,
  JointLeadMissing,
  ParticipantsPending,
  QuotaBeyondOfficers,
]);
