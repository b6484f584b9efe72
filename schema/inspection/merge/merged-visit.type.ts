import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime } from '../../shared/scalars.js';
import { AssignmentNotFound } from '../inspection.errors.js';
import { MergedVisitBegun, MergedVisitNotFound, VisitsNotMergeable } from './merged-visit.errors.js';

@ObjectType('ProposedVisit', { description: '可合并的一次检查。A visit that could be merged with others.' })
export class ProposedVisitType {
  @Field(() => ID, { description: '检查任务。The assignment.' })
  assignmentId!: string;

  @Field(() => CalendarDate, { description: '检查期限起。First day of its window.' })
  windowFromOn!: string;

  @Field(() => CalendarDate, { description: '检查期限止。Last day of its window.' })
  windowToOn!: string;
}

@ObjectType('MergeProposal', {
  description:
    '合并建议：多项任务抽中同一对象，期限有共同的日子。Campaigns that drew one target, with days in common.',
})
export class MergeProposalType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => CalendarDate, { description: '共同期限起。First common day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '共同期限止。Last common day.' })
  toOn!: string;

  @Field(() => String, {
    nullable: true,
    description: '检查对象；各检查组可见之前没有。The target; absent until its teams see it.',
  })
  targetName?: string | null;

  @Field(() => [ProposedVisitType], { description: '各任务的检查。The visits.' })
  parts!: ProposedVisitType[];
}

@ObjectType('MergedVisit', {
  description:
    '合并的检查：各组、各事项不变，一个日期，计为一次。One visit of several campaigns, counted once.',
})
export class MergedVisitType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => CalendarDate, { description: '检查日期。The day.' })
  visitOn!: string;

  @Field(() => [ID], { description: '所含检查任务。The assignments.' })
  assignmentIds!: string[];

  @Field(() => DateTime, { description: '决定时间。When it was decided.' })
  decidedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '撤销时间；未撤销的没有。When it was dissolved.' })
  dissolvedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '撤销的理由；未撤销的没有。Why it was dissolved.' })
  dissolvedFor?: string | null;
}

export const MergeProposalConnection = connectionOf('MergeProposal', () => MergeProposalType);
export const MergedVisitConnection = connectionOf('MergedVisit', () => MergedVisitType);

@ObjectType({ description: '已合并。The visits are one.' })
export class VisitsMerged {
  @Field(() => MergedVisitType, { description: '合并的检查。The merged visit.' })
  mergedVisit!: MergedVisitType;
}

@ObjectType({ description: '已撤销合并。The merged visit was dissolved.' })
export class MergedVisitDissolved {
  @Field(() => MergedVisitType, { description: '合并的检查。The merged visit.' })
  mergedVisit!: MergedVisitType;
}

export const MergeVisitsResult = resultUnion('MergeVisitsResult', () => [
  VisitsMerged,
  AssignmentNotFound,
  VisitsNotMergeable,
]);

export const DissolveMergedVisitResult = resultUnion('DissolveMergedVisitResult', () => [
  MergedVisitDissolved,
  MergedVisitNotFound,
  MergedVisitBegun,
]);
