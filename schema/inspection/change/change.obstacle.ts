import { Field, ObjectType } from 'type-graphql';
import { RealWorldId } from '../../shared/scalars.js';
import type { StoredObstacle } from './change.entity.js';
import { ObstacleKind, obstacleWords } from './change.states.js';

@ObjectType({ description: '不能改到某日的一项原因。One reason for which a visit cannot be moved to a day.' })
export class Obstacle {
  @Field(() => ObstacleKind, { description: '原因。Which.' })
  readonly kind: ObstacleKind;

  @Field(() => String, { description: '说明与办法。What is wrong, and what to do, in Chinese.' })
  readonly text: string;

  @Field(() => String, { description: '说明与办法（英文）。The same in English.' })
  readonly textEn: string;

  @Field(() => RealWorldId, {
    nullable: true,
    description: '所涉人员；具体情形不公开。Whom it concerns; why is not told.',
  })
  readonly officerRealId?: string;

  constructor({ kind, officerRealId }: StoredObstacle) {
    this.kind = kind;
    [this.text, this.textEn] = obstacleWords[kind];
    this.officerRealId = officerRealId;
  }
}
