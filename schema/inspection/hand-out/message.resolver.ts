import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Allow, SIGNED_IN } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { findAddress, setAddress } from './address.service.js';
import { createFeed, findOwnFeed, revokeFeed } from './calendar-feed.service.js';
import { type Message, MessageDelivery } from './message.entity.js';
import { countUnread, pageOwnMessages, readMessages } from './message.service.js';
import { wordsOfMessage } from './message.text.js';
import {
  CalendarFeedType,
  CreateCalendarFeedResult,
  MessageConnection,
  MessageDeliveryType,
  MessageType,
  ReadMessagesResult,
  RevokeCalendarFeedResult,
  SetMessageAddressResult,
} from './message.type.js';

@Resolver(() => MessageType)
export class MessageResolver {
  @Allow(SIGNED_IN)
  @Query(() => MessageConnection, {
    description: '我的消息，新的在前。The account’s messages, newest first.',
  })
  myMessages(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg('unreadOnly', () => Boolean, { defaultValue: false, description: '只看未读。Unread ones alone.' })
    unreadOnly: boolean,
  ) {
    return pageOwnMessages(context, unreadOnly, page);
  }

  @Allow(SIGNED_IN)
  @Query(() => Int, { description: '未读消息数。How many are unread.' })
  myUnreadMessageCount(@Ctx() context: Context) {
    return countUnread(context);
  }

  @Allow(SIGNED_IN)
  @Mutation(() => ReadMessagesResult, {
    description: '标为已读；不列明的为全部。Marks messages as read, all of them where none is named.',
  })
  readMessages(
    @Ctx() { step }: Context,
    @Arg('ids', () => [Id], { nullable: true, description: '消息。The messages.' }) ids?: string[],
  ) {
    return step((unit) => readMessages(unit, ids ?? undefined));
  }

  @Allow(SIGNED_IN)
  @Query(() => String, {
    nullable: true,
    description: '我接收提醒的电子邮件地址。The account’s address for e-mail, if any.',
  })
  myMessageAddress(@Ctx() context: Context) {
    return findAddress(context, context.actor.accountId ?? '');
  }

  @Allow(SIGNED_IN)
  @Mutation(() => SetMessageAddressResult, {
    description:
      '设定或撤回接收提醒的地址；演练中不设。Sets one’s address, or takes it back; not in a rehearsal.',
  })
  setMessageAddress(
    @Ctx() { step }: Context,
    @Arg('email', () => Text, { nullable: true, description: '不填为撤回。Absent: it is taken back.' })
    email?: string | null,
  ) {
    return step((unit) => setAddress(unit, email ?? null));
  }

  @Allow(Role.INSPECTOR)
  @Query(() => CalendarFeedType, { nullable: true, description: '我的日历订阅。The officer’s feed, if any.' })
  myCalendarFeed(@Ctx() context: Context) {
    return findOwnFeed(context);
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => CreateCalendarFeedResult, {
    description:
      '建立日历订阅，原有的随之停用；只有时间、任务编号与站内链接。Makes a feed and ends the one before; times, numbers and links.',
  })
  createCalendarFeed(@Ctx() { step }: Context) {
    return step((unit) => createFeed(unit));
  }

  @Allow(Role.INSPECTOR)
  @Mutation(() => RevokeCalendarFeedResult, { description: '停用日历订阅。Revokes the feed.' })
  revokeCalendarFeed(@Ctx() { step }: Context) {
    return step((unit) => revokeFeed(unit));
  }

  @FieldResolver(() => String, { description: '中文文字。Its words in Chinese.' })
  text(@Root() message: Message) {
    return wordsOfMessage(message).zh;
  }

  @FieldResolver(() => String, { description: '英文文字。Its words in English.' })
  textEn(@Root() message: Message) {
    return wordsOfMessage(message).en;
  }

  @FieldResolver(() => [MessageDeliveryType], { description: '站外送达情况。Its ways out of the house.' })
  deliveries(@Root() message: Message, @Ctx() context: Context) {
    return context.loadBy(MessageDelivery, 'message', message.id);
  }
}
