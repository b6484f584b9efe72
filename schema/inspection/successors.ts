import {
  findUnavailability,
  type InspectorInPool,
  listInspectorPool,
  listInterests,
} from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import type { Assignment } from './assignment.entity.js';
import type { HandOver } from './departure.entity.js';

/**
 * Who of a department's pool could take a visit over as things stand today. The draw's own pool stands as it was frozen:
 * whom it brings in may have left, lost the certificate or declared a tie since.
 */
export class Successors {
  private constructor(
    private readonly reader: Reader,
    private readonly pool: ReadonlyMap<string, InspectorInPool>,
    private readonly barred: ReadonlySet<string>,
    private readonly leaving: string,
  ) {}

  static async of(reader: Reader, departmentId: string, handOver: HandOver): Promise<Successors> {
    const pool = await listInspectorPool(reader, departmentId);
    const interests = await listInterests(reader, departmentId, reader.today);
    return new Successors(
      reader,
      new Map(pool.map((one) => [one.inspector.realId, one])),
      new Set(interests.map(({ targetRealId, inspectorRealId }) => `${targetRealId} ${inspectorRealId}`)),
      handOver.inspectorId,
    );
  }

  idOf(realId: string): string | undefined {
    return this.pool.get(realId)?.inspector.id;
  }

  /** Whether an officer could go on any day that is left of the assignment's window. */
  canTake(realId: string, { targetRealId, windowFromOn, windowToOn }: Assignment): boolean {
    const one = this.pool.get(realId);
    if (!one || one.inspector.id === this.leaving) return false;
    if (this.barred.has(`${targetRealId} ${realId}`)) return false;
    const { today } = this.reader;
    const fromOn = windowFromOn > today ? windowFromOn : today;
    return findUnavailability(one, fromOn, windowToOn > fromOn ? windowToOn : fromOn) === undefined;
  }
}
