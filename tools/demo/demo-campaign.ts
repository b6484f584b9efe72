import { addDays } from '../../scheduler/calendar/index.js';
import { dayInShanghai } from '../../schema/shared/day.js';
import { Role } from '../../schema/shared/roles.js';
import type { Chance, Clock } from '../../schema/shared/unit.js';
import { listAll } from '../client/list-all.js';
import type { Cast, Casting, Player } from './demo-cast.js';
import * as documents from './demo-documents.js';
import { DemoOperator, type DemoWitness, type DrawStanding } from './demo-draw.js';
import type { DemoReport } from './demo-report.js';
import type { DemoDepartment } from './places.js';

/** The shares of the demo by risk class, per million: high classes are visited more often. */
const strata = [
  { riskClass: 'A', ratePpm: 10_000, rounding: 'CEIL', reserve: 1 },
  { riskClass: 'B', ratePpm: 40_000, rounding: 'CEIL', reserve: 1 },
  { riskClass: 'C', ratePpm: 80_000, rounding: 'CEIL', reserve: 1 },
  { riskClass: 'D', ratePpm: 200_000, rounding: 'CEIL', reserve: 1 },
];

/** What the steps of one department's campaign share. */
export interface Scene {
  readonly department: DemoDepartment;
  readonly cast: Cast;
  readonly casting: Casting;
  readonly witness: DemoWitness;
  readonly witnessKeyId: string;
  readonly mode: 'OPEN' | 'CONFIDENTIAL';
  readonly itemCodes: readonly string[];
  readonly clock: Clock;
  readonly chance: Chance;
  readonly report: DemoReport;
  /** How long the draw may take before it lapses. */
  readonly patienceMs: number;
}

/** A campaign after its draw. */
export interface DrawnCampaign {
  readonly id: string;
  readonly code: string;
  readonly draw: DrawStanding;
  readonly revealBy?: Date;
}

/** Plan, campaign, preview, approval. */
export async function prepareCampaign(scene: Scene): Promise<{ id: string; code: string }> {
  const { cast, department, report } = scene;
  const today = dayInShanghai(scene.clock.now());
  const year = Number(today.slice(0, 4));
  const { plan } = await cast.planner.client.run(documents.createPlan, {
    input: { year, title: `${department.name}${year}年度双随机抽查计划` },
  });
  const input = {
    planId: plan.id,
    title: `${department.name}${year}年度不定向抽查`,
    itemCodes: scene.itemCodes,
    mode: scene.mode,
    strata,
    capacity: 60,
    witnessKeyIds: [scene.witnessKeyId],
    windowFromOn: today,
    windowToOn: addDays(today, 14),
  };
  const { campaign } = await cast.planner.client.run(documents.createCampaign, { input });
  const preview = await cast.planner.client.run(documents.previewCampaign, { id: campaign.id });
  const sizes = preview.sizes.map(
    (one: { code: string; count: number; k: number }) => `${one.code} ${one.k}/${one.count}`,
  );
  report.fact(
    `${department.name} 预览 preview`,
    `${sizes.join('  ')}，${preview.feasible}/${preview.seeds} 可配齐`,
  );
  await cast.approver.client.run(documents.approveCampaign, { id: campaign.id });
  return campaign;
}

/** Freeze, anchor, reveals, draw. */
export async function drawCampaign(
  scene: Scene,
  campaign: { id: string; code: string },
): Promise<DrawnCampaign> {
  const { cast, chance, clock, mode, patienceMs, report, witness } = scene;
  const operator = new DemoOperator(cast.operator.client, chance, mode === 'CONFIDENTIAL');
  const drawBy = new Date(clock.now().getTime() + patienceMs);
  const revealBy = mode === 'CONFIDENTIAL' ? new Date(drawBy.getTime() + 1_000) : undefined;
  const frozen = await operator.freeze(campaign.id, { drawBy, revealBy });
  report.fact(`${campaign.code} 承诺 C`, frozen.commitment);
  const { registered, covered, excluded } = await witness.anchor(frozen.commitment);
  report.fact('封库说明 pool statement', `登记 ${registered}，纳入 ${covered}，排除 ${excluded}`);
  await witness.reveal(frozen.commitment);
  const draw = await operator.reveal(frozen.id);
  const held = draw.heldCount ? `，人手不足 ${draw.heldCount}` : '';
  report.fact(`抽中 drawn（${mode}，${draw.assurance}）`, `${draw.drawnCount}${held}`);
  report.fact('结果凭据 receipt', draw.receiptHash ?? '');
  return { ...campaign, draw, revealBy };
}

/** Who goes out in the demo, and to which of the drawn targets. */
export interface Outing {
  readonly officers: readonly Player[];
  readonly targets: ReadonlySet<string>;
}

/** Sign-ins at once: as many as the server hashes at once. */
const signInsAtOnce = 2;

/** Accounts for the officers of the first `most` drawn targets, by the department's own list of inspectors. */
export async function addOfficers(
  scene: Scene,
  drawn: DrawnCampaign,
  auditor: Player,
  most: number,
): Promise<Outing> {
  const { casting, cast, department } = scene;
  const units = await listAll(auditor.client, documents.drawnUnits, { drawId: drawn.draw.id }, 'drawnUnits');
  const visited = units.filter((unit) => !unit.isReserve && !unit.isHeld).slice(0, most);
  const wanted = new Set(visited.flatMap((unit) => unit.officers));
  const all = await listAll(cast.registrar.client, documents.inspectors, {}, 'inspectors');
  const drafts = all
    .filter((inspector) => wanted.has(inspector.realId))
    .map((officer, index) => ({
      username: `${department.code}-officer-${String(index + 1).padStart(3, '0')}`,
      title: `${department.name}执法人员 ${officer.name}`,
      roles: [Role.INSPECTOR],
      departmentCode: department.code,
      inspectorId: officer.id,
    }));
  const officers: Player[] = [];
  while (officers.length < drafts.length) {
    const next = drafts.slice(officers.length, officers.length + signInsAtOnce);
    officers.push(...(await Promise.all(next.map((draft) => casting.add(draft)))));
  }
  return { officers, targets: new Set(visited.map((unit) => unit.realId)) };
}
