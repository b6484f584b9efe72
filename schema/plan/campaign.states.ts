import { registerEnumType } from 'type-graphql';

/** Where a campaign stands. What happens after the draw is told by the rooms that do it. */
export enum CampaignState {
  DRAFT = 'DRAFT',
  APPROVED = 'APPROVED',
  FROZEN = 'FROZEN',
  DRAWN = 'DRAWN',
}

registerEnumType(CampaignState, {
  name: 'CampaignState',
  description: '抽查任务状态。Where a campaign stands.',
  valuesConfig: {
    DRAFT: { description: '草拟。Being drafted.' },
    APPROVED: { description: '已批准，可以封库。Approved: its pools may be frozen.' },
    FROZEN: { description: '已封库，等待揭示与抽取。Frozen: waiting for its reveals.' },
    DRAWN: { description: '已抽取。Drawn.' },
  },
});

/** The only ways from one state to another. A void or lapsed draw returns its campaign to be frozen anew. */
export const campaignTransitions = {
  approve: { from: CampaignState.DRAFT, to: CampaignState.APPROVED },
  freeze: { from: CampaignState.APPROVED, to: CampaignState.FROZEN },
  draw: { from: CampaignState.FROZEN, to: CampaignState.DRAWN },
  thaw: { from: CampaignState.FROZEN, to: CampaignState.APPROVED },
} as const;

export type CampaignTransition = keyof typeof campaignTransitions;
