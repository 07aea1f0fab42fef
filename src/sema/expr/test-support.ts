/** For the tests of sema's expressions half: source text → checked unit and messages. No headers: CUDA's qualifiers are macros. */
import { createDiagnostics } from '../../diagnostics/sink.js';
import { preprocess } from '../../lex/preprocess.js';
import { parse } from '../../parse/index.js';
import type { LanguageStandard } from '../../preprocess/options.js';
import { createMemoryFileSystem } from '../../source/file-system.js';
import { createSourceManager } from '../../source/source-manager.js';
import type { CheckedUnit } from '../../tree/index.js';
import { check } from '../index.js';

const defines: readonly string[] = [
  '__global__=__attribute__((global))', '__device__=__attribute__((device))', '__host__=__attribute__((host))', '__shared__=__attribute__((shared))', '__constant__=__attribute__((constant))',
];

export interface Checked {
  readonly unit: CheckedUnit;
  /** `line: code: text`. */
  readonly messages: readonly string[];
  /** `line:code`, in order. */
  readonly codes: readonly string[];
  /** Texts of all notes. */
  readonly notes: readonly string[];
}

export function checkText(source: string, std: LanguageStandard = 'gnu++17'): Checked {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const { tokens } = preprocess('test.cu', { std, defines }, createMemoryFileSystem({ 'test.cu': source }), sources, diagnostics);
  const ast = parse(tokens, {}, diagnostics);
  const unit = check(
    ast,
    { std: std.endsWith('20') ? 20 : 17, extendedLambda: true, relaxedConstexpr: true, target: 'both', isSystem: () => false, limits: { instantiationDepth: 900, instantiations: 100_000, constexprSteps: 1_000_000, constexprDepth: 512 } },
    diagnostics,
  );
  const at = (loc: number): number => sources.physical(sources.fileLoc(loc)).line;
  return {
    unit,
    messages: diagnostics.list.map((d) => `${at(d.loc)}: ${d.code}: ${d.text}`),
    codes: diagnostics.list.map((d) => `${at(d.loc)}:${d.code}`),
    notes: diagnostics.list.flatMap((d) => d.notes.map((n) => n.text)),
  };
}
