import { MaxLength, MinLength } from 'class-validator';
import {
  Arg,
  Args,
  Ctx,
  Field,
  FieldResolver,
  InputType,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { type DuplicatePair, listDuplicates, markDistinct } from './duplicate.service.js';
import { duplicateReasons } from './duplicate.states.js';
import {
  DuplicateReasonType,
  LikelyDuplicateConnection,
  LikelyDuplicateType,
  MarkDistinctResult,
  SearchDuplicatesResult,
} from './duplicate.type.js';
import { searchOwnDuplicates } from './search-own-duplicates.js';

@InputType({ description: '一对不是重复。A pair that is two.' })
export class MarkDistinctInput {
  @Field(() => Id, { description: '该对的标识。The pair’s id.' })
  id!: string;

  @MinLength(1)
  @MaxLength(500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}

@Resolver(() => LikelyDuplicateType)
export class DuplicateResolver {
  @Allow(Role.REGISTRAR, Role.SUPERVISION, Role.AUDITOR)
  @Query(() => LikelyDuplicateConnection, {
    description:
      '一个部门疑似重复的检查对象，最可能的在前。A department’s likely duplicates, the likeliest first.',
  })
  likelyDuplicates(
    @Ctx() context: Context,
    @Arg('departmentId', () => Id, { description: '部门。The department.' }) departmentId: string,
    @Args(() => PageArguments) page: PageArguments,
  ) {
    return listDuplicates(context, departmentId, page);
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => SearchDuplicatesResult, {
    description: '在本部门名录中查找疑似重复。Searches the own register for likely duplicates.',
  })
  searchDuplicates(@Ctx() context: Context) {
    return context.step(async (unit) => {
      const count = await searchOwnDuplicates(unit);
      return isRefusal(count) ? count : { __typename: 'DuplicatesSearched', count };
    });
  }

  @Allow(Role.REGISTRAR)
  @Mutation(() => MarkDistinctResult, {
    description:
      '记为不重复，以后不再列出；确为同一对象的用 recordAlias 并入。Tells a pair apart; one that is one is merged by recordAlias.',
  })
  markDistinct(@Ctx() context: Context, @Arg('input', () => MarkDistinctInput) input: MarkDistinctInput) {
    return context.step(async (unit) => {
      const decision = await markDistinct(unit, input);
      return isRefusal(decision) ? decision : { __typename: 'DuplicatesToldApart', pairId: input.id };
    });
  }

  @FieldResolver(() => [DuplicateReasonType], { description: '理由。Why.' })
  reasons(@Root() pair: DuplicatePair): DuplicateReasonType[] {
    return pair.reasons.map((code) => {
      const { score, zh, en } = duplicateReasons[code];
      return { code, score, words: zh, wordsEn: en };
    });
  }
}
