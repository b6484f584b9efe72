import sharp from 'sharp';
import { createQueue } from '../platform/queue.js';
import { PictureNotRead, PictureTooLarge } from './content-refusals.js';

/** The longest side of what is shown, and of the small picture. */
const PICTURE_PIXELS = 2_560;
const THUMBNAIL_PIXELS = 320;
const MEGAPIXEL = 1_000_000;
const DECODE_SECONDS = 30;

// One picture at a time, by one thread of libvips: a phone's photo takes half a second and some hundred megabytes.
const inTurn = createQueue(1);
sharp.cache(false);
sharp.concurrency(1);
// Of all that libvips reads, only what is taken: a sniffed type that lies meets no other reader.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegFile', 'VipsForeignLoadPngFile', 'VipsForeignLoadWebpFile'],
});

/** A picture as it may be shown. */
export interface ShownPicture {
  readonly picture: Uint8Array;
  readonly thumbnail: Uint8Array;
  /** What the camera wrote, as it stands in the file. */
  readonly exif?: Uint8Array;
}

/** By how much a pixel count is over: told apart from damage before anything is decoded. */
function readBytes(path: string, mostMegapixels: number) {
  return sharp(path, { limitInputPixels: mostMegapixels * MEGAPIXEL, failOn: 'error', animated: false });
}

/** Turned as it was held, made small, on white, without anything that the camera wrote. */
function drawn(path: string, mostMegapixels: number, longest: number): Promise<Buffer> {
  return readBytes(path, mostMegapixels)
    .autoOrient()
    .resize({ width: longest, height: longest, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: 'white' })
    .toColourspace('srgb')
    .jpeg({ quality: 85 })
    .timeout({ seconds: DECODE_SECONDS })
    .toBuffer();
}

/**
 * The picture and the small picture of a photo, without place, time and device. Work is done outside the event loop, in
 * libvips' own thread. A file that says it has more pixels than may be is not decoded.
 */
export async function drawPicture(
  path: string,
  mostMegapixels: number,
): Promise<ShownPicture | PictureNotRead | PictureTooLarge> {
  return inTurn(async () => {
    try {
      const { width = 0, height = 0, exif } = await sharp(path, { limitInputPixels: false }).metadata();
      if (width * height > mostMegapixels * MEGAPIXEL) return new PictureTooLarge(mostMegapixels);
      const picture = await drawn(path, mostMegapixels, PICTURE_PIXELS);
      const thumbnail = await drawn(path, mostMegapixels, THUMBNAIL_PIXELS);
      return { picture, thumbnail, exif };
    } catch {
      return new PictureNotRead();
    }
  });
}
