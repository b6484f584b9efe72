import type { Context } from '../../shared/context.js';
import { readCapture } from './evidence.read.js';
import type { EvidenceCaptureType } from './evidence.type.js';

/** Where and when a photo was taken, once it is written down who asked. */
export async function showCapture(context: Context, id: string): Promise<EvidenceCaptureType | null> {
  const fields = await context.step((unit) => readCapture(unit, id));
  if (!fields) return null;
  const { takenAt, latitude, longitude, device } = fields;
  return {
    ...{ takenAt, device },
    latitude: latitude === undefined ? undefined : Number(latitude),
    longitude: longitude === undefined ? undefined : Number(longitude),
  };
}
