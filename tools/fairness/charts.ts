/** Charts as plain SVG in a page's own colours; words stand in the page, so that a chart has numbers only. */
import { BarChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { escapeHtml, say, table } from './html.js';

use([BarChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer]);

/** Stand-ins for the colours of the style sheet, exchanged after drawing. */
const ink = '#010101';
const line = '#020202';
const series = ['#110000', '#220000', '#330000', '#440000', '#550000', '#660000'];

export interface BarSeries {
  name: string;
  values: readonly number[];
}

export interface BarChartInput {
  /** For those who cannot see it. */
  title: string;
  categories: readonly string[];
  series: readonly BarSeries[];
  /** Written above each bar. */
  totals?: readonly string[];
  /** A dot for each bar, such as the most that occurred. */
  dots?: BarSeries;
  legend?: boolean;
  /** Shows no names under the bars. */
  unnamed?: boolean;
}

const sizes = [
  { kind: 'broad', width: 780, height: 280, font: 13 },
  { kind: 'narrow', width: 340, height: 240, font: 12 },
];

/** One chart in two sizes, for paper and screen and for a phone, and its numbers in a table for whoever wants them. */
export function barChart(input: BarChartInput): string {
  const drawings = sizes.map((size) => `<div class="${size.kind}">${draw(input, size)}</div>`);
  return `${drawings.join('')}${numbers(input)}`;
}

function numbers({ title, categories, series: bars, dots }: BarChartInput): string {
  const columns = dots ? [...bars, dots] : bars;
  const rows = categories.map((category, i) => [
    escapeHtml(category),
    ...columns.map(({ values }) => String(values[i]!)),
  ]);
  const heads = ['', ...columns.map(({ name }) => escapeHtml(name))];
  return `<details class="numbers"><summary>${say('图中数字', 'The numbers')}</summary>${table(heads, rows, escapeHtml(title))}</details>`;
}

function draw(input: BarChartInput, { width, height, font }: (typeof sizes)[number]): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption(optionOf(input, font));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return dressed(svg, input.title);
}

function optionOf(input: BarChartInput, fontSize: number): EChartsCoreOption {
  const text = { color: ink, fontSize };
  const sums = input.categories.map((_, i) => input.series.reduce((sum, { values }) => sum + values[i]!, 0));
  return {
    animation: false,
    color: series,
    textStyle: text,
    grid: { left: 8, right: 12, top: input.legend ? 44 : 22, bottom: 6 },
    ...(input.legend && {
      legend: {
        data: input.series.map(({ name }) => name),
        top: 0,
        left: 0,
        textStyle: text,
        itemWidth: 14,
        itemHeight: 10,
      },
    }),
    xAxis: {
      type: 'category',
      data: [...input.categories],
      axisLabel: { ...text, show: !input.unnamed, hideOverlap: true },
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
    },
    yAxis: { type: 'value', axisLabel: text, splitLine: { lineStyle: { color: line } }, minInterval: 0.5 },
    series: [
      ...input.series.map(({ name, values }) => ({
        name,
        type: 'bar',
        stack: 'all',
        data: [...values],
        barMaxWidth: 54,
        silent: true,
        emphasis: { disabled: true },
      })),
      ...(input.totals
        ? [
            {
              type: 'scatter',
              data: sums,
              symbolSize: 1,
              itemStyle: { color: 'rgba(0,0,0,0)' },
              silent: true,
              emphasis: { disabled: true },
              label: {
                show: true,
                position: 'top',
                distance: 2,
                formatter: ({ dataIndex }: { dataIndex: number }) => input.totals![dataIndex]!,
                ...text,
              },
            },
          ]
        : []),
      ...(input.dots
        ? [
            {
              name: input.dots.name,
              type: 'scatter',
              data: [...input.dots.values],
              symbolSize: 6,
              itemStyle: { color: series[2] },
              silent: true,
              emphasis: { disabled: true },
            },
          ]
        : []),
    ],
  };
}

/** Colours by the style sheet, size by the page, a title for screen readers. */
function dressed(svg: string, title: string): string {
  const colours = [[ink, '--ink'], [line, '--line'], ...series.map((colour, i) => [colour, `--s${i + 1}`])];
  let result = svg
    .replace(/<style[\s\S]*?<\/style>/, '')
    .replace(/ (ecmeta_\w+|class|pointer-events)="[^"]*"/g, '')
    .replace(/<svg width="\d+" height="\d+"/, '<svg role="img"')
    .replace('>', `><title>${escapeHtml(title)}</title>`);
  for (const [colour, name] of colours) result = result.replaceAll(colour!, `var(${name})`);
  return result;
}
