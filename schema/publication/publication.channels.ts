import { PublicationKind } from './publication.states.js';

/** A way out of the house. */
export interface Channel {
  readonly code: string;
  readonly title: string;
  /** Kinds for which a receipt of this channel is required. */
  readonly requiredFor: readonly PublicationKind[];
}

/** The channels in force: data per kind of record. The credit portal joins them with the feed. */
export const channels: readonly Channel[] = [
  {
    code: 'portal',
    title: '本部门公示门户',
    requiredFor: [PublicationKind.INSPECTION_RESULT, PublicationKind.LICENCE, PublicationKind.PENALTY],
  },
];

/** The channels whose receipts a kind needs before it counts as published. */
export function requiredChannels(kind: PublicationKind): readonly Channel[] {
  return channels.filter((channel) => channel.requiredFor.includes(kind));
}
