/**
 * Runs a program in threads of its own: one for the program and, where its kernels run on WebGPU, one for the device, or on the CPU further ones when the program asks for them. In: its module for the CPU, for WebGPU, or both; files in memory. Chooses the
 * device, passes output on as it comes, ends everything when told to. Host-independent: the host starts the threads.
 */
import { deviceUnavailable, unsuitable } from '../webgpu/messages.js';
import type { DeviceFacts } from '../webgpu/commands.js';
import { readProgramKernels } from '../webgpu/program-kernels.js';
import { createRing } from '../webgpu/ring.js';
import type { Files } from './memory-files.js';
import type { DeviceReply, DeviceRequest, KernelsStart, ProgramReply, ProgramStart, Thread } from './messages.js';
import type { ProfilingStart, RecordedProfile } from './profiling.js';

/** More would be more than it is good for. */
const mostThreads = 64;

export type ProgramModule = BufferSource | WebAssembly.Module;

/** The forms in which a program was built: with its kernels for the CPU, and for WebGPU. */
export interface Program {
  readonly cpu?: ProgramModule;
  readonly webgpu?: ProgramModule;
}

/** Of which only the form is loaded that runs. `folder`: where chunks lie, as a URL. */
export interface LazyProgram {
  readonly cpu: (() => Promise<WebAssembly.Module>) | undefined;
  readonly webgpu: (() => Promise<WebAssembly.Module>) | undefined;
  readonly folder: string | undefined;
}

export interface RunOptions {
  /** What the program finds in argv after its name. */
  readonly args?: readonly string[];
  /** argv[0]. */
  readonly name?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. */
  readonly stdin?: string | Uint8Array;
  /** The files that the program finds in its working directory, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Where kernels run. `auto`: on a GPU if there is one and all kernels can run there, else on the CPU. */
  readonly device?: 'auto' | 'cpu' | 'webgpu';
  /** How many threads may run kernels on the CPU, of programs that were built for several; as many as the machine has cores unless given. */
  readonly threads?: number;
  /** How long a kernel may run on WebGPU, in seconds; 30 unless given. */
  readonly timeLimit?: number;
  /** Given what the program writes, as it comes: decoded as UTF-8, and as it is. */
  readonly onStdout?: (text: string, bytes: Uint8Array) => void;
  readonly onStderr?: (text: string, bytes: Uint8Array) => void;
  /** Stops the program, whatever it does; the promise is then rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface RunResult {
  readonly exitCode: number;
  /** The program's files at its end. */
  readonly files: Record<string, Uint8Array>;
  readonly device: { readonly kind: 'cpu' | 'webgpu'; readonly name: string };
  /** What the program wrote, decoded as UTF-8; empty where `onStdout` or `onStderr` took it. */
  readonly stdout: string;
  readonly stderr: string;
}

/** How a host starts threads. */
export interface ThreadStarter {
  program(): Thread<ProgramStart, ProgramReply>;
  device(): Thread<DeviceRequest, DeviceReply>;
  /** For blocks of kernels, and threads of host code; absent where threads cannot share memory. */
  kernels?(): Thread<KernelsStart, never>;
  /** How many threads this machine runs at a time; 1 unless given. */
  readonly cores?: number;
  /** Why there can be no device; undefined if there may be one. */
  readonly noDevice: string | undefined;
}

/** A program that was compiled to be profiled: what the threads must know of it, and what they are to tell to. */
export interface Profiling {
  readonly start: ProfilingStart;
  tell(program: RecordedProfile, device: RecordedProfile | undefined): void;
}

/** Throws TypeError: what is no list of arguments, no device and no file would be taken for something near it. */
function checkOptions({ args = [], device = 'auto', files = {} }: RunOptions): void {
  if (!Array.isArray(args)) throw new TypeError(`the program's arguments are an array of strings, not ${typeof args === 'string' ? `'${args as string}'` : typeof args}`);
  if (!['auto', 'cpu', 'webgpu'].includes(device)) throw new TypeError(`device is 'auto', 'cpu' or 'webgpu', not ${String(device)}`);
  for (const [path, content] of Object.entries(files)) if (typeof content !== 'string' && !(content instanceof Uint8Array)) throw new TypeError(`the file '${path}' is a string or a Uint8Array, not ${content === null ? 'null' : typeof content}`);
}

/** Rejects with the signal's reason when stopped, with TypeError for options of other types, and with an Error when the program cannot run on the device that was asked for, or its module is none. `profiling`: threads that record profiles are started. */
export async function runSandboxed(program: ProgramModule | Program | LazyProgram, options: RunOptions, starter: ThreadStarter, profiling?: Profiling): Promise<RunResult> {
  checkOptions(options);
  const { signal } = options;
  signal?.throwIfAborted();
  const threads: { close(): void }[] = [];
  const started: Started = (thread) => {
    threads.push(thread);
    return thread;
  };
  let stop: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal!.reason);
    signal?.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([formsOf(program).then((forms) => run(forms, options, starter, started, profiling)), stopped]);
  } finally {
    if (stop !== undefined) signal?.removeEventListener('abort', stop);
    for (const thread of threads) thread.close();
  }
}

type Form = ProgramModule | (() => Promise<WebAssembly.Module>);
type Forms = { readonly cpu?: Form | undefined; readonly webgpu?: Form | undefined; readonly folder?: string | undefined };

async function formsOf(program: ProgramModule | Program | LazyProgram): Promise<Forms> {
  if (!(program instanceof ArrayBuffer || ArrayBuffer.isView(program) || program instanceof WebAssembly.Module)) return program;
  const module = await compiled(program);
  return readProgramKernels(module) === undefined ? { cpu: module } : { webgpu: module };
}

async function compiled(program: Form): Promise<WebAssembly.Module> {
  if (typeof program === 'function') return program();
  return program instanceof WebAssembly.Module ? program : WebAssembly.compile(program);
}

type Started = <T extends { close(): void }>(thread: T) => T;

async function run(program: Forms, options: RunOptions, starter: ThreadStarter, started: Started, profiling: Profiling | undefined): Promise<RunResult> {
  const programThread = started(starter.program());
  const chosen = await chooseDevice(program, options.device ?? 'auto', starter, started);
  const output = textOutput(options);
  const start: ProgramStart = {
    module: chosen.module,
    args: [options.name ?? 'program', ...(options.args ?? [])],
    env: options.env ?? {},
    files: bytesOf(options.files ?? {}),
    stdin: toBytes(options.stdin ?? ''),
    hostThreads: starter.kernels !== undefined,
    folder: program.folder,
    ...(profiling && { profiling: profiling.start }),
  };
  const hostThread = ({ start, timeOrigin }: Request<'host-thread'>): void => started(starter.kernels!()).send({ start, number: undefined, timeOrigin, folder: program.folder });
  if (chosen.kind === 'cpu') {
    const threads = starter.kernels === undefined ? 1 : Math.min(options.threads ?? starter.cores ?? 1, mostThreads);
    const { exitCode, files, profile } = await runProgramOn(programThread, { ...start, threads, hostThreads: threads > 1 }, output, {
      hostThread,
      threads({ start, timeOrigin }) {
        start.places.forEach((_, number) => {
          started(starter.kernels!()).send({ start, number, timeOrigin, folder: program.folder });
        });
      },
    });
    if (profile !== undefined) profiling?.tell(profile, undefined);
    return { exitCode, files, device: { kind: 'cpu', name: 'CPU' }, ...output.end() };
  }
  const ring = createRing();
  const device = { ring, facts: chosen.facts };
  let memoryIsThere: (memory: WebAssembly.Memory) => void;
  const served = new Promise<WebAssembly.Memory>((resolve) => {
    memoryIsThere = resolve;
  }).then((memory) => chosen.serve({ kind: 'serve', ring, module: chosen.module, memory, timeLimit: (options.timeLimit ?? 30) * 1000, profiling: profiling?.start, folder: program.folder }, output.stderrText));
  const ended = runProgramOn(programThread, { ...start, device }, output, { memory: ({ memory }) => memoryIsThere(memory), hostThread });
  // What the device still has to say comes before the end; a program that fails to start never meets the device.
  const [{ exitCode, files, profile }, onDevice] = await Promise.all([ended, served]);
  if (profile !== undefined) profiling?.tell(profile, onDevice);
  return { exitCode, files, device: { kind: 'webgpu', name: chosen.facts.name }, ...output.end() };
}

type Request<Kind> = ProgramReply & { readonly kind: Kind };

/** What a program asks for while it runs. */
interface Requests {
  memory?(request: Request<'memory'>): void;
  threads?(request: Request<'threads'>): void;
  hostThread?(request: Request<'host-thread'>): void;
}

function runProgramOn(thread: Thread<ProgramStart, ProgramReply>, start: ProgramStart, output: TextOutput, requests: Requests): Promise<ProgramReply & { readonly kind: 'ended' }> {
  return new Promise((resolve, reject) => {
    thread.onDeath((message) => reject(new Error(message)));
    thread.listen((reply) => {
      switch (reply.kind) {
        case 'stdout':
        case 'stderr':
          output[reply.kind](reply.bytes);
          break;
        case 'memory':
          requests.memory?.(reply);
          break;
        case 'threads':
          requests.threads?.(reply);
          break;
        case 'host-thread':
          requests.hostThread?.(reply);
          break;
        case 'ended':
          resolve(reply);
          break;
        case 'failed':
          reject(new Error(reply.message));
          break;
        default:
          reply satisfies never;
      }
    });
    thread.send(start);
  });
}

type Chosen =
  | { readonly kind: 'cpu'; readonly module: WebAssembly.Module }
  | {
      readonly kind: 'webgpu';
      readonly module: WebAssembly.Module;
      readonly facts: DeviceFacts;
      readonly serve: (request: DeviceRequest & { readonly kind: 'serve' }, stderr: (text: string) => void) => Promise<RecordedProfile | undefined>;
    };

async function chooseDevice(program: Forms, wanted: 'auto' | 'cpu' | 'webgpu', starter: ThreadStarter, started: Started): Promise<Chosen> {
  const onCpu = async (): Promise<Chosen> => ({ kind: 'cpu', module: await compiled(program.cpu!) });
  if (wanted === 'cpu' || (wanted === 'auto' && program.webgpu === undefined)) {
    if (program.cpu === undefined) throw new Error(deviceUnavailable('the program was built for WebGPU only', 'build it for the CPU too'));
    return onCpu();
  }
  if (program.webgpu === undefined) throw new Error(deviceUnavailable('the program was built for the CPU only', 'build it for WebGPU too'));
  /** Takes the CPU instead, where that is left open. */
  const without = (reason: string): Promise<Chosen> => {
    if (wanted === 'auto' && program.cpu !== undefined) return onCpu();
    throw new Error(deviceUnavailable(reason));
  };
  if (starter.noDevice !== undefined) return without(starter.noDevice);
  const thread = started(starter.device());
  let onReply: (reply: DeviceReply) => void;
  const opened = new Promise<DeviceReply>((resolve, reject) => {
    onReply = resolve;
    thread.onDeath((message) => reject(new Error(message)));
  });
  thread.listen((reply) => onReply(reply));
  thread.send({ kind: 'open', software: wanted === 'webgpu' });
  const [module, reply] = await Promise.all([compiled(program.webgpu), opened]);
  if (reply.kind === 'none') return without(reply.reason);
  if (reply.kind === 'failed') return without(reply.message);
  if (reply.kind !== 'opened') throw new Error(`the device's thread answered '${reply.kind}'`);
  const { facts } = reply;
  const kernels = readProgramKernels(module);
  if (kernels === undefined) throw new Error('the module for WebGPU has no kernels for it');
  if (wanted === 'auto' && program.cpu !== undefined && unsuitable(kernels, facts) !== undefined) return onCpu();
  return {
    kind: 'webgpu',
    module,
    facts,
    serve: (request, stderr) =>
      new Promise((resolve, reject) => {
        thread.onDeath((message) => reject(new Error(message)));
        onReply = (next) => {
          if (next.kind === 'stderr') stderr(next.text);
          else if (next.kind === 'served') resolve(next.profile);
          else if (next.kind === 'failed') reject(new Error(next.message));
        };
        thread.send(request);
      }),
  };
}

interface TextOutput {
  stdout(bytes: Uint8Array): void;
  stderr(bytes: Uint8Array): void;
  stderrText(text: string): void;
  /** Gives out what was left of characters that never became whole; what nobody took. */
  end(): { readonly stdout: string; readonly stderr: string };
}

function textOutput({ onStdout, onStderr }: RunOptions): TextOutput {
  const out = textStream(onStdout);
  const err = textStream(onStderr);
  const encoder = new TextEncoder();
  return { stdout: out.write, stderr: err.write, stderrText: (text) => err.write(encoder.encode(text)), end: () => ({ stdout: out.end(), stderr: err.end() }) };
}

function textStream(taker: RunOptions['onStdout']): { readonly write: (bytes: Uint8Array) => void; readonly end: () => string } {
  const decoder = new TextDecoder();
  let kept = '';
  const take = taker ?? ((text: string): void => void (kept += text));
  return {
    write: (bytes) => take(decoder.decode(bytes, { stream: true }), bytes),
    end() {
      const rest = decoder.decode();
      if (rest !== '') take(rest, new Uint8Array());
      return kept;
    },
  };
}

const toBytes = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? new TextEncoder().encode(content) : content);

function bytesOf(files: Readonly<Record<string, string | Uint8Array>>): Files {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path, toBytes(content)]));
}
