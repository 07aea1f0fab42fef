/** `cuda-wasm build`: a WASI command module, a page or module that carries the program, or with -c one object a source. */
import { basename } from 'node:path';
import { driverMessages } from '../diagnostics/driver-messages.js';
import { writeObject } from '../driver/object.js';
import type { EmbeddedProgram } from '../runtime/sandbox/embedded.js';
import { readProgramKernels } from '../runtime/webgpu/program-kernels.js';
import { moduleText, moduleTypes, pageText } from './embed.js';
import { readEmbedTemplate } from './node-files.js';
import type { FlagSettings } from './nvcc-flags.js';
import { buildProgram } from './program.js';
import type { Session } from './session.js';
import { compileFiles, createSession, printDiagnostics, printPhases, writeOutput } from './session.js';

export interface BuildOptions {
  readonly output?: string;
  /** In pages and modules: where kernels can run; auto has both. */
  readonly device: string;
  readonly cache: boolean;
  readonly check?: boolean;
  readonly verbose?: boolean;
  readonly verifyIr?: boolean;
}

const devices = ['auto', 'cpu', 'webgpu'];

export function buildCommand(files: readonly string[], settings: FlagSettings, options: BuildOptions): number {
  if (!devices.includes(options.device)) settings.problems.push(`device '${options.device}' is unknown: use --device auto, cpu or webgpu`);
  const session = createSession(settings, options);
  if (settings.compileOnly) {
    if (files.length > 1 && options.output !== undefined) session.diagnostics.report(driverMessages.severalOutputs, 0, [String(files.length)]);
    const modules = compileFiles(session, files);
    if (session.diagnostics.errorCount === 0) {
      modules?.forEach((module, i) => writeOutput(session, options.output ?? basename(files[i]!).replace(/\.[^.]*$/, '.o'), writeObject(module, session.sources)));
    }
    if (options.verbose) printPhases(session);
    return printDiagnostics(session) ? 1 : 0;
  }
  if (/\.(html|mjs)$/.test(options.output ?? '')) return buildCarrier(session, files, options.output!, options);
  const bytes = buildProgram(session, files, 'plain');
  if (bytes !== undefined && session.diagnostics.errorCount === 0) writeOutput(session, options.output ?? 'a.out.wasm', bytes);
  if (options.verbose) printPhases(session);
  return printDiagnostics(session) ? 1 : 0;
}

/** A page or a module that carries the program, in each form that can run. */
function buildCarrier(session: Session, files: readonly string[], output: string, options: BuildOptions): number {
  const cpu = options.device === 'webgpu' ? undefined : buildProgram(session, files, 'cpu');
  // A link changes what it links: the second form is compiled anew. What there is to say was said the first time.
  const again = cpu === undefined ? session : createSession(session.settings, options);
  const webgpu = options.device === 'cpu' || session.diagnostics.errorCount > 0 ? undefined : buildProgram(again, files, 'webgpu');
  if (again !== session && again.diagnostics.errorCount > 0) return printDiagnostics(again) ? 1 : 0;
  if (session.diagnostics.errorCount === 0) {
    const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
    const program: EmbeddedProgram = {
      name: basename(files[0]!).replace(/\.[^.]*$/, ''),
      ...(cpu && { cpu: base64(cpu) }),
      ...(webgpu && (cpu === undefined || canRunOnWebGpu(webgpu)) && { webgpu: base64(webgpu) }),
    };
    if (output.endsWith('.html')) {
      writeOutput(session, output, pageText(readEmbedTemplate('page.html'), program));
    } else {
      writeOutput(session, output, moduleText(readEmbedTemplate('module.js'), program));
      writeOutput(session, output.replace(/\.mjs$/, '.d.mts'), moduleTypes);
    }
  }
  if (options.verbose) printPhases(session);
  return printDiagnostics(session) ? 1 : 0;
}

/** Has the program kernels, and can all of them run on some WebGPU device? */
export function canRunOnWebGpu(bytes: Uint8Array<ArrayBuffer>): boolean {
  const kernels = readProgramKernels(new WebAssembly.Module(bytes))?.kernels ?? [];
  return kernels.length > 0 && kernels.every(({ distinct, arena }) => distinct !== undefined || arena !== undefined);
}
