import { addDays, weekday } from '../../../scheduler/calendar/index.js';
import { Department, latest } from '../../department/index.js';
import { Campaign } from '../../plan/index.js';
import {
  type Burden,
  burdenOf,
  entityOf,
  Item,
  ItemKind,
  listVisitDays,
  Target,
} from '../../registry/index.js';
import type { Reader } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { getChangeRules } from './change.rules.js';
import { ObstacleKind } from './change.states.js';

/** The caps in force, as numbers. */
interface Caps {
  readonly day: number;
  readonly week: number;
  readonly month: number;
  readonly year: number;
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
    week: { fromOn: monday, toOn: addDays(monday, 6) },
    month: { fromOn: `${on.slice(0, 8)}01`, toOn: addDays(`${nextMonth}01`, -1) },
  };
}

/**
 * How often entities are visited around a day, of whatever department: visits that were made, and those that were
 * postponed to a day. A visit to one target on one day is one, however many campaigns it serves.
 */
export class VisitCaps {
  private constructor(
    private readonly on: string,
    private readonly caps: Caps,
    private readonly entities: ReadonlyMap<string, string>,
    private readonly days: Map<string, PlannedDay[]>,
    private readonly burdens: ReadonlyMap<string, Burden>,
    private readonly ruled: ReadonlySet<string>,
    private readonly levels: ReadonlyMap<string, keyof Burden>,
  ) {}

  static async around(reader: Reader, assignments: readonly Assignment[], on: string): Promise<VisitCaps> {
    const entities = await findEntities(reader, assignments);
    const ids = [...new Set(entities.values())];
    const rules = await getChangeRules(reader, [
      'visits-per-day',
      'visits-per-week',
      'visits-per-month',
      'visits-per-year',
    ]);
    const caps = {
      day: rules['visits-per-day'].value,
      week: rules['visits-per-week'].value,
      month: rules['visits-per-month'].value,
      year: rules['visits-per-year'].value,
    };
    const { week, month } = spansOf(on);
    const [fromOn = on] = [week.fromOn, month.fromOn].sort();
    const toOn = latest(week.toOn, month.toOn);
    const made = await listVisitDays(reader, ids, fromOn, toOn);
    const planned = await listPostponed(reader, ids, fromOn, toOn);
    const days = [
      ...made.map(({ entityRealId, visitedOn }) => ({
        entity: entityRealId,
        targetRealId: '',
        on: visitedOn,
      })),
      ...planned,
    ];
    return new VisitCaps(
      on,
      caps,
      entities,
      Map.groupBy(days, ({ entity }) => entity),
      await burdenOf(reader, ids, Number(on.slice(0, 4))),
      await listGeneralCampaigns(reader, assignments),
      await readLevels(reader, assignments),
    );
  }

  /** The caps that a visit on the day would break. */
  findBroken(assignment: Assignment): ObstacleKind[] {
    const entity = this.#entityOf(assignment);
    // What the target itself had planned is the visit that moves, or is made with it.
    const others = (this.days.get(entity) ?? []).filter(
      ({ targetRealId }) => targetRealId !== assignment.targetRealId,
    );
    const { week, month } = spansOf(this.on);
    const within = (span: { fromOn: string; toOn: string }) =>
      others.filter(({ on }) => on >= span.fromOn && on <= span.toOn).length;
    const broken: ObstacleKind[] = [];
    if (others.filter(({ on }) => on === this.on).length >= this.caps.day) {
      broken.push(ObstacleKind.VISITS_OF_DAY);
    }
    if (within(week) >= this.caps.week) broken.push(ObstacleKind.VISITS_OF_WEEK);
    if (within(month) >= this.caps.month) broken.push(ObstacleKind.VISITS_OF_MONTH);
    const level = this.levels.get(assignment.department);
    const ofYear = level ? (this.burdens.get(entity)?.[level] ?? 0) : 0;
    // The yearly cap binds general items only.
    if (this.ruled.has(assignment.campaign) && ofYear >= this.caps.year) {
      broken.push(ObstacleKind.VISITS_OF_YEAR);
    }
    return broken;
  }

  /** A visit is put on the day: the next one counts it. */
  put(assignment: Assignment): void {
    const entity = this.#entityOf(assignment);
    const day = { entity, targetRealId: assignment.targetRealId, on: this.on };
    this.days.set(entity, [...(this.days.get(entity) ?? []), day]);
  }

  #entityOf({ targetRealId }: Assignment): string {
    return this.entities.get(targetRealId) ?? entityOf({ realId: targetRealId, responsibleId: null });
  }
}

/** Who answers for each target. */
async function findEntities(
  reader: Reader,
  assignments: readonly Assignment[],
): Promise<Map<string, string>> {
  const realIds = [...new Set(assignments.map(({ targetRealId }) => targetRealId))];
  const targets = await reader.em.find(
    Target,
    { realId: { $in: realIds } },
    { fields: ['realId', 'responsibleId'], disableIdentityMap: true },
  );
  return new Map(targets.map((target) => [target.realId, entityOf(target)]));
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
      `select * from (
         select distinct coalesce(
                  (select responsible_id from target
                    where target.department_id = a.department_id and target.real_id = a.target_real_id),
                  split_part(a.target_real_id, '/', 1)) as entity,
                a.target_real_id as "targetRealId", a.postponed_to_on::text as "on"
           from assignment a
          where a.state = 'ASSIGNED' and a.postponed_to_on between ?::date and ?::date) as postponed
        where entity in (select jsonb_array_elements_text(?::jsonb))`,
      [fromOn, toOn, JSON.stringify(entities)],
    ),
  );
}

/** Campaigns none of whose items is a key item. */
async function listGeneralCampaigns(
  reader: Reader,
  assignments: readonly Assignment[],
): Promise<Set<string>> {
  const ids = [...new Set(assignments.map(({ campaign }) => campaign))];
  const campaigns = await reader.em.find(Campaign, { id: { $in: ids } }, { disableIdentityMap: true });
  const itemIds = campaigns.flatMap(({ itemVersions }) =>
    (itemVersions ?? []).flatMap(({ itemId }) => (itemId ? [itemId] : [])),
  );
  const key = await reader.em.find(
    Item,
    { id: { $in: itemIds }, kind: ItemKind.KEY },
    { fields: ['id'], disableIdentityMap: true },
  );
  const isKey = new Set(key.map(({ id }) => id));
  const general = campaigns.filter(
    ({ itemVersions }) => !(itemVersions ?? []).some(({ itemId }) => itemId && isKey.has(itemId)),
  );
  return new Set(general.map(({ id }) => id));
}

async function readLevels(
  reader: Reader,
  assignments: readonly Assignment[],
): Promise<Map<string, keyof Burden>> {
  const ids = [...new Set(assignments.map(({ department }) => department))];
  const departments = await reader.em.find(
    Department,
    { id: { $in: ids } },
    { fields: ['id', 'level'], disableIdentityMap: true },
  );
  return new Map(departments.map(({ id, level }) => [id, level]));
}
