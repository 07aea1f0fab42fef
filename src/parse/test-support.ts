/** For the parser's tests: source text → tokens → tree and messages. No headers: CUDA's qualifiers are written as attributes or defined here. */

import { dumpUnit } from '../ast/dump.js';
import type { TranslationUnit } from '../ast/index.js';
import { createDiagnostics } from '../diagnostics/sink.js';
import { preprocess } from '../lex/preprocess.js';
import type { Token } from '../lex/token.js';
import { isCStandard, type LanguageStandard } from '../preprocess/options.js';
import { createMemoryFileSystem } from '../source/file-system.js';
import { createSourceManager } from '../source/source-manager.js';
import { parse } from './index.js';

export const cudaDefines: readonly string[] = [
  '__global__=__attribute__((global))',
  '__device__=__attribute__((device))',
  '__host__=__attribute__((host))',
  '__shared__=__attribute__((shared))',
  '__constant__=__attribute__((constant))',
  '__launch_bounds__(...)=__attribute__((launch_bounds(__VA_ARGS__)))',
];

export interface Parsed {
  readonly unit: TranslationUnit;
  readonly dump: string;
  /** `line:column: text`. */
  readonly messages: readonly string[];
  readonly codes: readonly number[];
}

export function tokensOf(source: string, std: LanguageStandard = 'gnu++17'): Token[] {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const files = createMemoryFileSystem({ 'test.cu': source });
  return preprocess('test.cu', { std, defines: cudaDefines }, files, sources, diagnostics).tokens;
}

export function parseText(source: string, std: LanguageStandard = 'gnu++17', bracketDepth?: number): Parsed {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const files = createMemoryFileSystem({ 'test.cu': source });
  const { tokens } = preprocess('test.cu', { std, defines: cudaDefines }, files, sources, diagnostics);
  const unit = parse(tokens, { bracketDepth, c: isCStandard(std) }, diagnostics);
  const messages = diagnostics.list.map((d) => {
    const at = sources.physical(sources.fileLoc(d.loc));
    return `${at.line}:${at.column}: ${d.text}`;
  });
  return { unit, dump: dumpUnit(unit), messages, codes: diagnostics.list.map((d) => d.code) };
}

/** The codes reported for a source, without a dump (which recurses as deep as the tree). */
export function parseCodes(source: string): readonly number[] {
  const diagnostics = createDiagnostics(createSourceManager());
  parse(tokensOf(source), {}, diagnostics);
  return diagnostics.list.map((d) => d.code);
}
