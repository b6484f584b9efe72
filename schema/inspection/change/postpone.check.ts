import { Campaign, type Capping, isBoundByCaps, readCapping } from '../../plan/index.js';
import { entityOf } from '../../registry/index.js';
import type { Reader } from '../../shared/unit.js';
import { type Assignment, AssignmentOfficer } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { firstDayOf } from '../first-day.js';
import { Successors } from '../successors.js';
import type { StoredObstacle } from './change.entity.js';
import { ObstacleKind } from './change.states.js';
import { VisitDays } from './visit-days.js';
import { readVisited, type VisitedTarget } from './visited-targets.js';

/** Assignments that move together, the one that was named first: of a joint visit all parts. */
export type Moving = readonly [Assignment, ...Assignment[]];

/**
 * What stands against making visits on a day: the window, and the conditions of their draw as they are today. Everybody
 * of a team counts, experts too. In the order given, so that of two visits to one entity the first has the day. It reads
 * what it needs for many visits together, and beyond the actor's departments.
 */
export class PostponementCheck {
  readonly #successors = new Map<string, Successors>();
  readonly #capping = new Map<string, Capping>();
  readonly #bound = new Map<string, Capping | undefined>();

  private constructor(
    private readonly wide: Reader,
    private readonly newOn: string,
    private readonly days: VisitDays,
  ) {}

  static async on(wide: Reader, newOn: string): Promise<PostponementCheck> {
    return new PostponementCheck(wide, newOn, await VisitDays.around(wide, newOn));
  }

  /** What stands against each, in the same order. */
  async findObstacles(visits: readonly Moving[]): Promise<StoredObstacle[][]> {
    const all = visits.flat();
    const visited = await readVisited(this.wide, visits);
    const entityFor = ({ targetRealId: realId }: Assignment) =>
      entityOf(visited.get(realId) ?? { realId, responsibleId: null });
    await this.days.load(all.map(entityFor));
    await this.#readGrounds(all);
    const members = await readMembers(this.wide, all);
    return visits.map((visit) => {
      const [named] = visit;
      const entity = entityFor(named);
      const found: StoredObstacle[] = [
        ...visit.flatMap((one) => this.#ofItself(one)),
        ...visit.flatMap((one) => this.#ofTeam(one, members.get(one.id) ?? [], named.department)),
        ...this.days.findExceeded(entity, named.targetRealId).map((kind) => ({ kind })),
        ...this.#ofCap(visit, visited.get(named.targetRealId)),
      ];
      if (found.length === 0) this.days.put(entity, named.targetRealId);
      return [...new Map(found.map((one) => [`${one.kind} ${one.officerRealId}`, one])).values()];
    });
  }

  /** Who could go, of every department; and whom which cap binds. Each is read once, however many visits it concerns. */
  async #readGrounds(assignments: readonly Assignment[]): Promise<void> {
    for (const department of new Set(assignments.map((one) => one.department))) {
      if (this.#successors.has(department)) continue;
      this.#successors.set(department, await Successors.of(this.wide, department));
    }
    const ids = [...new Set(assignments.map(({ campaign }) => campaign))].filter(
      (id) => !this.#bound.has(id),
    );
    for (const campaign of await this.wide.em.find(Campaign, { id: { $in: ids } })) {
      const isBound = await isBoundByCaps(this.wide, campaign);
      this.#bound.set(campaign.id, isBound ? await this.#cappingOf(campaign.department) : undefined);
    }
  }

  async #cappingOf(department: string): Promise<Capping> {
    const known = this.#capping.get(department) ?? (await readCapping(this.wide, department, this.newOn));
    this.#capping.set(department, known);
    return known;
  }

  #ofItself(assignment: Assignment): StoredObstacle[] {
    const { newOn } = this;
    const kinds: ObstacleKind[] = [];
    if (assignment.state !== AssignmentState.ASSIGNED) kinds.push(ObstacleKind.NOT_OPEN);
    if (newOn <= firstDayOf(assignment) || newOn < this.wide.today) kinds.push(ObstacleKind.NOT_LATER);
    if (newOn > assignment.windowToOn) kinds.push(ObstacleKind.BEYOND_WINDOW);
    return kinds.map((kind) => ({ kind }));
  }

  /** Of another department it is not told who could not go. */
  #ofTeam(
    { department, targetRealId }: Assignment,
    members: readonly Member[],
    askingDepartment: string,
  ): StoredObstacle[] {
    const successors = this.#successors.get(department);
    const kind = ObstacleKind.OFFICER_NOT_AVAILABLE;
    return members
      .filter(({ realId }) => !successors?.canGo(realId, targetRealId, this.newOn, this.newOn))
      .map(({ realId }) => (department === askingDepartment ? { kind, officerRealId: realId } : { kind }));
  }

  /** The caps by which the entity would have been out of the draw (`visit_cap`). */
  #ofCap(visit: Moving, target: VisitedTarget | undefined): StoredObstacle[] {
    const isCapped = target && visit.some(({ campaign }) => this.#bound.get(campaign)?.capOf(target));
    return isCapped ? [{ kind: ObstacleKind.VISITS_OF_YEAR }] : [];
  }
}

type Member = Pick<AssignmentOfficer, 'assignment' | 'realId'>;

async function readMembers(
  { em }: Reader,
  assignments: readonly Assignment[],
): Promise<Map<string, Member[]>> {
  const members = await em.execute<Member[]>(
    `select assignment_id as assignment, real_id as "realId" from assignment_officer
      where assignment_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by assignment_id, place`,
    [JSON.stringify(assignments.map(({ id }) => id))],
  );
  return Map.groupBy(members, (member) => member.assignment);
}
