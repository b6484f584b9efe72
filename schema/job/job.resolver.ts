import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import { Id } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { retryJob, runJobNow } from './job.administer.js';
import { type Job, JobState } from './job.entity.js';
import { countByKind, pageJobs, unknownKind } from './job.read.js';
import { findJobKind } from './job.rules.js';
import {
  JobConnection,
  JobKindCounts,
  JobType,
  PauseJobsResult,
  ResumeJobsResult,
  RetryJobResult,
  RunJobNowResult,
} from './job.type.js';
import { pauseJobs, resumeJobs } from './job-pause.service.js';

@Resolver(() => JobType)
export class JobResolver {
  @Allow(Role.SYSTEM_ADMIN, Role.AUDITOR)
  @Query(() => JobConnection, {
    description: '后台任务，新的在前；可按状态、种类筛选。Jobs, the newest first; by state and kind.',
  })
  jobs(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('state', () => JobState, { nullable: true, description: '状态。The state.' }) state?: JobState,
    @Arg('kind', () => String, { nullable: true, description: '种类。The kind.' }) kind?: string,
  ) {
    return pageJobs(context, { state, kind }, page);
  }

  @Allow(Role.SYSTEM_ADMIN, Role.AUDITOR)
  @Query(() => [JobKindCounts], {
    description: '各类任务的数量与暂停情况。How the jobs of each kind stand, and which kinds are paused.',
  })
  jobCounts(@Ctx() context: Context) {
    return countByKind(context);
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => RetryJobResult, {
    description:
      '重试已放弃的或失败后等待的任务。A job that was given up, or waits after a failure, is due now.',
  })
  retryJob(@Ctx() { step }: Context, @Arg('id', () => Id, { description: '任务。The job.' }) id: string) {
    return step((unit) => retryJob(unit, id));
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => RunJobNowResult, {
    description:
      '立即执行定期任务；时间由规则确定的任务不得提前。Runs a recurring job now; not one whose time is part of the duty.',
  })
  runJobNow(@Ctx() { step }: Context, @Arg('id', () => Id, { description: '任务。The job.' }) id: string) {
    return step((unit) => runJobNow(unit, id));
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => PauseJobsResult, {
    description:
      '暂停一类任务，各服务器均不再领取；法定职责到时自动恢复。Pauses a kind on every server; a legal duty goes on by itself.',
  })
  pauseJobs(
    @Ctx() { step }: Context,
    @Arg('kind', () => String, { description: '种类。The kind.' }) kind: string,
    @Arg('reason', () => Text, { description: '原因。Why.' }) reason: string,
  ) {
    return step((unit) => pauseJobs(unit, kind, reason));
  }

  @Allow(Role.SYSTEM_ADMIN)
  @Mutation(() => ResumeJobsResult, { description: '恢复一类任务。A kind that was paused goes on.' })
  resumeJobs(
    @Ctx() { step }: Context,
    @Arg('kind', () => String, { description: '种类。The kind.' }) kind: string,
  ) {
    return step((unit) => resumeJobs(unit, kind));
  }

  @FieldResolver(() => String, { description: '该类任务的说明。What jobs of its kind do.' })
  description(@Root() { kind }: Job, @Ctx() context: Context): string {
    return (findJobKind(context, kind) ?? unknownKind(kind)).description;
  }
}
