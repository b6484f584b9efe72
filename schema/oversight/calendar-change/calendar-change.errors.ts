import { Field, ObjectType } from 'type-graphql';
import type { NoticeFault } from '../../../scheduler/calendar/index.js';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({ description: '通知中读不通的一处。What of a notice could not be read.' })
export class HolidayNoticeFault {
  @Field(() => String, {
    description: '所在的条款；与整体有关的为空。The clause; empty where it is of the whole.',
  })
  clause!: string;

  @Field(() => String, { description: '说明。What is wrong, in Chinese.' })
  message!: string;

  @Field(() => String, { description: '说明（英文）。What is wrong, in English.' })
  messageEn!: string;
}

/** Faults as they are shown. */
export function showFaults(faults: readonly NoticeFault[]): HolidayNoticeFault[] {
  return faults.map(({ clause, zh, en }) => ({ clause, message: zh, messageEn: en }));
}

@ObjectType({ implements: ConsoleError, description: '通知读不通。The notice cannot be read.' })
export class HolidayNoticeUnreadable extends Refusal {
  @Field(() => [HolidayNoticeFault], { description: '各处问题。All that is wrong.' })
  readonly faults: HolidayNoticeFault[];

  constructor(faults: readonly NoticeFault[]) {
    super(
      `放假安排通知有 ${faults.length} 处读不通，未录入；请核对所贴全文，或改为逐日点选。`,
      `${faults.length} places of the notice cannot be read; check the whole text, or click the days instead.`,
    );
    this.faults = showFaults(faults);
  }
}

@ObjectType({ implements: ConsoleError, description: '所选日期不当。The days do not fit.' })
export class CalendarDaysInvalid extends Refusal {
  @Field(() => [String], { description: '有问题的日期。The days at fault.' })
  readonly days: string[];

  constructor(days: readonly string[]) {
    super(
      `所选日期有误：${days.join('、')}。同一日只能写一次，放假日与上班日不得重复；调休上班日应为周末，且至少选一日。`,
      'Days are at fault: each stands once, off or worked; a make-up day is a weekend day; and there is at least one.',
    );
    this.days = [...days];
  }
}

@ObjectType({ implements: ConsoleError, description: '区划不当。The division does not fit.' })
export class CalendarDivisionInvalid extends Refusal {
  constructor() {
    super(
      '地方假日、临时停工须注明已登记的区划；全国放假安排不注区划；核对人只能就本部门所在区划及其下级核对。',
      'The days of a region and a closure name an entered division, a national notice none; who confirms is of that division or above it.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有待核对或生效的该层。No such layer.' })
export class CalendarLayerNotFound extends Refusal {
  constructor() {
    super(
      '没有这一日历层，或其状态已变；请刷新后再办。',
      'There is no such layer, or it stands otherwise by now; read it again.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '须由另一人办理。Another person must.' })
export class CalendarBySamePerson extends Refusal {
  constructor() {
    super(
      '录入与核对、核对与撤销须由不同的人办理；请由另一位负责人办理。',
      'Whoever entered it does not confirm it, and whoever confirmed it does not revoke it; ask another head.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '与已有日历不衔接。It does not join the calendar.' })
export class CalendarNotJoined extends Refusal {
  constructor(zh: string, en: string) {
    super(`${zh}请先录入其间各年的放假安排。`, `${en} Enter the notices of the years between first.`);
  }
}
