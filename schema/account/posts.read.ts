import { reachClauses } from '../department/index.js';
import { Role } from '../shared/roles.js';
import type { Reader } from '../shared/unit.js';
import { ArrangementKind } from './arrangement.states.js';

/** An arrangement that holds today. */
export interface HeldArrangement {
  readonly id: string;
  readonly kind: ArrangementKind;
  readonly department: string;
  readonly roles: readonly Role[];
}

/** What a department's account may look at, and what it answers for, by id. */
export interface Reach {
  readonly tree: readonly string[];
  readonly line: readonly string[];
  /** Of a department whose account supervises. */
  readonly area: readonly string[];
}

/** An account with all that its posts follow from. */
export interface PersonRow {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly department: string | null;
  readonly inspectorId: string | null;
  readonly held: readonly HeldArrangement[];
  readonly reach: Readonly<Record<string, Reach>>;
}

/** The columns of an account that `person` has. */
export const personColumns =
  'account.id, account.username, account.display_name, account.roles, account.department_id, account.inspector_id, account.active';

const idsOf = (clause: string) =>
  `coalesce((select jsonb_agg(one.id order by one.id) from ${clause} one where one.root = root.id), '[]')`;

/**
 * An account, its arrangements and the departments that they reach, in one statement. What holds of an arrangement today:
 * approved, not ended, between its days, and of people who still have their posts; a deputy has no more than who is stood
 * for still has. @param person selects `personColumns`, and what else is asked of the session
 */
const personRead = (
  person: string,
  more: string,
  also: string,
) => `with recursive day (today) as (select ?::date),
  person as (${person}),
  held as (
    select one.id, one.kind, one.department_id as department, array(
        select role from unnest(one.roles) with ordinality as r (role, place)
         where one.kind <> '${ArrangementKind.DEPUTY}' or role = any(principal.roles) order by place) as roles
      from person join arrangement one on one.account_id = person.id and one.acting_department_id = person.department_id
      cross join day
      left join account principal on principal.id = one.stands_for_id and principal.active
        and principal.department_id = one.department_id
     where person.active and one.approved_at is not null and one.ended_at is null
       and one.from_on <= today and one.to_on >= today),
  root (id, by_area) as (
    select id, bool_or(by_area) from (
      select department_id as id, '${Role.SUPERVISION}' = any(roles) as by_area from person where department_id is not null
      union all select department, false from held) every group by id),
  ${reachClauses}${also}
  select person.id, person.username, person.display_name as "displayName", to_jsonb(person.roles) as roles,
    person.department_id as department, person.inspector_id as "inspectorId"${more},
    coalesce((select jsonb_agg(to_jsonb(held) order by held.id) from held), '[]') as held,
    coalesce((select jsonb_object_agg(root.id, jsonb_build_object(
      'tree', ${idsOf('tree')}, 'line', ${idsOf('line')}, 'area', ${idsOf('area')})) from root), '{}') as reach
  from person`;

const byId = personRead(`select ${personColumns} from account where id = ?`, '', '');

/** An account by its id. */
export async function readPerson(reader: Reader, accountId: string): Promise<PersonRow | undefined> {
  const [row] = await reader.em.execute<PersonRow[]>(byId, [reader.today, accountId]);
  return row;
}

/** Who is signed in, with what the session says. */
export interface SignedInRow extends PersonRow {
  readonly handle: string;
  readonly method: string;
  readonly isSecondFactorShown: boolean;
  readonly isSecondFactorEnrolled: boolean;
  readonly mustChangePassword: boolean;
}

const byToken = personRead(
  `select ${personColumns}, account.must_change_password, session.id as session_id, session.handle, session.method,
      session.second_factor_at
    from session join account on account.id = session.account_id and account.active
   where session.id = ? and session.revoked_at is null and session.expires_at > ?::timestamptz
     and session.last_seen_at > ?::timestamptz`,
  `, person.handle, person.method, person.must_change_password as "mustChangePassword",
    person.second_factor_at is not null as "isSecondFactorShown", exists (select from second_factor own
      where own.account_id = person.id and own.confirmed_at is not null) as "isSecondFactorEnrolled"`,
  `, used as (update session set last_seen_at = ?::timestamptz from person
    where session.id = person.session_id and session.last_seen_at <= ?::timestamptz)`,
);

/** What counts as an open session, and from when on its last use is to be written down again. */
export interface SessionTimes {
  readonly idleSince: Date;
  readonly staleSince: Date;
}

/** Who is signed in by a session, whose use is written down where that is due: one statement in all, at every request. */
export async function readSignedIn(
  reader: Reader,
  sessionId: string,
  { idleSince, staleSince }: SessionTimes,
): Promise<SignedInRow | undefined> {
  const now = reader.now.toISOString();
  const [row] = await reader.em.execute<SignedInRow[]>(byToken, [
    ...[reader.today, sessionId, now, idleSince.toISOString()],
    ...[now, staleSince.toISOString()],
  ]);
  return row;
}
