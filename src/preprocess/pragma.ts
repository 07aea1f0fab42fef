/**
 * Pragmas ([cpp.pragma], [cpp.pragma.op]): those of the preprocessor are obeyed, those that mean something to the compiler proper are
 * handed on with their tokens macro-expanded, all others are dropped, as gcc drops what it doesn't know.
 */

import { preprocessMessages as messages } from '../diagnostics/preprocess-messages.js';
import type { Loc } from '../source/loc.js';
import { atom } from './atoms.js';
import { expandList, nextExpanded } from './expansion.js';
import type { PpToken } from './pp-token.js';
import { ppName, ppPunctuator, ppString } from './pp-token.js';
import { scanFile } from './scanner.js';
import type { State } from './state.js';
import { coverAtoms, macroNamed, nameMacro, namePoisoned, report } from './state.js';

/** Obeys the pragma with these tokens; `loc` to `end` is where it is reported. */
export function runPragma(state: State, tokens: readonly PpToken[], loc: Loc, end: Loc): void {
  const first = tokens[0];
  if (first === undefined || first.kind !== ppName) return;
  switch (first.atom) {
    case atom.once:
      if (state.frames.length > 1) state.onceFiles.add(state.frame.path);
      return;
    case atom.unroll:
    case atom.nounroll:
    case atom.omp:
      checkClauses(state, tokens);
      state.sink.pragma([first, ...expandList(state, tokens.slice(1))], loc, tokens[tokens.length - 1].end);
      return;
    case atom.pack: {
      const words = [first, ...expandList(state, tokens.slice(1))];
      state.sink.pragma(words, loc, tokens[tokens.length - 1].end);
      return;
    }
    case atom.push_macro:
    case atom.pop_macro:
      moveMacro(state, tokens);
      return;
    case atom.GCC:
    case atom.clang:
      compilerPragma(state, tokens, loc, end);
      return;
    default:
  }
}

/** `firstprivate` lets a region change copies of variables: in one thread it would change the program's own. It means nothing unless OpenMP is asked for. */
function checkClauses(state: State, tokens: readonly PpToken[]): void {
  if (!state.macros.has(state.cache.atoms.intern('_OPENMP'))) return;
  for (const token of tokens) {
    const text = state.texts[token.atom];
    if (text === 'firstprivate') report(state, messages.openmpClause, token.loc, token.end, text);
  }
}

function compilerPragma(state: State, tokens: readonly PpToken[], loc: Loc, end: Loc): void {
  const second = tokens[1];
  if (second === undefined) return;
  if (second.atom === atom.error || second.atom === atom.warning) {
    const text = tokens[2] === undefined ? '' : plainText(state.texts[tokens[2].atom]);
    report(state, second.atom === atom.error ? messages.pragmaError : messages.pragmaWarning, loc, end, text);
  } else if (second.atom === atom.poison) {
    for (const token of tokens.slice(2)) {
      if (token.kind !== ppName) continue;
      state.macros.delete(token.atom);
      state.nameClass[token.atom] = namePoisoned;
    }
  } else if (second.atom === atom.unroll) {
    const words = [second, ...expandList(state, tokens.slice(2))];
    state.sink.pragma(words, loc, tokens[tokens.length - 1].end);
  }
}

/** `push_macro("X")` and `pop_macro("X")`. */
function moveMacro(state: State, tokens: readonly PpToken[]): void {
  const operand = tokens[2];
  if (tokens[1]?.atom !== atom['('] || operand?.kind !== ppString) return;
  const name = state.cache.atoms.intern(plainText(state.texts[operand.atom]));
  coverAtoms(state);
  let saved = state.pushedMacros.get(name);
  if (saved === undefined) {
    saved = [];
    state.pushedMacros.set(name, saved);
  }
  if (tokens[0].atom === atom.push_macro) saved.push(macroNamed(state, name));
  else if (saved.length > 0) {
    const macro = saved.pop();
    if (macro === undefined) {
      state.macros.delete(name);
      state.nameClass[name] = 0;
    } else {
      state.macros.set(name, macro);
      state.nameClass[name] = nameMacro;
    }
  }
}

/** What a string literal without an encoding says: quotes off, `\"` and `\\` undone ([cpp.pragma.op]). */
function plainText(literal: string): string {
  const open = literal.indexOf('"');
  let text = '';
  for (let i = open + 1; i < literal.length - 1; i++) {
    const escaped = literal[i] === '\\' && (literal[i + 1] === '"' || literal[i + 1] === '\\');
    text += literal[escaped ? ++i : i];
  }
  return text;
}

/** `_Pragma ( string )`, whose name has been read. */
export function runPragmaOperator(state: State, name: PpToken): void {
  const isPunctuator = (token: PpToken | undefined, id: number): boolean =>
    token !== undefined && token.kind === ppPunctuator && token.atom === id;
  const open = nextExpanded(state);
  const operand = isPunctuator(open, atom['(']) ? nextExpanded(state) : undefined;
  const close = operand?.kind === ppString ? nextExpanded(state) : undefined;
  if (operand === undefined || !isPunctuator(close, atom[')'])) {
    report(state, messages.pragmaOperatorSyntax, name.loc, name.end);
    return;
  }
  const scanned = scanFile(plainText(state.texts[operand.atom]), state.cache.atoms);
  coverAtoms(state);
  const tokens: PpToken[] = [];
  for (let i = 0; i < scanned.count; i++) {
    tokens.push({
      kind: scanned.kinds[i] as PpToken['kind'],
      atom: scanned.atoms[i],
      flags: scanned.flags[i],
      loc: operand.loc,
      end: operand.end,
    });
  }
  runPragma(state, tokens, name.loc, name.end);
}
