import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime } from '../../shared/scalars.js';
import { AddressInvalid, FeedNotFound, RehearsalStaysInside } from './hand-out.errors.js';
import { DeliveryState, MessageKind } from './message.states.js';

@ObjectType('MessageDelivery', { description: '消息的站外送达。A message on its way out of the house.' })
export class MessageDeliveryType {
  @Field(() => String, { description: '渠道：EMAIL、WEBHOOK。The way.' })
  channel!: string;

  @Field(() => DeliveryState, { description: '状态。How far it has come.' })
  state!: DeliveryState;

  @Field(() => DateTime, { nullable: true, description: '办结时间。When it was settled.' })
  settledAt?: Date | null;
}

@ObjectType('Message', {
  description:
    '消息：只有数量、时间、任务编号与站内链接，不含对象名称。Counts, times, a campaign’s number and a link.',
})
export class MessageType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => MessageKind, { description: '种类。What it tells.' })
  kind!: MessageKind;

  @Field(() => String, {
    nullable: true,
    description: '抽查任务编号；与任务无关的没有。The campaign’s number; absent where it is about none.',
  })
  campaignCode?: string | null;

  @Field(() => Int, { description: '涉及的任务数。How many it is about.' })
  count!: number;

  @Field(() => CalendarDate, { nullable: true, description: '所指日期。The day that it is about.' })
  on?: string | null;

  @Field(() => DateTime, { nullable: true, description: '何时起可见对象。From when on targets are seen.' })
  visibleAt?: Date | null;

  @Field(() => String, { description: '站内链接。Where to look, within the house.' })
  link!: string;

  @Field(() => DateTime, { description: '时间。When.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '已读时间；未读的没有。Absent until it is read.' })
  readAt?: Date | null;
}

export const MessageConnection = connectionOf('Message', () => MessageType);

@ObjectType({ description: '已读。Marked as read.' })
export class MessagesRead {
  @Field(() => Int, { description: '数量。How many.' })
  count!: number;
}

@ObjectType({ description: '已设定。The address is set, or taken back.' })
export class AddressSet {
  @Field(() => String, { nullable: true, description: '地址；已撤回的没有。Absent where it was taken back.' })
  email?: string | null;
}

@ObjectType('CalendarFeed', { description: '日历订阅。A feed for one’s calendar.' })
export class CalendarFeedType {
  @Field(() => DateTime, { description: '建立时间。When it was made.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '最近读取。When it was read last.' })
  lastReadAt?: Date | null;
}

@ObjectType({
  description:
    '已建立；地址只显示这一次，等同密码，请勿外传。The address is shown this once; it is a secret.',
})
export class CalendarFeedCreated {
  @Field(() => String, { description: '地址，接在本站域名之后。Its address, after that of this server.' })
  path!: string;
}

@ObjectType({ description: '已停用，原地址失效。Revoked: its address answers nothing.' })
export class CalendarFeedRevoked {
  @Field(() => DateTime, { description: '停用时间。When.' })
  revokedAt!: Date;
}

export const ReadMessagesResult = resultUnion('ReadMessagesResult', () => [MessagesRead]);

export const SetMessageAddressResult = resultUnion('SetMessageAddressResult', () => [
  AddressSet,
  AddressInvalid,
  RehearsalStaysInside,
]);

export const CreateCalendarFeedResult = resultUnion('CreateCalendarFeedResult', () => [
  CalendarFeedCreated,
  RehearsalStaysInside,
]);

export const RevokeCalendarFeedResult = resultUnion('RevokeCalendarFeedResult', () => [
  CalendarFeedRevoked,
  FeedNotFound,
]);
