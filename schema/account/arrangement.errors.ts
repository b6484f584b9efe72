import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
import { CalendarDate } from '../shared/scalars.js';
import { ArrangementKind } from './arrangement.states.js';

@ObjectType({ implements: ConsoleError, description: '安排不存在。No such arrangement.' })
export class ArrangementNotFound extends Refusal {
  constructor() {
    super('没有该安排，或不属于本部门。', 'There is no such arrangement in your department.');
  }
}

@ObjectType({ implements: ConsoleError, description: '安排的日期不成立。The days do not fit.' })
export class ArrangementDaysInvalid extends Refusal {
  @Field(() => Int, { description: '最多多少天，首尾均计。The most days, both ends counted.' })
  readonly mostDays: number;

  constructor(mostDays: number) {
    super(
      `起止日期须依次、止日不早于今天，且不超过 ${mostDays} 天（首尾均计），请更正 fromOn、toOn。`,
      `The days must follow one another, end today or later and be at most ${mostDays}, both ends counted; correct fromOn and toOn.`,
    );
    this.mostDays = mostDays;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '该角色不能这样安排。A role that is not filled in this way.',
})
export class RoleNotArrangeable extends Refusal {
  @Field(() => ArrangementKind, { description: '安排的种类。The kind.' })
  readonly kind: ArrangementKind;

  @Field(() => [Role], { description: '可以安排的角色。The roles that are.' })
  readonly arrangeable: readonly Role[];

  constructor(kind: ArrangementKind, arrangeable: readonly Role[]) {
    super(
      `此种安排须至少填写一个角色，且只能是：${arrangeable.join('、')}；检查人员请办理借调，见证人由不属部门的账户担任。`,
      `This kind of arrangement gives at least one of these roles and no other: ${arrangeable.join(', ')}. Officers come by secondment; a witness belongs to no department.`,
    );
    this.kind = kind;
    this.arrangeable = arrangeable;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '行事人不符合安排种类。Who acts does not fit the kind.',
})
export class ActingAccountUnfit extends Refusal {
  @Field(() => ArrangementKind, { description: '安排的种类。The kind.' })
  readonly kind: ArrangementKind;

  constructor(kind: ArrangementKind) {
    super(
      '代理须由本部门同事为本部门的人代理；上级代行须由隶属关系上的上级部门人员行事，邻近单位代行须由同一上级的部门人员行事。请核对人员与种类。',
      'A deputy is a colleague in the same department as whom they stand for; a superior is a department above in the tree, a neighbour one under the same parent. Check the person and the kind.',
    );
    this.kind = kind;
  }
}

@ObjectType({ implements: ConsoleError, description: '代理人不得再由他人代理。A deputy of a deputy.' })
export class DeputyOfDeputy extends Refusal {
  @Field(() => Role, { description: '该角色。The role.' })
  readonly role: Role;

  constructor(role: Role) {
    super(
      `被代理人的角色 ${role} 本身由安排取得，不得再转由他人代理；请由原任职人安排。`,
      `Who is stood for holds the role ${role} by arrangement and passes it on to nobody; have whose role it is arrange.`,
    );
    this.role = role;
  }
}

@ObjectType({ implements: ConsoleError, description: '不得为本人安排。Nobody arranges for themselves.' })
export class OwnArrangement extends Refusal {
  constructor() {
    super(
      '行事人不得登记或批准自己的安排，登记人也不得批准；请由他人办理。',
      'Who is to act may neither record nor approve it, nor may who recorded it approve; have somebody else do it.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '安排已批准。The arrangement is approved already.' })
export class ArrangementApprovedAlready extends Refusal {
  constructor() {
    super('该安排已批准，无须再办。', 'The arrangement is approved already; nothing is left to do.');
  }
}

@ObjectType({ implements: ConsoleError, description: '安排已结束。The arrangement is over.' })
export class ArrangementOver extends Refusal {
  @Field(() => CalendarDate, { description: '末日。Its last day.' })
  readonly toOn: string;

  constructor(toOn: string) {
    super(
      '该安排已终止或已过末日；如仍需要，请另行登记。',
      'The arrangement is over; record another if it is needed.',
    );
    this.toOn = toOn;
  }
}
