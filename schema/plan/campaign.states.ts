import { registerEnumType } from 'type-graphql';
import { lifecycle } from '../shared/lifecycle.js';

/** Where a campaign stands. What happens after the draw is told by the rooms that do it. */
export enum CampaignState {
  DRAFT = 'DRAFT',
  APPROVED = 'APPROVED',
  FROZEN = 'FROZEN',
  DRAWN = 'DRAWN',
  TERMINATED = 'TERMINATED',
}

registerEnumType(CampaignState, {
  name: 'CampaignState',
  description: '抽查任务状态。Where a campaign stands.',
  valuesConfig: {
    DRAFT: { description: '草拟。Being drafted.' },
    APPROVED: { description: '已批准，可以封库。Approved: its pools may be frozen.' },
    FROZEN: { description: '已封库，等待揭示与抽取。Frozen: waiting for its reveals.' },
    DRAWN: { description: '已抽取。Drawn.' },
    TERMINATED: {
      description:
        '已终止：已完成的检查有效，其余不再进行。Terminated: finished visits stand, nothing else goes on.',
    },
  },
});

/** The only ways from one state to another. A void or lapsed draw returns its campaign to be frozen anew. */
export const campaignTransitions = {
  approve: { from: CampaignState.DRAFT, to: CampaignState.APPROVED },
  freeze: { from: CampaignState.APPROVED, to: CampaignState.FROZEN },
  draw: { from: CampaignState.FROZEN, to: CampaignState.DRAWN },
  thaw: { from: CampaignState.FROZEN, to: CampaignState.APPROVED },
  /** A frozen campaign's draw has to end first: in a receipt, a void or a lapse. */
  terminate: {
    from: [CampaignState.DRAFT, CampaignState.APPROVED, CampaignState.DRAWN],
    to: CampaignState.TERMINATED,
  },
} as const;

export type CampaignTransition = keyof typeof campaignTransitions;

export const campaignLifecycle = lifecycle({
  name: 'CampaignState',
  title: '抽查任务 / campaign',
  states: CampaignState,
  begins: [CampaignState.DRAFT],
  transitions: campaignTransitions,
  words: { approve: '批准', freeze: '封库', draw: '抽取', thaw: '作废或失效，退回', terminate: '终止' },
});
