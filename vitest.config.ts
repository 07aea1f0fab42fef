import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest first that keep one core busy, last the one that keeps all busy: so that no core waits at the end. */
const first = ['tests/run/compile.test.ts', 'tests/compile/compile.test.ts', 'tests/passes-random.test.ts', 'tests/fuzz/cuda.test.ts', 'tests/fuzz/garbage.test.ts'];
const last = ['tests/run/run.test.ts'];

class Sequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const isIn = (name: string): boolean => moduleId.endsWith(name);
      return last.some(isIn) ? 1 : first.some(isIn) ? first.findIndex(isIn) - first.length : 0;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    // For what hangs: the tests share the cores with each other.
    testTimeout: 240_000,
    // A process a core, and many files a process: the compiler, which most tests call, is loaded once in each, and optimised by the engine once.
    maxWorkers: '100%',
    isolate: false,
    sequence: { sequencer: Sequencer },
    execArgv: ['--import', new URL('./scripts/load-typescript.mjs', import.meta.url).href],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // What tests run is compiled: only tests of the cache itself have one.
    env: { CUDA_WASM_CACHE_DIR: '' },
    coverage: { provider: 'custom', customProviderModule: './scripts/coverage.mjs', include: ['src/**/*.ts'], exclude: ['src/**/*.test.ts'] },
  },
});
