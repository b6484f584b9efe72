import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
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

  constructor(state: CampaignState, needed: CampaignState) {
    super(
      `任务当前为 ${state}，此操作需要 ${needed}。`,
      `The campaign is ${state}; this needs it to be ${needed}.`,
    );
    this.state = state;
  }
}

@ObjectType({ implements: ConsoleError, description: '不得由本人办理。The same person may not do both.' })
export class SamePersonRefused extends Refusal {
  constructor(
    message = '编制人不得批准自己的任务。',
    messageEn = 'Whoever drafted a campaign may not approve it.',
  ) {
    super(message, messageEn);
  }
}
