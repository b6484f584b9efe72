import { oneOf, type Passing, passRows } from '../department/index.js';
import { Campaign } from '../plan/index.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Draw } from './draw.entity.js';
import { DrawState } from './draw.states.js';

const openStates = [DrawState.FROZEN, DrawState.ANCHORED, DrawState.REVEALING];

/** A draw between its freeze and its end. */
export interface OpenDraw {
  readonly campaign: string;
  readonly campaignCode: string;
  readonly commitment: string;
  /** Accounts without which it cannot be finished: operator and witnesses. */
  readonly people: readonly string[];
}

/** A department's draws that are frozen and neither drawn nor ended, the oldest first. */
export async function listOpenDraws(reader: Reader, departmentId: string): Promise<OpenDraw[]> {
  const draws = await reader.em.find(
    Draw,
    { department: departmentId, state: { $in: openStates } },
    { orderBy: { frozenAt: 'asc', id: 'asc' } },
  );
  const campaigns = await reader.em.find(Campaign, { id: { $in: draws.map((draw) => draw.campaign) } });
  const codeOf = new Map(campaigns.map(({ id, code }) => [id, code]));
  return draws.map(({ campaign, commitment, operatorId, witnesses }) => ({
    campaign,
    commitment,
    campaignCode: codeOf.get(campaign) ?? '',
    people: [operatorId, ...witnesses.map((witness) => witness.accountId)],
  }));
}

/** Holds a department's draws as they are until the step ends; a step that has one under lock is waited for. */
export async function lockDraws(unit: Unit, departmentId: string): Promise<void> {
  await unit.em.execute('select id from draw where department_id = ?::uuid order by id for update', [
    departmentId,
  ]);
}

/** Passes draws, all or those of these campaigns. Their log stays the one they were frozen in. */
export async function passDraws(
  unit: Unit,
  passing: Passing,
  campaignIds?: readonly string[],
): Promise<number> {
  if (!campaignIds) {
    const { from, to } = passing;
    await unit.em.execute(
      'update draw set joint_with = array_replace(joint_with, ?, ?) where ? = any(joint_with)',
      [from, to, from],
    );
  }
  await passRows(unit, 'hand_down', passing, {
    where: campaignIds && {
      sql: 'draw_id in (select id from draw where campaign_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)))',
      values: [JSON.stringify(campaignIds)],
    },
  });
  return passRows(unit, 'draw', passing, {
    where: campaignIds && oneOf('campaign_id', campaignIds, 'uuid'),
  });
}
