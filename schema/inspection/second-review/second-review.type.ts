import { Field, ID, Int, ObjectType } from 'type-graphql';
import { SeparationOfDuties } from '../../account/index.js';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { DateTime } from '../../shared/scalars.js';
import { SecondReviewerInvolved, SecondReviewNotFound } from './second-review.errors.js';
import { SecondReviewState, SecondReviewStratum } from './second-review.states.js';

@ObjectType({ description: '每类抽取的百分比。Per cent that is drawn of each stratum.' })
export class SecondReviewRates {
  @Field(() => Int, { name: 'closure', description: '停业、迁出、无法联系。Closed, moved, unreachable.' })
  CLOSURE!: number;

  @Field(() => Int, { name: 'substitution', description: '替换过的。Replaced.' })
  SUBSTITUTION!: number;

  @Field(() => Int, { name: 'other', description: '其他。Every other.' })
  OTHER!: number;
}

@ObjectType('SecondReviewRound', {
  description: '某月的复查抽样，可凭名单与种子重算。A month’s sample; anybody can draw it again.',
})
export class SecondReviewRoundType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => String, { description: '月份，如 2026-11。The month, `2026-11`.' })
  month!: string;

  @Field(() => String, { description: '种子，32 字节。Its seed: 32 bytes, hex.' })
  seed!: string;

  @Field(() => String, { description: '名单：每行“类别 任务标识”。The list: `stratum id`, one line each.' })
  population!: string;

  @Field(() => String, { description: '名单的 SHA-256。Of the list.' })
  populationHash!: string;

  @Field(() => Int, { description: '名单中的任务数。How many are on the list.' })
  populationCount!: number;

  @Field(() => SecondReviewRates, { description: '抽取比例。Its rates.' })
  rates!: SecondReviewRates;

  @Field(() => DateTime, { description: '抽样时间。When it was drawn.' })
  drawnAt!: Date;
}

export const SecondReviewRoundConnection = connectionOf('SecondReviewRound', () => SecondReviewRoundType);

@ObjectType('SecondReview', {
  description: '复查：由未参与的人再看一次。A second look by somebody who had no part.',
})
export class SecondReviewType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => SecondReviewStratum, { description: '类别。From which stratum.' })
  stratum!: SecondReviewStratum;

  @Field(() => SecondReviewState, { description: '状态。Where it stands.' })
  state!: SecondReviewState;

  @Field(() => DateTime, { nullable: true, description: '办结时间；待办的没有。When it was concluded.' })
  reviewedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '复查情况；待办的没有。What was seen.' })
  statement?: string | null;
}

export const SecondReviewConnection = connectionOf('SecondReview', () => SecondReviewType);

@ObjectType({ description: '复查已办结。The second review is concluded.' })
export class SecondReviewConcluded {
  @Field(() => SecondReviewType, { description: '复查。The second review.' })
  review!: SecondReviewType;
}

export const ConcludeSecondReviewResult = resultUnion('ConcludeSecondReviewResult', () => [
  SecondReviewConcluded,
  SecondReviewNotFound,
  SecondReviewerInvolved,
  SeparationOfDuties,
]);
