import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Deadline, DeadlineType } from '../../calendar/index.js';
import { Allow } from '../../shared/allow.js';
import { batched } from '../../shared/batched.js';
import type { Context } from '../../shared/context.js';
import { PageArguments, pageById } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { Campaign } from '../plan.entity.js';
import { CampaignType } from '../plan.type.js';
import { importUploadAnswers } from './handed-answer.js';
// As a type of a parameter the entity must not be a value: decorators would take it for a class.
import { HandedList, type HandedList as HandedListRow } from './handed-list.entity.js';
import { importHandedList } from './handed-list.import.js';
import {
  DraftMatchingInput,
  ImportHandedListInput,
  ImportUploadAnswersInput,
  MarkUploadsInput,
} from './handed-list.input.js';
import { countUploads, showHandedRows } from './handed-list.read.js';
import { draftMatching, markUploads } from './handed-list.service.js';
import { ResultField, UploadState } from './handed-list.states.js';
import {
  DraftMatchingResult,
  HandedListConnection,
  HandedListType,
  HandedRowConnection,
  ImportHandedListResult,
  ImportUploadAnswersResult,
  MarkUploadsResult,
  ResultColumnType,
  UploadCountType,
} from './handed-list.type.js';

const readers = [Role.PLAN_OWNER, Role.APPROVER, Role.DRAW_OPERATOR, Role.SUPERVISION, Role.AUDITOR] as const;

@Resolver(() => HandedListType)
export class HandedListResolver {
  @Allow(...readers)
  @Query(() => HandedListConnection, {
    description: '上级下达的名单，新的在前。Lists that were handed down, newest first.',
  })
  handedLists(
    @Ctx() { em }: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('isLate', () => Boolean, {
      nullable: true,
      description: '只要逾期预警的。Only those with the alarm.',
    })
    isLate?: boolean,
  ) {
    const which = isLate ? { lateAt: { $ne: null } } : {};
    return pageById(page, (key, limit) =>
      em.find(HandedList, { ...key, ...which }, { orderBy: { id: 'desc' }, limit }),
    );
  }

  // Who is on a list is as confidential as a draw; only those who send its results up look row by row.
  @Allow(Role.PLAN_OWNER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => HandedRowConnection, { description: '名单的各行。The rows of a list.' })
  handedRows(
    @Ctx() context: Context,
    @Arg('listId', () => Id) listId: string,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('state', () => UploadState, { nullable: true }) state?: UploadState,
  ) {
    return showHandedRows(context, { listId, state: state ?? undefined }, page);
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => ImportHandedListResult, { description: '导入上级下达的名单。Takes a list handed down.' })
  importHandedList(
    @Ctx() { step }: Context,
    @Arg('input', () => ImportHandedListInput) input: ImportHandedListInput,
  ) {
    return step((unit) => importHandedList(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => DraftMatchingResult, {
    description: '为下达名单编制匹配人员的任务。Drafts the campaign that matches officers to a list.',
  })
  draftMatching(@Ctx() { step }: Context, @Arg('input', () => DraftMatchingInput) input: DraftMatchingInput) {
    return step((unit) => draftMatching(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => MarkUploadsResult, { description: '回填各行的回传状态。Marks what became of the rows.' })
  markUploads(@Ctx() { step }: Context, @Arg('input', () => MarkUploadsInput) input: MarkUploadsInput) {
    return step((unit) => markUploads(unit, input));
  }

  @Allow(Role.PLAN_OWNER)
  @Mutation(() => ImportUploadAnswersResult, {
    description:
      '导入平台的回执文件，按其栏目逐行回填；所有问题一次列出。Takes the platform’s file of answers, every fault at once.',
  })
  importUploadAnswers(
    @Ctx() { step }: Context,
    @Arg('input', () => ImportUploadAnswersInput) input: ImportUploadAnswersInput,
  ) {
    return step((unit) => importUploadAnswers(unit, input));
  }

  @FieldResolver(() => DeadlineType, { description: '匹配人员的期限。By when its officers are to be drawn.' })
  async deadline(@Root() list: HandedListRow, @Ctx() context: Context) {
    const [deadline] = await context.loadBy(Deadline, 'subjectId', list.id);
    return deadline;
  }

  @FieldResolver(() => CampaignType, { nullable: true, description: '匹配任务；未编制的没有。Its campaign.' })
  campaign(@Root() list: HandedListRow, @Ctx() context: Context) {
    return list.campaign && context.load(Campaign, list.campaign);
  }

  @FieldResolver(() => [UploadCountType], { description: '各回传状态的行数。Its rows by upload state.' })
  async uploads(@Root() list: HandedListRow, @Ctx() context: Context) {
    return (await batched(context, countUploads, list.id)) ?? [];
  }

  @FieldResolver(() => [ResultColumnType], { description: '回传栏目。Where results go back up.' })
  resultColumns(@Root() list: HandedListRow): ResultColumnType[] {
    return Object.values(ResultField).flatMap((field) => {
      const heading = list.resultColumns[field];
      return heading === undefined ? [] : [{ field, heading }];
    });
  }
}
