import { addDays, weekday } from '../../../scheduler/calendar/index.js';
import { latest } from '../../department/index.js';
import { listVisitDays } from '../../registry/index.js';
import type { Reader } from '../../shared/unit.js';
import { getChangeRules } from './change.rules.js';
import { ObstacleKind } from './change.states.js';

/** From how many visits on an entity is visited too often: alarm rules, by their names. */
interface Limits {
  readonly day: number;
  readonly week: number;
  readonly month: number;
}

/** A visit that was made or is to be made on a day. */
interface PlannedDay {
  readonly entity: string;
  readonly targetRealId: string;
  readonly on: string;
}

/** The first and the last day of the week (Monday to Sunday) and of the month of a day. */
function spansOf(on: string) {
  const monday = addDays(on, 1 - weekday(on));
  const nextMonth = addDays(`${on.slice(0, 8)}28`, 4).slice(0, 8);
  return {
    day: { fromOn: on, toOn: on },
    week: { fromOn: monday, toOn: addDays(monday, 6) },
    month: { fromOn: `${on.slice(0, 8)}01`, toOn: addDays(`${nextMonth}01`, -1) },
  };
}

/**
 * How often entities are visited around a day, of whatever department: visits that were made, and those that were
 * postponed to a day. A visit to one target on one day is one, however many campaigns it serves.
 */
export class VisitDays {
  readonly #days = new Map<string, PlannedDay[]>();

  private constructor(
    private readonly reader: Reader,
    private readonly on: string,
    private readonly limits: Limits,
  ) {}

  static async around(reader: Reader, on: string): Promise<VisitDays> {
    const {
      'visits-per-day': day,
      'visits-per-week': week,
      'visits-per-month': month,
    } = await getChangeRules(reader, ['visits-per-day', 'visits-per-week', 'visits-per-month']);
    return new VisitDays(reader, on, { day: day.value, week: week.value, month: month.value });
  }

  /** Reads the visits of these entities; what was put on the day before stays known. */
  async load(entities: readonly string[]): Promise<void> {
    const ids = [...new Set(entities)].filter((entity) => !this.#days.has(entity));
    if (ids.length === 0) return;
    for (const entity of ids) this.#days.set(entity, []);
    const { week, month } = spansOf(this.on);
    const [fromOn = this.on] = [week.fromOn, month.fromOn].sort();
    const toOn = latest(week.toOn, month.toOn);
    for (const { entityRealId, visitedOn } of await listVisitDays(this.reader, ids, fromOn, toOn)) {
      this.#days.get(entityRealId)?.push({ entity: entityRealId, targetRealId: '', on: visitedOn });
    }
    for (const day of await listPostponed(this.reader, ids, fromOn, toOn)) {
      this.#days.get(day.entity)?.push(day);
    }
  }

  /** The limits that a visit to a target of an entity on the day would exceed. */
  findExceeded(entity: string, targetRealId: string): ObstacleKind[] {
    // What the target itself had planned is the visit that moves, or is made with it.
    const others = (this.#days.get(entity) ?? []).filter((day) => day.targetRealId !== targetRealId);
    const spans = spansOf(this.on);
    const isReached = (span: keyof Limits) =>
      others.filter(({ on }) => on >= spans[span].fromOn && on <= spans[span].toOn).length >=
      this.limits[span];
    return [
      ...(isReached('day') ? [ObstacleKind.VISITS_OF_DAY] : []),
      ...(isReached('week') ? [ObstacleKind.VISITS_OF_WEEK] : []),
      ...(isReached('month') ? [ObstacleKind.VISITS_OF_MONTH] : []),
    ];
  }

  /** A visit is put on the day: the next one counts it. */
  put(entity: string, targetRealId: string): void {
    const day = { entity, targetRealId, on: this.on };
    this.#days.set(entity, [...(this.#days.get(entity) ?? []), day]);
  }
}

/** Open visits that were postponed to a day between these, of whatever department: a visit burdens whoever makes it. */
function listPostponed(
  reader: Reader,
  entities: readonly string[],
  fromOn: string,
  toOn: string,
): Promise<PlannedDay[]> {
  return reader.beyond('entity', ({ em }) =>
    em.execute<PlannedDay[]>(
      // Hashed, whatever the planner knows of rows that this step has just written: hence "is true".
      `select distinct postponed.entity, postponed."targetRealId", postponed."on" from (
         select coalesce(t.responsible_id, split_part(a.target_real_id, '/', 1)) collate "C" as entity,
                a.target_real_id as "targetRealId", a.postponed_to_on::text as "on"
           from assignment a
           left join target t on t.department_id = a.department_id and t.real_id = a.target_real_id
          where a.state = 'ASSIGNED' and a.postponed_to_on between ?::date and ?::date) as postponed
        where (postponed.entity in (select jsonb_array_elements_text(?::jsonb) collate "C")) is true`,
      [fromOn, toOn, JSON.stringify(entities)],
    ),
  );
}
