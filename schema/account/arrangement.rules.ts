import { administrators, findRoleConflict, Role } from '../shared/roles.js';
import type { Reader } from '../shared/unit.js';
import type { Account } from './account.entity.js';
import { RoleConflict } from './account.errors.js';
import { Arrangement } from './arrangement.entity.js';
import { ArrangementKind } from './arrangement.states.js';

/** What a kind of arrangement may give, and for how long. */
export interface ArrangementRule {
  readonly roles: readonly Role[];
  /** Days, the first and the last counted. A setting of the product, not a term of law. */
  readonly mostDays: number;
}

/**
 * Help from outside is for what has to be done by different people on one matter. Pools, plans and the head's approval
 * stay the department's own; officers come by secondment, and a witness belongs to no department.
 */
const apart: readonly Role[] = [Role.DRAW_OPERATOR, Role.REVIEWER, Role.PUBLISHER];

export const arrangementRules: Readonly<Record<ArrangementKind, ArrangementRule>> = {
  [ArrangementKind.DEPUTY]: {
    roles: [...apart, Role.PLAN_OWNER, Role.APPROVER, Role.REGISTRAR],
    mostDays: 180,
  },
  [ArrangementKind.SUPERIOR]: { roles: apart, mostDays: 366 },
  [ArrangementKind.NEIGHBOUR]: { roles: apart, mostDays: 366 },
};

/** Days of an arrangement, both within. */
export interface Days {
  readonly fromOn: string;
  readonly toOn: string;
}

/** Arrangements of an account that give roles on one of these days, or will once they are approved. */
export function listStanding(
  reader: Reader,
  accountId: string,
  { fromOn, toOn }: Days,
): Promise<Arrangement[]> {
  const days = { fromOn: { $lte: toOn }, toOn: { $gte: fromOn } };
  return reader.beyond('arrangements', (wide) =>
    wide.em.find(Arrangement, { account: accountId, endedAt: null, ...days }, { orderBy: { id: 'asc' } }),
  );
}

/** What an account holds in a department's matters: its own roles at home; elsewhere only that it is an administrator. */
function heldIn({ roles, department }: Pick<Account, 'roles' | 'department'>, where: string): Role[] {
  return department === where ? roles : roles.filter((role) => administrators.includes(role));
}

/** Roles that would meet in one account in one department, by what it holds, by arrangements, and by one to come. */
export function findConflictIn(
  account: Pick<Account, 'roles' | 'department'>,
  arrangements: readonly Pick<Arrangement, 'department' | 'roles'>[],
  department: string,
): RoleConflict | undefined {
  const arranged = arrangements.filter((row) => row.department === department).flatMap((row) => row.roles);
  const conflict = findRoleConflict([...heldIn(account, department), ...arranged]);
  return conflict && new RoleConflict(conflict);
}

/** The same in every department in which the account acts by arrangement, from today on. */
export async function findArrangementConflict(
  reader: Reader,
  account: Pick<Account, 'id' | 'roles' | 'department'>,
): Promise<RoleConflict | undefined> {
  const rows = await listStanding(reader, account.id, { fromOn: reader.today, toOn: '9999-12-31' });
  for (const { department } of rows) {
    const conflict = findConflictIn(account, rows, department);
    if (conflict) return conflict;
  }
  return undefined;
}
