import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  MOST_ONLINE_EVENTS,
  RecordVisitEventsResult,
  TooManyVisitEvents,
  takeEvents,
  VisitEventJson,
} from '../inspection/index.js';
import { Allow } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { Role } from '../shared/roles.js';
import { DateTime, Id } from '../shared/scalars.js';
import { findPaperAssignments } from './check-in.read.js';

/** Here and not among the inspections: a check-in may show the QR of a paper, and only this room knows whose it is. */
@Resolver()
export class VisitEventsResolver {
  @Allow(Role.INSPECTOR)
  @Mutation(() => RecordVisitEventsResult, {
    description:
      '提交现场事件（至多 50 个）；可重复提交，不分先后。Takes events of visits; sent again they change nothing, and no order matters.',
  })
  recordVisitEvents(
    @Ctx() { step }: Context,
    @Arg('events', () => [VisitEventJson]) events: unknown[],
    @Arg('sentAt', () => DateTime, {
      nullable: true,
      description: '设备时钟的现在。Now, by the device’s clock.',
    })
    sentAt?: Date,
    @Arg('deviceId', () => Id, { nullable: true, description: '签名的设备。The device that signed them.' })
    deviceId?: string,
  ) {
    return step(async (unit) => {
      if (events.length > MOST_ONLINE_EVENTS) return new TooManyVisitEvents();
      const taken = await takeEvents(unit, { entries: events, sentAt, deviceId }, findPaperAssignments);
      return { __typename: 'VisitEventsReceived', ...taken };
    });
  }
}
