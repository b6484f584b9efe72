/** Which units, how probably: the parts of the audit's page that speak of targets. */
import type { Audit, AuditClass } from './audit.js';
import { type BarChartInput, barChart } from './charts.js';
import { about, count, percent } from './figures.js';
import { escapeHtml, say, section, table } from './html.js';

const mostCategories = 10;
const mostRows = 12;
const mostIds = 60;

export function strataSection(audit: Audit): string {
  const rows = audit.strata.flatMap(({ code, classes, sizes, select }) =>
    condensed(classes).map((part, i) => [
      `<code>${code}</code>${select === 'sr-pps/1' ? ` ${weightWords(part)}` : ''}`,
      count(part.units),
      i === 0 ? sizes.map(({ k }) => count(k)).join(say(' 或 ', ' or ')) : '',
      part.decimal === part.decimalTo
        ? `${percent(part.decimal)}`
        : `${percent(part.decimal)} – ${percent(part.decimalTo)}`,
      part.probability.length > 14 || part.decimal !== part.decimalTo ? '' : part.probability,
      part.years === undefined ? say('永不', 'never') : about(part.years),
      percent(part.none3),
      percent(part.none5),
    ]),
  );
  return section(
    say('谁被抽中的可能有多大', 'Who is drawn, and how probably'),
    figure(
      barChart(inclusionChart(audit)),
      say(
        '横轴：一次抽取的中选概率；纵轴：对象个数；颜色：层',
        'Across: probability in one draw; up: units; colour: stratum',
      ),
    ),
    table(
      [
        say('层', 'Stratum'),
        say('对象', 'Units'),
        say('每次抽', 'Drawn'),
        say('中选概率', 'Probability'),
        say('精确值', 'Exact'),
        say('平均几年一次', 'Years'),
        say('3 年未被抽', 'None in 3 y'),
        say('5 年未被抽', 'None in 5 y'),
      ],
      rows,
    ),
  );
}

export function figure(chart: string, caption: string): string {
  return `<figure>${chart}<figcaption>${caption}</figcaption></figure>`;
}

interface Condensed extends AuditClass {
  decimalTo: number;
  weightTo?: number;
}

/** Many weights in a stratum become a dozen rows, each a range. */
function condensed(classes: readonly AuditClass[]): Condensed[] {
  if (classes.length <= mostRows)
    return classes.map((one) => ({ ...one, decimalTo: one.decimal, weightTo: one.weight }));
  const step = Math.ceil(classes.length / mostRows);
  return Array.from({ length: Math.ceil(classes.length / step) }, (_, i) => {
    const part = classes.slice(i * step, (i + 1) * step);
    const last = part.at(-1)!;
    return {
      ...part[0]!,
      units: part.reduce((sum, { units }) => sum + units, 0),
      decimalTo: last.decimal,
      weightTo: last.weight,
    };
  });
}

function weightWords({ weight, weightTo }: Condensed): string {
  const range = weight === weightTo ? `${weight}` : `${weight}–${weightTo}`;
  return say(`权重 ${range}`, `weight ${range}`);
}

function inclusionChart({ strata, excluded }: Audit): BarChartInput {
  const values = [
    ...new Set([
      ...(excluded > 0 ? [0] : []),
      ...strata.flatMap(({ classes }) => classes.map((one) => one.decimal)),
    ]),
  ].sort((a, b) => a - b);
  const single = values.length <= mostCategories;
  const top = values.at(-1) ?? 1;
  const binOf = (p: number) =>
    single ? values.indexOf(p) : Math.min(mostCategories - 1, Math.floor((p / top) * mostCategories + 1e-9));
  const categories = single
    ? values.map(percent)
    : Array.from({ length: mostCategories }, (_, i) => `≤ ${percent((top * (i + 1)) / mostCategories)}`);
  const shown = strata.slice(0, 5);
  const countsOf = (parts: readonly AuditClass[]) => {
    const bins = categories.map(() => 0);
    for (const { decimal, units } of parts) bins[binOf(decimal)]! += units;
    return bins;
  };
  const series = shown.map(({ code, classes }) => ({ name: code, values: countsOf(classes) }));
  const rest = strata.slice(5).flatMap(({ classes }) => classes);
  const out = countsOf([...rest, ...(excluded > 0 ? [outside(excluded)] : [])]);
  if (rest.length > 0 || excluded > 0) {
    series.push({ name: rest.length > 0 ? '…' : '已排除 excluded', values: out });
  }
  const totals = categories.map((_, i) => count(series.reduce((sum, one) => sum + one.values[i]!, 0)));
  return {
    title: '中选概率的分布 / distribution of probabilities',
    categories,
    series,
    totals,
    legend: true,
  };
}

function outside(units: number): AuditClass {
  return { probability: '0', decimal: 0, units, none3: 1, none5: 1 };
}

export function neverSection({ never }: Audit): string {
  const title = say('查不到的对象（含已排除）', 'Units out of reach, the excluded included');
  if (never.length === 0) {
    return section(
      title,
      `<p class="ok">${say('没有：库里每个对象都可能被抽中，抽中都有人可查。', 'None: every unit can be drawn, and every unit drawn can be staffed.')}</p>`,
    );
  }
  return section(
    title,
    ...never.map(({ zh, en, remedyZh, remedyEn, ids }) => {
      const shown = ids.slice(0, mostIds).map((id) => `<li>${escapeHtml(id)}</li>`);
      const more =
        ids.length > mostIds
          ? `<p class="note">${say(`其余 ${count(ids.length - mostIds)} 个见 JSON 文件。`, `${count(ids.length - mostIds)} more are in the JSON file.`)}</p>`
          : '';
      return [
        `<h3>${say(`${count(ids.length)} 个：${escapeHtml(zh)}`, `${count(ids.length)}: ${escapeHtml(en)}`)}</h3>`,
        `<p class="remedy">${say(`办法：${escapeHtml(remedyZh)}`, `Remedy: ${escapeHtml(remedyEn)}`)}</p>`,
        `<details><summary>${say('名单', 'List')}</summary><ul class="ids">${shown.join('')}</ul>${more}</details>`,
      ].join('');
    }),
  );
}
