import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Account } from '../../account/index.js';
import { DeliveryState, MessageKind } from './message.states.js';

/** Something an account is told: how many, when, of which campaign, and where to look. Never whom it is about. */
export const Message = defineEntity({
  name: 'Message',
  tableName: 'message',
  properties: {
    id: p.uuid().primary(),
    account: () => p.manyToOne(Account).mapToPk(),
    kind: p.enum(() => MessageKind),
    /** What it is about: the same is told to an account once. */
    key: p.string(),
    /** Neutral by its form, as the campaign has it; absent where it is about none. */
    campaignCode: p.string().nullable(),
    count: p.integer(),
    /** The day that it is about. */
    on: p.date().nullable(),
    /** From when on the targets are seen. */
    visibleAt: p.datetime().nullable(),
    /** Where to look, within the house: `/assignments/…`. */
    link: p.string(),
    createdAt: p.datetime(),
    readAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['account', 'key'] }],
});

export type Message = InferEntity<typeof Message>;

/** A message on one way out of the house. */
export const MessageDelivery = defineEntity({
  name: 'MessageDelivery',
  tableName: 'message_delivery',
  properties: {
    id: p.uuid().primary(),
    message: () => p.manyToOne(Message).mapToPk(),
    channel: p.string(),
    state: p.enum(() => DeliveryState),
    settledAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['message', 'channel'] }],
});

export type MessageDelivery = InferEntity<typeof MessageDelivery>;

/** Where somebody wants to be told outside of the house; by their own wish, taken back at any time. */
export const MessageAddress = defineEntity({
  name: 'MessageAddress',
  tableName: 'message_address',
  properties: {
    account: () => p.manyToOne(Account).mapToPk().primary(),
    /** The personal record that holds it. */
    record: p.uuid().name('record_id'),
    setAt: p.datetime(),
  },
});

export type MessageAddress = InferEntity<typeof MessageAddress>;
