/**
 * Programs of tests/run with their kernels on (software) WebGPU: the same references as on every device. Here a representative set; `node dist/tools/sweep.js` runs all. Needs `npm run build`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { complaint, createQueue, execute } from './execute.js';
import { findPrograms } from './programs.js';
import { useSoftwareGpu } from './software-gpu.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = join(HERE, '../../dist/cli/main.js');
/** For what hangs: others have the cores too. */
const TIME_LIMIT_MS = 280_000;
const inTurn = createQueue(2);

/** Of each area something, what the device side has a part in all; none that takes long. */
const chosen = [
  'classes/comparisons', 'classes/constexpr_virtual', 'classes/containers', 'cpp/basics', 'cpp/classes', 'cpp/lambdas', 'groups/block_barriers', 'groups/grid', 'groups/grid_calls', 'groups/grid_launches', 'kernels/launch', 
  'kernels/syncthreads', 'lambdas/captures', 'lambdas/device', 'lambdas/function_objects', 'lambdas/generic', 'language/control_flow', 'language/conversions',
  'kernels/alike_threads', 'language/chosen_truths', 'language/functions', 'library/abort', 'library/arguments', 'library/assert', 'library/device_memory_functions', 'library/host_threads', 'library/mappings', 'linkage/exceptions_across', 'linkage/host_units', 'linkage/inline_weak', 'linkage/units',
  'language/wide_switch', 'math/fast_math_flag', 'math/float_to_integer', 'math/flush_denormals', 'math/signed_zeros', 'memory/callbacks', 'narrow/dynamic_shared', 'narrow/copied_records', 'narrow/neighbouring_stores', 'narrow/signed_as_unsigned', 'textures/address_modes', 'textures/volume', 'memory/function_pointers', 'warps/divergence',
  'math/sums_of_constants', 'memory/constant_records', 'memory/kept_in_loops', 'memory/constants_beside_memory', 'memory/managed', 'memory/reuse', 'memory/read_before_write', 'pointers/bad_addresses', 'pointers/casts', 'pointers/generic', 'pointers/graph_struct', 'pointers/linked_lists', 'pointers/memory_kinds', 'pointers/packed', 'pointers/pointer_tables', 'pointers/printed_strings', 'pointers/trees', 'memory/vectors_through_shared', 'memory/volatile_locals', 'preprocessor/conditions', 'preprocessor/expansion', 'preprocessor/include', 'programs/breadth_first_search', 'programs/hashes', 'programs/image_pipeline',
  'programs/lattice_boltzmann', 'programs/sequence_alignment', 'ptx/bit_fields', 'ptx/clocks', 'ptx/integer', 'ptx/logic', 'runtime/checked_calls', 'runtime/chosen_formats', 'runtime/child_memory', 'runtime/clocks', 'runtime/delays', 'runtime/device_runtime', 'runtime/host_only', 'runtime/launch_chains', 'runtime/profiler_ranges', 'runtime/short_copies',
  'runtime/sticky', 'runtime/streams', 'templates/auto_decltype', 'templates/classes', 'templates/concepts', 'warps/branches', 'warps/votes',
];

/** Of these the kernels reach memory by address too. */
const byAddress = ['language/conversions', 'memory/callbacks', 'memory/constants_beside_memory', 'memory/managed', 'memory/one_allocation', 'pointers/casts', 'programs/hashes', 'ptx/logic', 'runtime/launch_chains', 'templates/classes'];

describe('programs print the same with their kernels on WebGPU', () => {
  beforeAll(useSoftwareGpu);
  const programs = findPrograms(HERE);

  it('are all there', () => {
    expect([...chosen, ...byAddress].filter((name) => !programs.some((program) => program.name === name))).toEqual([]);
  });

  for (const program of programs) {
    const forms = [...(chosen.includes(program.name) ? [[]] : []), ...(byAddress.includes(program.name) ? [['-farena-always']] : [])];
    for (const flags of forms) {
      it.concurrent([program.name, ...flags].join(' '), { timeout: 4 * TIME_LIMIT_MS }, async () => {
        const result = await inTurn(() => execute(program, { cli: CLI, flags: ['--device', 'webgpu', ...flags], limitMs: TIME_LIMIT_MS }));
        const wrong = complaint(program, result, TIME_LIMIT_MS);
        if (wrong !== undefined) throw new Error(wrong);
      });
    }
  }
});

it('a kernel that does not end becomes an error, and the process ends', { timeout: 60_000 }, () => {
  useSoftwareGpu();
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-endless-'));
  const source = join(folder, 'endless.cu');
  writeFileSync(
    source,
    `#include <cstdio>
__global__ void endless(volatile int *flag) { while (*flag == 0) {} *flag = 2; }
int main() {
  int *flag;
  cudaMalloc(&flag, 4);
  cudaMemset(flag, 0, 4);
  endless<<<1, 1>>>(flag);
  printf("%s\\n", cudaGetErrorName(cudaDeviceSynchronize()));
  return 3;
}`,
  );
  const ran = spawnSync(process.execPath, [CLI, 'run', '--device', 'webgpu', '--time-limit', '1.5', source], { encoding: 'utf8', timeout: 30_000, killSignal: 'SIGKILL' });
  rmSync(folder, { recursive: true, force: true });
  expect(ran.stdout, ran.stderr).toBe('cudaErrorLaunchTimeout\n');
  expect(ran.stderr).toMatch(/CW8303.*endless[\s\S]*CW8309.*exit code 3/);
});

it('a kernel whose threads wait for each other in loops is refused where they run one after the other', { timeout: 60_000 }, () => {
  useSoftwareGpu();
  const ran = spawnSync(process.execPath, [CLI, 'run', '--device', 'webgpu', join(HERE, 'parallel/waiting_blocks.cu')], { encoding: 'utf8', timeout: 30_000, killSignal: 'SIGKILL' });
  expect(ran.stderr).toMatch(/waiting_blocks\.cu:25:\d+: error: kernel 'void scan\(.*\)' waits here in a loop until another thread has written something.*\[CW8203\]\n/);
  expect(ran.status).toBe(1);
});

it('of a pointer between elements and one that is misaligned, the second is told of', { timeout: 60_000 }, () => {
  useSoftwareGpu();
  const folder = mkdtempSync(join(tmpdir(), 'cuda-wasm-misaligned-'));
  const source = join(folder, 'misaligned.cu');
  writeFileSync(
    source,
    `#include <cstdio>
struct Three { int words[3]; };
__global__ void copy(const Three *in, Three *out) { out[threadIdx.x] = in[threadIdx.x]; }
int main() {
  char *memory;
  cudaMalloc(&memory, 256);
  copy<<<1, 4>>>((const Three *)(memory + 4), (Three *)(memory + 130));
  printf("%s\\n", cudaGetErrorName(cudaDeviceSynchronize()));
}`,
  );
  const ran = spawnSync(process.execPath, [CLI, 'run', '--device', 'webgpu', source], { encoding: 'utf8', timeout: 30_000, killSignal: 'SIGKILL' });
  rmSync(folder, { recursive: true, force: true });
  expect(ran.stdout, ran.stderr).toBe('cudaErrorMisalignedAddress\n');
  expect(ran.stderr).toMatch(/its pointer 'out' \(0x[0-9a-f]+\) is no multiple of 4/);
});
