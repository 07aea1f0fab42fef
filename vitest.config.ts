import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest first, so that no core waits at the end. */
const first = [
  'tests/run/compile.test.ts', 'tests/run/webgpu.test.ts', 'tests/bench-gpu.test.ts', 'tests/run/run-1.test.ts', 'tests/run/run-2.test.ts', 'tests/run/run-3.test.ts', 'tests/run/run-4.test.ts', 'tests/cli/shrink.test.ts',
  'tests/cli/check-accesses.test.ts', 'tests/cli/diagnose.test.ts', 'tests/compile/compile.test.ts', 'tests/cli/embed.test.ts', 'tests/browser/playground.test.ts', 'tests/fuzz/library.test.ts', 'tests/fuzz/garbage.test.ts',
  'tests/browser/programs.test.ts', 'tests/fuzz/cuda.test.ts', 'tests/passes-random.test.ts',
];

/** What runs what is built only, or in workers and pages: it counts for nothing. */
const uncounted = ['tests/run/{run-?,webgpu}.test.ts', 'tests/{bench-gpu,bench-runtime,bundles,docs,docs-examples,size}.test.ts', 'tests/browser/{api,embed,playground,programs,sandbox,store}.test.ts', 'tests/cli/cache.test.ts'];
const isCounted = process.argv.includes('--coverage');

class Sequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const isIn = (name: string): boolean => moduleId.endsWith(name);
      return first.some(isIn) ? first.findIndex(isIn) - first.length : 0;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['**/node_modules/**', ...(isCounted ? uncounted : [])],
    // For what hangs: the tests share the cores with each other.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // A process a core, and many files a process: the compiler, which most tests call, is loaded once in each, and optimised by the engine once.
    maxWorkers: '100%',
    isolate: false,
    sequence: { sequencer: Sequencer },
    execArgv: ['--import', new URL('./scripts/load-typescript.mjs', import.meta.url).href],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // What tests run is compiled: only tests of the cache itself have one.
    env: { CUDA_WASM_CACHE_DIR: '' },
    coverage: { provider: 'custom', customProviderModule: './scripts/coverage.mjs', include: ['src/**/*.ts'], exclude: ['src/**/*.test.ts'], reportOnFailure: true },
  },
});
