import { MaxLength, MinLength } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { Text } from '../../shared/text.scalar.js';
import { ItemKind } from './item.states.js';

@ArgsType()
export class ItemArguments extends PageArguments {
  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '事项名称含有。The title contains.' })
  titleContains?: string;

  @MaxLength(32)
  @Field(() => Text, { nullable: true, description: '事项编码。The code.' })
  code?: string;

  @Field(() => ItemKind, { nullable: true, description: '类别。General or key.' })
  kind?: ItemKind;
}
