import readExif from 'exif-reader';
import type { PersonalFields } from '../../schema/personal/index.js';

/** What a camera wrote that says where, when and by whom. */
export interface Capture {
  /** For the vault. */
  readonly fields: PersonalFields;
  /** In the camera's own zone; where it names none, in that of China. */
  readonly takenAt: Date | null;
}

const NOTHING: Capture = { fields: {}, takenAt: null };

/** Reads the camera's notes; what is malformed is no note. */
export function readCapture(exif: Uint8Array | undefined): Capture {
  if (!exif) return NOTHING;
  try {
    const bytes = Buffer.from(exif);
    const { Photo, Image, GPSInfo } = readExif(bytes);
    const takenAt = instantOf(Photo?.DateTimeOriginal, Photo?.OffsetTimeOriginal);
    const latitude = degreesOf(GPSInfo?.GPSLatitude, GPSInfo?.GPSLatitudeRef, 90);
    const longitude = degreesOf(GPSInfo?.GPSLongitude, GPSInfo?.GPSLongitudeRef, 180);
    const device = [Image?.Make, Image?.Model].filter((part) => typeof part === 'string').join(' ');
    const fields = {
      ...(takenAt && { takenAt: takenAt.toISOString() }),
      ...(latitude !== undefined && longitude !== undefined && { latitude, longitude }),
      ...(device && { device: device.slice(0, 200) }),
    };
    return { fields, takenAt };
  } catch {
    return NOTHING;
  }
}

/** A camera's time has no zone of its own: the reader takes it for UTC. */
function instantOf(local: unknown, offset: unknown): Date | null {
  if (!(local instanceof Date) || Number.isNaN(local.getTime())) return null;
  const zone = typeof offset === 'string' && /^[+-]\d{2}:\d{2}$/.test(offset) ? offset : '+08:00';
  const instant = new Date(`${local.toISOString().slice(0, 19)}${zone}`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** Degrees with six decimals, a tenth of a metre. */
function degreesOf(parts: unknown, reference: unknown, most: number): string | undefined {
  if (!Array.isArray(parts) || parts.length !== 3) return undefined;
  const [degrees, minutes, seconds] = parts.map(Number) as [number, number, number];
  const value = degrees + minutes / 60 + seconds / 3_600;
  if (!Number.isFinite(value) || value > most) return undefined;
  return (/^[SW]/.test(String(reference)) ? -value : value).toFixed(6);
}
