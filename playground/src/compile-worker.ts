/** The compiler's worker: gets a source, answers with the module and the diagnostics. What programs need of the sysroot is fetched once. */
import type { CompiledProgram, SysrootParts } from '../../src/driver/index.js';
import { openSysroot } from 'cuda-wasm/compiler';

export interface CompileRequest {
  readonly id: number;
  /** The address of the folder with the sysroot's parts. */
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

let sysroot: SysrootParts | undefined;

const post = (reply: CompileReply): void => (globalThis as unknown as { postMessage(message: CompileReply): void }).postMessage(reply);

globalThis.onmessage = async ({ data: { id, sysroot: folder, source, target } }: MessageEvent<CompileRequest>) => {
  try {
    sysroot ??= openSysroot(folder);
    const start = performance.now();
    const compiled = await sysroot.compile({ [sourcePath]: source }, { target });
    post({ id, milliseconds: performance.now() - start, ...compiled });
  } catch (error) {
    post({ id, milliseconds: 0, bytes: undefined, diagnostics: [], text: '', failure: error instanceof Error ? error.message : String(error) });
  }
};
