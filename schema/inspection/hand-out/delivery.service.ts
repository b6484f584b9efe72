import { Account } from '../../account/index.js';
import type { OutwardChannel, Reader, Unit } from '../../shared/unit.js';
import { findAddress } from './address.service.js';
import { Message, MessageDelivery } from './message.entity.js';
import { DeliveryState, type MessageKind } from './message.states.js';
import { wordsOfMessage } from './message.text.js';

/** What leaves the house of one message, and to whom. */
export interface OutwardMessage {
  /** Of the delivery: whoever gets it twice knows it by this. */
  readonly id: string;
  readonly channel: OutwardChannel;
  readonly kind: MessageKind;
  /** The account's name in the house. */
  readonly recipient: string;
  /** Only on the way by e-mail. */
  readonly email?: string;
  /** Absent where it is about none. */
  readonly campaignCode?: string | null;
  readonly count: number;
  readonly text: string;
  readonly textEn: string;
  /** A path of the house. */
  readonly link: string;
  readonly createdAt: Date;
}

/** What is to be sent, or nothing: it was sent, the address was taken back, the account is closed, or it is a rehearsal. */
export async function findOutward(reader: Reader, deliveryId: string): Promise<OutwardMessage | undefined> {
  if (reader.installation.training) return undefined;
  const delivery = await reader.em.findOne(MessageDelivery, { id: deliveryId, state: DeliveryState.WAITING });
  if (!delivery) return undefined;
  const message = await reader.em.findOneOrFail(Message, { id: delivery.message });
  const account = await reader.em.findOne(Account, { id: message.account, active: true });
  const channel = delivery.channel as OutwardChannel;
  const email = channel === 'EMAIL' ? await findAddress(reader, message.account) : undefined;
  if (!account || email === null) return undefined;
  const words = wordsOfMessage(message);
  return {
    ...{ id: deliveryId, channel, kind: message.kind, recipient: account.username },
    ...(email ? { email } : {}),
    ...{ campaignCode: message.campaignCode, count: message.count, text: words.zh, textEn: words.en },
    ...{ link: message.link, createdAt: message.createdAt },
  };
}

/** Writes down what became of a delivery; one that is settled stays as it is. */
export async function settleDelivery(unit: Unit, deliveryId: string, wasSent: boolean): Promise<void> {
  const state = wasSent ? DeliveryState.SENT : DeliveryState.DROPPED;
  const waiting = { id: deliveryId, state: DeliveryState.WAITING };
  await unit.em.nativeUpdate(MessageDelivery, waiting, { state, settledAt: unit.now });
}
