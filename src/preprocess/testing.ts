/** For the tests of the front: preprocess or lex a text in memory, with its diagnostics as text. */

import { renderDiagnostics } from '../diagnostics/render.js';
import type { Diagnostics } from '../diagnostics/sink.js';
import { createDiagnostics } from '../diagnostics/sink.js';
import { createMemoryFileSystem } from '../source/file-system.js';
import type { SourceManager } from '../source/source-manager.js';
import { createSourceManager } from '../source/source-manager.js';
import type { PreprocessOptions } from './options.js';
import type { PreprocessedUnit } from './preprocessor.js';
import { runPreprocessor } from './preprocessor.js';
import { createTextPrinter } from './print.js';
import { createTokenCache } from './token-cache.js';

export interface Expanded {
  /** Preprocessed text, one space between words, lines joined. */
  readonly text: string;
  readonly messages: string;
  readonly diagnostics: Diagnostics;
  readonly sources: SourceManager;
  readonly unit: PreprocessedUnit;
}

/** Preprocesses `main.cu` (and the files given by path) without any system headers. */
export function expandText(
  main: string,
  options: PreprocessOptions = {},
  files: Record<string, string> = {},
): Expanded {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const cache = createTokenCache();
  const printer = createTextPrinter(cache.atoms.texts, sources, true);
  const fileSystem = createMemoryFileSystem({ 'main.cu': main, ...files });
  const unit = runPreprocessor('main.cu', options, fileSystem, sources, diagnostics, cache, printer);
  const text = printer.finish().replace(/\s+/g, ' ').trim();
  return { text, messages: renderDiagnostics(diagnostics.list, sources), diagnostics, sources, unit };
}
