/** `cuda-wasm prelude`: reads the headers that come before every CUDA source, and those that many begin with, for the sysroot. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { preprocessorOptions } from '../driver/compile.js';
import { implicitHeaders } from '../driver/implicit-headers.js';
import { savePrelude } from '../driver/prelude-file.js';
import { makePrelude, savedPreludes, withHeaders } from '../driver/prelude.js';
import { sysrootInclude } from './node-files.js';
import type { FlagSettings } from './nvcc-flags.js';
import { createSession } from './session.js';

/** Writes them into the folder `output`. */
export function preludeCommand(settings: FlagSettings, options: { readonly output: string }): number {
  for (const { file, headers } of savedPreludes) {
    const session = createSession(settings, {});
    const forPreprocessor = withHeaders(preprocessorOptions(session.options, true, undefined, implicitHeaders('', () => undefined)), headers);
    const prelude = makePrelude(forPreprocessor, session.files);
    const bytes = prelude && savePrelude(prelude, forPreprocessor, sysrootInclude());
    if (bytes === undefined) {
      process.stderr.write(`the headers of ${file} have errors, or lie elsewhere\n`);
      return 1;
    }
    writeFileSync(join(options.output, file), bytes);
  }
  return 0;
}
