import { toHex } from '../../../scheduler/draw/index.js';
import { recordEvent } from '../../audit/index.js';
import { fixDeadline } from '../../calendar/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { getChangeRules } from '../change/change.rules.js';
import { SecondReview, SecondReviewRound } from './second-review.entity.js';
import { type Candidate, drawSample, populationHash, populationText } from './second-review.sample.js';
import { SecondReviewState, SecondReviewStratum } from './second-review.states.js';

/** How many months back what was confirmed late, after its month was drawn, is still taken in. */
const monthsBack = 2;

/** The calendar month so many before that of a day, `2026-11`. */
function monthBefore(day: string, months: number): string {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** Visits confirmed (once: a correction later makes no second candidate), and targets replaced, before a month began and in no list before; rehearsals are not looked at. */
const ended = `
  with ended as (
    select a.id, a.department_id, a.state from assignment a join draw on draw.id = a.draw_id and draw.series = 'M'
     where a.state = 'CONFIRMED' and exists (
             select from inspection_result r where r.assignment_id = a.id and r.is_confirmed and r.correction_id is null
                and (r.reviewed_at at time zone 'Asia/Shanghai') >= $from and (r.reviewed_at at time zone 'Asia/Shanghai') < $to)
        or a.state = 'SUBSTITUTED' and exists (
             select from change_request c where c.assignment_id = a.id and c.next_assignment_id is distinct from a.id
                and c.kind = 'TARGET' and c.state in ('APPROVED', 'GRANTED', 'CONFIRMED', 'DISOWNED')
                and (coalesce(c.decided_at, c.granted_at) at time zone 'Asia/Shanghai') >= $from
                and (coalesce(c.decided_at, c.granted_at) at time zone 'Asia/Shanghai') < $to))`;

const stratumOf = `case
    when exists (select from change_request c where c.assignment_id = ended.id and c.reason in ('CLOSED', 'MOVED')
                    and c.state in ('APPROVED', 'GRANTED', 'CONFIRMED', 'DISOWNED'))
      or exists (select from inspection_result r join change_code code
                    on code.kind = 'UNREACHABLE' and code.system = r.result_system and code.code = r.result_code
                  where r.assignment_id = ended.id and r.is_confirmed)
      or exists (select from visit_event e where e.assignment_id = ended.id and e.kind = 'EXIT'
                    and e.payload ->> 'exit' in ('UNREACHABLE', 'CLOSED', 'MOVED')) then 'CLOSURE'
    when ended.state = 'SUBSTITUTED' or exists (select from team_change t where t.assignment_id = ended.id)
      or exists (select from change_request c where c.next_assignment_id = ended.id) then 'SUBSTITUTION'
    else 'OTHER' end`;

async function listCandidates(reader: Reader, department: string, month: string): Promise<Candidate[]> {
  const fromMonth = monthBefore(`${month}-01`, monthsBack);
  const fromOn = `${fromMonth}-01`;
  const toOn = `${monthBefore(`${month}-01`, -1)}-01`;
  const rows = await reader.em.execute<Candidate[]>(
    `${ended.replaceAll('$from', '?::date').replaceAll('$to', '?::date')}
     select ended.id as "assignmentId", ${stratumOf} as stratum from ended where ended.department_id = ?`,
    [fromOn, toOn, fromOn, toOn, department],
  );
  const earlier = await reader.em.find(
    SecondReviewRound,
    { department, month: { $gte: fromMonth } },
    { fields: ['population'], disableIdentityMap: true },
  );
  const listed = new Set(
    earlier.flatMap(({ population }) => population.split('\n').map((line) => line.split(' ')[1])),
  );
  return rows.filter(({ assignmentId }) => !listed.has(assignmentId));
}

/** How many per hundred are looked at again, as the rules say today. */
async function getRates(reader: Reader): Promise<Record<SecondReviewStratum, number>> {
  const rules = await getChangeRules(reader, [
    'second-review-closure',
    'second-review-substitution',
    'second-review-other',
  ]);
  return {
    [SecondReviewStratum.CLOSURE]: rules['second-review-closure'].value,
    [SecondReviewStratum.SUBSTITUTION]: rules['second-review-substitution'].value,
    [SecondReviewStratum.OTHER]: rules['second-review-other'].value,
  };
}

/** Draws last month's sample of every department that has none yet. The list is fixed before the chance is taken. */
export async function drawSecondReviews(unit: Unit): Promise<void> {
  const month = monthBefore(unit.today, 1);
  const departments = await unit.em.execute<{ id: string }[]>(
    `select distinct department_id as id from assignment
      where not exists (select from second_review_round round
                         where round.department_id = assignment.department_id and round.month = ?) order by 1`,
    [month],
  );
  for (const { id } of departments) await drawRound(unit, id, month);
}

async function drawRound(unit: Unit, department: string, month: string): Promise<void> {
  const candidates = await listCandidates(unit, department, month);
  if (candidates.length === 0) return;
  const population = populationText(candidates);
  const rates = await getRates(unit);
  const seed = toHex(unit.chance.bytes(32));
  const id = unit.newId();
  const round = {
    ...{ id, department, month, seed, population, rates },
    populationHash: populationHash(population),
    populationCount: candidates.length,
    drawnAt: unit.now,
  };
  await unit.em.insert(SecondReviewRound, round);
  const sample = drawSample(population, seed, rates);
  const reviews = sample.map(({ stratum, assignmentId }) => ({
    ...{ id: unit.newId(), department, round: id, assignment: assignmentId, stratum },
    state: SecondReviewState.OPEN,
  }));
  await unit.em.insertMany(SecondReview, reviews);
  await fixDeadline(
    unit,
    { code: 'second-review', fromOn: unit.today },
    { kind: 'second-review-round', id, departmentId: department },
  );
  const told = { month, seed, listHash: round.populationHash, count: sample.length };
  await recordEvent(unit, 'second-review.drawn', { kind: 'second-review-round', id }, told);
}
