/**
 * Macro expansion ([cpp.rescan]): reads tokens from the stack of contexts and from the file, and replaces macros.
 *
 * The algorithm is the one of stacked contexts: the result of an expansion is pushed as a context that disables its
 * macro until it has been read to the end. A name that meets its own macro disabled is marked and never expanded again.
 * Arguments are collected unexpanded (which may read past the end of the expansion that holds the macro's name), and
 * expanded on their own, as often as needed at most once, when the body asks for it.
 */

import { preprocessMessages as messages } from '../diagnostics/preprocess-messages.js';
import { NO_LOC } from '../source/loc.js';
import { atom } from './atoms.js';
import { computedToken } from './computed-macros.js';
import { leaveFile } from './include.js';
import type { Macro, PpKind, PpToken } from './pp-token.js';
import { flagLineStart, flagNoExpand, flagSpace, ppEof, ppName, ppPunctuator } from './pp-token.js';
import type { State } from './state.js';
import { macroNamed, nameComputed, nameMacro, namePoisoned, nameTest, report, stop } from './state.js';
import type { Argument } from './substitution.js';
import { substitute } from './substitution.js';

export function pushContext(state: State, tokens: readonly PpToken[], macro: Macro | undefined): void {
  const context = state.contexts[state.depth];
  if (context === undefined) state.contexts.push({ tokens, position: 0, macro });
  else {
    context.tokens = tokens;
    context.position = 0;
    context.macro = macro;
  }
  state.depth++;
  if (macro !== undefined) macro.disabled = true;
}

function popContext(state: State): void {
  const context = state.contexts[--state.depth];
  if (context.macro !== undefined) context.macro.disabled = false;
  context.macro = undefined;
  context.tokens = [];
}

/** Drops contexts that were read to their end; whether a token is left to read. */
export function contextsPending(state: State): boolean {
  while (state.depth > state.floor) {
    const context = state.contexts[state.depth - 1];
    if (context.position < context.tokens.length) return true;
    popContext(state);
  }
  return false;
}

/** The file's token at `index` as an object. */
export function fileToken(state: State, index: number): PpToken {
  const { file, base } = state.frame;
  return {
    kind: file.kinds[index] as PpKind,
    atom: file.atoms[index],
    flags: file.flags[index],
    loc: base + file.starts[index],
    end: base + file.ends[index],
  };
}

function nextFromFile(state: State): PpToken | undefined {
  while (!state.stopped) {
    const frame = state.frame;
    const { file } = frame;
    const index = frame.position;
    if (file.kinds[index] === ppEof) {
      if (state.frames.length <= state.openFrames) return undefined;
      leaveFile(state);
    } else if (file.directives[frame.nextDirective] === index) state.runDirective(state);
    else {
      frame.position = index + 1;
      state.fromFile = true;
      return fileToken(state, index);
    }
  }
  return undefined;
}

/** The next token as it stands, without expansion; undefined at the end of the list or of the file. */
export function nextRaw(state: State): PpToken | undefined {
  let token: PpToken | undefined;
  if (state.stopped) return undefined;
  if (contextsPending(state)) {
    const context = state.contexts[state.depth - 1];
    token = context.tokens[context.position++];
    state.fromFile = false;
  } else if (state.closed === 0) token = nextFromFile(state);
  if (token === undefined) return undefined;
  if (state.pendingSpace) {
    state.pendingSpace = false;
    if ((token.flags & flagSpace) === 0) token = { ...token, flags: token.flags | flagSpace };
  }
  return token;
}

/** Takes back the token that nextRaw returned last. */
function unread(state: State, token: PpToken): void {
  if (state.fromFile) state.frame.position--;
  else state.contexts[state.depth - 1].position--;
  state.pendingSpace = (token.flags & flagSpace) !== 0;
}

/** The next token after expansion; undefined at the end of the list or of the file. */
export function nextExpanded(state: State): PpToken | undefined {
  for (;;) {
    const token = nextRaw(state);
    if (token === undefined) return undefined;
    if (token.kind !== ppName || (token.flags & flagNoExpand) !== 0) return token;
    const nameClass = state.nameClass[token.atom];
    if (!nameClass) return token;
    const kept = enterMacro(state, token, nameClass);
    if (kept !== undefined) return kept;
  }
}

/** Expands a list of tokens completely and on its own. */
export function expandList(state: State, tokens: readonly PpToken[]): PpToken[] {
  const expanded: PpToken[] = [];
  if (state.closed >= state.limits.nesting) {
    const at = tokens[0];
    stop(state, messages.expansionDepth, at?.loc ?? NO_LOC, at?.end ?? NO_LOC, String(state.limits.nesting));
    return expanded;
  }
  readClosed(state, tokens, () => {
    for (let token = nextExpanded(state); token !== undefined; token = nextExpanded(state))
      expanded.push(token);
  });
  return expanded;
}

/** Runs `read` with reads that see only `tokens`. */
export function readClosed(state: State, tokens: readonly PpToken[], read: () => void): void {
  const { floor, pendingSpace } = state;
  state.floor = state.depth;
  state.closed++;
  state.pendingSpace = false;
  pushContext(state, tokens, undefined);
  read();
  while (state.depth > state.floor) popContext(state);
  state.floor = floor;
  state.closed--;
  state.pendingSpace = pendingSpace;
}

/**
 * Replaces the macro named by `token` (of the class given): its expansion is pushed, undefined returned. A name that is
 * not to be replaced is returned.
 */
export function enterMacro(state: State, token: PpToken, nameClass: number): PpToken | undefined {
  if (nameClass === nameComputed) {
    const computed = computedToken(state, token);
    return { ...computed, flags: token.flags, loc: token.loc, end: token.end };
  }
  if (nameClass === namePoisoned)
    report(state, messages.poisoned, token.loc, token.end, state.texts[token.atom]);
  if (nameClass === nameTest && state.closed === 0) {
    report(state, messages.testOutsideIf, token.loc, token.end, state.texts[token.atom]);
  }
  if (nameClass !== nameMacro) return token;
  const macro = macroNamed(state, token.atom);
  if (macro === undefined) throw new Error(`macro ${state.texts[token.atom]} has no definition`);
  if (macro.disabled) return { ...token, flags: token.flags | flagNoExpand };
  if (macro.own && !state.directive && state.sources.isSystem(state.sources.spellingLoc(token.loc))) return token;
  if (token.atom === atom.__CUDA_ARCH__) noteCudaArch(state, token);
  const { definition } = macro;
  let args: Argument[] | undefined;
  if (definition.parameters !== undefined) {
    if (!parenthesisFollows(state)) return token;
    args = collectArguments(state, token, macro);
    if (args === undefined) return undefined;
  }
  const tokens =
    definition.composed || args !== undefined
      ? substitute(state, macro, token, args ?? [], expandList)
      : copyBody(state, macro, token);
  state.expanded += tokens.length + 1;
  if (state.expanded > state.limits.expandedTokens) {
    stop(state, messages.expansionLimit, token.loc, token.end, String(state.limits.expandedTokens));
    return undefined;
  }
  if (tokens.length === 0) {
    if ((token.flags & flagSpace) !== 0) state.pendingSpace = true;
  } else pushContext(state, tokens, macro);
  return undefined;
}

/** `__CUDA_ARCH__` is mentioned in a condition: whether by the program itself is what matters. */
export function noteCudaArch(state: State, token: PpToken): void {
  if (state.testedCudaArch || state.sources.isSystem(token.loc)) return;
  if (!state.sources.isSystem(state.sources.spellingLoc(token.loc))) state.testedCudaArch = true;
}

/** The replacement of a macro without parameters and operators. */
function copyBody(state: State, macro: Macro, name: PpToken): PpToken[] {
  const { body } = macro.definition;
  const { sources } = state;
  const tokens: PpToken[] = new Array(body.length);
  for (let i = 0; i < body.length; i++) {
    const part = body[i];
    const loc = sources.addExpansion(macro.base + part.start, name.loc, NO_LOC, part.length);
    const flags = i === 0 ? name.flags & (flagSpace | flagLineStart) : part.flags;
    tokens[i] = { kind: part.kind, atom: part.atom, flags, loc, end: loc - 1 };
  }
  return tokens;
}

/** Whether the next token is `(`; it is read then. */
function parenthesisFollows(state: State): boolean {
  if (state.depth === 0 && state.closed === 0) {
    // The usual case, without making a token: the next one of the file decides.
    const { file, position, nextDirective } = state.frame;
    const kind = file.kinds[position];
    if (kind !== ppEof && file.directives[nextDirective] !== position) {
      if (kind !== ppPunctuator || file.atoms[position] !== atom['(']) return false;
    }
  }
  const next = nextRaw(state);
  if (next === undefined) return false;
  if (next.kind === ppPunctuator && next.atom === atom['(']) return true;
  unread(state, next);
  return false;
}

/** Reads the arguments behind `(`, up to the matching `)`; undefined after an error. */
function collectArguments(state: State, name: PpToken, macro: Macro): Argument[] | undefined {
  const { parameters, variadic } = macro.definition;
  if (parameters === undefined) throw new Error('arguments of an object-like macro');
  const { openFrames } = state;
  if (state.closed === 0) state.openFrames = Math.min(openFrames, state.frames.length);
  const args: Argument[] = [];
  let tokens: PpToken[] = [];
  let depth = 0;
  let complete = false;
  state.pendingSpace = false;
  for (let token = nextRaw(state); token !== undefined; token = nextRaw(state)) {
    if (token.kind === ppPunctuator) {
      if (token.atom === atom['(']) depth++;
      else if (token.atom === atom[')'] && depth-- === 0) {
        complete = true;
        break;
      } else if (
        token.atom === atom[','] &&
        depth === 0 &&
        !(variadic && args.length === parameters.length - 1)
      ) {
        args.push({ tokens, expanded: undefined });
        tokens = [];
        continue;
      }
    } else if (token.kind === ppName && state.nameClass[token.atom] === nameMacro) {
      if (macroNamed(state, token.atom)?.disabled) token = { ...token, flags: token.flags | flagNoExpand };
    }
    if ((token.flags & flagLineStart) !== 0) token = { ...token, flags: token.flags & ~flagLineStart };
    tokens.push(token);
  }
  state.openFrames = openFrames;
  if (state.stopped) return undefined;
  const text = state.texts[name.atom];
  if (!complete) {
    report(state, messages.argumentsUnterminated, name.loc, name.end, text);
    return undefined;
  }
  if (args.length > 0 || tokens.length > 0 || parameters.length > 0)
    args.push({ tokens, expanded: undefined });
  if (args.length > parameters.length) {
    const count = String(parameters.length);
    report(state, messages.argumentsTooMany, name.loc, name.end, text, String(args.length), count);
    return undefined;
  }
  if (args.length < parameters.length - (variadic ? 1 : 0)) {
    const given = args.length === 1 && args[0].tokens.length === 0 ? 0 : args.length;
    report(
      state,
      messages.argumentsTooFew,
      name.loc,
      name.end,
      text,
      String(parameters.length),
      String(given),
    );
    return undefined;
  }
  return args;
}
