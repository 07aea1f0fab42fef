/**
 * `cuda-wasm nvcc`: takes nvcc's command lines, so that Makefiles and CMake build with it. Sources become objects (-c, -dc), objects, sources and static libraries become an executable that Node runs.
 * Also: -lib, -dlink, -E, -M and its kin, response files, --version. Flags that nvcc passes on or that cannot change results are those of nvcc-flags.ts.
 */
import { chmodSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { driverMessages } from '../diagnostics/driver-messages.js';
import { writeObject } from '../driver/object.js';
import { createModule } from '../ir/build.js';
import { canRunOnWebGpu } from './build.js';
import { dependencyText } from './dependencies.js';
import { executableText } from './executable.js';
import { findLibraries } from './libraries.js';
import { executeBundle } from './node-files.js';
import type { FlagSettings } from './nvcc-flags.js';
import { defaultSettings, takeFlags } from './nvcc-flags.js';
import { preprocessCommand } from './preprocess.js';
import { cpuRun } from './run-options.js';
import { buildProgram } from './program.js';
import type { Session } from './session.js';
import { compileFiles, createSession, printDiagnostics, writeOutput } from './session.js';
import { isArchive, readArchive, writeArchive } from './static-library.js';

interface Job {
  output: string | undefined;
  folder: string;
  /** What to make; undefined: an executable, or objects where the settings say so. */
  kind: 'library' | 'device-link' | 'dependencies' | undefined;
  /** -MD and the like: a list of dependencies beside the output. */
  lists: boolean;
  listFile: string | undefined;
  targets: string[];
  phony: boolean;
  version: boolean;
  shared: boolean;
  readonly files: string[];
}

interface JobFlag {
  readonly names: readonly string[];
  /** Takes a value, in the next word or behind '='. */
  readonly act: (job: Job, value: string) => void;
  readonly takesValue?: boolean;
}

const flags: readonly JobFlag[] = [
  { names: ['-o', '--output-file'], takesValue: true, act: (job, value) => { job.output = value; } },
  { names: ['-odir', '--output-directory'], takesValue: true, act: (job, value) => { job.folder = value; } },
  { names: ['-lib', '--lib', '-a'], act: (job) => { job.kind = 'library'; } },
  { names: ['-dlink', '--device-link'], act: (job) => { job.kind = 'device-link'; } },
  { names: ['-M', '-MM', '--generate-dependencies', '--generate-nonsystem-dependencies'], act: (job) => { job.kind = 'dependencies'; } },
  { names: ['-MD', '-MMD', '--generate-dependencies-with-compile', '--generate-nonsystem-dependencies-with-compile'], act: (job) => { job.lists = true; } },
  { names: ['-MF', '--dependency-output'], takesValue: true, act: (job, value) => { job.listFile = value; } },
  { names: ['-MT', '-MQ', '--dependency-target-name'], takesValue: true, act: (job, value) => void job.targets.push(value) },
  { names: ['-MP', '--generate-dependency-targets'], act: (job) => { job.phony = true; } },
  { names: ['-V', '--version'], act: (job) => { job.version = true; } },
  { names: ['-shared', '--shared'], act: (job) => { job.shared = true; } },
  { names: ['-link', '--link', '-v', '--verbose', '-ewp', '--extensible-whole-program', '-pipe', '-pthread', '-rdynamic', '-static', '-pie', '-no-pie', '-s'], act: () => {} },
];
const flagByName = new Map(flags.flatMap((flag) => flag.names.map((name) => [name, flag] as const)));

/** Words of a response file: parted by white space, quotes and backslashes as shells have them. */
function wordsOf(text: string): string[] {
  return [...text.matchAll(/(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*')+/gs)].map(([word]) => word.replace(/\\(.)|"((?:[^"\\]|\\.)*)"|'([^']*)'/gs, (_, escaped?: string, double?: string, single?: string) => escaped ?? single ?? double!.replace(/\\(.)/gs, '$1')));
}

/** Puts the words of @FILE and --options-file in their place. */
function expand(words: readonly string[], settings: FlagSettings, depth = 0): string[] {
  const read = (file: string): string[] => {
    try {
      return depth > 20 ? [] : expand(wordsOf(readFileSync(file, 'utf8')), settings, depth + 1);
    } catch {
      settings.problems.push(`cannot read the options in '${file}'`);
      return [];
    }
  };
  const all: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const joined = /^(?:-optf|--options-file)=(.*)$/.exec(word)?.[1];
    if (word.startsWith('@') && word.length > 1) all.push(...read(word.slice(1)));
    else if (joined !== undefined) all.push(...joined.split(',').flatMap(read));
    else if (word === '-optf' || word === '--options-file') all.push(...(words[++i] ?? '').split(',').flatMap(read));
    else all.push(word);
  }
  return all;
}

function readJob(words: readonly string[], settings: FlagSettings): Job {
  const job: Job = { output: undefined, folder: '', kind: undefined, lists: false, listFile: undefined, targets: [], phony: false, version: false, shared: false, files: [] };
  const rest = takeFlags(expand(words, settings), settings, new Set(flagByName.keys()));
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]!;
    const equals = word.indexOf('=');
    const flag = flagByName.get(word) ?? (equals > 0 ? flagByName.get(word.slice(0, equals)) : undefined);
    if (flag !== undefined) flag.act(job, !flag.takesValue ? '' : flagByName.has(word) ? (rest[++i] ?? '') : word.slice(equals + 1));
    else if (word.startsWith('-') && word !== '-') settings.problems.push(`unknown option '${word}'`);
    else if (/\.(?:so(?:\.\d+)*|dylib|dll)$/.test(word)) settings.problems.push(`'${word}' is a shared library for another machine: link a static library of cuda-wasm's objects`);
    else job.files.push(word);
  }
  return job;
}

export function nvccCommand(words: readonly string[], version: string): number {
  const settings = defaultSettings();
  const job = readJob(words, settings);
  if (job.version) {
    process.stdout.write(`nvcc: cuda-wasm ${version}, a CUDA compiler for WebAssembly and WebGPU\nCuda compilation tools, release 13.0, V13.0.88\n`);
    return 0;
  }
  if (job.files.length === 0) settings.problems.push('no input files');
  if (settings.preprocessOnly && job.kind === undefined) return preprocessCommand(job.files, settings, { output: job.output });
  if (job.kind === 'dependencies') return listDependencies(job, settings);
  if (job.kind === 'library') return makeLibrary(job, settings);
  if (job.kind === 'device-link') {
    // Device code is linked with everything else: what is left for this step is an object without contents.
    const session = createSession(settings, {});
    if (session.diagnostics.errorCount === 0) writeOutput(session, pathOf(job, 'a_dlink.o'), writeObject(createModule(), session.sources));
    return finish(session);
  }
  if (job.shared && !settings.compileOnly) settings.problems.push('shared libraries are not made: make a static one (-lib, or ar) and link it');
  return settings.compileOnly ? compileObjects(job, settings) : linkExecutable(job, settings);
}

const finish = (session: Session): number => (printDiagnostics(session) ? 1 : 0);
const pathOf = (job: Job, name: string): string => job.output ?? join(job.folder, name);
const objectName = (file: string): string => basename(file).replace(/\.[^.]*$/, '.o');

function compileObjects(job: Job, settings: FlagSettings): number {
  const sources = job.files.filter((file) => !isLinkable(file));
  let code = 0;
  for (const file of sources) {
    const session = createSession(settings, {});
    if (sources.length > 1 && job.output !== undefined) session.diagnostics.report(driverMessages.severalOutputs, 0, [String(sources.length)]);
    const output = pathOf(job, objectName(file));
    const [module] = compileFiles(session, [file]) ?? [];
    if (module !== undefined && session.diagnostics.errorCount === 0) writeOutput(session, output, writeObject(module, session.sources));
    if (job.lists && session.diagnostics.errorCount === 0) writeOutput(session, job.listFile ?? `${output.replace(/\.[^./]*$/, '')}.d`, dependencies(session, job, file, output));
    code ||= finish(session);
  }
  return code;
}

function isLinkable(file: string): boolean {
  return /\.(o|obj|a|lib)$/.test(file);
}

function dependencies(session: Session, job: Job, file: string, output: string): string {
  const read = [...session.files.seen].filter(([path, bytes]) => bytes !== undefined && path !== file).map(([path]) => path);
  return dependencyText({ targets: job.targets.length > 0 ? job.targets : [output], files: [file, ...read], phony: job.phony });
}

function listDependencies(job: Job, settings: FlagSettings): number {
  let text = '';
  let code = 0;
  for (const file of job.files) {
    const session = createSession(settings, {});
    compileFiles(session, [file]);
    text += dependencies(session, job, file, objectName(file));
    code ||= finish(session);
  }
  if (code !== 0) return code;
  const output = job.listFile ?? job.output;
  if (output === undefined) {
    process.stdout.write(text);
    return 0;
  }
  const session = createSession(settings, {});
  writeOutput(session, output, text);
  return finish(session);
}

function makeLibrary(job: Job, settings: FlagSettings): number {
  const session = createSession(settings, {});
  const members: { readonly name: string; readonly bytes: Uint8Array }[] = [];
  for (const file of job.files) {
    const known = isLinkable(file) ? session.files.bytes(file) : undefined;
    if (known !== undefined) members.push(...(isArchive(known) ? readArchive(known) : [{ name: basename(file), bytes: known }]));
    else for (const module of compileFiles(session, [file]) ?? []) members.push({ name: objectName(file), bytes: writeObject(module, session.sources) });
  }
  if (session.diagnostics.errorCount === 0) writeOutput(session, pathOf(job, 'a.a'), writeArchive(members));
  return finish(session);
}

/** For the CPU, and for WebGPU if all kernels can run there. */
function linkExecutable(job: Job, settings: FlagSettings): number {
  const files = [...job.files, ...findLibraries(settings)];
  const session = createSession(settings, { cache: false });
  const cpu = session.diagnostics.errorCount === 0 ? buildProgram(session, files, cpuRun({ threads: '0' }, settings).target) : undefined;
  if (cpu === undefined || session.diagnostics.errorCount > 0) return finish(session);
  let webgpu: Uint8Array<ArrayBuffer> | undefined;
  if (session.kernels.length > 0) {
    const again = createSession({ ...settings, noWarnings: true }, { cache: false });
    const bytes = buildProgram(again, files, 'webgpu');
    if (bytes !== undefined && again.diagnostics.errorCount === 0 && canRunOnWebGpu(bytes)) webgpu = bytes;
  }
  const output = pathOf(job, 'a.out');
  writeOutput(session, output, executableText(basename(output), { cpu, webgpu }, executeBundle()));
  if (session.diagnostics.errorCount === 0) chmodSync(output, 0o755);
  if (job.lists && session.diagnostics.errorCount === 0) writeOutput(session, job.listFile ?? join(dirname(output), `${basename(output)}.d`), dependencies(session, job, job.files[0]!, output));
  return finish(session);
}
