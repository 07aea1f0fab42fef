/** The compiler's worker: gets a source, answers with the module and the diagnostics. The sysroot is fetched once. */
import type { CompiledProgram, Sysroot } from '../../src/driver/index.js';
import { compileProgram, fetchSysroot } from 'cuda-wasm/compiler';

export interface CompileRequest {
  readonly id: number;
  /** The address of the sysroot's folder. */
  readonly sysroot: string;
  readonly source: string;
  readonly target: 'cpu' | 'threads' | 'webgpu';
}

export interface CompileReply extends CompiledProgram {
  readonly id: number;
  readonly milliseconds: number;
  /** What the compiler failed of: a bug of it. */
  readonly failure?: string;
}

/** The path under which the source is compiled: diagnostics name it. */
const sourcePath = 'main.cu';

let sysroot: Promise<Sysroot> | undefined;

const post = (reply: CompileReply): void => (globalThis as unknown as { postMessage(message: CompileReply): void }).postMessage(reply);

globalThis.onmessage = async ({ data: { id, sysroot: folder, source, target } }: MessageEvent<CompileRequest>) => {
  try {
    const ready = await (sysroot ??= fetchSysroot(folder));
    const start = performance.now();
    const compiled = compileProgram({ [sourcePath]: source }, { sysroot: ready, target });
    post({ id, milliseconds: performance.now() - start, ...compiled });
  } catch (error) {
    post({ id, milliseconds: 0, bytes: undefined, diagnostics: [], text: '', failure: error instanceof Error ? error.message : String(error) });
  }
};
