/**
 * Programs that carry what runs them: a page (`build -o app.html`), or a module for Node and browsers with its types (`-o app.mjs`, `app.d.mts`). In: the program's modules for the CPU and for WebGPU. Out:
 * texts; the same program gives the same bytes.
 */
import type { EmbeddedProgram } from '../runtime/sandbox/embedded.js';

/** What stands in front of the script: the program that it finds. */
function programText(program: EmbeddedProgram): string {
  return `const CUDA_WASM_PROGRAM = ${JSON.stringify(program).replaceAll('<', '\\u003c')};\n`;
}

export function pageText(template: string, program: EmbeddedProgram): string {
  const title = program.name.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return template.replaceAll('{{title}}', () => title).replace('{{program}}', () => programText(program));
}

export function moduleText(template: string, program: EmbeddedProgram): string {
  return `/** ${program.name.replaceAll('*/', '* /')}, a program compiled by cuda-wasm. */\n${programText(program)}${template}`;
}

/** As src/runtime/sandbox/run-sandboxed.ts has them; tests/cli/embed.test.ts compares. */
export const moduleTypes = `export interface RunOptions {
  /** argv[0]. */
  readonly name?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard input. */
  readonly stdin?: string | Uint8Array;
  /** The files that the program finds in its working directory, by path. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Where kernels run. \`auto\`: on a GPU if there is one and all kernels can run there, else on the CPU. */
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
  /** What the program wrote, decoded as UTF-8; empty where \`onStdout\` or \`onStderr\` took it. */
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the program with these arguments, in a thread of its own, with its files in memory. Kernels run on WebGPU where that is to be had (Node: with the package \`webgpu\`; pages: where they are cross-origin
 * isolated), else on the CPU. Rejects with the signal's reason when stopped, and with an Error when the program cannot run on the device that was asked for.
 */
export function run(args?: readonly string[], options?: RunOptions): Promise<RunResult>;
`;
