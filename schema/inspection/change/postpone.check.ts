import type { Reader } from '../../shared/unit.js';
import { type Assignment, AssignmentOfficer } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { AssignmentStateWrong } from '../inspection.errors.js';
import { Successors } from '../successors.js';
import type { StoredObstacle } from './change.entity.js';
import { BeyondWindow, PostponementRefused } from './change.errors.js';
import { ObstacleKind } from './change.states.js';
import { VisitCaps } from './visit-caps.js';

/** From when on an assignment may be visited as things stand. */
export function firstDayOf({ postponedToOn, windowFromOn }: Assignment): string {
  return postponedToOn ?? windowFromOn;
}

/**
 * What stands against making visits on a day: the window, and the conditions of their draw as they are today. Everybody
 * of a team counts, experts too. In the order given, so that of two visits to one entity the first has the day.
 */
export async function findObstacles(
  reader: Reader,
  assignments: readonly Assignment[],
  newOn: string,
): Promise<Map<string, StoredObstacle[]>> {
  const caps = await VisitCaps.around(reader, assignments, newOn);
  const members = await readMembers(reader, assignments);
  const obstacles = new Map<string, StoredObstacle[]>();
  for (const [departmentId, ofDepartment] of Map.groupBy(assignments, ({ department }) => department)) {
    const successors = await Successors.of(reader, departmentId);
    for (const assignment of ofDepartment) {
      const found = [
        ...ofItself(assignment, newOn, reader.today),
        ...ofTeam(assignment, newOn, members.get(assignment.id) ?? [], successors),
        ...caps.findBroken(assignment).map((kind) => ({ kind })),
      ];
      if (found.length === 0) caps.put(assignment);
      obstacles.set(assignment.id, found);
    }
  }
  return obstacles;
}

function ofItself(assignment: Assignment, newOn: string, today: string): StoredObstacle[] {
  const kinds: ObstacleKind[] = [];
  if (assignment.state !== AssignmentState.ASSIGNED) kinds.push(ObstacleKind.NOT_OPEN);
  if (newOn <= firstDayOf(assignment) || newOn < today) kinds.push(ObstacleKind.NOT_LATER);
  if (newOn > assignment.windowToOn) kinds.push(ObstacleKind.BEYOND_WINDOW);
  return kinds.map((kind) => ({ kind }));
}

function ofTeam(
  { targetRealId }: Assignment,
  newOn: string,
  members: readonly AssignmentOfficer[],
  successors: Successors,
): StoredObstacle[] {
  return members
    .filter(({ realId }) => !successors.canGo(realId, targetRealId, newOn, newOn))
    .map(({ realId }) => ({ kind: ObstacleKind.OFFICER_NOT_AVAILABLE, officerRealId: realId }));
}

async function readMembers(
  reader: Reader,
  assignments: readonly Assignment[],
): Promise<Map<string, AssignmentOfficer[]>> {
  const members = await reader.em.find(
    AssignmentOfficer,
    { assignment: { $in: assignments.map(({ id }) => id) } },
    { orderBy: { place: 'asc' }, disableIdentityMap: true },
  );
  return Map.groupBy(members, (member) => member.assignment);
}

/**
 * Why one visit cannot be postponed to a day: first what no other day of the window would mend.
 * @param named whether it is told which officer could not go: a colleague would learn of a tie by asking for many days
 */
export async function findPostponementRefusal(
  reader: Reader,
  assignment: Assignment,
  newOn: string,
  named: boolean,
): Promise<AssignmentStateWrong | BeyondWindow | PostponementRefused | undefined> {
  const { state, windowFromOn, windowToOn } = assignment;
  if (state !== AssignmentState.ASSIGNED) return new AssignmentStateWrong(state, [AssignmentState.ASSIGNED]);
  if (newOn < windowFromOn || newOn > windowToOn) return new BeyondWindow(windowFromOn, windowToOn);
  const obstacles = (await findObstacles(reader, [assignment], newOn)).get(assignment.id) ?? [];
  if (obstacles.length === 0) return undefined;
  return new PostponementRefused(named ? obstacles : obstacles.map(({ kind }) => ({ kind })));
}
