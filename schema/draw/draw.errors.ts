import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DrawFault, type FaultCode, faultTable } from '../../scheduler/draw/index.js';
import { spokenFingerprint, type WitnessKey } from '../account/index.js';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { DateTime } from '../shared/scalars.js';

/** Every way in which the protocol refuses, as an enum of the API. */
export const DrawFaultCode = Object.fromEntries(
  Object.keys(faultTable).map((code) => [code, code]),
) as Record<FaultCode, FaultCode>;

registerEnumType(DrawFaultCode, {
  name: 'DrawFaultCode',
  description: '抽取规程的拒绝原因。Every way in which the draw protocol refuses.',
  valuesConfig: Object.fromEntries(
    Object.entries(faultTable).map(([code, words]) => [code, { description: `${words.zh}。${words.en}` }]),
  ) as never,
});

@ObjectType({ implements: ConsoleError, description: '抽取规程不允许。The draw protocol refuses this.' })
export class DrawRefused extends Refusal {
  @Field(() => DrawFaultCode, { description: '原因。Which rule was broken.' })
  readonly fault: FaultCode;

  constructor(fault: DrawFault) {
    super(`${fault.zh}。`, fault.en);
    this.fault = fault.code;
  }
}

@ObjectType({ implements: ConsoleError, description: '抽取不存在。No such draw.' })
export class DrawNotFound extends Refusal {
  constructor() {
    super('抽取不存在，或不属于本部门。', 'There is no such draw in your department.');
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '只能由封库的操作员办理。Only the operator who froze may do this.',
})
export class OperatorOnly extends Refusal {
  constructor() {
    super('只能由封库的操作员办理。', 'Only the operator who froze the pools may do this.');
  }
}

@ObjectType({ implements: ConsoleError, description: '操作员须最后揭示。The operator must reveal last.' })
export class OperatorRevealsLast extends Refusal {
  @Field(() => [String], { description: '尚未揭示的见证人。Witnesses who have not revealed.' })
  readonly waitingFor: string[];

  constructor(waitingFor: string[]) {
    super(
      `保密抽取中操作员须最后揭示，以免秘密值提前存入系统。尚待：${waitingFor.join('、')}。`,
      `In a confidential draw the operator reveals last, so that the secret is not stored before its time. Waiting for: ${waitingFor.join(', ')}.`,
    );
    this.waitingFor = waitingFor;
  }
}

/** What may still be done with a draw, or a campaign, one of whose keys was revoked (docs/draw.md §6). */
const remedies = {
  freeze: {
    zh: '任务的见证人不得悄悄减少：请另拟任务，指定其他密钥。',
    en: 'A campaign never quietly has fewer witnesses: draft another that names another key.',
  },
  anchor: {
    zh: '此次抽取不能再由它锚定：由操作员在抽取截止前作废（voidDraw），否则到期自动失效；然后另拟任务，指定其他密钥。',
    en: 'This draw cannot be anchored by it: the operator voids it (voidDraw) before it is due, or it lapses by itself; then draft a campaign that names another key.',
  },
} as const;

@ObjectType({ implements: ConsoleError, description: '见证密钥已停用。A witness key was revoked.' })
export class WitnessKeyEnded extends Refusal {
  @Field(() => String, { description: '密钥名称。What its owner calls it.' })
  readonly name: string;

  @Field(() => String, { description: '指纹，四位一组。Its fingerprint in groups of four.' })
  readonly spokenFingerprint: string;

  @Field(() => DateTime, { description: '停用时间。When it was revoked.' })
  readonly revokedAt: Date;

  constructor(key: WitnessKey, step: keyof typeof remedies) {
    const { name, fingerprint, revokedAt } = key;
    const spoken = spokenFingerprint(fingerprint);
    super(
      `见证密钥“${name}”（指纹 ${spoken}）已停用。${remedies[step].zh}`,
      `The witness key "${name}" (fingerprint ${spoken}) was revoked. ${remedies[step].en}`,
    );
    this.name = name;
    this.spokenFingerprint = spoken;
    this.revokedAt = revokedAt as Date;
  }
}

@ObjectType({ implements: ConsoleError, description: '时间安排不成立。The times do not fit.' })
export class DrawTimesInvalid extends Refusal {
  constructor() {
    super(
      '抽取截止时间须晚于现在，且不超过 31 天；保密抽取还须填写更晚的公开时间（检查期限止后一年内），公开抽取不填。',
      'The draw must be due after now and within 31 days; a confidential draw also needs a later opening time, within a year of the last visit; an open one has none.',
    );
  }
}

/** Runs a part of the protocol: what it refuses becomes a value, anything else stays an exception. */
export async function orRefused<T>(work: () => Promise<T> | T): Promise<T | DrawRefused> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DrawFault) return new DrawRefused(error);
    throw error;
  }
}
