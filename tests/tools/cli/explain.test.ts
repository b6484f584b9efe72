import { join } from 'node:path';
import { saveBundle } from '../../../tools/client/index.js';
import { Story } from '../../scheduler/draw/scenario.js';
import { temporaryFolder } from './command.js';
import { draw, edit, freeze, sampleFolder } from './draw-folder.js';

const home = temporaryFolder();

/** The explanations of a whole stratum, one after another: what a command prints is collected. */
async function explainAll(folder: string, stratum: string, count: number) {
  const units = [];
  for (let i = 0; i < count; i++) units.push((await draw('explain', `${stratum}/${i}`, folder)).json);
  return units;
}

/** A drawn folder in which stratum b is selected by weight. */
async function weighted(): Promise<string> {
  const folder = await sampleFolder(home, 'weighted');
  edit(folder, 'rules.json', (text) => text.replace('"rate": "10%"', '"select": "sr-pps/1", "rate": "10%"'));
  edit(folder, 'targets.csv', (text) =>
    text
      .trimEnd()
      .split('\r\n')
      .map((line, i) => (i === 0 ? `${line},权重` : `${line},${i === 2 ? 1_000_000 : i}`))
      .join('\r\n'),
  );
  await freeze(folder, join(home, 'weighted.key'));
  const { json } = await draw('run', folder, '--keys', join(home, 'weighted.key'));
  expect(json.state).toBe('drawn');
  return folder;
}

test('by weight: the published probability, exact; who weighs too much is taken for certain', async () => {
  const folder = await weighted();
  const units = await explainAll(folder, 'b', 29);
  const heavy = units.filter(({ weight }) => weight === 1_000_000);
  expect(heavy).toMatchObject([{ probability: { exact: '1' }, status: 'selected', method: 'sr-pps/1' }]);
  const chances = units.map(({ probability }) => probability.decimal);
  expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(3, 9);
  const rest = units.filter(({ weight }) => weight !== 1_000_000);
  const total = rest.reduce((sum, { weight }) => sum + weight, 0);
  for (const { weight, probability } of rest)
    expect(probability.decimal).toBeCloseTo((2 * weight) / total, 12);
  expect(units.map(({ rank }) => rank).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 29 }, (_, i) => i + 1),
  );
  expect(units.every(({ cutOff }) => cutOff === undefined)).toBe(true);
  const selected = await draw('publish', folder, join(home, 'weighted-public'));
  expect(selected.exitCode).toBe(0);
  const seen = await draw('explain', 'b/0', join(home, 'weighted-public'));
  expect(seen.json.probability).toEqual(units[0].probability);
});

test('a row without a weight is named', async () => {
  const folder = await sampleFolder(home, 'unweighted');
  edit(folder, 'rules.json', (text) => text.replace('"rate": "10%"', '"select": "sr-pps/1", "rate": "10%"'));
  const { json } = await draw('preview', folder);
  expect(json.faults[0]).toMatchObject({ file: 'targets.csv', row: 3, code: 'WEIGHT_MISSING' });
});

test('the ranks of a stratum are its tickets in order, and the first k are those drawn', async () => {
  const folder = await sampleFolder(home, 'ranks');
  await freeze(folder, join(home, 'ranks.key'));
  const { json: run } = await draw('run', folder, '--keys', join(home, 'ranks.key'));
  const units = await explainAll(folder, 'a', 10);
  units.sort((a, b) => a.rank - b.rank);
  const tickets = units.map(({ ticket }) => ticket);
  expect(tickets).toEqual(tickets.toSorted());
  expect(units.map(({ status }) => status)).toEqual([
    ...Array(3).fill('selected'),
    ...Array(2).fill('reserve'),
    ...Array(5).fill('not-selected'),
  ]);
  expect(units[2].cutOff).toBe(units[2].ticket);
  const drawn = run.units.filter(({ stratum }: { stratum: string }) => stratum === 'a');
  expect(units.slice(0, 3).map(({ id }) => id)).toEqual(drawn.map(({ id }: { id: string }) => id));
});

test('recusals are counted with whom they alone kept away; an exclusion has its reason', async () => {
  const folder = await sampleFolder(home, 'recused');
  edit(folder, 'rules.json', (text) => text.replace('"30%"', '"100%"'));
  await freeze(folder, join(home, 'recused.key'));
  await draw('run', folder, '--keys', join(home, 'recused.key'));
  const { json } = await draw('explain', '湛江市样例食品销售店05号', folder);
  expect(json).toMatchObject({ probability: { exact: '1' }, recusals: { count: 1, removed: 1 } });
  const officers = json.slots.flatMap(({ officers: drawn }: { officers: object[] }) => drawn);
  expect(officers).not.toContainEqual(expect.objectContaining({ name: '林芳' }));
  const { json: publicly } = await draw('explain', '林芳', folder);
  expect(publicly.targets.length).toBe(publicly.load);
});

test('a bundle of a server is explained at the level of its files', async () => {
  const story = new Story();
  const outcome = story.drawn();
  const [open, closed] = [join(home, 'story-public'), join(home, 'story-restricted')];
  await saveBundle(open, story.publicFiles(outcome));
  await saveBundle(closed, story.restrictedFiles(outcome));
  const [unit] = outcome.units;
  const seen = (await draw('explain', unit!.id, open)).json;
  const known = (await draw('explain', unit!.id, closed)).json;
  expect(seen).toMatchObject({ level: 'public', order: unit!.order, ticket: unit!.ticket });
  expect(seen.lead.id).toBeUndefined();
  expect(known).toMatchObject({ level: 'restricted', lead: { id: unit!.lead, index: seen.lead.index } });
});

test('by equal probabilities: each pair has its published probability, and those of a team’s slot add up', async () => {
  const folder = await sampleFolder(home, 'equal');
  edit(folder, 'rules.json', (text) => text.replace('"team": {', '"team": { "alg": "sr-assign-me/1",'));
  await freeze(folder, join(home, 'equal.key'));
  const { json: run } = await draw('run', folder, '--keys', join(home, 'equal.key'));
  expect(run.held).toEqual([]);
  expect((await draw('verify', folder)).json.ok).toBe(true);
  const { json } = await draw('explain', run.units[0].id, folder);
  expect(json.assignment).toBe('sr-assign-me/1');
  for (const { probability } of json.slots[0].officers) {
    const [, units] = /^(\d+)\/4294967296 ≈ 0\.\d{4}$|^4294967296\/4294967296/.exec(probability) ?? [];
    expect(Number(units ?? 2 ** 32)).toBeGreaterThan(0);
  }
  const { json: officer } = await draw('explain', run.units[0].lead, folder);
  expect(officer.targets[0].probability).toMatch(/^\d+\/4294967296 ≈ \d\.\d{4}$/);
});
