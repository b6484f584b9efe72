import { Field, Int, ObjectType } from 'type-graphql';
import { PublicationKind } from '../publication/public.js';
import { RealWorldId } from '../shared/scalars.js';

@ObjectType('PublicUnitYear', { description: '某年某类公示信息的件数。How many records of a kind and year.' })
export class PublicUnitYearType {
  @Field(() => Int, { description: '检查或决定之年。The year of the visits or decisions.' })
  year!: number;

  @Field(() => PublicationKind, { description: '种类。The kind.' })
  kind!: PublicationKind;

  @Field(() => Int, { description: '件数。How many.' })
  count!: number;
}

@ObjectType('PublicUnitPage', { description: '一个主体的公示信息。What is public of an entity.' })
export class PublicUnitPageType {
  @Field(() => RealWorldId, { description: '主体标识。The entity, by code or number.' })
  realId!: string;

  @Field(() => String, { description: '主体名称，以最近一条为准。Its name, as its newest record has it.' })
  name!: string;

  @Field(() => [PublicUnitYearType], { description: '各年各类件数，新的在前。By year and kind.' })
  years!: PublicUnitYearType[];
}
