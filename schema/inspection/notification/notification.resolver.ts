import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Allow } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { Role } from '../../shared/roles.js';
import type { Assignment } from '../assignment.entity.js';
import { AssignmentType } from '../inspection.type.js';
import { VisitNotification } from './notification.entity.js';
import { noteNotification } from './notification.service.js';
import { NoteNotificationResult, NotificationInput, NotificationType } from './notification.type.js';

@Resolver(() => AssignmentType)
export class NotificationResolver {
  @Allow(Role.INSPECTOR, Role.APPROVER)
  @Mutation(() => NoteNotificationResult, {
    description:
      '登记已告知当事人：事先（仅限预先告知的任务）或到场。Notes that a party was notified, beforehand or on arrival.',
  })
  noteNotification(
    @Ctx() { step }: Context,
    @Arg('input', () => NotificationInput) input: NotificationInput,
  ) {
    return step((unit) => noteNotification(unit, input));
  }

  @FieldResolver(() => [NotificationType], { description: '告知当事人的登记。How its party was notified.' })
  notifications(@Root() assignment: Assignment, @Ctx() context: Context) {
    return context.loadBy(VisitNotification, 'assignment', assignment.id);
  }
}
