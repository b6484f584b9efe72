import { Field, InterfaceType } from 'type-graphql';

/** What every named failure of the console says. */
@InterfaceType({
  description: '列明的失败：原因与办法。A named failure: what is wrong, and the remedy.',
  resolveType: (value: { __typename: string }) => value.__typename,
})
export abstract class ConsoleError {
  @Field(() => String, { description: '错误代码。A stable code.' })
  code!: string;

  @Field(() => String, { description: '中文说明。In Chinese.' })
  message!: string;

  @Field(() => String, { description: '英文说明。In English.' })
  messageEn!: string;
}
