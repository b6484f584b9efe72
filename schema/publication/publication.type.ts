import { Field, ID, Int, ObjectType } from 'type-graphql';
import { SeparationOfDuties } from '../account/index.js';
import { connectionOf } from '../console/index.js';
import { resultUnion } from '../shared/result-union.js';
import { CalendarDate, DateTime, Hex } from '../shared/scalars.js';
import {
  PenaltyTierMissing,
  PublicationNotDue,
  PublicationNotFound,
  PublicationTermOutside,
  SecrecyReviewMissing,
} from './publication.errors.js';
import { PublicationKind, PublicationState, PublicEndGround, WithheldGround } from './publication.states.js';

@ObjectType('Publication', { description: '公示事项。A duty to publish.' })
export class PublicationType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => PublicationKind, { description: '种类。Its kind.' })
  kind!: PublicationKind;

  @Field(() => ID, { description: '公示记录，各版本相同。The public record, the same for all versions.' })
  recordId!: string;

  @Field(() => Int, { description: '版本。Its version.' })
  version!: number;

  @Field(() => PublicationState, { description: '状态。Where it stands.' })
  state!: PublicationState;

  @Field(() => String, { description: '标题。Its title.' })
  title!: string;

  @Field(() => CalendarDate, { description: '公示期限。When it must be public.' })
  dueOn!: string;

  @Field(() => Boolean, { description: '期限为暂定。Its deadline is provisional.' })
  isProvisional!: boolean;

  @Field(() => String, { description: '公示内容（规范 JSON）。The public edition, canonical JSON.' })
  publicText!: string;

  @Field(() => Hex, { description: '公示内容的 SHA-256。Its SHA-256.' })
  publicHash!: string;

  @Field(() => DateTime, { nullable: true, description: '公示时间；未公示的没有。Absent until published.' })
  publishedAt?: Date | null;

  @Field(() => WithheldGround, { nullable: true, description: '不公示的事由。Why it is not published.' })
  withheldFor?: WithheldGround | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '公示截止日；没有期限的没有。The last day; absent without a term.',
  })
  endsOn?: string | null;

  @Field(() => DateTime, { nullable: true, description: '结束公示的时间。When it ended.' })
  endedAt?: Date | null;

  @Field(() => PublicEndGround, { nullable: true, description: '结束公示的事由。Why it ended.' })
  endedFor?: PublicEndGround | null;
}

export const PublicationConnection = connectionOf('Publication', () => PublicationType);

@ObjectType({ description: '已批准公示。Released.' })
export class PublicationReleased {
  @Field(() => PublicationType, { description: '公示事项。The publication.' })
  publication!: PublicationType;
}

export const ReleasePublicationResult = resultUnion('ReleasePublicationResult', () => [
  PublicationReleased,
  PublicationNotFound,
  PublicationNotDue,
  SecrecyReviewMissing,
  SeparationOfDuties,
  PenaltyTierMissing,
  PublicationTermOutside,
]);
