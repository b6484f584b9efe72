import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import type { OpenDraw } from '../draw/index.js';
import { Refusal } from '../shared/refusal.js';
import { ReorganisationState } from './reorganisation.states.js';

@ObjectType({ description: '尚未结束的抽取。A draw that is frozen and not yet at its end.' })
export class OpenDrawType {
  @Field(() => String, { description: '任务编号。Its campaign.' })
  campaignCode!: string;

  @Field(() => String, { description: '承诺 C。Its commitment.' })
  commitment!: string;
}

@ObjectType({
  implements: ConsoleError,
  description: '抽取正在进行。Draws are open.',
})
export class DrawsOpen extends Refusal {
  @Field(() => [OpenDrawType], { description: '进行中的抽取。The open draws.' })
  readonly draws: readonly { readonly campaignCode: string; readonly commitment: string }[];

  constructor(draws: readonly OpenDraw[]) {
    const codes = draws.map((draw) => draw.campaignCode);
    super(
      `下列任务已封库、尚未抽取：${codes.join('、')}。请先完成抽取，或在揭示前作废，或待其逾期失效后再办。`,
      `These campaigns are frozen and not yet drawn: ${codes.join(', ')}. Finish the draw, void it before any reveal, or wait until it lapses.`,
    );
    this.draws = draws.map(({ campaignCode, commitment }) => ({ campaignCode, commitment }));
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '机构改革的内容不成立。A re-organisation that contradicts itself.',
})
export class ReorganisationInvalid extends Refusal {
  @Field(() => String, { description: '有误的字段。The field at fault.' })
  readonly field: string;

  constructor(field: string, message: string, messageEn: string) {
    super(message, messageEn);
    this.field = field;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有这项机构改革。No such re-organisation.' })
export class ReorganisationNotFound extends Refusal {
  constructor() {
    super('没有这项机构改革，请从列表中选取。', 'There is no such re-organisation; take one from the list.');
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '已生效或已取消。It is done, or was cancelled.',
})
export class ReorganisationNotPlanned extends Refusal {
  @Field(() => ReorganisationState, { description: '现在的状态。Where it stands.' })
  readonly state: ReorganisationState;

  constructor(state: ReorganisationState) {
    super(
      `该机构改革的状态为 ${state}，只有尚未生效的才能取消；已生效的请另行登记一项。`,
      `It is ${state}: only a planned one can be cancelled. Record another act to change what was done.`,
    );
    this.state = state;
  }
}
