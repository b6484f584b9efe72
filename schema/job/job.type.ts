import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { resultUnion } from '../shared/result-union.js';
import { DateTime } from '../shared/scalars.js';
import { JobState } from './job.entity.js';
import {
  JobEnded,
  JobKindUnknown,
  JobNotBeforeItsTime,
  JobNotFailed,
  JobNotFound,
  JobPauseReasonMissing,
  JobsNotPaused,
  JobsPausedAlready,
  JobUnderWay,
  LegalDutyPausedLately,
} from './job.errors.js';

@ObjectType('Job', { description: '后台任务。Something that is done at its time.' })
export class JobType {
  @Field(() => ID, { description: '系统内标识。Its id in this installation.' })
  id!: string;

  @Field(() => String, { description: '种类。Its kind.' })
  kind!: string;

  @Field(() => JobState, { description: '状态。How it stands.' })
  state!: JobState;

  @Field(() => DateTime, { description: '到期时间；失败后为下次重试的时间。When it is due, or tried again.' })
  dueAt!: Date;

  @Field(() => Int, { description: '已尝试次数。Attempts so far.' })
  attempts!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: '正在执行的服务器占用至。Until when a server holds it that is doing it.',
  })
  leasedUntil?: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      '最近一次失败的种类与位置，不含数据内容。The kind and place of the last failure, never data.',
  })
  lastError?: string | null;

  @Field(() => DateTime, { description: '建立时间。When it was created.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '完成时间。When it was done.' })
  doneAt?: Date | null;
}

export const JobConnection = connectionOf('Job', () => JobType);

@ObjectType('JobPause', { description: '某类任务的暂停。That a kind of job is paused.' })
export class JobPauseType {
  @Field(() => String, { description: '暂停人的用户名。By whom: the name of the account.' })
  pausedBy!: string;

  @Field(() => DateTime, { description: '暂停时间。When.' })
  pausedAt!: Date;

  @Field(() => String, { description: '原因。Why.' })
  reason!: string;

  @Field(() => DateTime, {
    nullable: true,
    description:
      '自动恢复的时间；没有的须由人恢复。When it goes on by itself; absent where somebody must resume it.',
  })
  endsAt?: Date | null;
}

@ObjectType({ description: '一类任务的数量与状态。How the jobs of one kind stand.' })
export class JobKindCounts {
  @Field(() => String, { description: '种类。The kind.' })
  kind!: string;

  @Field(() => String, { description: '说明。What it does.' })
  description!: string;

  @Field(() => Boolean, {
    description:
      '是否履行法定职责：不放弃，暂停有时限。Whether it carries a legal duty: never given up, paused briefly.',
  })
  isLegalDuty!: boolean;

  @Field(() => Boolean, { description: '是否定期执行。Whether it is due again and again.' })
  isRecurring!: boolean;

  @Field(() => Int, { description: '未完成。Not done.' })
  pendingCount!: number;

  @Field(() => Int, { description: '其中已到期。Of these: due by now.' })
  dueCount!: number;

  @Field(() => Int, { description: '其中失败后待重试。Of these: waiting after a failure.' })
  failingCount!: number;

  @Field(() => Int, { description: '已放弃。Given up.' })
  givenUpCount!: number;

  @Field(() => Int, { description: '已完成。Done.' })
  doneCount!: number;

  @Field(() => JobPauseType, {
    nullable: true,
    description: '正在暂停的，其情况。The pause, where it is paused.',
  })
  pause?: JobPauseType;
}

@ObjectType({ description: '任务即刻重试。The job is due again now.' })
export class JobRetried {
  @Field(() => JobType, { description: '该任务。The job.' })
  job!: JobType;
}

@ObjectType({ description: '任务即刻执行。The job is due now.' })
export class JobDueNow {
  @Field(() => JobType, { description: '该任务。The job.' })
  job!: JobType;
}

@ObjectType({ description: '该类任务已暂停。The kind is paused.' })
export class JobsPaused {
  @Field(() => String, { description: '种类。The kind.' })
  kind!: string;

  @Field(() => JobPauseType, { description: '暂停。The pause.' })
  pause!: JobPauseType;
}

@ObjectType({ description: '该类任务已恢复。The kind goes on.' })
export class JobsResumed {
  @Field(() => String, { description: '种类。The kind.' })
  kind!: string;
}

export const RetryJobResult = resultUnion(
  'RetryJobResult',
  () => [JobRetried, JobNotFound, JobUnderWay, JobNotFailed] as const,
);

export const RunJobNowResult = resultUnion(
  'RunJobNowResult',
  () => [JobDueNow, JobNotFound, JobUnderWay, JobEnded, JobNotBeforeItsTime] as const,
);

export const PauseJobsResult = resultUnion(
  'PauseJobsResult',
  () =>
    [JobsPaused, JobKindUnknown, JobPauseReasonMissing, JobsPausedAlready, LegalDutyPausedLately] as const,
);

export const ResumeJobsResult = resultUnion(
  'ResumeJobsResult',
  () => [JobsResumed, JobKindUnknown, JobsNotPaused] as const,
);
