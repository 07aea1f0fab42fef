/** For sema's tests: source text → checked unit and messages, without headers. */
import { createDiagnostics } from '../diagnostics/sink.js';
import { preprocess } from '../lex/preprocess.js';
import { parse } from '../parse/index.js';
import { createMemoryFileSystem } from '../source/file-system.js';
import { createSourceManager } from '../source/source-manager.js';
import type { CheckedUnit } from '../tree/index.js';
import { check } from './index.js';

export interface Checked {
  readonly unit: CheckedUnit;
  /** `line: code`, in order of reporting. */
  readonly messages: readonly string[];
}

const cudaDefines = ['global', 'device', 'host', 'shared', 'constant', 'managed'].map((name) => `__${name}__=__attribute__((${name}))`);

export function checkText(source: string, std: 11 | 14 | 17 | 20 = 17): Checked {
  const sources = createSourceManager();
  const diagnostics = createDiagnostics(sources);
  const files = createMemoryFileSystem({ 'test.cpp': source });
  const { tokens } = preprocess('test.cpp', { std: `gnu++${std}`, defines: cudaDefines }, files, sources, diagnostics);
  const unit = check(
    parse(tokens, {}, diagnostics),
    {
      std, extendedLambda: true, relaxedConstexpr: true, target: 'both', isSystem: (loc) => sources.isSystem(loc),
      limits: { instantiationDepth: 200, instantiations: 100_000, constexprSteps: 1_000_000, constexprDepth: 512 },
    },
    diagnostics,
  );
  return { unit, messages: diagnostics.list.filter((each) => each.severity !== 'note').map((each) => `${sources.expansion(each.loc).line}: ${each.code} ${each.text}`) };
}

/** Mangled names of the functions that the unit emits. */
export function functionNames(source: string): readonly string[] {
  return checkText(source).unit.functions.map((fn) => fn.mangled);
}
