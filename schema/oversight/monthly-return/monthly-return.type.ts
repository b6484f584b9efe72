import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime, Hex } from '../../shared/scalars.js';
import {
  CorrectionReasonNeeded,
  MonthlyReturnChanged,
  MonthlyReturnNotFound,
  MonthNotOver,
  NothingDelegated,
  ReturnItemUnknown,
} from './monthly-return.errors.js';
import { MonthlyReturnState } from './monthly-return.states.js';

@ObjectType('MonthlyReturnRow', { description: '月报的一项。One delegated item of a month.' })
export class ReturnRowType {
  @Field(() => String, { description: '事项编码。The item.' })
  itemCode!: string;

  @Field(() => String, { description: '事项。Its title.' })
  itemTitle!: string;

  @Field(() => String, { description: '委托机关。In whose name.' })
  inNameOf!: string;

  @Field(() => Int, { description: '受理。Received.' })
  receivedCount!: number;

  @Field(() => Int, { description: '作出决定。Decided.' })
  decidedCount!: number;

  @Field(() => Int, { description: '发证。Issued.' })
  issuedCount!: number;

  @Field(() => Int, { description: '检查，自检查登记。Checks, from the register.' })
  checkCount!: number;

  @Field(() => Int, { description: '发现问题，自检查登记。Findings, from the register.' })
  findingCount!: number;

  @Field(() => Int, { description: '已整改，自整改销账。Corrected, from rectifications.' })
  correctedCount!: number;

  @Field(() => Int, { description: '培训。Trainings.' })
  trainingCount!: number;

  @Field(() => String, { description: '存在问题。Problems.' })
  problems!: string;
}

@ObjectType('MonthlyReturn', { description: '委托事项月报。A month’s return on delegated items.' })
export class MonthlyReturnType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => String, { description: '月份。The month.' })
  month!: string;

  @Field(() => MonthlyReturnState, { description: '状态。Where it stands.' })
  state!: MonthlyReturnState;

  @Field(() => Int, {
    description: '已确认的版本，没有的为零。The last confirmed version; 0 before the first.',
  })
  version!: number;

  @Field(() => [ReturnRowType], { description: '各项。Its items.' })
  rows!: ReturnRowType[];

  @Field(() => String, { nullable: true, description: '更正原因。Why it is corrected, if it is.' })
  reason?: string | null;

  @Field(() => CalendarDate, { description: '报送期限。When it is due.' })
  dueOn!: string;

  @Field(() => Boolean, { description: '期限为暂定。Its day is provisional.' })
  isProvisional!: boolean;
}

@ObjectType('MonthlyReturnVersion', { description: '已确认的一版。A confirmed version.' })
export class MonthlyReturnVersionType {
  @Field(() => ID, {
    description: '标识；工作簿：/lists/monthly-returns/标识。Its id, by which its workbook is fetched.',
  })
  id!: string;

  @Field(() => Int, { description: '第几版。Its number.' })
  version!: number;

  @Field(() => String, { description: '全文（规范 JSON）。Its text, canonical JSON.' })
  text!: string;

  @Field(() => Hex, { description: '全文的 SHA-256。Its SHA-256.' })
  hash!: string;

  @Field(() => Boolean, { description: '零报告。Nothing happened.' })
  isZero!: boolean;

  @Field(() => DateTime, { description: '确认时间。When it was confirmed.' })
  confirmedAt!: Date;
}

export const MonthlyReturnConnection = connectionOf('MonthlyReturn', () => MonthlyReturnType);

@ObjectType({ description: '已汇总，待确认。Drawn up.' })
export class MonthlyReturnDrafted {
  @Field(() => MonthlyReturnType, { description: '月报。The return.' })
  monthlyReturn!: MonthlyReturnType;
}

@ObjectType({ description: '已确认并固定。Confirmed and fixed.' })
export class MonthlyReturnConfirmed {
  @Field(() => MonthlyReturnVersionType, { description: '该版。The version.' })
  version!: MonthlyReturnVersionType;
}

export const DraftMonthlyReturnResult = resultUnion('DraftMonthlyReturnResult', () => [
  MonthlyReturnDrafted,
  MonthNotOver,
  NothingDelegated,
  ReturnItemUnknown,
  CorrectionReasonNeeded,
]);

export const ConfirmMonthlyReturnResult = resultUnion('ConfirmMonthlyReturnResult', () => [
  MonthlyReturnConfirmed,
  MonthlyReturnNotFound,
  MonthlyReturnChanged,
]);
