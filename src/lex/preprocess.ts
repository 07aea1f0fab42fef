/**
 * Entry points: a main file → the parser's tokens, or → preprocessed text (`-E`). In: a virtual file system, options.
 * Out: a flat array that ends in one `eof` token. Neither throws for any input.
 */
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import type { PreprocessOptions } from '../preprocess/options.js';
import type { PreludeState } from '../preprocess/preprocessor.js';
import { runPrelude, runPreprocessor } from '../preprocess/preprocessor.js';
import { createTextPrinter } from '../preprocess/print.js';
import type { TokenCache } from '../preprocess/token-cache.js';
import { sharedTokenCache } from '../preprocess/token-cache.js';
import type { FileSystem } from '../source/file-system.js';
import type { SourceManager } from '../source/source-manager.js';
import { createLexer } from './lexer.js';
import type { Token } from './token.js';

export interface Preprocessed {
  readonly tokens: Token[];
  /** The program's own source (not the headers of the system directories) asked for `__CUDA_ARCH__`. */
  readonly testedCudaArch: boolean;
  /** `__DATE__` or its like was expanded: the same files may be other tokens later. */
  readonly readClock: boolean;
  /** Paths of all included files, in order of first inclusion. */
  readonly includes: string[];
}

export function preprocess(
  mainFile: string,
  options: PreprocessOptions,
  fileSystem: FileSystem,
  sources: SourceManager,
  diagnostics: DiagnosticSink,
  cache: TokenCache = sharedTokenCache(),
  prelude?: PreludeState,
): Preprocessed {
  const lexer = createLexer(options.std ?? 'gnu++17', cache, sources, diagnostics);
  const unit = runPreprocessor(mainFile, options, fileSystem, sources, diagnostics, cache, lexer, prelude);
  return { tokens: lexer.finish(unit.end), testedCudaArch: unit.testedCudaArch, readClock: unit.readClock, includes: unit.includes };
}

/** The tokens of what comes before a main file (predefined macros, forced headers), and what it leaves for `preprocess`. */
export function preprocessPrelude(options: PreprocessOptions, fileSystem: FileSystem, sources: SourceManager, diagnostics: DiagnosticSink, cache: TokenCache): { readonly tokens: Token[]; readonly state: PreludeState } {
  const lexer = createLexer(options.std ?? 'gnu++17', cache, sources, diagnostics);
  const state = runPrelude(options, fileSystem, sources, diagnostics, cache, lexer);
  return { tokens: lexer.finish(state.end), state };
}

/** The preprocessed program as text; with line markers (`# 12 "file"`) unless `plain`. */
export function preprocessToText(
  mainFile: string,
  options: PreprocessOptions,
  fileSystem: FileSystem,
  sources: SourceManager,
  diagnostics: DiagnosticSink,
  plain = false,
  cache: TokenCache = sharedTokenCache(),
): string {
  const printer = createTextPrinter(cache.atoms.texts, sources, plain);
  runPreprocessor(mainFile, options, fileSystem, sources, diagnostics, cache, printer);
  return printer.finish();
}
