import sharp from 'sharp';

/** A photo by a phone, held upright: 60 by 40 pixels, turned by EXIF, with place, time and device. */
export function phonePhoto({ width = 60, height = 40, colour = '#a33' } = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'FOTO', Model: 'Phone-7' },
      IFD2: { DateTimeOriginal: '2026:02:10 09:30:00', OffsetTimeOriginal: '+08:00' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '23/1 6/1 234/10',
        GPSLongitudeRef: 'E',
        GPSLongitude: '113/1 19/1 282/10',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}
