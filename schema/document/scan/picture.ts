/** A picture in shades of grey, a byte for each point, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8ClampedArray;
}

/** Why a picture cannot be read. */
export class PictureFault extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}

/** The largest picture that is read: A4 at 400 dpi. */
export const MOST_PIXELS = 3_400 * 4_700;
