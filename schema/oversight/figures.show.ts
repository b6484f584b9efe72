import type { Reader } from '../shared/unit.js';
import { pageFigures, shareOf } from './figures.read.js';
import type { FiguresArguments } from './oversight.input.js';
import { periodOf } from './period.js';

/** The figures of the period that a day lies in, with 完成率 (published ÷ due) and 完结率 (closed ÷ published). */
export async function showFigures(reader: Reader, asked: FiguresArguments) {
  const period = periodOf(asked.period, asked.on ?? reader.today);
  const page = await pageFigures(reader, asked, period, asked);
  const edges = page.edges.map(({ cursor, node }) => {
    const completionPpm = shareOf(node.publishedCount, node.publicationDueCount);
    const closurePpm = shareOf(node.closedCount, node.publishedCount);
    return { cursor, node: { ...node, ...period, completionPpm, closurePpm } };
  });
  return { ...page, edges };
}
