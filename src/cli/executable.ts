/**
 * Executables: scripts that Node runs, with a program's modules in base64 as comments at their end. In: the modules. Out: the file's text; the same program gives the same bytes on the same machine.
 *
 * What runs them is the installed package: where it was when the program was built, else as the script's folder finds it.
 */

export interface ExecutableModules {
  readonly cpu: Uint8Array;
  /** undefined: not all kernels can run there, or there are none. */
  readonly webgpu: Uint8Array | undefined;
}

const marker = '//cuda-wasm ';

export function executableText(name: string, modules: ExecutableModules, runner: string): string {
  const line = (kind: string, bytes: Uint8Array | undefined): string => (bytes === undefined ? '' : `${marker}${kind} ${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')}\n`);
  return `#!/usr/bin/env node
// ${name.replace(/[\r\n]/g, ' ')}: a CUDA program, compiled by cuda-wasm to the modules in the comments below.
import('node:module').then(({ createRequire }) => {
  const require = createRequire(process.argv[1]);
  for (const place of ${JSON.stringify([runner, 'cuda-wasm/execute'])}) {
    try {
      return require(place).execute(process.argv[1], process.argv.slice(2));
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  console.error('cuda-wasm is not installed where this program looks for it: npm install cuda-wasm');
  process.exitCode = 127;
});
${line('cpu', modules.cpu)}${line('webgpu', modules.webgpu)}`;
}

/** undefined: the text is no executable of ours. */
export function modulesOf(text: string): ExecutableModules | undefined {
  const find = (kind: string): Uint8Array<ArrayBuffer> | undefined => {
    const start = text.indexOf(`\n${marker}${kind} `);
    if (start < 0) return undefined;
    const from = start + 1 + marker.length + kind.length + 1;
    const bytes = Buffer.from(text.slice(from, text.indexOf('\n', from)), 'base64');
    return new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length);
  };
  const cpu = find('cpu');
  return cpu && { cpu, webgpu: find('webgpu') };
}
