/** `cuda-wasm check`: diagnostics only. */
import { diagnosticsToJson } from '../diagnostics/render.js';
import type { FlagSettings } from './nvcc-flags.js';
import { compileFiles, createSession, printDiagnostics } from './session.js';

export interface CheckOptions {
  readonly output?: string;
  readonly json?: boolean;
}

export function checkCommand(files: readonly string[], settings: FlagSettings, options: CheckOptions): number {
  const session = createSession(settings, {});
  compileFiles(session, files);
  if (!options.json) return printDiagnostics(session) ? 1 : 0;
  process.stdout.write(`${JSON.stringify(diagnosticsToJson(session.diagnostics.list, session.sources), undefined, 2)}\n`);
  return session.diagnostics.errorCount > 0 ? 1 : 0;
}
