/** What the compiler needs besides a program's own files, as data: our headers, the saved prelude, the precompiled libraries. `fetchSysroot` takes them from a folder on a web server. */
import type { Module } from '../ir/ir.js';

export interface Sysroot {
  /** Texts by path below include/. */
  readonly headers: Readonly<Record<string, string>>;
  /** The headers before every CUDA source, parsed; without it programs compile more slowly. */
  readonly prelude?: Uint8Array;
  /** The C library and CUDA runtime. */
  readonly library: Uint8Array;
  /** The kernel guard of programs for any WASI engine. */
  readonly plain: Uint8Array;
  /** What of the library is another where several threads run a program's kernels. */
  readonly threads: Uint8Array;
  /** The WebGPU device. */
  readonly webgpu: Uint8Array;
}

/** For whom a program is built: for our runtime with its kernels on the CPU, on one thread (`cpu`) or several (`threads`), or on WebGPU, with threads of host code (`webgpu-threads`) or without; or, `plain`, for any WASI engine. */
export type ProgramTarget = 'plain' | 'cpu' | 'threads' | 'webgpu' | 'webgpu-threads';

/** What is asked for may be more than a program needs: `host-threads` are threads of host code alone, with kernels on one. For WebGPU, a program has threads where it starts some. */
export type WantedTarget = Exclude<ProgramTarget, 'webgpu-threads'> | 'host-threads';

/** The libraries of a target, by the names of their files; earlier ones win. */
export const librariesOf = { plain: ['plain.bin', 'lib.bin'], cpu: ['lib.bin'], threads: ['threads.bin', 'lib.bin'], webgpu: ['webgpu.bin', 'lib.bin'], 'webgpu-threads': ['webgpu.bin', 'threads.bin', 'lib.bin'] } as const satisfies Record<ProgramTarget, readonly string[]>;

/** How host code starts threads. */
const starters = ['pthread_create', '__cw_thread_start'];

/** Without kernels and threads of host code there is nothing for further threads to do. */
export function usefulTarget(target: WantedTarget, units: readonly Module[]): ProgramTarget {
  if (target === 'plain' || target === 'cpu') return target;
  const startsThreads = units.some((unit) => starters.some((name) => unit.functions.has(name)));
  if (target === 'webgpu') return startsThreads ? 'webgpu-threads' : 'webgpu';
  const hasKernels = target === 'threads' && units.some((unit) => [...unit.functions.values()].some((fn) => fn.space === 'kernel'));
  return startsThreads || hasKernels ? 'threads' : 'cpu';
}

/** What a target asks of whoever links. */
export function linkingFor(target: ProgramTarget): { readonly webgpu: boolean; readonly threads: boolean } {
  return { webgpu: target === 'webgpu' || target === 'webgpu-threads', threads: target === 'threads' || target === 'webgpu-threads' };
}

/** Fetches the folder dist/sysroot from where it is served. Rejects where a file is missing. */
export async function fetchSysroot(folder: string | URL): Promise<Sysroot> {
  const base = String(folder).endsWith('/') ? String(folder) : `${String(folder)}/`;
  const get = async (name: string): Promise<Response> => {
    const response = await fetch(base + name);
    if (!response.ok) throw new Error(`${base + name}: ${response.status} ${response.statusText}`);
    return response;
  };
  const bytes = async (name: string): Promise<Uint8Array> => new Uint8Array(await (await get(name)).arrayBuffer());
  const [headers, prelude, library, plain, threads, webgpu] = await Promise.all([
    get('headers.json').then((response) => response.json() as Promise<Record<string, string>>), bytes('prelude.bin'), bytes('lib.bin'), bytes('plain.bin'), bytes('threads.bin'), bytes('webgpu.bin'),
  ]);
  return { headers, prelude, library, plain, threads, webgpu };
}
