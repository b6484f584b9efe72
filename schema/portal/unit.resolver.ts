import { IsOptional, Length } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import {
  findPublicUnit,
  PublicationKind,
  type PublicUnitPage,
  pagePublicRecords,
} from '../publication/public.js';
import { Allow, ANYONE } from '../shared/allow.js';
import type { ReadingContext } from '../shared/context.js';
import { PageArguments } from '../shared/page.js';
import { PublicRecordConnection } from './record.type.js';
import { PublicUnitPageType } from './unit.type.js';

@ArgsType()
class UnitArguments {
  @Length(1, 120)
  @Field(() => String, {
    description: '统一社会信用代码、注册号或许可证号。A credit code, registration or licence number.',
  })
  identifier!: string;
}

@ArgsType()
class UnitRecordArguments extends PageArguments {
  @IsOptional()
  @Field(() => PublicationKind, { nullable: true, description: '种类。The kind.' })
  kind?: PublicationKind;
}

@Resolver(() => PublicUnitPageType)
export class UnitResolver {
  @Allow(ANYONE)
  @Query(() => PublicUnitPageType, {
    nullable: true,
    description:
      '一个主体现有的公示信息；没有则为空，自然人不在其列。What is public of an entity today, if anything; never of a natural person.',
  })
  unit(@Ctx() context: ReadingContext, @Args(() => UnitArguments) { identifier }: UnitArguments) {
    return findPublicUnit(context, identifier);
  }

  @FieldResolver(() => PublicRecordConnection, { description: '其公示信息，新的在前。Its records.' })
  records(
    @Root() { realId }: PublicUnitPage,
    @Ctx() context: ReadingContext,
    @Args(() => UnitRecordArguments) { kind, ...page }: UnitRecordArguments,
  ) {
    return pagePublicRecords(context, { identifier: realId, kind }, page);
  }
}
