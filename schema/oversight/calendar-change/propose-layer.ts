import { createHash } from 'node:crypto';
import { type HolidayNotice, readHolidayNotice, weekday } from '../../../scheduler/calendar/index.js';
import { recordEvent } from '../../audit/index.js';
import {
  CalendarLayerKind,
  CalendarLayerRow,
  CalendarLayerState,
  type NamedDays,
} from '../../calendar/index.js';
import { Division } from '../../department/index.js';
import type { Unit } from '../../shared/unit.js';
import {
  CalendarDaysInvalid,
  CalendarDivisionInvalid,
  HolidayNoticeUnreadable,
} from './calendar-change.errors.js';
import type {
  CalendarDayInput,
  ProposeCalendarDaysInput,
  ProposeHolidayNoticeInput,
} from './calendar-change.input.js';

type Draft = Pick<
  CalendarLayerRow,
  'kind' | 'divisionCode' | 'title' | 'documentNo' | 'year' | 'daysOff' | 'makeUpDays' | 'sourceText'
>;

/** Names the document and its days, so that other days never pass under an old name. */
function versionOf({ title, documentNo, daysOff, makeUpDays }: Draft): string {
  const days = [daysOff, makeUpDays].map((named) =>
    Object.entries(named).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  return `${documentNo ?? title}:${createHash('sha256').update(JSON.stringify(days)).digest('hex').slice(0, 12)}`;
}

async function propose(unit: Unit, draft: Draft) {
  const id = unit.newId();
  await unit.em.insert(CalendarLayerRow, {
    ...draft,
    ...{ id, version: versionOf(draft), state: CalendarLayerState.PROPOSED },
    ...{ proposedAt: unit.now, proposedById: unit.actor.accountId ?? id },
  });
  const layer = await unit.em.findOneOrFail(CalendarLayerRow, { id });
  const told = { kind: draft.kind, contentHash: layer.version.slice(-12) };
  await recordEvent(unit, 'calendar.proposed', { kind: 'calendar-layer', id }, told);
  return { __typename: 'CalendarLayerProposed' as const, layer };
}

function namedDays({ clauses }: HolidayNotice, of: 'daysOff' | 'makeUpDays'): NamedDays {
  return Object.fromEntries(clauses.flatMap((clause) => clause[of].map((on) => [on, clause.name])));
}

/** Enters the State Council's notice as it was pasted; another person compares what was read with it. */
export async function proposeHolidayNotice(unit: Unit, { text, documentNo }: ProposeHolidayNoticeInput) {
  const notice = readHolidayNotice(text);
  if (notice.faults.length > 0 || notice.year === undefined)
    return new HolidayNoticeUnreadable(notice.faults);
  const { year } = notice;
  return propose(unit, {
    ...{ kind: CalendarLayerKind.NATIONAL, divisionCode: null, documentNo, year, sourceText: text },
    title: `${year}年部分节假日安排`,
    ...{ daysOff: namedDays(notice, 'daysOff'), makeUpDays: namedDays(notice, 'makeUpDays') },
  });
}

/** Days that stand twice, or are made up for though nobody is free on them. */
function faultyDays({ daysOff, makeUpDays }: ProposeCalendarDaysInput): string[] {
  const all = [...daysOff, ...makeUpDays].map(({ on }) => on);
  const twice = all.filter((on, index) => all.indexOf(on) !== index);
  return [
    ...new Set([...twice, ...makeUpDays.filter(({ on }) => weekday(on) <= 5).map(({ on }) => on)]),
  ].sort();
}

function named(days: readonly CalendarDayInput[]): NamedDays {
  return Object.fromEntries(days.map(({ on, name }) => [on, { zh: name, en: name }]));
}

/** Enters days that somebody clicked: a region's festival, a closure, or a second national notice. */
export async function proposeCalendarDays(unit: Unit, input: ProposeCalendarDaysInput) {
  const { kind, title, daysOff, makeUpDays } = input;
  const divisionCode = input.divisionCode ?? null;
  const faulty = faultyDays(input);
  if (faulty.length > 0 || daysOff.length + makeUpDays.length === 0) return new CalendarDaysInvalid(faulty);
  if ((kind === CalendarLayerKind.NATIONAL) !== (divisionCode === null)) return new CalendarDivisionInvalid();
  const isEntered = !divisionCode || (await unit.em.count(Division, { code: divisionCode })) > 0;
  if (!isEntered) return new CalendarDivisionInvalid();
  return propose(unit, {
    ...{ kind, divisionCode, title, documentNo: input.documentNo ?? null, year: null, sourceText: null },
    ...{ daysOff: named(daysOff), makeUpDays: named(makeUpDays) },
  });
}
