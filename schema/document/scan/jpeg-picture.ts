import { type Picture, PictureFault } from './picture.js';

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/** A component of the picture: brightness is the first. */
interface Component {
  readonly id: number;
  readonly h: number;
  readonly v: number;
  readonly quantization: number;
  dc: number;
  ac: number;
  previous: number;
  /** Coefficients of its blocks, 64 each, row by row. */
  blocks: Int16Array;
  across: number;
  down: number;
}

interface HuffmanTable {
  /** By length: the first code, where its values begin, and how many there are. */
  readonly first: readonly number[];
  readonly start: readonly number[];
  readonly count: readonly number[];
  readonly values: Uint8Array;
}

const zigzag = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
];

const damaged = () => new PictureFault('JPEG 文件已损坏', 'The JPEG is damaged');

/** Reads the brightness of a JPEG, sequential or progressive. Source: ITU-T T.81, annexes A, B, F, G. */
export function readJpeg(bytes: Uint8Array, mostPixels: number): Picture {
  return new JpegReading(bytes, mostPixels).read();
}

class JpegReading {
  readonly #quantization: Uint16Array[] = [];
  readonly #dc: HuffmanTable[] = [];
  readonly #ac: HuffmanTable[] = [];
  #components: Component[] = [];
  #width = 0;
  #height = 0;
  #isProgressive = false;
  #restart = 0;
  #at = 2;
  // The bits of a scan, and how many blocks a band of a progressive scan leaves empty.
  #bits = 0;
  #bitCount = 0;
  #emptyRun = 0;

  constructor(
    readonly bytes: Uint8Array,
    readonly mostPixels: number,
  ) {}

  read(): Picture {
    for (;;) {
      const marker = this.#nextMarker();
      if (marker === undefined || marker === 0xd9) break;
      const length = this.#u16(this.#at);
      const end = this.#at + length;
      if (length < 2 || end > this.bytes.length) throw damaged();
      const body = this.#at + 2;
      if (marker === 0xdb) this.#readQuantization(body, end);
      else if (marker === 0xc4) this.#readHuffman(body, end);
      else if (marker === 0xdd) this.#restart = this.#u16(body);
      else if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2) this.#readFrame(body, marker === 0xc2);
      else if (marker >= 0xc3 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) {
        throw new PictureFault(
          '不支持这种 JPEG，请另存为普通 JPEG 或 PNG',
          'This form of JPEG is not read; save it as a plain one or as PNG',
        );
      }
      if (marker === 0xda) {
        this.#at = end;
        this.#readScan(body);
      } else this.#at = end;
    }
    return this.#finish();
  }

  #u16(at: number): number {
    return ((this.bytes[at] ?? 0) << 8) | (this.bytes[at + 1] ?? 0);
  }

  #nextMarker(): number | undefined {
    const { bytes } = this;
    while (this.#at + 1 < bytes.length) {
      const marker = bytes[this.#at + 1] as number;
      if (
        bytes[this.#at] === 0xff &&
        marker !== 0 &&
        marker !== 0xff &&
        !(marker >= 0xd0 && marker <= 0xd7)
      ) {
        this.#at += 2;
        return marker;
      }
      this.#at += 1;
    }
    return undefined;
  }

  #readQuantization(from: number, end: number): void {
    for (let at = from; at < end; ) {
      const head = this.bytes[at] as number;
      const wide = head >> 4 > 0;
      at += 1;
      const table = new Uint16Array(64);
      for (let n = 0; n < 64; n += 1) {
        table[zigzag[n] as number] = wide ? this.#u16(at) : (this.bytes[at] ?? 0);
        at += wide ? 2 : 1;
      }
      this.#quantization[head & 15] = table;
    }
  }

  #readHuffman(from: number, end: number): void {
    for (let at = from; at + 17 <= end; ) {
      const head = this.bytes[at] as number;
      const counts = Array.from(this.bytes.subarray(at + 1, at + 17));
      const total = counts.reduce((sum, one) => sum + one, 0);
      const table = {
        first: [] as number[],
        start: [] as number[],
        count: counts,
        values: this.bytes.slice(at + 17, at + 17 + total),
      };
      let code = 0;
      let start = 0;
      for (const count of counts) {
        table.first.push(code);
        table.start.push(start);
        code = (code + count) << 1;
        start += count;
      }
      (head >> 4 ? this.#ac : this.#dc)[head & 15] = table;
      at += 17 + total;
    }
  }

  #readFrame(at: number, isProgressive: boolean): void {
    this.#isProgressive = isProgressive;
    this.#height = this.#u16(at + 1);
    this.#width = this.#u16(at + 3);
    const count = this.bytes[at + 5] ?? 0;
    if (this.bytes[at] !== 8 || this.#width * this.#height === 0 || count === 0 || count > 4) throw damaged();
    if (this.#width * this.#height > this.mostPixels) {
      throw new PictureFault(
        '图片过大，请以 200 至 300 dpi 扫描',
        'The picture is too large; scan at 200 to 300 dpi',
      );
    }
    this.#components = Array.from({ length: count }, (_, n): Component => {
      const place = at + 6 + 3 * n;
      const factors = this.bytes[place + 1] ?? 0;
      const [h, v] = [factors >> 4, factors & 15];
      if (h < 1 || v < 1 || h > 4 || v > 4) throw damaged();
      const rest = { dc: 0, ac: 0, previous: 0, blocks: new Int16Array(), across: 0, down: 0 };
      return { id: this.bytes[place] ?? 0, h, v, quantization: this.bytes[place + 2] ?? 0, ...rest };
    });
    const { mcusAcross, mcusDown } = this.#grid();
    for (const component of this.#components) {
      component.across = mcusAcross * component.h;
      component.down = mcusDown * component.v;
      component.blocks = new Int16Array(component.across * component.down * 64);
    }
  }

  #grid() {
    const mostH = Math.max(...this.#components.map(({ h }) => h));
    const mostV = Math.max(...this.#components.map(({ v }) => v));
    const mcusAcross = Math.ceil(this.#width / (8 * mostH));
    return { mostH, mostV, mcusAcross, mcusDown: Math.ceil(this.#height / (8 * mostV)) };
  }

  #readScan(at: number): void {
    const count = this.bytes[at] ?? 0;
    const chosen = Array.from({ length: count }, (_, n) => {
      const component = this.#components.find(({ id }) => id === this.bytes[at + 1 + 2 * n]);
      if (!component) throw damaged();
      const tables = this.bytes[at + 2 + 2 * n] ?? 0;
      component.dc = tables >> 4;
      component.ac = tables & 15;
      return component;
    });
    const place = at + 1 + 2 * count;
    const approximation = this.bytes[place + 2] ?? 0;
    const band: Band = {
      from: this.bytes[place] ?? 0,
      to: this.bytes[place + 1] ?? 63,
      high: approximation >> 4,
      low: approximation & 15,
    };
    this.#decode(chosen, band);
  }

  #decode(chosen: readonly Component[], band: Band): void {
    this.#resetBits(chosen);
    const { mostH, mostV, mcusAcross, mcusDown } = this.#grid();
    const [only] = chosen;
    const alone = chosen.length === 1 && only ? only : undefined;
    const across = alone ? Math.ceil((Math.ceil(this.#width / 8) * alone.h) / mostH) : mcusAcross;
    const down = alone ? Math.ceil((Math.ceil(this.#height / 8) * alone.v) / mostV) : mcusDown;
    let done = 0;
    for (let y = 0; y < down; y += 1) {
      for (let x = 0; x < across; x += 1) {
        if (this.#restart > 0 && done > 0 && done % this.#restart === 0) this.#passRestart(chosen);
        if (alone) this.#block(alone, x, y, band);
        else {
          for (const component of chosen) {
            for (let v = 0; v < component.v; v += 1) {
              for (let h = 0; h < component.h; h += 1)
                this.#block(component, x * component.h + h, y * component.v + v, band);
            }
          }
        }
        done += 1;
      }
    }
  }

  #resetBits(chosen: readonly Component[]): void {
    this.#bits = 0;
    this.#bitCount = 0;
    this.#emptyRun = 0;
    for (const component of chosen) component.previous = 0;
  }

  #passRestart(chosen: readonly Component[]): void {
    const { bytes } = this;
    while (this.#at + 1 < bytes.length) {
      const marker = bytes[this.#at + 1] as number;
      if (bytes[this.#at] === 0xff && marker >= 0xd0 && marker <= 0xd7) {
        this.#at += 2;
        break;
      }
      if (bytes[this.#at] === 0xff && marker !== 0) break;
      this.#at += 1;
    }
    this.#resetBits(chosen);
  }

  #bit(): number {
    if (this.#bitCount === 0) {
      const byte = this.bytes[this.#at];
      if (byte === undefined || (byte === 0xff && this.bytes[this.#at + 1] !== 0)) return 0;
      this.#at += byte === 0xff ? 2 : 1;
      this.#bits = byte;
      this.#bitCount = 8;
    }
    this.#bitCount -= 1;
    return (this.#bits >> this.#bitCount) & 1;
  }

  #take(count: number): number {
    let value = 0;
    for (let n = 0; n < count; n += 1) value = (value << 1) | this.#bit();
    return value;
  }

  /** A number of so many bits whose first bit says its sign. */
  #signed(count: number): number {
    if (count === 0) return 0;
    const value = this.#take(count);
    return value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
  }

  #symbol(table: HuffmanTable | undefined): number {
    if (!table) throw damaged();
    let code = 0;
    for (let length = 0; length < 16; length += 1) {
      code = (code << 1) | this.#bit();
      const offset = code - (table.first[length] as number);
      if (offset >= 0 && offset < (table.count[length] as number)) {
        return table.values[(table.start[length] as number) + offset] ?? 0;
      }
    }
    throw damaged();
  }

  #block(component: Component, x: number, y: number, band: Band): void {
    const at = (y * component.across + x) * 64;
    if (at + 64 > component.blocks.length) return;
    if (!this.#isProgressive) this.#sequential(component, at);
    else if (band.from === 0) this.#progressiveDc(component, at, band);
    else if (band.high === 0) this.#firstAc(component, at, band);
    else this.#refineAc(component, at, band);
  }

  #sequential(component: Component, at: number): void {
    component.previous += this.#signed(this.#symbol(this.#dc[component.dc]) & 15);
    component.blocks[at] = component.previous;
    for (let k = 1; k < 64; ) {
      const symbol = this.#symbol(this.#ac[component.ac]);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0) {
        if (run < 15) break;
        k += 16;
        continue;
      }
      k += run;
      component.blocks[at + (zigzag[k] ?? 63)] = this.#signed(size);
      k += 1;
    }
  }

  #progressiveDc(component: Component, at: number, { high, low }: Band): void {
    if (high > 0) {
      if (this.#bit()) component.blocks[at] = (component.blocks[at] as number) | (1 << low);
      return;
    }
    component.previous += this.#signed(this.#symbol(this.#dc[component.dc]) & 15);
    component.blocks[at] = component.previous << low;
  }

  #firstAc(component: Component, at: number, { from, to, low }: Band): void {
    if (this.#emptyRun > 0) {
      this.#emptyRun -= 1;
      return;
    }
    for (let k = from; k <= to; ) {
      const symbol = this.#symbol(this.#ac[component.ac]);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0) {
        if (run < 15) {
          this.#emptyRun = (1 << run) - 1 + this.#take(run);
          return;
        }
        k += 16;
        continue;
      }
      k += run;
      component.blocks[at + (zigzag[k] ?? 63)] = this.#signed(size) * (1 << low);
      k += 1;
    }
  }

  #refineAc(component: Component, at: number, { from, to, low }: Band): void {
    const { blocks } = component;
    const one = 1 << low;
    const refine = (place: number) => {
      const value = blocks[place] as number;
      if (this.#bit() && (Math.abs(value) & one) === 0) blocks[place] = value + (value > 0 ? one : -one);
    };
    let k = from;
    if (this.#emptyRun === 0) {
      while (k <= to) {
        const symbol = this.#symbol(this.#ac[component.ac]);
        let run = symbol >> 4;
        let value = 0;
        if ((symbol & 15) === 0) {
          if (run < 15) {
            this.#emptyRun = (1 << run) + this.#take(run);
            break;
          }
        } else value = this.#bit() ? one : -one;
        while (k <= to) {
          const place = at + (zigzag[k] as number);
          k += 1;
          if (blocks[place] !== 0) refine(place);
          else if (run === 0) {
            if (value !== 0) blocks[place] = value;
            break;
          } else run -= 1;
        }
      }
    }
    if (this.#emptyRun > 0) {
      for (; k <= to; k += 1) {
        const place = at + (zigzag[k] as number);
        if (blocks[place] !== 0) refine(place);
      }
      this.#emptyRun -= 1;
    }
  }

  #finish(): Picture {
    const [brightness] = this.#components;
    const table = brightness && this.#quantization[brightness.quantization];
    if (!brightness || !table) throw damaged();
    const { mostH, mostV } = this.#grid();
    const [width, height] = [this.#width, this.#height];
    const planeWidth = brightness.across * 8;
    const plane = new Uint8ClampedArray(planeWidth * brightness.down * 8);
    const block = new Float32Array(64);
    for (let y = 0; y < brightness.down; y += 1) {
      for (let x = 0; x < brightness.across; x += 1) {
        const at = (y * brightness.across + x) * 64;
        for (let n = 0; n < 64; n += 1)
          block[n] = (brightness.blocks[at + n] as number) * (table[n] as number);
        inverse(block);
        for (let row = 0; row < 8; row += 1) {
          for (let column = 0; column < 8; column += 1) {
            plane[(y * 8 + row) * planeWidth + x * 8 + column] = (block[row * 8 + column] as number) + 128;
          }
        }
      }
    }
    const grey = new Uint8ClampedArray(width * height);
    for (let y = 0; y < height; y += 1) {
      const row = Math.floor((y * brightness.v) / mostV) * planeWidth;
      for (let x = 0; x < width; x += 1)
        grey[y * width + x] = plane[row + Math.floor((x * brightness.h) / mostH)] as number;
    }
    return { width, height, grey };
  }
}

interface Band {
  readonly from: number;
  readonly to: number;
  readonly high: number;
  readonly low: number;
}

const cosines = Float32Array.from({ length: 64 }, (_, n) => {
  const [x, u] = [n >> 3, n & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});
const between = new Float32Array(64);

/** The inverse cosine transform of a block, in place: along rows, then along columns. */
function inverse(block: Float32Array): void {
  for (let row = 0; row < 8; row += 1) {
    for (let x = 0; x < 8; x += 1) {
      let sum = 0;
      for (let u = 0; u < 8; u += 1) sum += (block[row * 8 + u] as number) * (cosines[x * 8 + u] as number);
      between[row * 8 + x] = sum;
    }
  }
  for (let column = 0; column < 8; column += 1) {
    for (let y = 0; y < 8; y += 1) {
      let sum = 0;
      for (let v = 0; v < 8; v += 1)
        sum += (between[v * 8 + column] as number) * (cosines[y * 8 + v] as number);
      block[y * 8 + column] = sum;
    }
  }
}
