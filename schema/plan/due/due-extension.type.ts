import { Length } from 'class-validator';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { DueCheckNotFound, DueCheckStateWrong } from './due-check.errors.js';
import { ExtensionState } from './due-check.states.js';
import {
  ExtensionAsked,
  ExtensionByOwnApprover,
  ExtensionNotFound,
  ExtensionTooLate,
  KindNotExtendable,
} from './due-extension.errors.js';

@InputType({ description: '延期的申请或不批准，附理由。Asks for more time, or refuses it, with a reason.' })
export class DueExtensionInput {
  @Field(() => Id, { description: '待办核查。The due check.' })
  id!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由；不写举报人。Why; never who reported.' })
  reason!: string;
}

@ObjectType('DueExtension', { description: '待办核查的延期。More time for a check that is owed.' })
export class DueExtensionType {
  @Field(() => ID, { description: '待办核查。The due check.' })
  check!: string;

  @Field(() => ExtensionState, { description: '状态。Where it stands.' })
  state!: ExtensionState;

  @Field(() => String, { description: '申请理由。Why.' })
  reason!: string;

  @Field(() => CalendarDate, { description: '原期限。The day by which it was due.' })
  beforeOn!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '延期后的期限；未批准的没有。The new day, if granted.',
  })
  dueOn?: string | null;

  @Field(() => String, { nullable: true, description: '依据；未批准的没有。Its basis, if granted.' })
  legalBasis?: string | null;

  @Field(() => DateTime, { description: '申请时间。When it was asked for.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '决定时间；未决定的没有。When it was decided.' })
  decidedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '不批准的理由。Why it was refused, if it was.' })
  refusedFor?: string | null;
}

function told(name: string, description: string) {
  @ObjectType(name, { description })
  class Told {
    @Field(() => DueExtensionType, { description: '延期。The extension.' })
    extension!: DueExtensionType;
  }
  return Told;
}

const DueExtensionRequested = told('DueExtensionRequested', '已申请，待另一人决定。Another person decides.');
const DueExtensionGranted = told('DueExtensionGranted', '已批准，期限已顺延。Granted; the day has moved.');
const DueExtensionRefused = told('DueExtensionRefused', '不批准，期限不变。Refused; the day stays.');

const hindered = [DueCheckNotFound, DueCheckStateWrong, KindNotExtendable, ExtensionTooLate] as const;

export const RequestDueExtensionResult = resultUnion('RequestDueExtensionResult', () => [
  DueExtensionRequested,
  ...hindered,
  ExtensionAsked,
]);

export const GrantDueExtensionResult = resultUnion('GrantDueExtensionResult', () => [
  DueExtensionGranted,
  ...hindered,
  ExtensionNotFound,
  ExtensionByOwnApprover,
]);

export const RefuseDueExtensionResult = resultUnion('RefuseDueExtensionResult', () => [
  DueExtensionRefused,
  DueCheckNotFound,
  ExtensionNotFound,
  ExtensionByOwnApprover,
]);
