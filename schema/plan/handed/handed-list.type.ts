import { Field, ID, Int, ObjectType } from 'type-graphql';
import { SeparationOfDuties } from '../../account/index.js';
import { connectionOf } from '../../console/index.js';
import { DepartmentEnded } from '../../department/index.js';
import { FileUnreadable, RowRemarkType, UnknownUpload } from '../../registry/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime, Hex, RealWorldId } from '../../shared/scalars.js';
import { DrawMode } from '../plan.entity.js';
import {
  CampaignRuleInvalid,
  InstitutionDrawsNothing,
  ItemNotInForce,
  ItemNotInPower,
  ItemNotListed,
  PlanNotFound,
  WitnessKeyUnusable,
} from '../plan.errors.js';
import { CampaignCreated } from '../plan.type.js';
import {
  HandedListFaulty,
  HandedListKnown,
  HandedListNotFound,
  HandedListTaken,
  PlatformSystemUnknown,
  UploadMarksFaulty,
} from './handed-list.errors.js';
import { ResultField, UploadState } from './handed-list.states.js';

@ObjectType('UploadCount', { description: '某回传状态的行数。How many rows stand where.' })
export class UploadCountType {
  @Field(() => UploadState, { description: '状态。The state.' })
  state!: UploadState;

  @Field(() => Int, { description: '行数。How many.' })
  count!: number;
}

@ObjectType('ResultColumn', { description: '回传栏目。Where a part of a result goes back up.' })
export class ResultColumnType {
  @Field(() => ResultField, { description: '内容。What goes back.' })
  field!: ResultField;

  @Field(() => String, { description: '表头。The heading.' })
  heading!: string;
}

@ObjectType('HandedList', { description: '上级下达的名单。A list of targets that was handed down.' })
export class HandedListType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => String, { description: '文号。Its document number.' })
  documentNo!: string;

  @Field(() => String, { description: '下达机关。Who issued it.' })
  issuer!: string;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => CalendarDate, { description: '收到之日。The day it came.' })
  receivedOn!: string;

  @Field(() => DrawMode, {
    nullable: true,
    description:
      '本系统内的上级直接下达的，为其抽取方式；以文件收到的没有。How a superior in this house drew it; absent of a file.',
  })
  drawMode?: DrawMode | null;

  @Field(() => String, {
    description: '文件名；直接下达的为空。The name of its file; empty where there is none.',
  })
  fileName!: string;

  @Field(() => Hex, {
    description: '文件的 SHA-256；直接下达的为其份额的哈希。SHA-256 of its file, or of the part.',
  })
  fileHash!: string;

  @Field(() => String, { description: '上级平台的结果代码体系。The platform’s system of result codes.' })
  resultSystem!: string;

  @Field(() => Int, { description: '对象数。How many targets were taken.' })
  rowCount!: number;

  @Field(() => Int, { description: '未收的行数。Rows that were not taken.' })
  rejectedCount!: number;

  @Field(() => DateTime, { nullable: true, description: '匹配人员于；未匹配的没有。Absent until matched.' })
  matchedAt?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: '逾期预警于；未逾期的没有。When the alarm was raised; absent where it was not.',
  })
  lateAt?: Date | null;
}

@ObjectType('HandedRow', { description: '下达名单的一行。One row of a handed-down list.' })
export class HandedRowType {
  @Field(() => Int, { description: '行号，与名单一致。The row, as in the list.' })
  row!: number;

  @Field(() => RealWorldId, { description: '对象。The target.' })
  realId!: string;

  @Field(() => UploadState, { description: '回传状态。How far its result is on its way back.' })
  uploadState!: UploadState;

  @Field(() => DateTime, { nullable: true, description: '回传于；未回传的没有。Absent until uploaded.' })
  uploadedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '被退回的理由；没有的没有。Why it was rejected.' })
  rejectedFor?: string | null;
}

export const HandedListConnection = connectionOf('HandedList', () => HandedListType);
export const HandedRowConnection = connectionOf('HandedRow', () => HandedRowType);

@ObjectType({ description: '名单已导入。The list was taken.' })
export class HandedListImported {
  @Field(() => HandedListType, { description: '名单。The list.' })
  list!: HandedListType;

  @Field(() => [RowRemarkType], {
    description: '未收的行及原因，最多前一千条。Rows that were not taken and why, the first thousand.',
  })
  faults!: RowRemarkType[];
}

@ObjectType({ description: '已回填。The rows were marked.' })
export class UploadsMarked {
  @Field(() => HandedListType, { description: '名单。The list.' })
  list!: HandedListType;

  @Field(() => Int, { description: '行数。How many rows.' })
  markedCount!: number;
}

export const ImportHandedListResult = resultUnion('ImportHandedListResult', () => [
  HandedListImported,
  HandedListFaulty,
  HandedListKnown,
  PlatformSystemUnknown,
  CampaignRuleInvalid,
  FileUnreadable,
  UnknownUpload,
]);

export const DraftMatchingResult = resultUnion('DraftMatchingResult', () => [
  CampaignCreated,
  HandedListNotFound,
  HandedListTaken,
  PlanNotFound,
  ItemNotListed,
  ItemNotInForce,
  ItemNotInPower,
  InstitutionDrawsNothing,
  DepartmentEnded,
  CampaignRuleInvalid,
  WitnessKeyUnusable,
  SeparationOfDuties,
]);

export const ImportUploadAnswersResult = resultUnion('ImportUploadAnswersResult', () => [
  UploadsMarked,
  HandedListNotFound,
  UploadMarksFaulty,
  FileUnreadable,
  UnknownUpload,
]);

export const MarkUploadsResult = resultUnion('MarkUploadsResult', () => [
  UploadsMarked,
  HandedListNotFound,
  UploadMarksFaulty,
]);
