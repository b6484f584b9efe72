import type { Reader } from '../../shared/unit.js';
import { Certificate, Inspector, Leave } from '../inspector/inspector.entity.js';
import { Secondment } from '../inspector/secondment.entity.js';
import { type InspectorInPool, inspectorsInPool } from './inspectors-in-pool.js';

/**
 * All inspectors of a department by the bytes of their real-world ids, whatever their status, and those who are seconded
 * to it now or later; four statements. Nobody is silently absent: who may not be drawn is there as suspended.
 */
export function listInspectorPool(reader: Reader, departmentId: string): Promise<InspectorInPool[]> {
  return reader.beyond('secondment', (wide) => listWithGuests(wide, departmentId));
}

async function listWithGuests(reader: Reader, departmentId: string): Promise<InspectorInPool[]> {
  const options = { disableIdentityMap: true } as const;
  const secondments = await reader.em.find(
    Secondment,
    { $or: [{ department: departmentId }, { home: departmentId }], toOn: { $gte: reader.today } },
    { ...options, orderBy: { fromOn: 'asc' } },
  );
  const guests = secondments.filter(({ department }) => department === departmentId);
  const inspectors = await reader.em.find(
    Inspector,
    { $or: [{ department: departmentId }, { id: { $in: guests.map(({ inspector }) => inspector) } }] },
    { ...options, orderBy: { realId: 'asc' } },
  );
  const of = { inspector: { $in: inspectors.map((inspector) => inspector.id) } };
  const certificates = await reader.em.find(Certificate, of, { ...options, orderBy: { number: 'asc' } });
  const leaves = await reader.em.find(Leave, of, { ...options, orderBy: { fromOn: 'asc', toOn: 'asc' } });
  return inspectorsInPool({ departmentId, inspectors, certificates, leaves, secondments });
}
