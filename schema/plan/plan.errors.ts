import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { Role } from '../shared/roles.js';
import { CampaignState } from './campaign.states.js';

@ObjectType({ implements: ConsoleError, description: '计划不存在。No such plan.' })
export class PlanNotFound extends Refusal {
  constructor() {
    super('计划不存在，或不属于本部门。', 'There is no such plan in your department.');
  }
}

@ObjectType({ implements: ConsoleError, description: '抽查任务不存在。No such campaign.' })
export class CampaignNotFound extends Refusal {
  constructor() {
    super('抽查任务不存在，或不属于本部门。', 'There is no such campaign in your department.');
  }
}

@ObjectType({ implements: ConsoleError, description: '事项不在清单内。An item is not on the list.' })
export class ItemNotListed extends Refusal {
  @Field(() => [String], { description: '清单中没有的代码。The codes that are not listed.' })
  readonly itemCodes: string[];

  constructor(itemCodes: string[]) {
    super(
      `抽查事项清单（已公布的以公布版本为准）中没有：${itemCodes.join('、')}。请先登记并公布，清单之外不得检查。`,
      `Not on the item list, the published one where there is one: ${itemCodes.join(', ')}. Enter and publish it first; nothing outside it may be checked.`,
    );
    this.itemCodes = itemCodes;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '事项未在整个检查期限内有效。An item is not in force all the time.',
})
export class ItemNotInForce extends Refusal {
  @Field(() => [String], { description: '未全程有效的代码。The codes at fault.' })
  readonly itemCodes: string[];

  constructor(itemCodes: string[], fromOn: string, toOn: string) {
    super(
      `事项未在 ${fromOn} 至 ${toOn} 全程有效：${itemCodes.join('、')}。请更正清单或调整检查期限。`,
      `Not in force on every day from ${fromOn} to ${toOn}: ${itemCodes.join(', ')}. Correct the list or the window.`,
    );
    this.itemCodes = itemCodes;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '检查权不属本部门。The power to inspect is not this department’s.',
})
export class ItemNotInPower extends Refusal {
  @Field(() => [String], { description: '检查权不在本部门的事项代码。The codes of those items.' })
  readonly itemCodes: string[];

  constructor(itemCodes: string[]) {
    super(
      `检查期限内，下列事项的检查权并非始终属于本部门：${itemCodes.join('、')}。请调整事项、区划或期限，或由系统管理员登记职权。`,
      `During the window the power to inspect is not always this department's: ${itemCodes.join(', ')}. Change items, divisions or days, or have the power recorded.`,
    );
    this.itemCodes = itemCodes;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '机构不能自行抽查。An institution makes no draw of its own.',
})
export class InstitutionDrawsNothing extends Refusal {
  @Field(() => String, { description: '机构代码。The code of the institution.' })
  readonly departmentCode: string;

  constructor(departmentCode: string) {
    super(
      `“${departmentCode}”是机构，只能以所属机关名义执法；请使用该机关的账户编制任务。`,
      `"${departmentCode}" is an institution and acts only in the name of its authority; draft the campaign with an account of the authority.`,
    );
    this.departmentCode = departmentCode;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '任务的规则不成立。A rule of the campaign contradicts.',
})
export class CampaignRuleInvalid extends Refusal {
  @Field(() => String, { description: '有误的字段。The field at fault.' })
  readonly field: string;

  constructor(field: string, message: string, messageEn: string) {
    super(message, messageEn);
    this.field = field;
  }
}

@ObjectType({ implements: ConsoleError, description: '见证密钥不可用。A witness key cannot be used.' })
export class WitnessKeyUnusable extends Refusal {
  constructor() {
    super(
      '见证密钥不存在或已停用，请由见证人重新登记。',
      'A witness key is missing or revoked; register it again.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '状态不允许。The campaign is not in the state this needs.',
})
export class CampaignStateWrong extends Refusal {
  @Field(() => CampaignState, { description: '现在的状态。Where it stands.' })
  readonly state: CampaignState;

  constructor(state: CampaignState, ...needed: readonly CampaignState[]) {
    super(
      `任务当前为 ${state}，此操作需要 ${needed.join(' 或 ')}。`,
      `The campaign is ${state}; this needs it to be ${needed.join(' or ')}.`,
    );
    this.state = state;
  }
}

/** A role of a campaign that nobody is left for, as it is told. */
interface Unfilled {
  readonly role: Role;
  readonly neededCount: number;
  readonly helpers: readonly { readonly code: string; readonly name: string; readonly isAbove: boolean }[];
}

function remedyOf({ role, helpers }: Unfilled): readonly [zh: string, en: string] {
  if (role === Role.WITNESS) {
    return [
      '见证人的公钥已停用或账户已停用，请重新编制任务',
      'a witness has no key or account any more; draft anew',
    ];
  }
  const names = helpers.map(({ name, code }) => `${name}（${code}）`).join('、');
  const codes = helpers.map(({ code }) => code).join(', ');
  return names === ''
    ? [
        '请授予本部门其他人员，或由上级、邻近单位代行',
        'grant it to somebody else, or arrange with the superior or a neighbour',
      ]
    : [`可由以下单位代行：${names}`, `these could fill it by an arrangement: ${codes}`];
}

@ObjectType('RoleHelper', { description: '可以代行的单位。A department from which a role could be filled.' })
export class RoleHelperType {
  @Field(() => String, { description: '部门代码。Its code.' })
  code!: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => Boolean, { description: '是否上级；否则为邻近单位。Whether above; else a neighbour.' })
  isAbove!: boolean;
}

@ObjectType({ description: '无人可任的角色。A role for which nobody is left.' })
export class UnfilledRole {
  @Field(() => Role, { description: '角色。The role.' })
  role!: Role;

  @Field(() => Int, { description: '需要几人。How many are needed.' })
  neededCount!: number;

  @Field(() => [RoleHelperType], {
    description: '可代行的上级与邻近单位。Who could fill it by an arrangement.',
  })
  helpers!: RoleHelperType[];
}

@ObjectType({
  implements: ConsoleError,
  description: '有的角色无人可任。Somebody is lacking for a role.',
})
export class RolesUnfilled extends Refusal {
  @Field(() => [UnfilledRole], { description: '各角色与补救。The roles, each with its remedy.' })
  readonly roles: readonly Unfilled[];

  constructor(roles: readonly Unfilled[]) {
    const zh = roles.map((one) => `${one.role}：${remedyOf(one)[0]}`);
    const en = roles.map((one) => `${one.role}: ${remedyOf(one)[1]}`);
    super(
      `批准后须由不同的人办理的角色中，以下无人可任——${zh.join('；')}。`,
      `After the approval different people are needed, and there is nobody for: ${en.join('; ')}.`,
    );
    this.roles = roles.map(({ role, neededCount, helpers }) => ({ role, neededCount, helpers }));
  }
}
