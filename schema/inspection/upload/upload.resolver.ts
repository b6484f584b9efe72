import { Arg, Args, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { HandedList, HandedRow, HandedRowType } from '../../plan/index.js';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments, pageOf } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { readUploadRows, type UploadRow, waitingStates } from './upload.read.js';

@ObjectType('WaitingUpload', { description: '待回传的一行。A row whose result waits to go back up.' })
export class WaitingUploadType {
  @Field(() => HandedRowType, { description: '名单的行。The row.' })
  row!: HandedRowType;

  @Field(() => String, { nullable: true, description: '上级平台的结果代码。The code; absent with a fault.' })
  resultCode?: string;

  @Field(() => String, { nullable: true, description: '其含义。What it means there; absent with a fault.' })
  resultText?: string;

  @Field(() => CalendarDate, { nullable: true, description: '检查日期。The day of the visit.' })
  visitedOn?: string;

  @Field(() => [String], { description: '检查人员。The officers.' })
  officers!: readonly string[];

  @Field(() => String, {
    nullable: true,
    description: '不能回传的原因（中文）。Why it cannot go, in Chinese.',
  })
  fault?: string;

  @Field(() => String, { nullable: true, description: '不能回传的原因（英文）。The same in English.' })
  faultEn?: string;

  @Field(() => Int, { description: '行号。The row’s number.' })
  number!: number;
}

const WaitingUploadConnection = connectionOf('WaitingUpload', () => WaitingUploadType);

function shown({ fault, ...row }: UploadRow): WaitingUploadType {
  return { ...row, number: row.row.row, fault: fault?.zh, faultEn: fault?.en };
}

@Resolver()
export class UploadResolver {
  @Allow(Role.PLAN_OWNER, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => WaitingUploadConnection, {
    nullable: true,
    description:
      '名单中待回传的结果，按上级平台的代码；没有该名单则为空。Results of a list that wait to go back up, if there is.',
  })
  async waitingUploads(
    @Ctx() context: Context,
    @Arg('listId', () => Id) listId: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    const { em } = context;
    const list = await em.findOne(HandedList, { id: listId });
    if (!list) return null;
    return pageOf(page, [(row: WaitingUploadType) => row.number], async (limit, after) => {
      const key = after ? { row: { $gt: Number(after[0]) } } : {};
      const rows = await em.find(
        HandedRow,
        { list: listId, uploadState: { $in: [...waitingStates] }, ...key },
        { orderBy: { row: 'asc' }, limit },
      );
      return (await readUploadRows(context, list, rows)).map(shown);
    });
  }
}
