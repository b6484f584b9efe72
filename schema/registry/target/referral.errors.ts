import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { ReferralState } from './referral.entity.js';

@ObjectType({ implements: ConsoleError, description: '没有这项推送。No such referral.' })
export class ReferralNotFound extends Refusal {
  constructor() {
    super(
      '没有推送给本部门的这一项，请从列表中选取。',
      'Nothing of the kind was pushed to your department; take one from the list.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已认领或已退回。The referral was decided already.' })
export class ReferralDecided extends Refusal {
  @Field(() => ReferralState, { description: '现在的状态。Where it stands.' })
  readonly state: ReferralState;

  constructor(state: ReferralState) {
    const claimed = state === ReferralState.CLAIMED;
    super(
      claimed ? '该推送已经认领，不必再办。' : '该推送已经退回；推送单位可重新推送。',
      claimed ? 'It was claimed already.' : 'It was declined already; its sender may push it anew.',
    );
    this.state = state;
  }
}
