/** `cuda-wasm build`: a WASI command module, a page or module that carries the program, or with -c one object a source. */
import { basename, dirname, join } from 'node:path';
import { driverMessages } from '../diagnostics/driver-messages.js';
import { writeObject } from '../driver/object.js';
import type { EmbeddedProgram } from '../runtime/sandbox/embedded.js';
import { readProgramKernels } from '../runtime/webgpu/program-kernels.js';
import { compressFiles, sizeTable } from './compress.js';
import { moduleText, moduleTypes, pageText } from './embed.js';
import { readEmbedTemplate } from './node-files.js';
import type { FlagSettings } from './nvcc-flags.js';
import { buildProgram } from './program.js';
import type { Session } from './session.js';
import { compileFiles, createSession, printDiagnostics, printPhases, writeOutput } from './session.js';
import type { Shrinker } from './shrink.js';
import { binaryenVersion, openShrinker } from './shrink.js';
import { sideFiles } from './side-files.js';

export interface BuildOptions {
  readonly output?: string;
  /** In pages and modules: where kernels can run; auto has both. */
  readonly device: string;
  readonly cache: boolean;
  /** Of pages and modules: the program's modules are files of their own. */
  readonly sideFiles?: boolean;
  /** Each kernel is a file too. */
  readonly split?: boolean;
  /** Write a `.br` beside each file, and print their sizes. */
  readonly compress?: boolean;
  readonly check?: boolean;
  readonly verbose?: boolean;
  readonly verifyIr?: boolean;
}

const devices = ['auto', 'cpu', 'webgpu'];

export async function buildCommand(files: readonly string[], settings: FlagSettings, options: BuildOptions): Promise<number> {
  if (!devices.includes(options.device)) settings.problems.push(`device '${options.device}' is unknown: use --device auto, cpu or webgpu`);
  const isCarrier = /\.(html|mjs)$/.test(options.output ?? '');
  for (const [name, isGiven] of [['--side-files', options.sideFiles], ['--split', options.split]] as const) {
    if (isGiven && (settings.compileOnly || !isCarrier)) settings.problems.push(`${name} is for pages and modules: -o app.html or -o app.mjs`);
  }
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
  const output = options.output ?? 'a.out.wasm';
  const written = await (isCarrier ? buildCarrier(session, files, output, options) : buildModule(session, files, output));
  if (written === undefined) return 1;
  if (options.verbose) printPhases(session);
  if (printDiagnostics(session)) return 1;
  if (options.compress) process.stdout.write(sizeTable(compressFiles(written)));
  return 0;
}

/** What -Os and -Oz ask for; the identity without them. undefined after an error: binaryen is not there. */
async function chooseShrinker(session: Session): Promise<((bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>) | undefined> {
  const { shrink } = session.settings;
  if (shrink === 0) return (bytes) => bytes;
  const shrinker: Shrinker | undefined = await openShrinker();
  if (shrinker === undefined) {
    session.diagnostics.report(driverMessages.noBinaryen, 0, [shrink === 1 ? '-Os' : '-Oz', binaryenVersion]);
    return undefined;
  }
  return (bytes) => {
    const start = performance.now();
    const smaller = shrinker(bytes, shrink);
    session.onPhase('shrink', performance.now() - start);
    return smaller;
  };
}

/** These functions give the paths of what they wrote, which is nothing after errors. */
async function buildModule(session: Session, files: readonly string[], output: string): Promise<string[]> {
  const bytes = buildProgram(session, files, 'plain');
  if (bytes === undefined || session.diagnostics.errorCount > 0) return [];
  const shrink = await chooseShrinker(session);
  if (shrink === undefined) return [];
  writeOutput(session, output, shrink(bytes));
  return [output];
}

/** A page or a module that carries the program, in each form that can run. undefined after errors that are printed already. */
async function buildCarrier(session: Session, files: readonly string[], output: string, options: BuildOptions): Promise<string[] | undefined> {
  const cpu = options.device === 'webgpu' ? undefined : buildProgram(session, files, 'threads');
  // A link changes what it links: the second form is compiled anew. What there is to say was said the first time.
  const again = cpu === undefined ? session : createSession(session.settings, options);
  const webgpu = options.device === 'cpu' || session.diagnostics.errorCount > 0 ? undefined : buildProgram(again, files, 'webgpu');
  if (again !== session && again.diagnostics.errorCount > 0) {
    printDiagnostics(again);
    return undefined;
  }
  if (session.diagnostics.errorCount > 0) return [];
  const shrink = await chooseShrinker(session);
  if (shrink === undefined) return [];
  const name = basename(files[0]!).replace(/\.[^.]*$/, '');
  const modules = { cpu: cpu && shrink(cpu), webgpu: webgpu && (cpu === undefined || canRunOnWebGpu(webgpu)) ? shrink(webgpu) : undefined };
  const beside = options.sideFiles || options.split ? sideFiles(name, basename(output).replace(/\.[^.]*$/, ''), modules, options.split === true) : undefined;
  const base64 = (bytes: Uint8Array<ArrayBuffer>): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
  const program: EmbeddedProgram = beside?.program ?? { name, ...(modules.cpu && { cpu: base64(modules.cpu) }), ...(modules.webgpu && { webgpu: base64(modules.webgpu) }) };
  const written = [output];
  for (const [file, bytes] of beside?.files ?? []) {
    const path = join(dirname(output), file);
    writeOutput(session, path, bytes);
    written.push(path);
  }
  if (output.endsWith('.html')) writeOutput(session, output, pageText(readEmbedTemplate('page.html'), program));
  else {
    writeOutput(session, output, moduleText(readEmbedTemplate('module.js'), program));
    writeOutput(session, output.replace(/\.mjs$/, '.d.mts'), moduleTypes);
  }
  return written;
}

/** Has the program kernels, and can all of them run on some WebGPU device? */
export function canRunOnWebGpu(bytes: Uint8Array<ArrayBuffer>): boolean {
  const kernels = readProgramKernels(new WebAssembly.Module(bytes))?.kernels ?? [];
  return kernels.length > 0 && kernels.every(({ distinct, arena }) => distinct !== undefined || arena !== undefined);
}
