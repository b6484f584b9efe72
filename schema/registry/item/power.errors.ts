import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { PowerKind, powerWords } from './power.words.js';

@ObjectType({
  implements: ConsoleError,
  description: '职权重叠。Somebody else has this power there and then.',
})
export class PowersOverlap extends Refusal {
  @Field(() => String, { description: '事项代码。The item.' })
  readonly itemCode: string;

  @Field(() => PowerKind, { description: '职权种类。Which power.' })
  readonly kind: PowerKind;

  @Field(() => String, { description: '区划代码。Where.' })
  readonly divisionCode: string;

  @Field(() => String, { description: '现任行使部门代码。Who has it.' })
  readonly holderCode: string;

  @Field(() => CalendarDate, { description: '重叠自。The first day of the overlap.' })
  readonly fromOn: string;

  @Field(() => CalendarDate, { nullable: true, description: '重叠至；无尽的没有。Its last day, if any.' })
  readonly toOn?: string;

  constructor(overlap: {
    itemCode: string;
    kind: PowerKind;
    divisionCode: string;
    holderCode: string;
    fromOn: string;
    toOn?: string;
  }) {
    const { itemCode, kind, divisionCode, holderCode, fromOn, toOn } = overlap;
    const [word, wordEn] = powerWords[kind];
    super(
      `事项“${itemCode}”在区划 ${divisionCode} 的${word}权，自 ${fromOn}${toOn ? ` 至 ${toOn}` : ' 起'}已由“${holderCode}”行使，请先终止该职权。`,
      `The ${wordEn} power on item "${itemCode}" in division ${divisionCode} is held by "${holderCode}" from ${fromOn}${toOn ? ` to ${toOn}` : ' on'}; end that power first.`,
    );
    this.itemCode = itemCode;
    this.kind = kind;
    this.divisionCode = divisionCode;
    this.holderCode = holderCode;
    this.fromOn = fromOn;
    this.toOn = toOn;
  }
}

@ObjectType({ implements: ConsoleError, description: '职权登记有误。A power that contradicts itself.' })
export class PowerInvalid extends Refusal {
  @Field(() => String, { description: '有误的字段。The field at fault.' })
  readonly field: string;

  constructor(field: string, message: string, messageEn: string) {
    super(message, messageEn);
    this.field = field;
  }
}

@ObjectType({ implements: ConsoleError, description: '没有这项职权。No such power.' })
export class PowerNotFound extends Refusal {
  @Field(() => Id, { description: '标识。The id.' })
  readonly powerId: string;

  constructor(powerId: string) {
    super('没有这项职权，请从列表中选取。', 'There is no such power; take one from the list.');
    this.powerId = powerId;
  }
}
