import { latest } from '../department/index.js';
import {
  findUnavailability,
  type InspectorInPool,
  listInspectorPool,
  listInterests,
} from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import type { Assignment } from './assignment.entity.js';

/**
 * Who of a department's pool could take a visit over as things stand today. The draw's own pool stands as it was frozen:
 * whom it brings in may have left, lost the certificate or declared a tie since.
 */
export class Successors {
  private constructor(
    private readonly reader: Reader,
    private readonly pool: ReadonlyMap<string, InspectorInPool>,
    private readonly barred: ReadonlySet<string>,
    private readonly leaving: string | undefined,
  ) {}

  /** @param leaving the inspector who leaves and so takes nothing over, if any */
  static async of(reader: Reader, departmentId: string, leaving?: string): Promise<Successors> {
    const pool = await listInspectorPool(reader, departmentId);
    const interests = await listInterests(reader, departmentId, reader.today);
    return new Successors(
      reader,
      new Map(pool.map((one) => [one.inspector.realId, one])),
      new Set(interests.map(({ targetRealId, inspectorRealId }) => `${targetRealId} ${inspectorRealId}`)),
      leaving,
    );
  }

  idOf(realId: string): string | undefined {
    return this.pool.get(realId)?.inspector.id;
  }

  isExpert(realId: string): boolean {
    return this.pool.get(realId)?.inspector.isExpert ?? false;
  }

  /** Whether an officer could go on any day that is left of the assignment's window. */
  canTake(realId: string, assignment: Assignment): boolean {
    const { today } = this.reader;
    const firstOn = assignment.postponedToOn ?? assignment.windowFromOn;
    const fromOn = latest(firstOn, today);
    const toOn = latest(assignment.windowToOn, fromOn);
    return this.canGo(realId, assignment.targetRealId, fromOn, toOn);
  }

  /** Whether an officer could go to a target on each of these days, both within; why not is not told. */
  canGo(realId: string, targetRealId: string, fromOn: string, toOn: string): boolean {
    const one = this.pool.get(realId);
    if (!one || one.inspector.id === this.leaving) return false;
    if (this.barred.has(`${targetRealId} ${realId}`)) return false;
    return findUnavailability(one, fromOn, toOn) === undefined;
  }
}
