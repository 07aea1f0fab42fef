/** Kernels of a linked program are copied, with what they call out of the library, before they become shaders. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { kernelShader } from '../../src/back/wgsl/kernel-shader.js';
import { prepareKernels } from '../../src/back/wgsl/prepare.js';
import { defaultSettings } from '../../src/cli/nvcc-flags.js';
import { compileFiles, createSession } from '../../src/cli/session.js';
import { openBinary } from '../../src/ir/binary.js';
import { link } from '../../src/ir/link.js';
import { printModule } from '../../src/ir/print.js';
import { root } from './kernels.js';

const program = `
#include <cstring>
__device__ unsigned bits(float f) { unsigned u; memcpy(&u, &f, 4); return u; }
__global__ void kernel(float *x, unsigned *u) { u[threadIdx.x] = __vadd4(u[threadIdx.x], bits(expf(x[threadIdx.x]))); }
int main() { kernel<<<1, 32>>>(nullptr, nullptr); }
`;

it('copies kernels and what they call', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-prepare-'));
  try {
    const file = join(folder, 'program.cu');
    writeFileSync(file, program);
    const session = createSession({ ...defaultSettings(), systemDirs: [join(root, 'sysroot/include')] }, {});
    const bytes = readFileSync(join(root, 'dist/sysroot/lib.bin'));
    const library = openBinary(new Uint8Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length));
    const linked = link({ modules: compileFiles(session, [file]) ?? [], libraries: [library], roots: ['_start'], provided: () => true }, session.diagnostics);
    const before = printModule(linked);
    const kernels = prepareKernels(linked, { level: 0, verify: true });
    expect(kernels.map((fn) => fn.pretty)).toEqual(['void kernel(float *, unsigned int *)']);
    expect(printModule(linked)).toBe(before);
    const { distinct, refused } = kernelShader(kernels[0]!, () => undefined, { refusal: (_fn, _loc, what) => what });
    expect(refused).toBeUndefined();
    expect(distinct!.body).toContain('bitcast<u32>(exponential(x[params.x_offset + thread_idx.x]))');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
