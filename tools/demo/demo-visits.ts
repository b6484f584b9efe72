import { checkSlip, type Slip } from '../../scheduler/draw/index.js';
import { dayInShanghai } from '../../schema/shared/day.js';
import type { Chance, Clock } from '../../schema/shared/unit.js';
import { listAll } from '../client/list-all.js';
import type { Outing } from './demo-campaign.js';
import type { Cast } from './demo-cast.js';
import * as documents from './demo-documents.js';
import type { DrawStanding } from './demo-draw.js';

/** What officers of the demo find: mostly nothing. Bounds within a hundred. */
const findings = [
  { below: 78, resultCode: '01', disposition: 'NONE' },
  { below: 90, resultCode: '06', disposition: 'RECTIFICATION_ORDERED' },
  { below: 96, resultCode: '05', disposition: 'OTHER_DEPARTMENT_INFORMED' },
  { below: 100, resultCode: '08', disposition: 'STOPPED_TO_DAILY_SUPERVISION' },
] as const;

function chooseFinding(chance: Chance) {
  const place = (chance.bytes(1)[0] ?? 0) % 100;
  return findings.find((finding) => place < finding.below) ?? findings[0];
}

/** Every officer records what is still open, and signs what a colleague recorded. @returns results recorded */
export async function visitAll({ officers, targets }: Outing, clock: Clock, chance: Chance): Promise<number> {
  const visitedOn = dayInShanghai(clock.now());
  let recorded = 0;
  for (const { client } of officers) {
    const assignments = await listAll(client, documents.myAssignments, {}, 'myAssignments');
    for (const { id, state, results } of assignments.filter((one) => targets.has(one.targetRealId))) {
      if (state === 'ASSIGNED') {
        const { resultCode, disposition } = chooseFinding(chance);
        const input = { assignmentId: id, visitedOn, resultCode, disposition, findings: '演示记录' };
        await client.run(documents.recordResult, { input });
        if (disposition === 'RECTIFICATION_ORDERED') {
          const order = { assignmentId: id, demand: '演示：限期改正', dayCount: 15 };
          await client.run(documents.orderRectification, { input: order });
        }
        recorded += 1;
      } else if (state === 'RECORDED') {
        await client.run(documents.signResult, { id: results[0].id });
      }
    }
  }
  return recorded;
}

/** What the first officer's team shows at the door of its first target, checked as the unit there would. */
export async function checkOneSlip({ officers }: Outing, draw: DrawStanding): Promise<Slip | undefined> {
  const client = officers[0]?.client;
  if (!client) return undefined;
  const [first] = await listAll(client, documents.myAssignments, {}, 'myAssignments');
  const { slip } = await client.ask<{ slip: string }>(documents.slip, { id: first.id });
  const { commitment: C, resultRoot = '', drawnCount: count = 0 } = draw;
  return checkSlip(JSON.parse(slip), { C, resultRoot, count });
}

/** The reviewer confirms everything that is submitted. @returns how many, and their due dates */
export async function confirmAll(
  cast: Cast,
): Promise<{ confirmed: number; dueOn: Set<string>; provisional: boolean }> {
  const { client } = cast.reviewer;
  const dueOn = new Set<string>();
  let provisional = false;
  const submitted = await listAll(client, documents.submittedResults, {}, 'assignments');
  for (const { results } of submitted) {
    const { deadline } = await client.run(documents.confirmResult, { id: results[0].id });
    dueOn.add(deadline.dueOn);
    provisional ||= deadline.isProvisional;
  }
  return { confirmed: submitted.length, dueOn, provisional };
}

/** The publisher releases everything that is due; jobs then publish it. @returns how many */
export async function releaseAll(cast: Cast): Promise<number> {
  const { client } = cast.publisher;
  const due = await listAll(client, documents.publications, { state: 'DUE' }, 'publications');
  for (const { id } of due) await client.run(documents.releasePublication, { id });
  return due.length;
}
