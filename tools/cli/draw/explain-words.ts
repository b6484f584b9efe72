import type { ExplainedOfficer } from '../../explain/explain-officer.js';
import type {
  ExplainedSlot,
  ExplainedSubstitution,
  ExplainedUnit,
  NamedOfficer,
} from '../../explain/explain-unit.js';

/** Chinese first, then English: each explanation stands by itself in both. */
export interface Explanation {
  readonly zh: readonly string[];
  readonly en: readonly string[];
}

type Word = (code: string) => string;

const who = ({ id, name, index }: NamedOfficer) => (id ? `${name ?? ''}（${id}）` : `officer/${index}`);
const whoEn = ({ id, name, index }: NamedOfficer) =>
  id ? `${name ?? ''} (${id})`.trim() : `officer/${index}`;
const percent = (decimal: number) => `${(100 * decimal).toFixed(2)}%`;

export function describeUnit(unit: ExplainedUnit, word: Word): Explanation {
  const { stratum, index, count, k, rank, ticket, cutOff, probability } = unit;
  const title = unit.id ? `${unit.id} ${unit.name ?? ''}`.trim() : `${stratum}/${index}`;
  const byWeight = unit.method === 'sr-pps/1';
  return {
    zh: [
      `【${title}】`,
      `层 ${stratum}，名录第 ${index} 号（从 0 起），本层共 ${count} 个，抽 ${k} 个。`,
      `抽取前被抽中的概率：${probability.exact}（约 ${percent(probability.decimal)}）${byWeight ? `，按权重 ${unit.weight}` : '，本层人人相同'}。`,
      `签号 ${ticket}，由种子算出，在 ${count} 个签号中从小到大排第 ${rank}${cutOff ? `；抽中线 ${cutOff}` : ''}。`,
      `结果：${statusZh(unit)}`,
      ...teamZh(unit, word),
      ...(unit.recusals?.count
        ? [`回避：有 ${unit.recusals.count} 条涉及本对象，因此排除人员 ${unit.recusals.removed} 名。`]
        : []),
      ...unit.substitutions.map((one) => substitutionZh(one, word)),
    ],
    en: [
      `[${title}]`,
      `Stratum ${stratum}, number ${index} of the pool (from 0); ${count} units, ${k} to be drawn.`,
      `Probability of being drawn, beforehand: ${probability.exact} (about ${percent(probability.decimal)})${byWeight ? `, by its weight ${unit.weight}` : ', the same for every unit of the stratum'}.`,
      `Ticket ${ticket}, computed from the seed: rank ${rank} of ${count}, smallest first${cutOff ? `; the cut-off is ${cutOff}` : ''}.`,
      `Result: ${statusEn(unit)}`,
      ...teamEn(unit, word),
      ...(unit.recusals?.count
        ? [
            `Recusals: ${unit.recusals.count} concern this unit; they kept away ${unit.recusals.removed} officer(s).`,
          ]
        : []),
      ...unit.substitutions.map((one) => substitutionEn(one, word)),
    ],
  };
}

const kindsZh = { target: '换对象', officer: '换人员', held: '为暂缓对象配人' } as const;

function substitutionZh(one: ExplainedSubstitution, word: Word): string {
  const changed =
    one.kind === 'target'
      ? `${one.unitOut} 退出，${one.unitIn ? `${one.unitIn} 补入` : '无备选可补'}`
      : one.kind === 'officer'
        ? `${one.officerOut ? who(one.officerOut) : ''} 退出，${one.officerIn ? `${who(one.officerIn)} 补入` : '无人可补'}`
        : '配齐检查组';
  const team = one.team.length > 0 ? `检查组现为 ${one.team.map(who).join('、')}` : '无检查组';
  return `第 ${one.n} 次替换（${kindsZh[one.kind]}）：理由“${one.reasonText ?? word(one.reason)}”；${changed}；${team}。`;
}

function substitutionEn(one: ExplainedSubstitution, word: Word): string {
  const changed =
    one.kind === 'target'
      ? `${one.unitOut} went, ${one.unitIn ? `${one.unitIn} came in` : 'no reserve was left'}`
      : one.kind === 'officer'
        ? `${one.officerOut ? whoEn(one.officerOut) : ''} went, ${one.officerIn ? `${whoEn(one.officerIn)} came in` : 'nobody could come in'}`
        : 'its team was filled';
  const team = one.team.length > 0 ? `the team is now ${one.team.map(whoEn).join(', ')}` : 'no team';
  return `Substitution ${one.n} (${one.kind}): reason ${word(one.reason)}; ${changed}; ${team}.`;
}

function statusZh({ status, order, k, rank, cutOff, method }: ExplainedUnit): string {
  const why =
    method === 'sr-pps/1'
      ? '按签号次序和权重累计'
      : `签号第 ${rank}，${rank <= k ? '在' : '不在'}前 ${k} 之内`;
  if (status === 'selected') return `抽中，第 ${order} 个（${why}）。`;
  if (status === 'reserve') return `备选，第 ${order! - k} 个（${why}）。`;
  return `未抽中（${why}${cutOff ? '，签号大于抽中线' : ''}）。`;
}

function statusEn({ status, order, k, rank, cutOff, method }: ExplainedUnit): string {
  const why =
    method === 'sr-pps/1'
      ? 'by the running sum of weights in order of ticket'
      : `rank ${rank} is ${rank <= k ? 'among' : 'not among'} the first ${k}`;
  if (status === 'selected') return `drawn, number ${order} (${why}).`;
  if (status === 'reserve') return `in reserve, number ${order! - k} (${why}).`;
  return `not drawn (${why}${cutOff ? '; its ticket is above the cut-off' : ''}).`;
}

function teamZh({ slots, lead, held, assignment }: ExplainedUnit, word: Word): string[] {
  if (!slots) return [];
  const wants = ({ role, skill, department }: ExplainedSlot) =>
    [role === 'expert' ? '专家' : '执法人员', skill && word(skill), department && word(department)]
      .filter(Boolean)
      .join('、');
  return [
    ...slots.map((slot, s) => {
      const drawn = slot.officers.map(
        (one) =>
          `${who(one)}[本次共 ${one.load} 家，上限 ${one.capacity}${one.probability ? `，配对概率 ${one.probability}` : ''}]`,
      );
      return `第 ${s + 1} 组名额（${wants(slot)}）：需 ${slot.n} 人，符合条件 ${slot.eligible} 人${drawn.length > 0 ? `，抽到 ${drawn.join('、')}` : ''}。`;
    }),
    held
      ? '人手不足，本对象暂缓：结果凭据附有人手不足的证明。'
      : `组长：${lead ? who(lead) : ''}（组内职级最高，同级按抽取先后）。人选由种子在符合条件者中抽出，${assignment === 'sr-assign-me/1' ? '每一配对的概率事先公布' : '任务少者先'}。`,
  ];
}

function teamEn({ slots, lead, held, assignment }: ExplainedUnit, word: Word): string[] {
  if (!slots) return [];
  const wants = ({ role, skill, department }: ExplainedSlot) =>
    [role, skill && word(skill), department && word(department)].filter(Boolean).join(', ');
  return [
    ...slots.map((slot, s) => {
      const drawn = slot.officers.map(
        (one) =>
          `${whoEn(one)} [${one.load} target(s), at most ${one.capacity}${one.probability ? `, probability of the pair ${one.probability}` : ''}]`,
      );
      return `Slot ${s + 1} (${wants(slot)}): needs ${slot.n}, eligible ${slot.eligible}${drawn.length > 0 ? `, drawn ${drawn.join('; ')}` : ''}.`;
    }),
    held
      ? 'Held for lack of people: the receipt holds the proof.'
      : `Lead: ${lead ? whoEn(lead) : ''} (highest rank of the team, ties by draw order). The seed chose among the eligible, ${assignment === 'sr-assign-me/1' ? 'each pair with its published probability' : 'the least loaded first'}.`,
  ];
}

export function describeOfficer(officer: ExplainedOfficer): Explanation {
  const { eligibleFor, load, capacity, targets } = officer;
  return {
    zh: [
      `【${who(officer)}】`,
      `抽中的对象中有 ${eligibleFor} 个可以由其检查；抽到 ${load} 个，上限 ${capacity}。`,
      ...targets.map(
        (one) =>
          `  ${one.id ?? `${one.stratum}/${one.leaf}`}：第 ${one.slot + 1} 组名额，${one.eligible} 人中抽 ${one.n} 人${one.probability ? `，配对概率 ${one.probability}` : ''}${one.isLead ? '，组长' : ''}。`,
      ),
    ],
    en: [
      `[${whoEn(officer)}]`,
      `Eligible for ${eligibleFor} of the units drawn; drawn for ${load}, at most ${capacity}.`,
      ...targets.map(
        (one) =>
          `  ${one.id ?? `${one.stratum}/${one.leaf}`}: slot ${one.slot + 1}, ${one.n} drawn out of ${one.eligible}${one.probability ? `, probability of the pair ${one.probability}` : ''}${one.isLead ? ', lead' : ''}.`,
      ),
    ],
  };
}

export function describeExcluded(id: string, reason: string): Explanation {
  return {
    zh: [`【${id}】`, `封库时已排除，未参加抽取。事由：${reason}。`],
    en: [`[${id}]`, `Excluded at the freeze, took no part in the draw. Reason: ${reason}.`],
  };
}
