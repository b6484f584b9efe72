import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { z } from 'zod';
import {
  type CalendarLayer,
  type Coverage,
  type HolidayTable,
  mergeLayers,
  type Wording,
} from '../../scheduler/calendar/index.js';

const requireData = createRequire(import.meta.url);

/** The package's own file: day → `"English name,Chinese name,number of statutory days"`. */
const arrangement = z.object({
  holidays: z.record(z.string(), z.string()),
  workdays: z.record(z.string(), z.string()),
});
type Arrangement = z.infer<typeof arrangement>;

/** The State Council's yearly notices as `chinese-days` holds them, as one national layer. */
export function officialLayer(): CalendarLayer {
  const data = arrangement.parse(requireData('chinese-days/dist/chinese-days.json'));
  const { version } = z.object({ version: z.string() }).parse(requireData('chinese-days/package.json'));
  return layerFrom(data, version);
}

/** The national calendar without regional or emergency layers. */
export function officialHolidays(): HolidayTable {
  return mergeLayers([officialLayer()]);
}

/**
 * Turns the package's data into a layer. The coverage is read from the data, because the package itself answers by
 * weekday outside it, silently: a year is known when its notice is there, that is when New Year's Day and National Day
 * are both listed, and only the unbroken row of years up to the last one counts. The version names the package, the end of the coverage
 * and the content, so that changed data never pass under an old name. Throws when no year is complete.
 */
export function layerFrom(data: Arrangement, packageVersion: string): CalendarLayer {
  const coverage = coverageOf(data);
  const content = JSON.stringify([entries(data.holidays), entries(data.workdays)]);
  const fingerprint = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return {
    layer: 'national',
    version: `chinese-days@${packageVersion}:${coverage.toOn}:${fingerprint}`,
    coverage,
    daysOff: wordings(data.holidays),
    makeUpDays: wordings(data.workdays),
  };
}

function coverageOf({ holidays }: Arrangement): Coverage {
  const years = [...new Set(Object.keys(holidays).map((on) => Number(on.slice(0, 4))))]
    .filter((year) => `${year}-01-01` in holidays && `${year}-10-01` in holidays)
    .sort((a, b) => a - b);
  const last = years.at(-1);
  if (last === undefined) throw new Error('chinese-days holds no complete year of holidays');
  let first = last;
  while (years.includes(first - 1)) first -= 1;
  return { fromOn: `${first}-01-01`, toOn: `${last}-12-31` };
}

function wordings(days: Readonly<Record<string, string>>): Record<string, Wording> {
  return Object.fromEntries(
    entries(days).map(([on, text]) => {
      const [en = '', zh = en] = text.split(',');
      return [on, { zh, en }];
    }),
  );
}

function entries(days: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1));
}
