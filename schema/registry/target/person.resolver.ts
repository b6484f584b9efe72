import { Length } from 'class-validator';
import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import { Text } from '../../shared/text.scalar.js';
import { readHeldOfPerson } from './person.service.js';
import { PersonalRecordsOfResult, told } from './person.type.js';

@ArgsType()
class PersonArguments {
  @Length(5, 80)
  @Field(() => Text, {
    description:
      '公民身份号码，其他证件写作“护照:号码”，或现实标识 np:…。The number of a paper, or the id np:….',
  })
  whom!: string;
}

@Resolver()
export class PersonResolver {
  @Allow(Role.AUDITOR, Role.SECURITY_ADMIN)
  @Query(() => PersonalRecordsOfResult, {
    description:
      '某自然人被保存了什么、依据与期限，供答复本人；查询留痕。What is held of a natural person, on what basis and until when; recorded.',
  })
  async personalRecordsOf(
    @Ctx() { step }: Context,
    @Args(() => PersonArguments) { whom }: PersonArguments,
  ): Promise<unknown> {
    const held = await step((unit) => readHeldOfPerson(unit, whom));
    return isRefusal(held) ? held : { ...held, records: held.records.map(told) };
  }
}
