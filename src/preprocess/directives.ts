/**
 * Directives ([cpp.pre]): obeys the one at the file's position and leaves the position behind its line (or behind the
 * groups that a conditional skips, or at the start of an included file).
 */

import { preprocessMessages as messages } from '../diagnostics/preprocess-messages.js';
import type { Loc } from '../source/loc.js';
import { atom } from './atoms.js';
import { evaluateCondition } from './condition.js';
import { expandList, fileToken, noteCudaArch } from './expansion.js';
import { absentLibrary, enterHeader, findHeader } from './include.js';
import { readDefinition, sameDefinition } from './macro-definition.js';
import type { Macro, PpToken, ScannedFile } from './pp-token.js';
import { flagLineStart, flagSpace, ppHeaderName, ppName, ppNumber, ppString } from './pp-token.js';
import { runPragma } from './pragma.js';
import { commandLinePath } from './predefined.js';
import type { State } from './state.js';
import { macroNamed, nameComputed, nameMacro, namePoisoned, namePragmaOperator, nameTest, report } from './state.js';

/** Index of the first token of the next line. */
function lineEnd(file: ScannedFile, index: number): number {
  const { flags } = file;
  while ((flags[index] & flagLineStart) === 0) index++;
  return index;
}

/** The tokens from `index` to the end of the line. */
function restOfLine(state: State, index: number): PpToken[] {
  const { flags } = state.frame.file;
  const tokens: PpToken[] = [];
  for (; (flags[index] & flagLineStart) === 0; index++) tokens.push(fileToken(state, index));
  return tokens;
}

/** The text from `index` to the end of the line as it is written, white space collapsed. */
function restAsText(state: State, index: number): string {
  const { file } = state.frame;
  let text = '';
  for (let i = index; (file.flags[i] & flagLineStart) === 0; i++) {
    if (i > index && (file.flags[i] & flagSpace) !== 0) text += ' ';
    text += state.texts[file.atoms[i]];
  }
  return text;
}

export function runDirective(state: State): void {
  state.directive = state.frame.file.atoms[state.frame.position + 1] !== atom.pragma;
  obey(state);
  state.directive = false;
}

function obey(state: State): void {
  const { frame } = state;
  const { file, base } = frame;
  const hash = frame.position;
  const at = hash + 1;
  frame.nextDirective++;
  if ((file.flags[at] & flagLineStart) !== 0) {
    frame.position = at;
    return;
  }
  const name = file.atoms[at];
  const loc = base + file.starts[at];
  const end = base + file.ends[at];
  frame.position = lineEnd(file, at + 1);
  switch (name) {
    case atom.define:
      define(state, hash, at + 1);
      return;
    case atom.undef:
      undefine(state, at + 1);
      return;
    case atom.include:
    case atom.include_next:
    case atom.import:
      include(state, at);
      return;
    case atom.if:
    case atom.ifdef:
    case atom.ifndef: {
      const holds = conditionHolds(state, at);
      state.conditionals.push({ loc, name: state.texts[name], taken: holds, sawElse: false });
      if (!holds) skipGroup(state);
      return;
    }
    case atom.elif:
    case atom.elifdef:
    case atom.elifndef:
    case atom.else:
      // The group before was active: all others are skipped.
      if (alternative(state, at)) skipGroup(state);
      return;
    case atom.endif:
      if (state.conditionals.length <= frame.conditionals) {
        report(state, messages.elseWithoutIf, loc, end, state.texts[name]);
        return;
      }
      state.conditionals.pop();
      noExtraTokens(state, at);
      return;
    case atom.error:
      report(state, messages.errorDirective, loc, end, restAsText(state, at + 1));
      return;
    case atom.warning:
      report(state, messages.warningDirective, loc, end, restAsText(state, at + 1));
      return;
    case atom.line:
      line(state, at + 1, false);
      return;
    case atom.pragma:
      runPragma(state, restOfLine(state, at + 1), loc, end);
      return;
    case atom.ident:
    case atom.sccs:
    case atom.assert:
    case atom.unassert:
      return;
    default:
      // `# 12 "file"`, the output of another preprocessor.
      if (file.kinds[at] === ppNumber) line(state, at, true);
      else report(state, messages.unknownDirective, loc, end, state.texts[name]);
  }
}

/** `at`: the last token that may stand there; `directive`: the directive's name, unless that token is it. */
function noExtraTokens(state: State, at: number, directive = state.frame.file.atoms[at]): void {
  const { file, base } = state.frame;
  if ((file.flags[at + 1] & flagLineStart) !== 0) return;
  const loc = base + file.starts[at + 1];
  report(state, messages.extraTokens, loc, base + file.ends[at + 1], state.texts[directive]);
}

// Conditionals

/** The condition of an `#if`, `#elif` or one of their shorthands whose name is token `at`. */
function conditionHolds(state: State, at: number): boolean {
  const { file, base } = state.frame;
  const name = file.atoms[at];
  if (name === atom.if || name === atom.elif) {
    const loc = base + file.starts[at];
    return evaluateCondition(state, restOfLine(state, at + 1), state.texts[name], loc, base + file.ends[at]);
  }
  const macro = readMacroName(state, at + 1);
  if (macro === undefined) return false;
  noExtraTokens(state, at + 1, name);
  if (macro === atom.__CUDA_ARCH__) noteCudaArch(state, fileToken(state, at + 1));
  const wanted = name === atom.ifdef || name === atom.elifdef;
  return isDefined(state, macro) === wanted;
}

export function isDefined(state: State, name: number): boolean {
  const nameClass = state.nameClass[name];
  return nameClass === nameMacro || nameClass === nameComputed || nameClass === nameTest;
}

/** An `#elif`, `#else` …: whether it may be (it is checked, and recorded); reports it otherwise. */
function alternative(state: State, at: number): boolean {
  const { frame, conditionals } = state;
  const { file, base } = frame;
  const text = state.texts[file.atoms[at]];
  const loc = base + file.starts[at];
  const open = conditionals[conditionals.length - 1];
  if (conditionals.length <= frame.conditionals || open === undefined) {
    report(state, messages.elseWithoutIf, loc, loc + text.length, text);
    return false;
  }
  if (open.sawElse) report(state, messages.elseAfterElse, loc, loc + text.length, text);
  if (file.atoms[at] === atom.else) {
    open.sawElse = true;
    noExtraTokens(state, at);
  }
  return true;
}

/** Skips from a group that is not active to the next one that is, or behind the `#endif`. */
function skipGroup(state: State): void {
  const { frame, conditionals } = state;
  const { file } = frame;
  const { directives, atoms, flags } = file;
  let depth = 0;
  while (frame.nextDirective < directives.length) {
    const at = directives[frame.nextDirective++] + 1;
    if ((flags[at] & flagLineStart) !== 0) continue;
    switch (atoms[at]) {
      case atom.if:
      case atom.ifdef:
      case atom.ifndef:
        depth++;
        break;
      case atom.endif:
        if (depth-- > 0) break;
        frame.position = lineEnd(file, at + 1);
        conditionals.pop();
        noExtraTokens(state, at);
        return;
      case atom.elif:
      case atom.elifdef:
      case atom.elifndef:
      case atom.else: {
        if (depth > 0) break;
        frame.position = lineEnd(file, at + 1);
        const open = conditionals[conditionals.length - 1];
        const after = open.sawElse;
        alternative(state, at);
        if (open.taken || after) break;
        if (atoms[at] === atom.else || conditionHolds(state, at)) {
          open.taken = true;
          return;
        }
        break;
      }
      default:
    }
  }
  frame.position = file.count;
}

// Macros

/** The name that `#define`, `#undef`, `#ifdef` … apply to, at token `at`; undefined after a report. */
function readMacroName(state: State, at: number): number | undefined {
  const { file, base } = state.frame;
  const directive = state.texts[file.atoms[at - 1]];
  if ((file.flags[at] & flagLineStart) !== 0) {
    const loc = base + file.starts[at - 1];
    report(state, messages.macroNameExpected, loc, loc + directive.length, directive);
    return undefined;
  }
  if (file.kinds[at] === ppName) return file.atoms[at];
  report(state, messages.macroNameInvalid, base + file.starts[at], base + file.ends[at]);
  return undefined;
}

/** As readMacroName, for names that are about to be defined or undefined. */
function readChangedName(state: State, at: number): number | undefined {
  const name = readMacroName(state, at);
  if (name === undefined) return undefined;
  const nameClass = state.nameClass[name];
  const reserved = name === atom.defined || name === atom.__VA_ARGS__ || name === atom.__VA_OPT__;
  const { file, base } = state.frame;
  const loc = base + file.starts[at];
  if (reserved || nameClass === nameTest || nameClass === namePragmaOperator) {
    report(state, messages.macroNameReserved, loc, base + file.ends[at], state.texts[name]);
    return undefined;
  }
  if (nameClass === namePoisoned) {
    report(state, messages.poisoned, loc, base + file.ends[at], state.texts[name]);
    return undefined;
  }
  return name;
}

function define(state: State, hash: number, at: number): void {
  const name = readChangedName(state, at);
  if (name === undefined) return;
  const { file, base } = state.frame;
  let definition = file.definitions.get(hash);
  if (definition === undefined) {
    const read = readDefinition(file, at, state.texts);
    if (read.problem !== undefined) {
      const { row, args, start, end } = read.problem;
      report(state, row, base + start, base + end, ...args);
    }
    if (read.definition === undefined) return;
    definition = read.definition;
    if (read.problem === undefined) file.definitions.set(hash, definition);
  }
  const loc = base + definition.start;
  const nameClass = state.nameClass[name];
  if (nameClass === nameComputed) {
    report(state, messages.builtinRedefined, loc, base + file.ends[at], state.texts[name]);
  } else if (nameClass === nameMacro) {
    const previous = macroNamed(state, name);
    if (
      previous !== undefined &&
      previous.definition !== definition &&
      !sameDefinition(previous.definition, definition)
    ) {
      reportRedefinition(state, previous, loc, base + file.ends[at], state.texts[name]);
    }
  }
  defineMacro(state, { definition, base, own: isOwn(state, name), disabled: false });
}

/** Macros that headers of the system ask programs for, to stand in their text. */
const ASKED_FOR: ReadonlySet<string> = new Set(['QUALIFIERS']);

/** Names with an underscore in front are the system's: programs that define them mean its headers, as do those that replace macros of such headers. */
function isOwn(state: State, name: number): boolean {
  const { frame } = state;
  const text = state.texts[name];
  if (text.startsWith('_') || ASKED_FOR.has(text) || (frame.system && frame.path !== commandLinePath)) return false;
  return macroNamed(state, name)?.own ?? true;
}

export function defineMacro(state: State, macro: Macro): void {
  state.macros.set(macro.definition.atom, macro);
  state.nameClass[macro.definition.atom] = nameMacro;
}

function reportRedefinition(state: State, previous: Macro, loc: Loc, end: Loc, name: string): void {
  const notes = [{ loc: previous.base + previous.definition.start, text: 'previous definition is here' }];
  state.diagnostics.report(messages.macroRedefined, loc, [name], { end, notes });
}

function undefine(state: State, at: number): void {
  const name = readChangedName(state, at);
  if (name === undefined) return;
  noExtraTokens(state, at, atom.undef);
  const { file, base } = state.frame;
  if (state.nameClass[name] === nameComputed) {
    report(state, messages.builtinUndefined, base + file.starts[at], base + file.ends[at], state.texts[name]);
  }
  state.nameClass[name] = 0;
  state.macros.delete(name);
}

// Other directives

function include(state: State, at: number): void {
  const { file, base } = state.frame;
  const directive = file.atoms[at];
  let tokens: readonly PpToken[] = restOfLine(state, at + 1);
  if (tokens.length > 0 && tokens[0].kind === ppName) tokens = expandList(state, tokens);
  const loc = base + file.starts[at];
  const end = base + file.ends[at];
  const header = readHeaderName(state, tokens);
  if (header === undefined) {
    report(state, messages.includeExpectsName, loc, end, state.texts[directive]);
    return;
  }
  const first = tokens[0];
  const found = findHeader(state, header.name, header.angled, directive === atom.include_next);
  if (found === undefined) {
    const last = tokens[header.count - 1];
    const end = last.loc > 0 ? last.end : first.end;
    const library = absentLibrary(header.name);
    if (library === undefined) report(state, messages.includeNotFound, first.loc, end, header.name);
    else report(state, messages.absentLibrary, first.loc, end, header.name, library);
    return;
  }
  if (tokens.length > header.count) {
    const extra = tokens[header.count];
    report(state, messages.extraTokens, extra.loc, extra.end, state.texts[directive]);
  }
  enterHeader(state, found, loc, end);
  if (directive === atom.import) state.onceFiles.add(found.path);
}

/** The header name that a list of tokens begins with. */
export function readHeaderName(
  state: State,
  tokens: readonly PpToken[],
): { name: string; angled: boolean; count: number } | undefined {
  const first = tokens[0];
  if (first === undefined) return undefined;
  const text = state.texts[first.atom];
  if (first.kind === ppHeaderName || first.kind === ppString) {
    const angled = text.startsWith('<');
    if ((!angled && !text.startsWith('"')) || text.length < 3) return undefined;
    return { name: text.slice(1, -1), angled, count: 1 };
  }
  if (first.atom !== atom['<']) return undefined;
  let name = '';
  for (let i = 1; i < tokens.length; i++) {
    if (tokens[i].atom === atom['>']) return name === '' ? undefined : { name, angled: true, count: i + 1 };
    if (i > 1 && (tokens[i].flags & flagSpace) !== 0) name += ' ';
    name += state.texts[tokens[i].atom];
  }
  return undefined;
}

/** `#line`, or (with `marker`) a line marker, whose flags behind the name mean nothing here. */
function line(state: State, at: number, marker: boolean): void {
  const { file, base } = state.frame;
  const tokens = expandList(state, restOfLine(state, at));
  const digits = tokens[0] === undefined ? '' : state.texts[tokens[0].atom].replaceAll("'", '');
  const number = /^[0-9]+$/.test(digits) ? Number(digits) : Number.NaN;
  const loc = base + file.starts[at - 1];
  if (!(number <= 0x7fffffff)) {
    report(state, messages.lineNeedsNumber, loc, base + file.ends[at - 1], digits);
    return;
  }
  let name: string | undefined;
  if (tokens.length > 1) {
    const text = state.texts[tokens[1].atom];
    if (tokens[1].kind !== ppString || !text.startsWith('"')) {
      report(state, messages.lineNameInvalid, tokens[1].loc, tokens[1].end, text);
      return;
    }
    name = text.slice(1, -1).replaceAll('\\\\', '\\').replaceAll('\\"', '"');
  }
  if (tokens.length > 2 && !marker) report(state, messages.extraTokens, tokens[2].loc, tokens[2].end, 'line');
  state.sources.setLine(loc, number, name);
}
