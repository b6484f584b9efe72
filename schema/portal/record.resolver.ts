import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import {
  fieldsOfRecord,
  findPublicEnd,
  findPublicRecord,
  type PublicRecord,
  pagePublicRecords,
} from '../publication/public.js';
import { Allow, ANYONE } from '../shared/allow.js';
import type { ReadingContext } from '../shared/context.js';
import { Id } from '../shared/scalars.js';
import { RecordSearch } from './record.input.js';
import { PublicEndType, PublicField, PublicRecordConnection, PublicRecordType } from './record.type.js';

@Resolver(() => PublicRecordType)
export class RecordResolver {
  @Allow(ANYONE)
  @Query(() => PublicRecordConnection, {
    description: '公示信息，新的在前。Published records, newest first.',
  })
  records(@Ctx() context: ReadingContext, @Args(() => RecordSearch) search: RecordSearch) {
    return pagePublicRecords(context, search, search);
  }

  @Allow(ANYONE)
  @Query(() => PublicRecordType, {
    nullable: true,
    description: '一条公示信息；没有则为空。One record, if there is.',
  })
  record(@Ctx() context: ReadingContext, @Arg('id', () => Id) id: string) {
    return findPublicRecord(context, id);
  }

  @Allow(ANYONE)
  @Query(() => PublicEndType, {
    nullable: true,
    description: '曾经公示、现已不再公开的；没有则为空。What was public once under this id and is no more.',
  })
  recordEnd(@Ctx() context: ReadingContext, @Arg('id', () => Id) id: string) {
    return findPublicEnd(context, id);
  }

  @FieldResolver(() => [PublicField], {
    description: '决定的公示栏目；检查结果没有。The columns of a decision; none of a result.',
  })
  fields(@Root() record: PublicRecord): PublicField[] {
    return fieldsOfRecord(record);
  }
}
