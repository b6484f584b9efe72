import { parseArgs } from 'node:util';

/** What the demo was asked for. */
export interface DemoOptions {
  /** Exits when the main job is done, instead of serving. */
  readonly once: boolean;
  /** Prints one JSON object as the last line. */
  readonly json: boolean;
  readonly entityCount: number;
  readonly inspectorCount?: number;
  readonly seed: number;
  /** Targets visited in each department at most; the others stay open. */
  readonly visitCount: number;
}

/** Something in the arguments that the demo cannot do. */
export class DemoUsageError extends Error {}

function readCount(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= most) return count;
  throw new DemoUsageError(`--${name}: 1 … ${most}`);
}

/** Reads `--once --json --entities N --inspectors N --seed N --visits N`. @throws DemoUsageError */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        entities: { type: 'string' },
        inspectors: { type: 'string' },
        seed: { type: 'string' },
        visits: { type: 'string' },
      },
    });
    return {
      once: values.once,
      json: values.json,
      entityCount: readCount('entities', values.entities, 5_000_000) ?? 2_000,
      inspectorCount: readCount('inspectors', values.inspectors, 100_000),
      visitCount: readCount('visits', values.visits, 100_000) ?? 200,
      seed: readCount('seed', values.seed, 2 ** 31 - 1) ?? 20_261_121,
    };
  } catch (error) {
    if (error instanceof DemoUsageError) throw error;
    throw new DemoUsageError(
      `${(error as Error).message}\n用法 / usage: npm run demo -- [--once] [--json] [--entities N] [--inspectors N] [--seed N] [--visits N]`,
    );
  }
}
