/** The compiler's worker: gets a source, answers with the module, or with generated code as text, and the diagnostics. What programs need of the sysroot is fetched once. */
import { openSysroot } from 'cuda-wasm/compiler';
import { moduleToWat } from '../../src/back/wasm/wat.js';
import type { CompiledProgram, SysrootParts } from '../../src/driver/index.js';
import { readProgramKernels } from '../../src/runtime/webgpu/program-kernels.js';

export type Target = 'cpu' | 'threads' | 'webgpu';
/** Generated code as text. */
export type TextForm = 'wgsl' | 'wat';

export interface CompileRequest {
  readonly id: number;
  /** The address of the folder with the sysroot's parts. */
  readonly sysroot: string;
  readonly source: string;
  readonly target: Target;
  /** Asks for this in place of the module. */
  readonly form?: TextForm;
}

export interface CompileReply extends CompiledProgram {
  readonly id: number;
  readonly milliseconds: number;
  readonly generated?: string;
  /** What the compiler failed of: a bug of it. */
  readonly failure?: string;
}

/** The path under which the source is compiled: diagnostics name it. */
const sourcePath = 'main.cu';

let sysroot: SysrootParts | undefined;

const post = (reply: CompileReply): void => (globalThis as unknown as { postMessage(message: CompileReply): void }).postMessage(reply);

/** Each kernel as it is launched where nothing is in its way; or why it has no shader. */
function shadersOf(bytes: Uint8Array<ArrayBuffer>): string {
  const { kernels } = readProgramKernels(new WebAssembly.Module(bytes)) ?? { kernels: [] };
  return kernels
    .map(({ distinct, arena, refused, pretty }) => {
      const form = distinct ?? arena;
      if (form === undefined) return `// ${pretty}\n${(refused ?? 'has no shader').replace(/^/gm, '// ')}\n`;
      return (form.head + form.entry + form.body).replaceAll('heap_K_binding', String(form.bindings.length + 1)).replaceAll('heap_K', 'heap_0');
    })
    .join('\n');
}

globalThis.onmessage = async ({ data: { id, sysroot: folder, source, target, form } }: MessageEvent<CompileRequest>) => {
  try {
    sysroot ??= openSysroot(folder);
    const start = performance.now();
    const compiled = await sysroot.compile({ [sourcePath]: source }, { target });
    const milliseconds = performance.now() - start;
    if (form === undefined || compiled.bytes === undefined) post({ id, milliseconds, ...compiled });
    else post({ id, milliseconds, ...compiled, bytes: undefined, generated: form === 'wgsl' ? shadersOf(compiled.bytes) : moduleToWat(compiled.bytes) });
  } catch (error) {
    post({ id, milliseconds: 0, bytes: undefined, diagnostics: [], text: '', failure: error instanceof Error ? error.message : String(error) });
  }
};
