import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join('..', 'shared', 'data', 'chicago');
const establishmentsFile = join(folder, 'establishments.csv');
const inspectionsFile = join(folder, 'inspections-2011-2013.csv');

/** Which of the files that this needs are not here. */
export const missingFiles = [establishmentsFile, inspectionsFile].filter((path) => !existsSync(path));

/** A mapping file of the repository, as text. */
export function readMap(kind: 'establishments' | 'inspectors' | 'items'): string {
  return readFileSync(join('tests', 'fixtures', 'chicago', `${kind}.map.json`), 'utf8');
}

export function readEstablishments(): Buffer {
  return readFileSync(establishmentsFile);
}

/** The divisions that the mapping file names, below one for the city. */
export function divisionsOf(map: string): { code: string; name: string; parentCode?: string }[] {
  const { values, whenBlank } = JSON.parse(map);
  const codes = [...Object.values<string>(values.divisionCode), whenBlank.divisionCode];
  const districts = codes.map((code) => ({ code, name: code, parentCode: 'chicago' }));
  return [{ code: 'chicago', name: 'City of Chicago' }, ...districts];
}

/** How a real inspection ended. */
export type RealOutcome = 'Pass' | 'Pass w/ Conditions' | 'Fail';

/** The result of the latest inspection of each licence, straight from the file; its cells hold no quotes. */
export function readLatestOutcomes(): Map<string, RealOutcome> {
  const latest = new Map<string, { key: string; result: RealOutcome }>();
  for (const line of readFileSync(inspectionsFile, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [id = '', licence = '', on = '', , result] = line.split(',');
    const key = `${on} ${id.padStart(10, '0')}`;
    if (key > (latest.get(licence)?.key ?? '')) latest.set(licence, { key, result: result as RealOutcome });
  }
  return new Map([...latest].map(([licence, { result }]) => [licence, result]));
}

const groups = ['blue', 'brown', 'green', 'orange', 'purple', 'yellow'];

/** Sixty officers of the real groups, each for five neighbouring districts, so that each district has twelve. */
export function officerCsv(districts: readonly string[]): string {
  const rows = Array.from({ length: 60 }, (_, n) => {
    const group = groups[n % groups.length];
    const own = Array.from({ length: 5 }, (_, k) => districts[(n * 5 + k) % districts.length]);
    const badge = `CHI-${String(n + 1).padStart(3, '0')}`;
    return [badge, `Officer ${group} ${n + 1}`, group, own.join('；'), '2025-01-01', '2028-12-31', 20];
  });
  const heading = 'badge,name,group,districts,valid_from,valid_to,most_visits';
  return [heading, ...rows.map((row) => row.join(','))].join('\n');
}

export const itemCsv = `item,title,basis
CHI-CANVASS,Canvass inspection of a food establishment,Municipal Code of Chicago 7-42-010
CHI-LICENSE,Inspection before a licence,Municipal Code of Chicago 4-8-042
`;
