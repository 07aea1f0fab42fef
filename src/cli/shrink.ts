/**
 * `-Os` and `-Oz`: a finished module → a smaller one that does the same, by the optional package `binaryen`. Passes are repeated until the module gets no smaller. What tells source lines by places in the code is left out, since the
 * places change, and so are the names of functions: faults of such programs name the kernel, but no line.
 */
type Binaryen = typeof import('binaryen').default;

export type ShrinkLevel = 0 | 1 | 2;
export type Shrinker = (bytes: Uint8Array<ArrayBuffer>, level: ShrinkLevel) => Uint8Array<ArrayBuffer>;

/** The version that is tested. */
export const binaryenVersion = '132.0.0';

/** What our modules use, and every engine that runs them has. */
const features = ['Atomics', 'MutableGlobals', 'NontrappingFPToInt', 'SIMD128', 'BulkMemory', 'BulkMemoryOpt', 'SignExt', 'ExceptionHandling', 'Multivalue'] as const;
const droppedSections: ReadonlySet<string> = new Set(['cuda_wasm.lines', 'name']);
/** More rounds than these were never of use. */
const maximumRounds = 8;

/** undefined where binaryen is not installed beside this package. */
export async function openShrinker(): Promise<Shrinker | undefined> {
  const binaryen = await loadBinaryen();
  if (binaryen === undefined) return undefined;
  return (bytes, level) => {
    binaryen.setOptimizeLevel(2);
    binaryen.setShrinkLevel(level);
    binaryen.setDebugInfo(false);
    let best = withoutSections(bytes, droppedSections);
    const module = binaryen.readBinary(best);
    module.setFeatures(features.reduce((mask, name) => mask | binaryen.Features[name], 0));
    for (let round = 0; round < maximumRounds; round++) {
      module.optimize();
      const next = module.emitBinary();
      if (next.length >= best.length) break;
      best = next;
    }
    module.dispose();
    if (!WebAssembly.validate(best)) throw new Error('binaryen made a module that is not valid');
    return best;
  };
}

async function loadBinaryen(): Promise<Binaryen | undefined> {
  try {
    return (await import('binaryen')).default;
  } catch {
    return undefined;
  }
}

/** The module without these custom sections. */
export function withoutSections(bytes: Uint8Array<ArrayBuffer>, names: ReadonlySet<string>): Uint8Array<ArrayBuffer> {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  const readU32 = (from: number): readonly [value: number, end: number] => {
    let value = 0;
    for (let at = from, shift = 0; ; at++, shift += 7) {
      value |= (bytes[at]! & 0x7f) << shift;
      if (bytes[at]! < 0x80) return [value >>> 0, at + 1];
    }
  };
  for (let at = 8; at < bytes.length; ) {
    const [size, start] = readU32(at + 1);
    const end = start + size;
    const isDropped = bytes[at] === 0 && names.has(sectionName(bytes, readU32(start)));
    if (!isDropped) kept.push(bytes.subarray(at, end));
    at = end;
  }
  const result = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0));
  let place = 0;
  for (const part of kept) {
    result.set(part, place);
    place += part.length;
  }
  return result;
}

function sectionName(bytes: Uint8Array, [length, start]: readonly [number, number]): string {
  return new TextDecoder().decode(bytes.subarray(start, start + length));
}
