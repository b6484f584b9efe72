import { Draw, DrawnUnit, DrawState } from '../draw/index.js';
import {
  Assignment,
  dispositionText,
  getResultCode,
  type InspectionResult,
  readStandingResults,
  readTeams,
} from '../inspection/index.js';
import { type Campaign, DrawMode, Plan, SlotRole } from '../plan/index.js';
import { findPoolIds, Inspector, Item, methodText, Target } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import { ActingNames } from './acting-names.js';
import { chineseDay, chineseInstant } from './chinese-words.js';
import type { DocumentValues } from './document.fields.js';

type Row = Readonly<Record<string, string>>;

const modeWords: Readonly<Record<DrawMode, string>> = { OPEN: '公开抽取', CONFIDENTIAL: '保密抽取' };

/** The number as it stands after its scheme, `licence:JY1` gives JY1. */
export function plainNumber(realId: string): string {
  return realId.startsWith('np:') ? '' : realId.slice(realId.indexOf(':') + 1);
}

/** The newest draw of a campaign that was drawn, if any. */
export async function findDrawn(reader: Reader, campaign: string): Promise<Draw | undefined> {
  const [draw] = await reader.em.find(
    Draw,
    { campaign, state: { $in: [DrawState.DRAWN, DrawState.OPENED] } },
    { orderBy: { drawNo: 'desc' }, limit: 1, disableIdentityMap: true },
  );
  return draw;
}

async function itemRows(
  reader: Reader,
  { department, itemCodes, itemVersions }: Campaign,
  names: ActingNames,
): Promise<Row[]> {
  const items = await reader.em.find(
    Item,
    { department, code: { $in: itemCodes } },
    { orderBy: { version: 'desc' }, disableIdentityMap: true },
  );
  const rows: Row[] = [];
  for (const [index, code] of itemCodes.entries()) {
    const fixed = itemVersions?.find((one) => one.code === code)?.version;
    const item = items.find((one) => one.code === code && (fixed === undefined || one.version === fixed));
    rows.push({
      序号: String(index + 1),
      事项编码: code,
      事项名称: item?.title ?? code,
      检查依据: item?.legalBasis ?? '',
      执法名义: await names.nameOf(code),
    });
  }
  return rows;
}

function howMany({ strata }: Campaign): string {
  return strata
    .map(({ riskClass, ratePpm, count }) =>
      count == null ? `${riskClass}类：${(ratePpm ?? 0) / 10_000}%` : `${riskClass}类：${count}户`,
    )
    .join('；');
}

/** What every paper of a campaign says. */
export async function campaignValues(
  reader: Reader,
  campaign: Campaign,
  draw?: Draw,
): Promise<DocumentValues> {
  const names = new ActingNames(reader, campaign, campaign.filter.divisions ?? []);
  const plan = campaign.plan ? await reader.em.findOne(Plan, { id: campaign.plan }) : null;
  const items = await itemRows(reader, campaign, names);
  const officers = campaign.slots
    .filter(({ role }) => role !== SlotRole.EXPERT)
    .reduce((sum, slot) => sum + slot.officers, 0);
  return {
    ...(await names.valuesIn()),
    制作日期: chineseDay(reader.today),
    任务名称: campaign.title,
    任务编号: campaign.code,
    计划年度: String(plan?.year ?? campaign.windowFromOn.slice(0, 4)),
    事项名称: items.map((item) => item.事项名称).join('、'),
    检查依据: items
      .map((item) => item.检查依据)
      .filter(Boolean)
      .join('；'),
    抽查数量: howMany(campaign),
    抽取方式: modeWords[campaign.mode],
    每组人数: String(officers),
    检查期限起: chineseDay(campaign.windowFromOn),
    检查期限止: chineseDay(campaign.windowToOn),
    检查期限: `${chineseDay(campaign.windowFromOn)}至${chineseDay(campaign.windowToOn)}`,
    事项: items,
    ...(draw ? await drawValues(draw) : {}),
  };
}

async function drawValues(draw: Draw): Promise<DocumentValues> {
  return {
    封库时间: chineseInstant(draw.frozenAt),
    抽取时间: draw.drawnAt ? chineseInstant(draw.drawnAt) : '',
    抽取数量: String(draw.drawnCount ?? ''),
    封库承诺值: draw.commitment,
    结果凭据: draw.receiptHash ?? '',
    见证人: draw.witnesses.map(({ name }) => name).join('、'),
  };
}

/** What was drawn, for the record that is signed. Of a confidential draw no target is named before its opening. */
export async function drawnRows(reader: Reader, draw: Draw): Promise<Row[]> {
  const units = await reader.em.find(
    DrawnUnit,
    { draw: draw.id, isReserve: false },
    { orderBy: { stratum: 'asc', drawOrder: 'asc' }, disableIdentityMap: true },
  );
  const isHidden = draw.mode === DrawMode.CONFIDENTIAL && draw.state !== DrawState.OPENED;
  const targets = isHidden
    ? new Map<string, Target>()
    : await findTargets(
        reader,
        draw.department,
        units.map(({ realId }) => realId),
      );
  const officers = [...new Set(units.flatMap((unit) => unit.officers))];
  const ids = await findPoolIds(reader, draw.department, officers);
  const inspectors = await readInspectors(reader, [...ids.values()]);
  const nameOf = (realId: string) => inspectors.get(ids.get(realId) ?? '')?.name ?? plainNumber(realId);
  return units.map((unit, index) => ({
    序号: String(index + 1),
    对象: isHidden
      ? `保密对象（票号 ${unit.ticket.slice(0, 12)}）`
      : (targets.get(unit.realId)?.name ?? plainNumber(unit.realId)),
    人员: unit.officers
      .map((realId) => `${nameOf(realId)}${realId === unit.lead ? '（组长）' : ''}`)
      .join('、'),
  }));
}

export function readInspectors(reader: Reader, ids: readonly string[]): Promise<Map<string, Inspector>> {
  return reader.beyond('team', async ({ em }) => {
    const found = await em.find(Inspector, { id: { $in: [...ids] } }, { disableIdentityMap: true });
    return new Map(found.map((one) => [one.id, one]));
  });
}

/** Targets by their ids; one that passed to another department is found there. */
async function findTargets(
  reader: Reader,
  department: string,
  realIds: readonly string[],
): Promise<Map<string, Target>> {
  const found = await reader.beyond('entity', ({ em }) =>
    em.find(Target, { realId: { $in: [...realIds] } }, { disableIdentityMap: true }),
  );
  const ownLast = found.sort(
    (a, b) => Number(a.department === department) - Number(b.department === department),
  );
  return new Map(ownLast.map((target) => [target.realId, target]));
}

/** What papers about visits say besides, with whose file each belongs to. */
export interface VisitValues {
  readonly values: DocumentValues;
  readonly responsibleId: string | null;
}

/** What papers about these visits say besides. */
export async function visitValues(
  reader: Reader,
  campaign: Campaign,
  assignments: readonly Assignment[],
): Promise<Map<string, VisitValues>> {
  const ids = assignments.map(({ id }) => id);
  const teams = await readTeams(reader, ids);
  const inspectors = await readInspectors(reader, [
    ...new Set([...teams.values()].flatMap((team) => team.map(({ inspectorId }) => inspectorId))),
  ]);
  const targets = await findTargets(
    reader,
    campaign.department,
    assignments.map((one) => one.targetRealId),
  );
  const results = await readStandingResults(reader, ids);
  const words = await resultWords(reader, [...results.values()]);
  const divisions = [...targets.values()].flatMap(({ division }) => (division ? [division] : []));
  const names = new ActingNames(reader, campaign, [...new Set(divisions)]);
  const said = new Map<string, VisitValues>();
  for (const assignment of assignments) {
    const target = targets.get(assignment.targetRealId);
    const members = (teams.get(assignment.id) ?? []).map((member, index) => ({
      序号: String(index + 1),
      姓名: inspectors.get(member.inspectorId)?.name ?? '',
      执法证号: member.isExpert ? '' : plainNumber(member.realId),
      职责: member.isExpert ? '专家' : member.isLead ? '组长' : '组员',
    }));
    const result = results.get(assignment.id);
    said.set(assignment.id, {
      responsibleId: target?.responsibleId ?? null,
      values: {
        ...(await names.valuesIn(target?.division)),
        检查期限起: chineseDay(assignment.windowFromOn),
        检查期限止: chineseDay(assignment.windowToOn),
        检查期限: `${chineseDay(assignment.windowFromOn)}至${chineseDay(assignment.windowToOn)}`,
        对象名称: assignment.targetName,
        对象代码: plainNumber(assignment.targetRealId),
        对象地址: target?.businessAddress ?? target?.address ?? '',
        检查组: members,
        检查人员: members.map(({ 姓名 }) => 姓名).join('、'),
        组长: members.find(({ 职责 }) => 职责 === '组长')?.姓名 ?? '',
        ...(result
          ? resultValues(result, words.get(`${result.resultSystem} ${result.resultCode}`) ?? '')
          : {}),
      },
    });
  }
  return said;
}

async function resultWords(
  reader: Reader,
  results: readonly InspectionResult[],
): Promise<Map<string, string>> {
  const words = new Map<string, string>();
  for (const result of results) {
    const key = `${result.resultSystem} ${result.resultCode}`;
    if (!words.has(key)) words.set(key, (await getResultCode(reader, result)).text);
  }
  return words;
}

function resultValues(result: InspectionResult, text: string): DocumentValues {
  return {
    检查日期: chineseDay(result.visitedOn),
    检查情况: result.findings,
    检查结果: text,
    处置方式: dispositionText[result.disposition],
    检查方式: methodText[result.method],
  };
}
