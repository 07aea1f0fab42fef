/** `cuda-wasm prelude`: reads the headers that come before every CUDA source once, for the sysroot. */
import { writeFileSync } from 'node:fs';
import { preprocessorOptions } from '../driver/compile.js';
import { implicitHeaders } from '../driver/implicit-headers.js';
import { savePrelude } from '../driver/prelude-file.js';
import { makePrelude } from '../driver/prelude.js';
import { sysrootInclude } from './node-files.js';
import type { FlagSettings } from './nvcc-flags.js';
import { createSession } from './session.js';

export function preludeCommand(settings: FlagSettings, options: { readonly output: string }): number {
  const session = createSession(settings, {});
  const forPreprocessor = preprocessorOptions(session.options, true, undefined, implicitHeaders('', () => undefined));
  const prelude = makePrelude(forPreprocessor, session.files);
  const bytes = prelude && savePrelude(prelude, forPreprocessor, sysrootInclude());
  if (bytes === undefined) {
    process.stderr.write('the headers before every CUDA source have errors, or lie elsewhere\n');
    return 1;
  }
  writeFileSync(options.output, bytes);
  return 0;
}
