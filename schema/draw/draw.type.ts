import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SeparationOfDuties } from '../account/index.js';
import { connectionOf } from '../console/index.js';
import {
  CampaignNotFound,
  CampaignRuleInvalid,
  CampaignStateWrong,
  DrawMode,
  ItemNotInForce,
  ItemNotInPower,
  ItemNotListed,
  JointLeadMissing,
  ParticipantsPending,
  QuotaBeyondOfficers,
} from '../plan/index.js';
import { PoolInUse } from '../registry/index.js';
import { resultUnion } from '../shared/result-union.js';
import { DateTime, Hex, RealWorldId } from '../shared/scalars.js';
import { FileLevel } from './draw.entity.js';
import {
  DrawNotFound,
  DrawRefused,
  DrawTimesInvalid,
  OperatorOnly,
  OperatorRevealsLast,
  WitnessKeyEnded,
} from './draw.errors.js';
import { Assurance, DrawEventKind, DrawSeries, DrawState } from './draw.states.js';
import { NamedTargetsGone } from './named-targets.js';
import { RemedyKind } from './preview-words.js';

@ObjectType('DrawWitness', { description: '见证人。A witness named in the rules.' })
export class WitnessType {
  @Field(() => String, { description: '代号。Its id in the rules.' })
  id!: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => Hex, { description: 'Ed25519 公钥。Its public key.' })
  publicKey!: string;
}

@ObjectType('DrawEvent', { description: '抽取日志的一条。One event of an authority’s log.' })
export class DrawEventType {
  @Field(() => Int, { description: '序号，不间断。Its number, without gaps.' })
  seq!: number;

  @Field(() => DrawEventKind, { description: '种类。Its kind.' })
  kind!: DrawEventKind;

  @Field(() => Hex, { description: '指纹。Its hash.' })
  hash!: string;

  @Field(() => String, { description: '原文（规范 JSON）。Verbatim, canonical JSON.' })
  line!: string;

  @Field(() => DateTime, { description: '入册时间。When it was recorded.' })
  recordedAt!: Date;
}

@ObjectType('DrawFile', { description: '抽取的文件。A file of a draw.' })
export class DrawFileType {
  @Field(() => String, { description: '文件名。Its name.' })
  name!: string;

  @Field(() => FileLevel, { description: '公开范围。Who may read it.' })
  level!: FileLevel;

  @Field(() => String, { description: '下载地址。Where to fetch it.' })
  url!: string;
}

@ObjectType('DrawnUnit', { description: '抽中的对象。A unit that was drawn, or stands in reserve.' })
export class DrawnUnitType {
  @Field(() => RealWorldId, { description: '现实标识。Its real-world id.' })
  realId!: string;

  @Field(() => String, { description: '层代码。Its stratum.' })
  stratum!: string;

  @Field(() => Int, { description: '抽取次序。Its place in the draw order of its stratum.' })
  drawOrder!: number;

  @Field(() => Hex, { description: '抽签号。Its ticket.' })
  ticket!: string;

  @Field(() => Boolean, { description: '候补。Stands in reserve.' })
  isReserve!: boolean;

  @Field(() => Boolean, { description: '抽中但人手不足。Drawn, and cannot be staffed.' })
  isHeld!: boolean;

  @Field(() => [RealWorldId], { description: '检查组，按抽取次序。Its team in draw order.' })
  officers!: string[];
}

@ObjectType('Draw', { description: '一次封库与抽取。One freeze of a campaign and what became of it.' })
export class DrawType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => String, { description: '机关（统一社会信用代码）。The authority, by credit code.' })
  authority!: string;

  @Field(() => DrawSeries, { description: 'M 正式，R 演练。M is real, R is rehearsal.' })
  series!: DrawSeries;

  @Field(() => Int, { description: '本任务第几次封库。Which freeze of its campaign.' })
  drawNo!: number;

  @Field(() => Hex, { description: '承诺 C。The commitment.' })
  commitment!: string;

  @Field(() => DrawMode, { description: '抽取方式。How names are treated.' })
  mode!: DrawMode;

  @Field(() => DrawState, { description: '状态。Where it stands.' })
  state!: DrawState;

  @Field(() => Assurance, { nullable: true, description: '保证等级；抽取前没有。Absent until drawn.' })
  assurance?: Assurance | null;

  @Field(() => DateTime, { description: '封库时间。When the pools were fixed.' })
  frozenAt!: Date;

  @Field(() => DateTime, { description: '抽取截止。Reveals are accepted until then.' })
  drawBy!: Date;

  @Field(() => DateTime, { nullable: true, description: '公开时间；公开抽取没有。Absent in open mode.' })
  revealBy?: Date | null;

  @Field(() => [WitnessType], { description: '见证人。Its witnesses.' })
  witnesses!: WitnessType[];

  @Field(() => Hex, { nullable: true, description: '结果凭据指纹；抽取前没有。Absent until drawn.' })
  receiptHash?: string | null;

  @Field(() => Hex, { nullable: true, description: '结果树根；抽取前没有。Absent until drawn.' })
  resultRoot?: string | null;

  @Field(() => Int, { nullable: true, description: '抽中数量；抽取前没有。Absent until drawn.' })
  drawnCount?: number | null;

  @Field(() => Int, { nullable: true, description: '人手不足数量；抽取前没有。Absent until drawn.' })
  heldCount?: number | null;

  @Field(() => DateTime, { nullable: true, description: '抽取时间；抽取前没有。Absent until drawn.' })
  drawnAt?: Date | null;

  @Field(() => DateTime, { nullable: true, description: '公开时间；未公开的没有。Absent until opened.' })
  openedAt?: Date | null;
}

export const DrawConnection = connectionOf('Draw', () => DrawType);
export const DrawnUnitConnection = connectionOf('DrawnUnit', () => DrawnUnitType);

@ObjectType({ description: '已封库。The pools are fixed.' })
export class CampaignFrozen {
  @Field(() => DrawType, { description: '抽取。The draw.' })
  draw!: DrawType;
}

@ObjectType({ description: '已锚定。The witness has anchored.' })
export class DrawAnchored {
  @Field(() => DrawType, { description: '抽取。The draw.' })
  draw!: DrawType;
}

@ObjectType({ description: '已揭示；最后一次揭示即完成抽取。Revealed; the last reveal computes the draw.' })
export class DrawRevealed {
  @Field(() => DrawType, { description: '抽取。The draw.' })
  draw!: DrawType;
}

@ObjectType({ description: '已作废。The draw is void.' })
export class DrawVoided {
  @Field(() => DrawType, { description: '抽取。The draw.' })
  draw!: DrawType;
}

@ObjectType({ description: '人手不足的对象。A target with too few eligible officers.' })
export class StaffShortage {
  @Field(() => RealWorldId, { description: '对象。The target.' })
  id!: string;

  @Field(() => Int, { description: '需要人数。Officers needed.' })
  needed!: number;

  @Field(() => Int, { description: '合格人数。Officers eligible.' })
  eligible!: number;
}

@ObjectType({ description: '一层的规模。The size of one stratum.' })
export class StratumSize {
  @Field(() => String, { description: '层代码。Its code.' })
  code!: string;

  @Field(() => Int, { description: '名录库数量。Units in the pool.' })
  count!: number;

  @Field(() => Int, { description: '将抽取数量。Units to be drawn.' })
  k!: number;
}

registerEnumType(RemedyKind, {
  name: 'RemedyKind',
  description: '人手不足的补救。What could be done about a draw that cannot be staffed.',
  valuesConfig: {
    HIGHER_CAPACITY: { description: '提高每人上限。Every officer takes more targets.' },
    ONE_TAKES_MORE: { description: '某人多承担一个。One officer takes one more.' },
    ONE_MORE_OFFICER: { description: '增加一人。One officer more.' },
  },
});

@ObjectType({ description: '人手不足时的一个办法。A way out of a draw that cannot always be staffed.' })
export class PreviewRemedy {
  @Field(() => RemedyKind, { description: '种类。Its kind.' })
  kind!: RemedyKind;

  @Field(() => String, { description: '办法（中文）。The way, in Chinese.' })
  message!: string;

  @Field(() => String, { description: '办法（英文）。The way, in English.' })
  messageEn!: string;

  @Field(() => Int, {
    nullable: true,
    description: '可补的名额；可全部配齐的没有。Places that it fills; absent where it fills all.',
  })
  gains?: number;
}

@ObjectType({ description: '一种排除原因的数量。How many targets are left out for one reason.' })
export class ExcludedReason {
  @Field(() => String, { description: '原因代码。Its code in the files of the draw.' })
  reason!: string;

  @Field(() => String, { description: '原因（中文）。The reason, in Chinese.' })
  zh!: string;

  @Field(() => String, { description: '原因（英文）。The reason, in English.' })
  en!: string;

  @Field(() => Int, { description: '数量。How many.' })
  count!: number;
}

@ObjectType({ description: '封库前的可行性预览。What a freeze would give, before it.' })
export class CampaignPreview {
  @Field(() => String, { description: '预览（中文）。The preview in words, Chinese.' })
  words!: string;

  @Field(() => String, { description: '预览（英文）。The same in English.' })
  wordsEn!: string;

  @Field(() => [PreviewRemedy], { description: '补救办法，最省的在前。Ways out, the cheapest first.' })
  remedies!: PreviewRemedy[];

  @Field(() => [ExcludedReason], { description: '被排除的对象，按原因。Units excluded, by reason.' })
  excluded!: ExcludedReason[];

  @Field(() => [StratumSize], { description: '各层规模。Sizes by stratum.' })
  sizes!: StratumSize[];

  @Field(() => Int, { description: '试算次数。Trial draws.' })
  seeds!: number;

  @Field(() => Int, { description: '其中全部能配齐人手的次数。Of these, fully staffed.' })
  feasible!: number;

  @Field(() => [StaffShortage], {
    description: '合格人员不足的对象，最多一百个。Targets short of officers, at most 100.',
  })
  shortages!: StaffShortage[];

  @Field(() => Int, { description: '被排除的对象数。Units excluded.' })
  excludedCount!: number;
}

export const FreezeCampaignResult = resultUnion('FreezeCampaignResult', () => [
  CampaignFrozen,
  NamedTargetsGone,
  PoolInUse,
  CampaignNotFound,
  CampaignStateWrong,
  ItemNotListed,
  ItemNotInForce,
  ItemNotInPower,
  CampaignRuleInvalid,
  DrawTimesInvalid,
  WitnessKeyEnded,
  SeparationOfDuties,
  JointLeadMissing,
  ParticipantsPending,
  QuotaBeyondOfficers,
  DrawRefused,
]);

export const AnchorDrawResult = resultUnion('AnchorDrawResult', () => [
  DrawAnchored,
  DrawNotFound,
  WitnessKeyEnded,
  SeparationOfDuties,
  DrawRefused,
]);

export const RevealWitnessResult = resultUnion('RevealWitnessResult', () => [
  DrawRevealed,
  DrawNotFound,
  SeparationOfDuties,
  DrawRefused,
]);

export const RevealOperatorResult = resultUnion('RevealOperatorResult', () => [
  DrawRevealed,
  DrawNotFound,
  OperatorOnly,
  OperatorRevealsLast,
  SeparationOfDuties,
  DrawRefused,
]);

export const VoidDrawResult = resultUnion('VoidDrawResult', () => [
  DrawVoided,
  DrawNotFound,
  OperatorOnly,
  DrawRefused,
]);

export const PreviewCampaignResult = resultUnion('PreviewCampaignResult', () => [
  CampaignPreview,
  NamedTargetsGone,
  CampaignNotFound,
  WitnessKeyEnded,
  DrawRefused,
]);

@ObjectType({ description: '见证人签名前所需。What a witness reads before signing.' })
export class AnchorMatters {
  @Field(() => ID, { description: '抽取。The draw.' })
  drawId!: string;

  @Field(() => Hex, { description: '承诺 C。The commitment.' })
  commitment!: string;

  @Field(() => String, { description: '本人在规则中的代号。The witness’s id in the rules.' })
  witness!: string;

  @Field(() => Hex, { description: '登记的公钥。The registered public key.' })
  publicKey!: string;

  @Field(() => Hex, { description: '日志最后一条的指纹。Head of the log.' })
  head!: string;

  @Field(() => String, { description: '封库说明（规范 JSON）。The pool statement, canonical JSON.' })
  statement!: string;

  @Field(() => Hex, { description: '封库说明的指纹。Its hash.' })
  statementHash!: string;

  @Field(() => DateTime, { description: '封库时间。When the pools were fixed.' })
  frozenAt!: Date;
}
