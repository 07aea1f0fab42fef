/** The compiler's worker: gets a source, answers with the module, or with generated code as text, and the diagnostics. What programs need of the sysroot is fetched once. */
import { openSysroot } from 'cuda-wasm/compiler';
import type { CompiledProgram, SysrootParts } from '../../src/driver/index.js';
import type { Listing } from './listings.js';
import { irListing, shaderListing, watListing } from './listings.js';

export type Target = 'cpu' | 'threads' | 'webgpu';
/** Generated code as text. */
export type TextForm = 'wgsl' | 'wat' | 'ir';

export interface CompileRequest {
  readonly id: number;
  /** The address of the folder with the sysroot's parts. */
  readonly sysroot: string;
  readonly source: string;
  readonly target: Target;
  /** Asks for this in place of the module. */
  readonly form?: TextForm;
  /** The module is to tell a profiler what it does. */
  readonly profile?: boolean;
}

export interface CompileReply extends CompiledProgram {
  readonly id: number;
  readonly milliseconds: number;
  readonly generated?: Listing;
  /** What the compiler failed of: a bug of it. */
  readonly failure?: string;
}

/** The path under which the source is compiled: diagnostics name it. */
const sourcePath = 'main.cu';

let sysroot: SysrootParts | undefined;

const post = (reply: CompileReply): void => (globalThis as unknown as { postMessage(message: CompileReply): void }).postMessage(reply);

async function answer({ source, target, form, profile }: CompileRequest, from: SysrootParts): Promise<Omit<CompileReply, 'id' | 'milliseconds'>> {
  const files = { [sourcePath]: source };
  if (form === 'ir') {
    const { diagnostics, text, ...ir } = await from.compileIr(files);
    return { bytes: undefined, diagnostics, text, ...(ir.modules.length > 0 && { generated: irListing(ir, sourcePath) }) };
  }
  const compiled = await from.compile(files, { target, ...(profile && { profile }) });
  if (form === undefined || compiled.bytes === undefined) return compiled;
  return { ...compiled, bytes: undefined, generated: form === 'wgsl' ? shaderListing(compiled.bytes) : watListing(compiled.bytes, sourcePath) };
}

globalThis.onmessage = async ({ data }: MessageEvent<CompileRequest>) => {
  const { id } = data;
  try {
    sysroot ??= openSysroot(data.sysroot);
    const start = performance.now();
    const reply = await answer(data, sysroot);
    post({ id, milliseconds: performance.now() - start, ...reply });
  } catch (error) {
    post({ id, milliseconds: 0, bytes: undefined, diagnostics: [], text: '', failure: error instanceof Error ? error.message : String(error) });
  }
};
