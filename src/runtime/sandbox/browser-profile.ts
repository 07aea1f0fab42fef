/** What a page calls to run programs that were compiled to be profiled (`cuda-wasm/browser/profile.js`). The workers' scripts lie beside this bundle: others than those of usual runs, which know nothing of profiles. */
import { browserStarter } from './browser-threads.js';
import type { ProfilingStart, RecordedProfile } from './profiling.js';
import { withDevice } from './profiling.js';
import type { ProgramModule, RunOptions, RunResult } from './run-sandboxed.js';
import { runSandboxed } from './run-sandboxed.js';

export type { RecordedProfile } from './profiling.js';

export interface ProfiledResult extends RunResult {
  /** undefined where the program did not come to its end. */
  readonly recorded: RecordedProfile | undefined;
}

/** As `runInBrowser`. `profiled`: what the compilation with `profile` gave beside the module. */
export async function profileInBrowser(program: ProgramModule, profiled: ProfilingStart, options: RunOptions = {}): Promise<ProfiledResult> {
  const starter = browserStarter(
    { url: new URL('./profiled-program-worker.js', import.meta.url) },
    { url: new URL('./profiled-device-worker.js', import.meta.url) },
    { url: new URL('./kernel-worker.js', import.meta.url) },
  );
  let recorded: RecordedProfile | undefined;
  const result = await runSandboxed(program, options, starter, {
    start: profiled,
    tell(seen, onDevice) {
      recorded = onDevice === undefined ? seen : withDevice(seen, onDevice);
    },
  });
  return { ...result, recorded };
}
