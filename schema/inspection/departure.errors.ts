import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { CalendarDate } from '../shared/scalars.js';
import { OpenMatterKind } from './departure.states.js';

@ObjectType({ description: '一项未办结事项；不含检查对象。Something open; it does not name the target.' })
export class OpenMatter {
  @Field(() => OpenMatterKind, { description: '须办理什么。What has to be done.' })
  kind!: OpenMatterKind;

  @Field(() => String, { description: '办法。The remedy, in words.' })
  remedy!: string;

  @Field(() => ID, {
    nullable: true,
    description: '检查任务；尚未派发的没有。The assignment; absent before dispatch.',
  })
  assignmentId?: string;

  @Field(() => ID, { description: '抽取。The draw.' })
  drawId!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '检查期限止；尚未派发的没有。The last day for the visit; absent before dispatch.',
  })
  windowToOn?: string;
}

/** How many open matters a list names at most; its count is complete. */
export const namedMatters = 100;

@ObjectType({ implements: ConsoleError, description: '还有未办结事项。Something is still open.' })
export class MattersOpen extends Refusal {
  @Field(() => Int, { description: '总数。How many in all.' })
  readonly count: number;

  @Field(() => [OpenMatter], { description: '各项，最多 100 项。What is open, at most 100.' })
  readonly matters: readonly OpenMatter[];

  constructor(matters: readonly OpenMatter[]) {
    const toHandOver = matters.filter(({ kind }) => kind === OpenMatterKind.HAND_OVER).length;
    super(
      `还有 ${matters.length} 项未办结（其中 ${toHandOver} 项可移交），请按清单逐项办理后再办离岗或停用账户。`,
      `${matters.length} matters are open (${toHandOver} can be handed over); settle each as listed before the officer leaves or the account is closed.`,
    );
    this.count = matters.length;
    this.matters = matters.slice(0, namedMatters);
  }
}

@ObjectType({ implements: ConsoleError, description: '没有可移交的任务。Nothing can be handed over.' })
export class NothingToHandOver extends Refusal {
  constructor() {
    super(
      '该人员在本部门没有尚未检查的任务，无须移交；其他未办结事项见 openMatters。',
      'The officer has no assignment here whose visit has not begun; openMatters lists what else is open.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '移交已在申请中。A hand-over is asked for already.' })
export class HandOverPending extends Refusal {
  constructor() {
    super('该人员的移交已在申请中，请等待批准。', 'A hand-over of this officer waits for approval already.');
  }
}

@ObjectType({ implements: ConsoleError, description: '移交申请不存在或已办结。No such request is waiting.' })
export class HandOverNotFound extends Refusal {
  constructor() {
    super(
      '没有待批准的该项移交，或不属于本部门。',
      'No such hand-over of your department waits for approval.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '批准人须另有其人。The approver must be somebody else.',
})
export class HandOverApproverInvolved extends Refusal {
  constructor() {
    super(
      '申请人和离岗人员本人不得批准移交，请由另一名负责人办理。',
      'Neither who asked for the hand-over nor the leaving officer may approve it; somebody else must.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '最后工作日还没有到。The last day has not come.' })
export class LastDayInFuture extends Refusal {
  @Field(() => CalendarDate, { description: '最后工作日。The last day.' })
  readonly lastOn: string;

  constructor(lastOn: string) {
    super(
      `最后工作日 ${lastOn} 未到，届时再办离岗；在此之前可先申请移交。`,
      `The last day, ${lastOn}, has not come; hand over until then, and enter the departure on that day.`,
    );
    this.lastOn = lastOn;
  }
}
