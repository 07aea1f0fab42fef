/**
 * Pages and modules with files beside them (`build --side-files`, `--split`): in place of base64 in one text, the program's modules are files, and of split programs the kernels too. In: the finished modules. Out: files by name, and what the
 * page or module says of them.
 */
import { chunksSection, readEntries, splitProgram } from '../back/wasm/split.js';
import type { EmbeddedProgram } from '../runtime/sandbox/embedded.js';
import type { KernelShader, ProgramKernels, ShaderForm } from '../runtime/webgpu/program-kernels.js';
import { kernelsSection, readProgramKernels } from '../runtime/webgpu/program-kernels.js';
import { withoutSections } from './shrink.js';

export interface SideFiles {
  readonly program: EmbeddedProgram;
  readonly files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

type Modules = { readonly cpu?: Uint8Array<ArrayBuffer> | undefined; readonly webgpu?: Uint8Array<ArrayBuffer> | undefined };

/** `base`: what the names of all files begin with. */
export function sideFiles(name: string, base: string, { cpu, webgpu }: Modules, split: boolean): SideFiles {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  if (cpu !== undefined) {
    const parts = split ? splitCpu(cpu, base) : { program: cpu, chunks: new Map<string, Uint8Array<ArrayBuffer>>() };
    files.set(`${base}.cpu.wasm`, parts.program);
    for (const [chunk, bytes] of parts.chunks) files.set(chunk, bytes);
  }
  if (webgpu !== undefined) {
    const parts = split ? splitWebGpu(webgpu, base) : { program: webgpu, chunks: new Map<string, Uint8Array<ArrayBuffer>>() };
    files.set(`${base}.webgpu.wasm`, parts.program);
    for (const [chunk, bytes] of parts.chunks) files.set(chunk, bytes);
  }
  return { program: { name, ...(cpu && { cpu: `${base}.cpu.wasm` }), ...(webgpu && { webgpu: `${base}.webgpu.wasm` }), beside: true }, files };
}

/** Names for files: those of the kernels, with numbers where several have one. */
function fileNames(kernels: readonly string[], base: string, ending: string): string[] {
  const used = new Set<string>();
  return kernels.map((pretty) => {
    const plain = pretty.replace(/\(.*$/s, '').replace(/^.* /, '').replace(/\W+/g, '_').replace(/^_+|_+$/g, '') || 'kernel';
    let name = plain;
    for (let n = 2; used.has(name); n++) name = `${plain}_${n}`;
    used.add(name);
    return `${base}.${name}.${ending}`;
  });
}

function splitCpu(bytes: Uint8Array<ArrayBuffer>, base: string): ReturnType<typeof splitProgram> {
  const entries = readEntries(bytes);
  if (entries === undefined) throw new Error(`the program has no section ${chunksSection} to be made of`);
  const names = fileNames([...entries.values()], base, 'wasm');
  return splitProgram(bytes, new Map([...entries.keys()].map((entry, i) => [entry, names[i]!])));
}

function splitWebGpu(bytes: Uint8Array<ArrayBuffer>, base: string): ReturnType<typeof splitProgram> {
  const program = readProgramKernels(new WebAssembly.Module(bytes))!;
  const names = fileNames(program.kernels.map(({ pretty }) => pretty), base, 'json');
  const encoder = new TextEncoder();
  const chunks = new Map(program.kernels.map((kernel, i) => [names[i]!, encoder.encode(JSON.stringify(kernel)) as Uint8Array<ArrayBuffer>]));
  const kernels: KernelShader[] = program.kernels.map((kernel, i) => ({ ...withoutTexts(kernel), chunk: names[i]! }));
  return { program: withSection(withoutSections(bytes, new Set([kernelsSection])), kernelsSection, encoder.encode(JSON.stringify({ ...program, kernels } satisfies ProgramKernels))), chunks };
}

/** What the program's thread and the choice of a way must know of a kernel. */
function withoutTexts(kernel: KernelShader): KernelShader {
  const bare = (form: ShaderForm): ShaderForm => ({ ...form, head: '', entry: '', flatEntry: '', body: '' });
  const forms = <T extends { readonly distinct?: ShaderForm; readonly aliased?: ShaderForm; readonly arena?: ShaderForm }>(of: T): T => ({
    ...of, ...(of.distinct && { distinct: bare(of.distinct) }), ...(of.aliased && { aliased: bare(of.aliased) }), ...(of.arena && { arena: bare(of.arena) }),
  });
  return { ...forms(kernel), ...(kernel.looped && { looped: forms(kernel.looped) }), ...(kernel.coarse && { coarse: { ...kernel.coarse, distinct: bare(kernel.coarse.distinct) } }) };
}

function withSection(bytes: Uint8Array<ArrayBuffer>, name: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]);
  const title = new TextEncoder().encode(name);
  const head = [...leb(title.length), ...title];
  const start = new Uint8Array([0, ...leb(head.length + content.length), ...head]);
  const made = new Uint8Array(bytes.length + start.length + content.length);
  made.set(bytes);
  made.set(start, bytes.length);
  made.set(content, bytes.length + start.length);
  return made;
}
