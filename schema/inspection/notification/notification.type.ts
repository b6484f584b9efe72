import { IsOptional } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { resultUnion } from '../../shared/result-union.js';
import { DateTime, Id } from '../../shared/scalars.js';
import { AssignmentNotFound, AssignmentStateWrong } from '../inspection.errors.js';
import {
  NotifiedBefore,
  NotifiedInFuture,
  NotifiedTooEarly,
  VisitUnannounced,
} from './notification.errors.js';
import { NotificationKind, NotificationWay } from './notification.states.js';

@InputType({ description: '登记已告知当事人。Notes that a party was notified.' })
export class NotificationInput {
  @Field(() => Id, { description: '检查任务。The assignment.' })
  assignmentId!: string;

  @Field(() => NotificationKind, { description: '事先或到场。Beforehand, or on arrival.' })
  kind!: NotificationKind;

  @Field(() => NotificationWay, { description: '告知方式。How.' })
  way!: NotificationWay;

  @Field(() => DateTime, { description: '告知时间。When.' })
  notifiedAt!: Date;

  @IsOptional()
  @Field(() => Id, { nullable: true, description: '告知文书；没有的不填。The paper, if any.' })
  paperId?: string | null;
}

@ObjectType('VisitNotification', { description: '告知当事人的登记。That a party was notified.' })
export class NotificationType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => NotificationKind, { description: '事先或到场。Beforehand, or on arrival.' })
  kind!: NotificationKind;

  @Field(() => NotificationWay, { description: '告知方式。How.' })
  way!: NotificationWay;

  @Field(() => DateTime, { description: '告知时间。When.' })
  notifiedAt!: Date;

  @Field(() => ID, { nullable: true, description: '告知文书；没有的没有。The paper, if any.' })
  paperId?: string | null;

  @Field(() => DateTime, { description: '登记时间。When it was noted.' })
  notedAt!: Date;
}

@ObjectType({ description: '已登记。It is noted.' })
export class NotificationNoted {
  @Field(() => ID, { description: '检查任务。The assignment.' })
  assignmentId!: string;

  @Field(() => NotificationType, { description: '登记。What was noted.' })
  notification!: NotificationType;
}

export const NoteNotificationResult = resultUnion('NoteNotificationResult', () => [
  NotificationNoted,
  AssignmentNotFound,
  AssignmentStateWrong,
  VisitUnannounced,
  NotifiedTooEarly,
  NotifiedInFuture,
  NotifiedBefore,
]);
