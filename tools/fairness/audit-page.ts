/** The audit as one page for people. */
import type { Audit } from './audit.js';
import { expectedSection, loadSection, pairSection } from './audit-people.js';
import { neverSection, strataSection } from './audit-strata.js';
import { about, count, percent } from './figures.js';
import { escapeHtml, page, say, section, table } from './html.js';
import { headline, neverOf, spreadOf, standingOf } from './verdict.js';

/** @param repeat the command by which anybody with the files makes this page again */
export function auditPage(audit: Audit, repeat: string): string {
  const title = { zh: '抽取公平性审计', en: 'Fairness audit of a draw' };
  return page(
    title,
    [
      `<h1>${say('抽取公平性审计', 'Fairness audit of a draw')}</h1>`,
      `<p class="about">${say('机关', 'Authority')} <code>${escapeHtml(audit.authority)}</code> · ${say('规则指纹', 'rules')} <code>${audit.rulesHash.slice(0, 16)}…</code> · ${say(`每年 ${audit.campaignsPerYear} 次`, `${audit.campaignsPerYear} a year`)}</p>`,
      drawBlock(audit),
      verdictBlock(audit),
      tiles(audit),
      strataSection(audit),
      neverSection(audit),
      pairSection(audit),
      loadSection(audit),
      expectedSection(audit),
      statisticsSection(audit),
      methodSection(audit, repeat),
    ].join('\n'),
  );
}

/** Which draw this is of, and that a rehearsal is none. */
function drawBlock({ draw }: Audit): string {
  if (!draw) {
    return `<p class="about">${say('封库前的审计：还没有抽取。', 'Before the freeze: nothing has been drawn.')}</p>`;
  }
  const { series, campaign, drawNo, assurance, state, C } = draw;
  const rehearsal =
    series === 'R'
      ? `<p class="verdict bad">${say('演练，不是真实抽取', 'REHEARSAL, not a real draw')}</p>`
      : '';
  const [zh, en] = assurances[assurance];
  const name = `<code>${escapeHtml(campaign)}</code>`;
  return `${rehearsal}<p class="about">${say(
    `任务 ${name} 第 ${drawNo} 次封库 · ${series === 'R' ? '演练系列 R' : '正式系列 M'} · ${stateZh[state] ?? state} · 保证 ${assurance}：${zh}`,
    `Campaign ${name}, freeze ${drawNo} · series ${series} · ${state} · assurance ${assurance}: ${en}`,
  )} · C <code class="hash">${C}</code></p>`;
}

const assurances = {
  SELF: ['自证，没有有效见证', 'the operator alone vouches'],
  WITNESSED: ['有见证', 'witnessed'],
  PUBLIC: ['公共随机', 'public chance'],
  BEACON: ['随机信标', 'a randomness beacon'],
} as const;

const stateZh: Readonly<Record<string, string>> = {
  frozen: '已封库',
  anchored: '已见证',
  revealing: '揭示中',
  complete: '已全部揭示',
  drawn: '已抽取',
  opened: '已公开',
  void: '已作废',
  lapsed: '已失效',
};

function verdictBlock(audit: Audit): string {
  const { zh, en } = headline(audit);
  const sure = audit.consistent
    ? say(
        `程序按同一规则试抽 ${count(audit.trials)} 次，没有发现异常。`,
        `The program drew ${count(audit.trials)} times under the same rules; nothing out of the ordinary was found.`,
      )
    : say(
        `程序试抽 ${count(audit.trials)} 次，出现了公平抽取几乎不可能有的偏差，须查明原因后再用。`,
        `In ${count(audit.trials)} trials deviations came up that a fair draw all but excludes: find out why before use.`,
      );
  return `<div class="verdict ${standingOf(audit)}" role="status"><p>${say(zh, en)}</p><p>${sure}</p></div>`;
}

function tiles(audit: Audit): string {
  const spread = spreadOf(audit);
  const { undrawable, unstaffable } = neverOf(audit);
  const never = undrawable + unstaffable;
  const years = (p: number) => about(1 / (p * audit.campaignsPerYear));
  const range = (low: string, high: string) => (low === high ? low : `${low} – ${high}`);
  const facts: [string, string][] = [
    [
      count(audit.units),
      say(
        `个对象在库，另排除 ${count(audit.excluded)} 个`,
        `units in the pool, ${count(audit.excluded)} excluded`,
      ),
    ],
    [
      spread ? range(percent(spread.least), percent(spread.most)) : '0%',
      say('一次抽取的中选概率', 'probability in one draw'),
    ],
    [
      spread ? range(years(spread.most), years(spread.least)) : '—',
      say('年轮到一次（平均）', 'years between visits, on average'),
    ],
    [
      `<i class="${never === 0 ? 'ok' : 'warntext'}">${count(never)}</i>`,
      say('个库内对象永远查不到', 'units of the pools that will never be visited'),
    ],
  ];
  return `<div class="tiles">${facts.map(([figure, words]) => `<div class="tile"><b>${figure}</b><span>${words}</span></div>`).join('')}</div>`;
}

const kinds = {
  inclusion: ['每个对象是否抽中得一样多', 'Is every unit drawn equally often?'],
  pairs: ['任何两个对象是否一样常一起抽中', 'Is every pair drawn together equally often?'],
  places: ['抽中后的先后次序是否均匀', 'Is every place in the order equally frequent?'],
  weights: ['抽中次数是否符合各自的权重', 'Does every unit keep to its weight?'],
} as const;

function statisticsSection(audit: Audit): string {
  if (audit.statistics.length === 0) return '';
  const rows = audit.statistics.map(({ stratum, kind, statistic, df, p }) => [
    `<code>${stratum}</code> ${say(kinds[kind][0], kinds[kind][1])}`,
    statistic.toFixed(1),
    df === 0 ? '—' : count(df),
    percent(p),
    p < audit.threshold
      ? `<b class="badtext">${say('异常', 'deviates')}</b>`
      : `<span class="ok">${say('正常', 'as it should be')}</span>`,
  ]);
  return section(
    say('试抽检验：程序说到做到吗', 'Trials: does the program do what it says?'),
    `<p>${say(
      `用 ${count(audit.trials)} 个公开可重算的种子各试抽一次，数一数每个对象、每一对、每个名次出现了多少次。“公平时仍会如此”是说：如果抽取完全公平，出现这么大偏差的可能性有多大。这个数可大可小，都正常；只有小到 ${pText(audit.threshold)} 以下才说明有问题。`,
      `The draw was tried with ${count(audit.trials)} seeds that anybody can recompute, counting units, pairs and places. “If fair” is how often a fair draw deviates this much. Any value is normal; only one below ${pText(audit.threshold)} means trouble.`,
    )}</p>`,
    table(
      [
        say('检验', 'Test'),
        'χ²',
        say('自由度', 'df'),
        say('公平时仍会如此', 'If fair'),
        say('结论', 'Verdict'),
      ],
      rows,
    ),
  );
}

function pText(p: number): string {
  return `${(100 * p).toPrecision(2)}%`;
}

function methodSection(audit: Audit, repeat: string): string {
  return section(
    say('怎样算出来的，怎样重算', 'How this was computed, and how to repeat it'),
    `<p>${say(
      '概率是由规则、各层数量和权重直接推出的精确分数，不是估计（以随机数均匀为前提，下面的试抽检验的正是这一点）；备选名单不计入。“平均多少年”和“几年内不被抽中”假定每次按同样规则重新独立抽取。',
      'The probabilities are exact fractions from rules, counts and weights, not estimates (given uniform random numbers, which is what the trials put to the test); the reserve does not count. Years assume that each campaign is drawn anew, independently, under the same rules.',
    )}</p>`,
    `<p>${say(
      '试抽第 i 次的种子是 H("dr/1/audit", 规则指纹, i)，i 从 0 起；任何人用同样的文件得到同样的数字。审计只说明规则和程序；一次真实抽取是否照此进行，用 <code>fairdraw draw verify</code> 核验。',
      'Trial i has the seed H("dr/1/audit", rulesHash, i), from 0, so that the same files give the same figures to everybody. An audit speaks of rules and program; whether a real draw kept to them is for <code>fairdraw draw verify</code>.',
    )}</p>`,
    `<pre>${escapeHtml(repeat)}</pre>`,
    `<p class="note">${say('规则指纹', 'rulesHash')} <span class="hash">${audit.rulesHash}</span></p>`,
  );
}
