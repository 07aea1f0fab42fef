/** The options of `run`, as data: for the full command line, and for the quick way to programs that are compiled already, which leaves everything unusual to it. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, relative, resolve } from 'node:path';
import type { WantedTarget } from '../driver/sysroot.js';
import type { NodeRunOptions } from '../runtime/cpu/node-host.js';
import { kernelWorker } from './node-files.js';
import type { FlagSettings } from './nvcc-flags.js';

export interface RunOptions {
  readonly output?: string;
  readonly device: string;
  readonly threads: string;
  readonly timeLimit: string;
  readonly dir: string[];
  readonly cache: boolean;
  readonly check?: boolean;
  readonly unchecked?: boolean;
  readonly tune?: boolean;
  readonly verbose?: boolean;
  readonly verifyIr?: boolean;
}

export interface OptionRow {
  /** `--name`, or `--name <value>`; `--no-name` for what is the default. */
  readonly flags: string;
  readonly text: string;
  readonly default?: string;
  /** May be given several times. */
  readonly isList?: boolean;
}

export const cacheOption: OptionRow = { flags: '--no-cache', text: 'compile even what was compiled before, and keep nothing' };

export const runOptionRows: readonly OptionRow[] = [
  { flags: '--device <device>', text: 'where kernels run: auto (a GPU if there is one), cpu, webgpu', default: 'auto' },
  { flags: '--unchecked', text: 'WebGPU without bounds checks' },
  { flags: '--tune', text: 'on WebGPU, try the ways in which kernels can run, and remember the fastest' },
  { flags: '--time-limit <s>', text: 'how long a kernel may run on WebGPU, in seconds', default: '30' },
  { flags: '--threads <n>', text: 'threads that run kernels on the CPU; 0, and unless given: all cores', default: '0' },
  { flags: '--dir <path>', text: 'make a further directory visible to the program', isList: true },
  { flags: '--check', text: 'test every memory access; on WebGPU: fill memory that is freed' },
  cacheOption,
  { flags: '--verbose', text: 'print the time of each phase, and how each kernel runs' },
  { flags: '--verify-ir', text: 'validate the IR after every pass' },
];

interface ParsedRun {
  readonly files: readonly string[];
  readonly options: RunOptions;
}

/** undefined where a word is no option of `run`, or misses its value: the full command line says what is wrong. */
export function parseRun(words: readonly string[]): ParsedRun | undefined {
  const files: string[] = [];
  const options: Record<string, string | boolean | string[]> = {};
  const rows = new Map<string, OptionRow>();
  for (const row of runOptionRows) {
    const name = row.flags.split(' ')[0]!;
    rows.set(name, row);
    if (name.startsWith('--no-')) options[camelCase(name.slice(5))] = true;
    else if (row.isList) options[camelCase(name.slice(2))] = [];
    else if (row.default !== undefined) options[camelCase(name.slice(2))] = row.default;
  }
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (!word.startsWith('-')) {
      files.push(word);
      continue;
    }
    const equals = word.indexOf('=');
    const name = equals < 0 ? word : word.slice(0, equals);
    const row = rows.get(name);
    if (row === undefined) return undefined;
    if (!row.flags.includes('<')) {
      if (equals >= 0) return undefined;
      if (name.startsWith('--no-')) options[camelCase(name.slice(5))] = false;
      else options[camelCase(name.slice(2))] = true;
      continue;
    }
    const value = equals < 0 ? words[++i] : word.slice(equals + 1);
    if (value === undefined) return undefined;
    const key = camelCase(name.slice(2));
    if (row.isList) (options[key] as string[]).push(value);
    else options[key] = value;
  }
  return files.length === 0 ? undefined : { files, options: options as unknown as RunOptions };
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What cannot be becomes a problem of the settings: a device that nobody knows, a limit that is no number, a directory that is not there. */
export function checkRunOptions({ device, timeLimit, dir }: Pick<RunOptions, 'device' | 'timeLimit' | 'dir'>, settings: FlagSettings): void {
  if (!['auto', 'cpu', 'webgpu'].includes(device)) settings.problems.push(`device '${device}' is unknown: use --device auto, cpu or webgpu`);
  if (!(Number(timeLimit) > 0)) settings.problems.push(`--time-limit ${timeLimit}: a kernel may run for a number of seconds above 0`);
  for (const path of dir) if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) settings.problems.push(`--dir ${path}: there is no such directory`);
}

/** The files without the words among them that name none, and nothing that could be compiled: these are meant for the program, which becomes a problem of the settings. */
export function checkArguments(files: readonly string[], command: string, settings: FlagSettings): readonly string[] {
  const words = files.slice(1).filter((file) => !/\.\w*[a-z]\w*$/i.test(file) && !existsSync(file));
  const others = files.filter((file) => !words.includes(file));
  if (words.length > 0) settings.problems.push(`no such file: '${words[0]}'; the program's own arguments stand behind --: cuda-wasm ${command} ${others.join(' ')} -- ${words.join(' ')}`);
  return others;
}

const mostThreads = 64;

/** The cores that a process may use, where its share of them is limited (`cpu.max` of Linux's control groups: microseconds in so many). */
export function coresOf(cores: number, quota: string): number {
  const [allowed, period] = quota.split(' ').map(Number);
  return allowed! > 0 && period! > 0 ? Math.max(1, Math.min(cores, Math.ceil(allowed! / period!))) : cores;
}

function readQuota(): string {
  try {
    return readFileSync('/sys/fs/cgroup/cpu.max', 'utf8');
  } catch {
    return '';
  }
}

/** How programs run whose kernels are on the CPU. */
export interface CpuRun {
  readonly target: WantedTarget;
  /** For messages. */
  readonly name: string;
  readonly threads: NonNullable<NodeRunOptions['threads']>;
}

/** What nobody chose, and 0, is all cores, but two at least: threads of host code want to wait for each other. Memory accesses are tested on one thread. What cannot be becomes a problem of the settings. */
export function cpuRun({ threads, check }: Pick<RunOptions, 'threads' | 'check'>, settings: FlagSettings): CpuRun {
  const checked = check ?? (settings.optimizeGiven && settings.optimize === 0);
  let count = Number(threads);
  if (count === 0) count = checked ? 1 : Math.min(Math.max(coresOf(availableParallelism(), readQuota()), 2), mostThreads);
  if (!Number.isInteger(count) || count < 1 || count > mostThreads) settings.problems.push(`--threads ${threads}: kernels run on 1 to ${mostThreads} threads`);
  else if (count > 1 && checked) settings.problems.push('memory accesses are tested on one thread: --threads 1');
  return { target: count > 1 ? 'threads' : checked && threads !== '1' ? 'host-threads' : 'cpu', name: count === 1 ? 'CPU, 1 thread' : `CPU, ${count} threads`, threads: { count, always: settings.shareAlways, worker: kernelWorker() } };
}

/** What the program sees of this machine. */
export function hostOptions(name: string, args: readonly string[], options: RunOptions): NodeRunOptions {
  const dirs = [...options.dir.map((dir) => resolve(dir)), ...args.flatMap(folderOf)];
  return { args: [name, ...args], dirs: Object.fromEntries(dirs.map((dir) => [dir, dir])) };
}

export function programName(files: readonly string[]): string {
  return basename(files[0]!).replace(/\.[^.]*$/, '');
}

/** Whoever names a file to the program lets it see the file's folder. The working directory it sees anyway. */
function folderOf(arg: string): string[] {
  const path = arg.startsWith('-') ? arg.slice(arg.indexOf('=') + 1) : arg;
  if (!path.includes('/') || /^\/*$/.test(path)) return [];
  const full = resolve(path);
  const folder = statSync(full, { throwIfNoEntry: false })?.isDirectory() ? full : dirname(full);
  const isOutside = relative(process.cwd(), folder).startsWith('..');
  return isOutside && folder !== '/' && statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? [folder] : [];
}
