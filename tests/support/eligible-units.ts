import type { Statement } from '../../scheduler/draw/index.js';
import { Draw } from '../../schema/draw/index.js';
import { everyLevel, findReadableFile, listReadableFiles } from '../../schema/draw/public.js';
import type { FrozenDraw, MainJob } from './main-job.js';

/** Who stands in the frozen pools of a draw, with their skills, who was excluded, and the pool statement. */
export async function eligibleUnits(job: MainJob, frozen: FrozenDraw) {
  const reader = job.readAs();
  const draw = await reader.em.findOneOrFail(Draw, { id: frozen.id });
  const read = async (name: string) => {
    const text = (await findReadableFile(reader, draw, name, everyLevel)) ?? '';
    const lines = text.split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as { id: string; skills?: string[] });
  };
  const names = await listReadableFiles(reader, draw, everyLevel);
  const pool: [string, string[] | undefined][] = [];
  for (const name of names.filter((one) => one.startsWith('pool/'))) {
    pool.push(...(await read(name)).map(({ id, skills }): [string, string[] | undefined] => [id, skills]));
  }
  return {
    pool: pool.sort(([a], [b]) => (a < b ? -1 : 1)),
    statement: JSON.parse(
      (await findReadableFile(reader, draw, 'statement.json', everyLevel)) ?? '{}',
    ) as Statement,
    excluded: (await read('excluded.jsonl')).map(({ id }) => id),
  };
}
