import type { CalendarDate } from '../../scheduler/calendar/index.js';
import { entityCsv } from './demo-entities.js';
import { demoInspectorCount, inspectorCsv } from './demo-inspectors.js';
import { itemCsv } from './demo-items.js';
import { type Authority, DEPARTMENTS, type DemoDepartment, type DemoDivision, DIVISIONS } from './places.js';

/** What the demo's pools depend on, and nothing else. */
export interface DemoOptions {
  /** Any 32-bit integer. The same seed gives the same bytes, on every machine. */
  readonly seed: number;
  /** Default 2,000; at most 28,629,151. */
  readonly entityCount?: number;
  /** Default 120, more from 24,000 entities on. */
  readonly inspectorCount?: number;
  /** The day the demo takes place on, for certificates and leave. */
  readonly asOn: CalendarDate;
}

/** The demo's pools, of one branch or of all. Each file is a fresh generator of CSV bytes (UTF-8, preset headings) at every call. */
export interface DemoPools {
  readonly divisions: readonly DemoDivision[];
  readonly departments: readonly DemoDepartment[];
  readonly entityCount: number;
  readonly inspectorCount: number;
  entities(of?: Authority): Generator<Uint8Array>;
  inspectors(of?: Authority): Generator<Uint8Array>;
  items(of?: Authority): Generator<Uint8Array>;
}

/** Makes the pools of a demo: Zhanjiang with plainly invented entities and officers. Pure. */
export function demoPools(options: DemoOptions): DemoPools {
  const { seed, asOn, entityCount = 2_000 } = options;
  const inspectorCount = options.inspectorCount ?? demoInspectorCount(entityCount);
  return {
    divisions: DIVISIONS,
    departments: DEPARTMENTS,
    entityCount,
    inspectorCount,
    entities: (of) => entityCsv(seed, entityCount, of),
    inspectors: (of) => inspectorCsv({ seed, entityCount, inspectorCount, asOn }, of),
    items: itemCsv,
  };
}

/** A generated file as a source that `importRows` can open again and again. */
export function asSource(file: () => Generator<Uint8Array>): () => AsyncGenerator<Uint8Array> {
  return async function* () {
    yield* file();
  };
}
