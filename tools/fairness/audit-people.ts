/** Who comes, and whether there are enough: the parts of the audit's page that speak of officers. */
import type { Audit } from './audit.js';
import { figure } from './audit-strata.js';
import { barChart } from './charts.js';
import { about, count, percent, placesOf } from './figures.js';
import { escapeHtml, say, section, table } from './html.js';
import type { PairSummary } from './pair-summary.js';

const mostRows = 15;

export function pairSection({ pairs }: Audit): string {
  if (!pairs) return '';
  const { effective, effectiveHistogram: found, few } = pairs;
  const last = Math.max(
    4,
    found.findLastIndex((n) => n > 0),
  );
  const shown = found.slice(0, last + 1);
  return section(
    say('谁会去查谁：能不能事先猜到', 'Who comes to whom: can it be foretold?'),
    `<p>${sourceWords(pairs)}</p>`,
    figure(
      barChart({
        title: '人员与对象配对概率 / probability of a pair',
        categories: pairs.histogram.map((_, i) => `${5 * i}%`),
        series: [{ name: 'pairs', values: pairs.histogram }],
      }),
      say(
        `横轴：某名人员去查某个抽中对象的概率，每格 5 个百分点，标的是下限；纵轴：这样的配对有多少。最大 ${percent(pairs.most)}，最小 ${percent(pairs.least)}。`,
        `Across: probability that a given officer comes to a given target, by five percent, labelled by its lower limit; up: pairs. Largest ${percent(pairs.most)}, smallest ${percent(pairs.least)}.`,
      ),
    ),
    figure(
      barChart({
        title: '每个对象的有效人数 / effective number of officers of each target',
        categories: shown.map((_, i) => (i === found.length - 1 ? `${i}+` : `${i}–${i + 1}`)),
        series: [{ name: 'targets', values: shown }],
      }),
      say(
        `横轴：有效人数，即“难猜程度相当于几个人机会均等”；纵轴：抽中对象个数。最少 ${effective.least.toFixed(1)}，中位 ${effective.median.toFixed(1)}，最多 ${effective.most.toFixed(1)}。`,
        `Across: effective officers, “as hard to foretell as among so many equal ones” (exp of the entropy); up: targets. Least ${effective.least.toFixed(1)}, median ${effective.median.toFixed(1)}, most ${effective.most.toFixed(1)}.`,
      ),
    ),
    few.length === 0
      ? `<p class="ok">${say('每个抽中对象都有至少 4 名可能的检查人员。', 'Every target drawn has four possible officers at least.')}</p>`
      : fewTable(few),
  );
}

function sourceWords({ of, trials, standardError, targets, held }: PairSummary): string {
  const table = of === 'draw' ? ['本次抽取', 'of this draw'] : ['第一次试抽', 'of the first trial'];
  const how =
    trials === undefined
      ? say('概率是公布的精确值。', 'The probabilities are the published, exact ones.')
      : say(
          `概率为估计值：对同一张配对表重新配对 ${count(trials)} 次，标准误差不超过 ${percent(standardError)}；尽职留痕凭证用另一组种子估计，会有几个标准误差以内的出入。`,
          `The probabilities are estimates: the teams of the same table were drawn ${count(trials)} times; the standard error is at most ${percent(standardError)}. A certificate uses other seeds and may differ by a few of these.`,
        );
  const left =
    held === 0
      ? ''
      : say(
          `平均 ${about(held)} 个对象配不齐人员而挂起。`,
          `On average ${about(held)} targets are held for want of people.`,
        );
  return `${say(`看的是${table[0]}的 ${count(targets)} 个对象。`, `These are the ${count(targets)} targets ${table[1]}. `)}${how}${left}`;
}

function fewTable(few: PairSummary['few']): string {
  const rows = few
    .slice(0, mostRows)
    .map(({ id, officers, effective }) => [escapeHtml(id), String(officers), effective.toFixed(1)]);
  const more = few.length - rows.length;
  return [
    `<h3 class="warntext">${say(
      `${count(few.length)} 个抽中对象可能的检查人员不足 4 名，容易猜到`,
      `${count(few.length)} targets have fewer than four possible officers and are easily foretold`,
    )}</h3>`,
    `<p class="remedy">${say('办法：借调、跨区交叉派员，或放宽名额所要求的部门与专长。', 'Remedy: second officers, exchange with neighbours, or widen what the slots ask for.')}</p>`,
    table([say('对象', 'Target'), say('可能人员', 'Possible officers'), say('有效人数', 'Effective')], rows),
    more > 0
      ? `<p class="note">${say(`其余 ${count(more)} 个见 JSON 文件。`, `${count(more)} more are in the JSON file.`)}</p>`
      : '',
  ].join('');
}

export function loadSection({ pairs }: Audit): string {
  if (!pairs || pairs.loads.length === 0) return '';
  const { loads, idle } = pairs;
  const step = Math.max(1, Math.ceil(loads.length / 60));
  const shown = loads.filter((_, i) => i % step === 0);
  const mean = loads.reduce((sum, load) => sum + load.mean, 0) / loads.length;
  const hasMost = shown.every(({ most }) => most !== undefined);
  return section(
    say('检查人员的工作量匀不匀', 'Is the work spread evenly?'),
    figure(
      barChart({
        title: '每名人员平均承担的对象 / targets of each officer, on average',
        categories: shown.map(({ id }) => id),
        series: [{ name: 'mean', values: shown.map((load) => Number(load.mean.toFixed(3))) }],
        ...(hasMost && { dots: { name: 'most', values: shown.map(({ most }) => most!) } }),
        unnamed: true,
      }),
      say(
        `每根柱子一名人员，按多少排列；柱高：平均承担对象数${hasMost ? '；圆点：试配中最多的一次' : ''}。人均 ${mean.toFixed(2)}，最多 ${loads[0]!.mean.toFixed(2)}，最少 ${loads.at(-1)!.mean.toFixed(2)}。`,
        `One bar for each officer, in order; height: targets on average${hasMost ? '; dot: the most in any trial' : ''}. Mean ${mean.toFixed(2)}, most ${loads[0]!.mean.toFixed(2)}, least ${loads.at(-1)!.mean.toFixed(2)}.`,
      ),
    ),
    idle === 0
      ? ''
      : `<p>${say(`另有 ${count(idle)} 名在库人员不符合任何抽中对象的条件（区划、专长、证件、休假、停用或回避）。`, `${count(idle)} officers of the pool are eligible for no target drawn (district, skill, certificate, leave, status or recusal).`)}</p>`,
    `<details><summary>${say('工作量最多的人员', 'Officers with most work')}</summary>${table(
      [
        say('人员', 'Officer'),
        say('平均', 'Mean'),
        say('标准差', 'Deviation'),
        say('最多', 'Most'),
        say('上限', 'Capacity'),
      ],
      loads
        .slice(0, mostRows)
        .map(({ id, mean: own, deviation, most, capacity }) => [
          escapeHtml(id),
          own.toFixed(2),
          deviation === undefined ? '—' : deviation.toFixed(2),
          most === undefined ? '—' : String(most),
          count(capacity),
        ]),
    )}</details>`,
  );
}

export function expectedSection({ stage, expected }: Audit): string {
  if (stage === 'targets') return '';
  const { demand, flow, lacking } = expected;
  const title = say('人手够不够', 'Are there enough people?');
  if (flow === demand) {
    return section(
      title,
      `<p class="ok">${say(`够：一次抽取平均需要 ${placesOf(demand)} 人次，各区划、各专长都排得下。`, `Yes: one draw needs ${placesOf(demand)} places on average, and every district and skill can fill its own.`)}</p>`,
    );
  }
  const rows = lacking.slice(0, mostRows).map((lack) => {
    const names = lack.groups
      .slice(0, 6)
      .map(({ district, skills, slot }) => `${escapeHtml([district, ...skills].join(' + '))} #${slot + 1}`);
    return [
      `${names.join('、')}${lack.groups.length > 6 ? ' …' : ''}`,
      placesOf(lack.demand),
      placesOf(lack.flow),
      `<b class="warntext">${placesOf(lack.demand - lack.flow)}</b>`,
      count(lack.officers),
    ];
  });
  return section(
    title,
    `<p class="warntext">${say(
      `不够：一次抽取平均需要 ${placesOf(demand)} 人次，最多只能排 ${placesOf(flow)} 人次，缺 ${placesOf(demand - flow)} 人次。缺在：`,
      `No: one draw needs ${placesOf(demand)} places on average, ${placesOf(flow)} can be filled at most; ${placesOf(demand - flow)} are lacking, here:`,
    )}</p>`,
    table(
      [
        say('区划 + 专长（#名额）', 'District + skills (#slot)'),
        say('需要', 'Needed'),
        say('可排', 'Possible'),
        say('缺', 'Lacking'),
        say('共用人员', 'Officers'),
      ],
      rows,
    ),
  );
}
