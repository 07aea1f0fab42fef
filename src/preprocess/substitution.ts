/**
 * Argument substitution ([cpp.subst], [cpp.stringize], [cpp.concat]): a macro's replacement list and the arguments of a
 * call → the tokens that take the call's place, before rescanning.
 *
 * GNU's `, ## __VA_ARGS__` is here: the comma goes if the variable arguments were left out altogether.
 */

import { preprocessMessages as messages } from '../diagnostics/preprocess-messages.js';
import type { Loc } from '../source/loc.js';
import { NO_LOC } from '../source/loc.js';
import { atom } from './atoms.js';
import { pasteTokens, stringizeTokens } from './paste.js';
import type { Macro, MacroToken, PpToken } from './pp-token.js';
import {
  flagLineStart,
  flagPasteNext,
  flagSpace,
  flagStringize,
  ppPlacemarker,
  ppPunctuator,
  ppString,
  ppVaOpt,
} from './pp-token.js';
import type { State } from './state.js';
import { report } from './state.js';

/** An argument of a macro call, its expansion made on demand. */
export interface Argument {
  readonly tokens: readonly PpToken[];
  expanded: readonly PpToken[] | undefined;
}

/** Expands a list of tokens completely and on its own. */
export type ExpandList = (state: State, tokens: readonly PpToken[]) => readonly PpToken[];

interface Call {
  readonly macro: Macro;
  readonly name: PpToken;
  readonly args: readonly Argument[];
  readonly expandList: ExpandList;
}

export function substitute(
  state: State,
  macro: Macro,
  name: PpToken,
  args: readonly Argument[],
  expandList: ExpandList,
): PpToken[] {
  const call: Call = { macro, name, args, expandList };
  const tokens = withoutPlacemarkers(substituteBody(state, call, macro.definition.body));
  const first = tokens[0];
  if (first !== undefined) {
    const inherited = name.flags & (flagSpace | flagLineStart);
    tokens[0] = { ...first, flags: (first.flags & ~flagSpace) | inherited };
  }
  return tokens;
}

/** White space before a placemarker stays, before the token that follows it. */
function withoutPlacemarkers(tokens: readonly PpToken[]): PpToken[] {
  const kept: PpToken[] = [];
  let space = 0;
  for (const token of tokens) {
    if (token.kind === ppPlacemarker) space |= token.flags & flagSpace;
    else {
      kept.push(space === 0 ? token : { ...token, flags: token.flags | space });
      space = 0;
    }
  }
  return kept;
}

function expandedArgument(state: State, call: Call, arg: Argument): readonly PpToken[] {
  arg.expanded ??= call.expandList(state, arg.tokens);
  return arg.expanded;
}

/** The variable arguments of a call; undefined where they were left out. */
function variableArgument(state: State, call: Call): Argument | undefined {
  const { parameters } = call.macro.definition;
  const count = parameters?.length ?? 0;
  if (call.args.length < count) return undefined;
  const last = call.args[count - 1];
  // `F()` of a macro with only variable arguments: left out in GNU mode, empty in standard mode.
  if (count === 1 && last.tokens.length === 0 && (state.options.std ?? 'gnu++17').startsWith('gnu'))
    return undefined;
  return last;
}

function placemarker(flags: number, loc: Loc): PpToken {
  return { kind: ppPlacemarker, atom: 0, flags, loc, end: loc };
}

function substituteBody(state: State, call: Call, body: readonly MacroToken[]): PpToken[] {
  const { definition } = call.macro;
  const variadicIndex = definition.variadic ? (definition.parameters?.length ?? 0) - 1 : -1;
  const tokens: PpToken[] = [];
  let paste = false;
  for (let i = 0; i < body.length; i++) {
    const part = body[i];
    const pastesNext = (part.flags & flagPasteNext) !== 0;
    if (paste && part.parameter >= 0 && part.parameter === variadicIndex && isComma(body[i - 1])) {
      const arg = variableArgument(state, call);
      if (arg === undefined) {
        tokens.pop();
        tokens.push(placemarker(part.flags, NO_LOC));
      } else addArgument(state, call, part, arg.tokens, tokens);
      paste = pastesNext;
      continue;
    }
    const at = tokens.length;
    addPart(state, call, part, paste || pastesNext, tokens);
    if (paste && at > 0 && tokens.length > at) pasteAt(state, tokens, at, call.name);
    paste = pastesNext;
  }
  return tokens;
}

function isComma(part: MacroToken | undefined): boolean {
  return part !== undefined && part.kind === ppPunctuator && part.atom === atom[','];
}

/** Appends what one token of the body stands for; next to `##` at least a placemarker. */
function addPart(state: State, call: Call, part: MacroToken, pasted: boolean, tokens: PpToken[]): void {
  const { sources } = state;
  const { macro, name, args } = call;
  const stringize = (part.flags & flagStringize) !== 0;
  if (part.parameter >= 0 || part.kind === ppVaOpt) {
    const arg = part.parameter >= 0 ? args[part.parameter] : undefined;
    const group = part.kind === ppVaOpt ? optionalTokens(state, call, part) : undefined;
    if (stringize) {
      const text = stringizeTokens(group ?? arg?.tokens ?? [], state.texts);
      const loc = sources.addExpansion(macro.base + part.start, name.loc, NO_LOC, part.length);
      const id = state.cache.atoms.intern(text);
      tokens.push({ kind: ppString, atom: id, flags: part.flags & flagSpace, loc, end: loc - 1 });
      return;
    }
    const before = tokens.length;
    if (group !== undefined) {
      for (const token of group) tokens.push(token);
      if (tokens.length > before) {
        tokens[before] = {
          ...tokens[before],
          flags: (tokens[before].flags & ~flagSpace) | (part.flags & flagSpace),
        };
      }
    } else if (arg !== undefined)
      addArgument(state, call, part, pasted ? arg.tokens : expandedArgument(state, call, arg), tokens);
    if (tokens.length === before) {
      // White space around nothing is still white space.
      tokens.push(placemarker(part.flags & flagSpace, NO_LOC));
    }
    return;
  }
  const loc = sources.addExpansion(macro.base + part.start, name.loc, NO_LOC, part.length);
  tokens.push({ kind: part.kind, atom: part.atom, flags: part.flags & flagSpace, loc, end: loc - 1 });
}

/** The operand of `__VA_OPT__` where there are variable arguments that expand to something. */
function optionalTokens(state: State, call: Call, part: MacroToken): PpToken[] {
  const count = call.macro.definition.parameters?.length ?? 0;
  const arg = call.args[count - 1];
  if (arg === undefined || expandedArgument(state, call, arg).length === 0) return [];
  return substituteBody(state, call, part.group ?? []);
}

/** Appends an argument's tokens as tokens of this expansion. */
function addArgument(
  state: State,
  call: Call,
  part: MacroToken,
  from: readonly PpToken[],
  tokens: PpToken[],
): void {
  const { sources } = state;
  const mention = call.macro.base + part.start;
  for (let i = 0; i < from.length; i++) {
    const token = from[i];
    const length = token.loc > 0 ? token.end - token.loc : 1;
    const loc = sources.addExpansion(token.loc, call.name.loc, mention, length);
    const flags = i === 0 ? (token.flags & ~flagSpace) | (part.flags & flagSpace) : token.flags;
    tokens.push({ kind: token.kind, atom: token.atom, flags, loc, end: loc - 1 });
  }
}

/** Pastes tokens[at - 1] and tokens[at] into one. */
function pasteAt(state: State, tokens: PpToken[], at: number, name: PpToken): void {
  const left = tokens[at - 1];
  const right = tokens[at];
  if (right.kind === ppPlacemarker) {
    tokens.splice(at, 1);
    return;
  }
  if (left.kind === ppPlacemarker) {
    tokens[at] = { ...right, flags: (right.flags & ~flagSpace) | (left.flags & flagSpace) };
    tokens.splice(at - 1, 1);
    return;
  }
  const pasted = pasteTokens(left, right, state.cache.atoms);
  if (pasted === undefined) {
    const { texts } = state;
    report(state, messages.pasteInvalid, name.loc, name.end, texts[left.atom], texts[right.atom]);
    return;
  }
  tokens[at - 1] = {
    kind: pasted.kind,
    atom: pasted.atom,
    flags: left.flags & flagSpace,
    loc: left.loc,
    end: left.end,
  };
  tokens.splice(at, 1);
}
