/** `run --tune`: ways in which a program's kernels can run compete on the device, and what was found out is kept beside compiled programs: by the device and the kernels' shaders. */
import { keyOf } from '../runtime/cache/entry.js';
import { cacheFolder, createFileStore, nodeDigest } from '../runtime/cache/node-store.js';
import type { Tuner } from '../runtime/tuner/tuner.js';
import { createTuner } from '../runtime/tuner/tuner.js';
import type { ProgramKernels } from '../runtime/webgpu/program-kernels.js';
import { Way } from '../runtime/webgpu/ways.js';

export interface Tuning {
  readonly tuner: Tuner;
  /** Keeps what is known at the program's end, for the next time. */
  keep(): void;
  /** A line for each kind of launch that was decided. */
  report(): string[];
}

const budget = 16 * 2 ** 20;

export function openTuning(kernels: ProgramKernels, device: string, mayKeep: boolean): Tuning {
  const folder = mayKeep ? cacheFolder() : undefined;
  const store = folder === undefined ? undefined : createFileStore(folder, budget);
  const key = keyOf(nodeDigest, ['tuning', device, JSON.stringify(kernels.kernels)]);
  const known = (store?.read(key)?.description as { readonly known: Readonly<Record<string, number>> } | undefined)?.known ?? {};
  const tuner = createTuner(known);
  const nameOf = (way: number): string => Object.entries(Way).find(([, number]) => number === way)?.[0] ?? String(way);
  return {
    tuner,
    keep() {
      if (!tuner.hasNews) return;
      const decided = Object.entries(tuner.decisions()).map(([kind, { variant }]) => [kind, variant]);
      store?.write(key, { description: { known: Object.fromEntries(decided) }, content: new Uint8Array(0) });
    },
    report: () =>
      Object.entries(tuner.decisions()).map(([kind, { variant, times }]) => {
        const [kernel, x, y, z, bucket] = kind.split(' ').map(Number);
        const measured = Object.entries(times ?? {}).map(([way, time]) => `${nameOf(Number(way))} ${(time / 1000).toFixed(1)} µs`);
        return `tuned ${kernels.kernels[kernel!]?.pretty ?? kernel}, blocks of ${x}×${y}×${z}, 2^${bucket} of them: ${nameOf(variant)}${measured.length > 0 ? ` (${measured.join(', ')})` : ', as known'}`;
      }),
  };
}
