import { Length } from 'class-validator';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { CalendarLayerRow, DeadlineMove, DeadlineType } from '../../calendar/index.js';
import { Allow, ANY_ROLE } from '../../shared/allow.js';
import type { Context } from '../../shared/context.js';
import { PageArguments, pageById } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { ProposeCalendarDaysInput, ProposeHolidayNoticeInput } from './calendar-change.input.js';
import {
  CalendarDayType,
  CalendarLayerConnection,
  CalendarLayerType,
  CalendarPreview,
  ConfirmCalendarLayerResult,
  DeadlineMoveType,
  HolidayNoticeReading,
  ProposeCalendarDaysResult,
  ProposeHolidayNoticeResult,
  RefuseCalendarLayerResult,
  RevokeCalendarLayerResult,
} from './calendar-change.type.js';
import { confirmLayer, previewLayer, refuseLayer, revokeLayer } from './decide-layer.js';
import { proposeCalendarDays, proposeHolidayNotice } from './propose-layer.js';
import { showDaysOf, showPreview, showReading } from './show-change.js';

@ArgsType()
class LayerDecision {
  @Field(() => Id, { description: '日历层。The layer.' })
  id!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '原因。Why.' })
  reason!: string;
}

@ArgsType()
class PastedNotice {
  @Length(1, 20_000)
  @Field(() => Text, { description: '通知全文。The whole text.' })
  text!: string;
}

@Resolver(() => CalendarLayerType)
export class CalendarChangeResolver {
  @Allow(ANY_ROLE)
  @Query(() => CalendarLayerConnection, {
    description: '日历各层，新的在前。Layers of the calendar, the newest first.',
  })
  calendarLayers(@Ctx() { em }: Context, @Args(() => PageArguments) page: PageArguments) {
    return pageById(page, (key, limit) => em.find(CalendarLayerRow, key, { orderBy: { id: 'desc' }, limit }));
  }

  @FieldResolver(() => [CalendarDayType], { description: '各日。Its days.' })
  days(@Root() layer: CalendarLayerRow) {
    return showDaysOf(layer);
  }

  @Allow(Role.APPROVER, Role.REGISTRAR)
  @Query(() => HolidayNoticeReading, {
    description: '试读放假安排通知，不录入。Reads a pasted notice without entering it.',
  })
  readHolidayNotice(@Args(() => PastedNotice) { text }: PastedNotice): HolidayNoticeReading {
    return showReading(text);
  }

  @Allow(Role.APPROVER, Role.REGISTRAR)
  @Query(() => CalendarPreview, {
    nullable: true,
    description: '该层生效（已生效的：撤销）后移动的期限。What moves if it comes into force, or is revoked.',
  })
  async calendarPreview(@Ctx() context: Context, @Arg('id', () => Id) id: string) {
    const moves = await previewLayer(context, id);
    return moves ? showPreview(moves) : null;
  }

  @Allow(Role.REGISTRAR, Role.APPROVER)
  @Mutation(() => ProposeHolidayNoticeResult, {
    description:
      '录入国务院办公厅放假安排通知，待另一人核对。Enters the State Council’s notice; another person confirms it.',
  })
  proposeHolidayNotice(
    @Ctx() { step }: Context,
    @Arg('input', () => ProposeHolidayNoticeInput) input: ProposeHolidayNoticeInput,
  ) {
    return step((unit) => proposeHolidayNotice(unit, input));
  }

  @Allow(Role.REGISTRAR, Role.APPROVER)
  @Mutation(() => ProposeCalendarDaysResult, {
    description:
      '录入点选的放假、停工与上班日，待另一人核对。Enters days that were clicked; another person confirms them.',
  })
  proposeCalendarDays(
    @Ctx() { step }: Context,
    @Arg('input', () => ProposeCalendarDaysInput) input: ProposeCalendarDaysInput,
  ) {
    return step((unit) => proposeCalendarDays(unit, input));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => ConfirmCalendarLayerResult, {
    description: '核对无误，使其生效并重算未办结的期限。Confirms a layer; open deadlines are counted anew.',
  })
  confirmCalendarLayer(@Ctx() { step }: Context, @Arg('id', () => Id) id: string) {
    return step((unit) => confirmLayer(unit, id));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => RefuseCalendarLayerResult, { description: '核对不符，不采用。Refuses a layer.' })
  refuseCalendarLayer(@Ctx() { step }: Context, @Args(() => LayerDecision) { id, reason }: LayerDecision) {
    return step((unit) => refuseLayer(unit, id, reason));
  }

  @Allow(Role.APPROVER)
  @Mutation(() => RevokeCalendarLayerResult, {
    description: '撤销已生效的一层并重算未办结的期限。Revokes a layer; open deadlines are counted anew.',
  })
  revokeCalendarLayer(@Ctx() { step }: Context, @Args(() => LayerDecision) { id, reason }: LayerDecision) {
    return step((unit) => revokeLayer(unit, id, reason));
  }
}

@Resolver(() => DeadlineType)
export class DeadlineMoveResolver {
  @FieldResolver(() => [DeadlineMoveType], {
    description:
      '日历变动前的到期日，旧的在前。Where it stood before the calendar changed, the oldest first.',
  })
  async moves(@Root() deadline: { readonly id?: string }, @Ctx() context: Context) {
    if (!deadline.id) return [];
    const moves = await context.loadBy(DeadlineMove, 'deadline', deadline.id);
    return [...moves].sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}
