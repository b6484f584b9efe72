import { addDays, type CalendarDate, dateParts } from './calendar-date.js';
import { CalendarError } from './calendar-error.js';
import type { CalendarLayer, Coverage, HolidayTable, LayerKind, SpecialDay } from './holiday-table.js';

const RANK: Record<LayerKind, number> = { national: 0, region: 1, closure: 2 };

/**
 * Merges layers into the table that deadlines are counted with: national first, then region, then closure, and in
 * the given order within one kind; the later one wins a day. The version names every layer, in that order.
 *
 * Throws `COVERAGE_MISSING` (no national layer says how far it reaches), `COVERAGE_GAP` (two national layers leave
 * days between them unknown), `CONTRADICTORY_DAY` (one layer calls a day both off and worked), `IMPOSSIBLE_DATE`.
 */
export function mergeLayers(layers: readonly CalendarLayer[]): HolidayTable {
  const ordered = [...layers].sort((a, b) => RANK[a.layer] - RANK[b.layer]);
  const specialDays: Record<CalendarDate, SpecialDay> = {};
  for (const layer of ordered) Object.assign(specialDays, daysOf(layer));
  return {
    version: ordered.map((layer) => layer.version).join(' + '),
    coverage: joinCoverage(ordered),
    specialDays,
  };
}

function daysOf({ layer, daysOff, makeUpDays }: CalendarLayer): Record<CalendarDate, SpecialDay> {
  const days: Record<CalendarDate, SpecialDay> = {};
  for (const [on, name] of Object.entries(daysOff)) {
    dateParts(on);
    days[on] = { working: false, name, layer };
  }
  for (const [on, name] of Object.entries(makeUpDays)) {
    dateParts(on);
    if (Object.hasOwn(days, on)) throw contradiction(on);
    days[on] = { working: true, name, layer };
  }
  return days;
}

function joinCoverage(layers: readonly CalendarLayer[]): Coverage {
  const known = layers
    .flatMap(({ layer, coverage }) => (layer === 'national' && coverage ? [coverage] : []))
    .sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
  const first = known[0];
  if (first === undefined) {
    throw new CalendarError(
      'COVERAGE_MISSING',
      '没有载明覆盖期间的国家层日历。',
      'No national layer states which days it covers.',
    );
  }
  let { fromOn, toOn } = checked(first);
  for (const next of known.slice(1).map(checked)) {
    if (next.fromOn > addDays(toOn, 1)) throw gap(toOn, next.fromOn);
    if (next.toOn > toOn) toOn = next.toOn;
  }
  return { fromOn, toOn };
}

function checked(coverage: Coverage): Coverage {
  dateParts(coverage.fromOn);
  dateParts(coverage.toOn);
  if (coverage.fromOn > coverage.toOn) throw gap(coverage.toOn, coverage.fromOn);
  return coverage;
}

function contradiction(on: CalendarDate): CalendarError {
  return new CalendarError(
    'CONTRADICTORY_DAY',
    `${on} 在同一日历中既列为休息日又列为上班日。`,
    `${on} is both a day off and a working day in one calendar.`,
  );
}

function gap(toOn: CalendarDate, fromOn: CalendarDate): CalendarError {
  return new CalendarError(
    'COVERAGE_GAP',
    `日历覆盖期间不连续：${toOn} 之后直到 ${fromOn} 没有依据。`,
    `The coverage has a gap: nothing is known between ${toOn} and ${fromOn}.`,
  );
}
