import { MaxLength, MinLength } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { PageArguments } from '../shared/page.js';
import { RealWorldId } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { ImportKind } from './import-run.states.js';
import { InspectorStatus } from './inspector.states.js';
import { ItemKind } from './item.states.js';
import { TargetStatus } from './target.states.js';

const byName = { nullable: true, description: '名称含有。The name contains.' };
const byRealId = { nullable: true, description: '现实标识。The real-world id.' };

@ArgsType()
export class TargetArguments extends PageArguments {
  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, byName)
  nameContains?: string;

  @Field(() => RealWorldId, byRealId)
  realId?: string;

  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '风险等级。The risk class.' })
  riskClass?: string;

  @MaxLength(32)
  @Field(() => Text, { nullable: true, description: '区划代码。The division.' })
  division?: string;

  @MaxLength(200)
  @Field(() => Text, { nullable: true, description: '行业。The trade.' })
  trade?: string;

  @Field(() => TargetStatus, { nullable: true, description: '登记状态。How it stands.' })
  status?: TargetStatus;
}

@ArgsType()
export class InspectorArguments extends PageArguments {
  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, byName)
  nameContains?: string;

  @Field(() => RealWorldId, byRealId)
  realId?: string;

  @Field(() => InspectorStatus, { nullable: true, description: '人员状态。How the inspector stands.' })
  status?: InspectorStatus;
}

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

@ArgsType()
export class ImportRunArguments extends PageArguments {
  @Field(() => ImportKind, { nullable: true, description: '内容。What the file held.' })
  kind?: ImportKind;
}
