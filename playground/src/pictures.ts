/** Pictures that a program wrote: PGM and PPM (plain and raw, up to 16 bits) are drawn, PNG is shown. In: a file's name and bytes. Out: an element, or nothing where it is no picture. */

interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** No larger than canvases are. */
const mostPixels = 64 * 1024 * 1024;

/** undefined: it is not one of these formats, or damaged. */
export function readNetpbm(bytes: Uint8Array): Raster | undefined {
  let at = 2;
  const isSpace = (c: number | undefined): boolean => c === 32 || (c !== undefined && c >= 9 && c <= 13);
  const number = (): number => {
    for (; at < bytes.length && (isSpace(bytes[at]) || bytes[at] === 35); at++) if (bytes[at] === 35) while (at < bytes.length && bytes[at] !== 10) at++;
    let value = 0;
    const start = at;
    for (; bytes[at] >= 48 && bytes[at] <= 57; at++) value = value * 10 + bytes[at] - 48;
    return at === start ? Number.NaN : value;
  };
  const kind = String.fromCharCode(bytes[0], bytes[1]);
  if (!['P2', 'P3', 'P5', 'P6'].includes(kind)) return undefined;
  const [width, height, most] = [number(), number(), number()];
  if (!(width > 0 && height > 0 && width * height <= mostPixels && most > 0 && most < 65536)) return undefined;
  const channels = kind === 'P3' || kind === 'P6' ? 3 : 1;
  const isPlain = kind === 'P2' || kind === 'P3';
  const sampleBytes = most > 255 ? 2 : 1;
  at++;
  if (!isPlain && bytes.length - at < width * height * channels * sampleBytes) return undefined;
  const sample = (): number => {
    if (isPlain) return number();
    const value = sampleBytes === 2 ? bytes[at] * 256 + bytes[at + 1] : bytes[at];
    at += sampleBytes;
    return value;
  };
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) pixels[4 * i + c] = c < channels ? (sample() * 255) / most : pixels[4 * i];
    pixels[4 * i + 3] = 255;
  }
  return { width, height, pixels };
}

function picture(bytes: Uint8Array<ArrayBuffer>): HTMLElement | undefined {
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) {
    const image = document.createElement('img');
    image.src = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
    image.addEventListener('load', () => URL.revokeObjectURL(image.src));
    return image;
  }
  const raster = readNetpbm(bytes);
  if (raster === undefined) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = raster.width;
  canvas.height = raster.height;
  canvas.getContext('2d')!.putImageData(new ImageData(raster.pixels, raster.width, raster.height), 0, 0);
  return canvas;
}

export function showPicture(name: string, bytes: Uint8Array<ArrayBuffer>): HTMLElement | undefined {
  const shown = picture(bytes);
  if (shown === undefined) return undefined;
  shown.setAttribute('role', 'img');
  shown.setAttribute('aria-label', name);
  const figure = document.createElement('figure');
  const caption = document.createElement('figcaption');
  caption.textContent = name;
  figure.append(shown, caption);
  return figure;
}
