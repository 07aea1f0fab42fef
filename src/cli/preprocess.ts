/** `-E`, with any subcommand: the preprocessed sources as text, on stdout or in the file that -o names. */
import { driverMessages } from '../diagnostics/driver-messages.js';
import { headersBefore, languageOf, optionsFor, preprocessorOptions } from '../driver/compile.js';
import { preprocessToText } from '../lex/preprocess.js';
import type { FlagSettings } from './nvcc-flags.js';
import { createSession, printDiagnostics, writeOutput } from './session.js';

export function preprocessCommand(files: readonly string[], settings: FlagSettings, options: { readonly output?: string }): number {
  const session = createSession(settings, {});
  let text = '';
  for (const file of files) {
    if (session.files.read(file) === undefined) {
      session.diagnostics.report(driverMessages.noSuchFile, 0, [file]);
      continue;
    }
    const language = settings.language ?? languageOf(file);
    const cuda = language === 'cuda';
    text += preprocessToText(file, preprocessorOptions(optionsFor(language, session.options), cuda, undefined, cuda ? headersBefore(file, session.options, session.files) : []), session.files, session.sources, session.diagnostics);
  }
  if (options.output === undefined) process.stdout.write(text);
  else writeOutput(session, options.output, text);
  return printDiagnostics(session) ? 1 : 0;
}
