/**
 * Reads `#define` lines: tokens of a scanned file → `MacroDefinition`, or what is wrong with them. The result depends
 * only on the file's text, so it is kept with the scanned file.
 */
import type { MessageRow } from '../diagnostics/diagnostic.js';
import { preprocessMessages as messages } from '../diagnostics/preprocess-messages.js';
import { atom } from './atoms.js';
import type { MacroDefinition, MacroToken, PpKind, ScannedFile } from './pp-token.js';
import {
  flagLineStart,
  flagPasteNext,
  flagSpace,
  flagStringize,
  ppName,
  ppPunctuator,
  ppVaOpt,
} from './pp-token.js';

export interface DefinitionProblem {
  readonly row: MessageRow;
  readonly args: readonly string[];
  readonly start: number;
  readonly end: number;
}

export interface ReadDefinition {
  readonly definition: MacroDefinition | undefined;
  readonly problem: DefinitionProblem | undefined;
}

interface ParameterList {
  readonly parameters: number[];
  readonly variadic: boolean;
  readonly next: number;
}

function isPaste(id: number): boolean {
  return id === atom['##'] || id === atom['%:%:'];
}

function isHash(id: number): boolean {
  return id === atom['#'] || id === atom['%:'];
}

/** Reads the definition whose macro name is token `index`. */
export function readDefinition(file: ScannedFile, index: number, texts: readonly string[]): ReadDefinition {
  const { kinds, flags, atoms, starts, ends } = file;
  let problem: DefinitionProblem | undefined;
  const fail = (row: MessageRow, at: number, ...args: string[]): void => {
    problem ??= { row, args, start: starts[at], end: ends[at] };
  };
  const atEnd = (i: number): boolean => (flags[i] & flagLineStart) !== 0;

  function readParameters(i: number): ParameterList | undefined {
    const parameters: number[] = [];
    let variadic = false;
    i++;
    if (!atEnd(i) && atoms[i] === atom[')']) return { parameters, variadic, next: i + 1 };
    for (;;) {
      if (atEnd(i)) {
        fail(messages.parameterListOpen, i - 1);
        return undefined;
      }
      if (kinds[i] === ppPunctuator && atoms[i] === atom['...']) {
        parameters.push(atom.__VA_ARGS__);
        variadic = true;
        i++;
      } else if (kinds[i] === ppName && atoms[i] !== atom.__VA_ARGS__ && atoms[i] !== atom.__VA_OPT__) {
        if (parameters.includes(atoms[i])) {
          fail(messages.parameterRepeated, i, texts[atoms[i]]);
          return undefined;
        }
        parameters.push(atoms[i++]);
        if (!atEnd(i) && atoms[i] === atom['...']) {
          variadic = true;
          i++;
        }
      } else {
        if (kinds[i] === ppName) fail(messages.variadicNameMisplaced, i, texts[atoms[i]]);
        else fail(messages.parameterExpected, i);
        return undefined;
      }
      if (!atEnd(i) && atoms[i] === atom[')']) return { parameters, variadic, next: i + 1 };
      if (atEnd(i) || atoms[i] !== atom[','] || variadic) {
        fail(messages.parameterListOpen, atEnd(i) ? i - 1 : i);
        return undefined;
      }
      i++;
    }
  }

  const name = index;
  let i = index + 1;
  let parameters: number[] | undefined;
  let variadic = false;
  if (!atEnd(i) && atoms[i] === atom['('] && kinds[i] === ppPunctuator && (flags[i] & flagSpace) === 0) {
    const list = readParameters(i);
    if (list === undefined) return { definition: undefined, problem };
    parameters = list.parameters;
    variadic = list.variadic;
    i = list.next;
  } else if (!atEnd(i) && (flags[i] & flagSpace) === 0) fail(messages.spaceAfterName, i);

  let composed = false;

  /** Reads replacement tokens up to the end of the line, or to the `)` that closes `__VA_OPT__ (`. */
  function readBody(group: boolean): MacroToken[] | undefined {
    const body: MacroToken[] = [];
    let stringize = false;
    let depth = 0;
    const first = i;
    for (; !atEnd(i); i++) {
      const kind = kinds[i] as PpKind;
      const id = atoms[i];
      if (group && kind === ppPunctuator) {
        if (id === atom['(']) depth++;
        else if (id === atom[')'] && depth-- === 0) break;
      }
      if (kind === ppPunctuator && isPaste(id)) {
        const closes = atEnd(i + 1) || (group && depth === 0 && atoms[i + 1] === atom[')']);
        if (body.length === 0 || closes) {
          fail(messages.pasteAtEnd, i);
          return undefined;
        }
        composed = true;
        const last = body[body.length - 1];
        body[body.length - 1] = { ...last, flags: last.flags | flagPasteNext };
        continue;
      }
      const parameter = kind === ppName && parameters !== undefined ? parameters.indexOf(id) : -1;
      const vaOpt = kind === ppName && id === atom.__VA_OPT__;
      if (parameters !== undefined && kind === ppPunctuator && isHash(id)) {
        const operand = atEnd(i + 1) || kinds[i + 1] !== ppName ? -1 : atoms[i + 1];
        if (!parameters.includes(operand) && operand !== atom.__VA_OPT__) {
          fail(messages.stringizeNeedsParameter, i);
          return undefined;
        }
        stringize = true;
        composed = true;
        // White space before the `#` is white space before the string.
        body.push({
          kind,
          atom: id,
          flags: flags[i],
          start: starts[i],
          length: 1,
          parameter: -1,
          group: undefined,
        });
        continue;
      }
      let tokenFlags = flags[i] & flagSpace;
      if (stringize) {
        tokenFlags = (body.pop()?.flags ?? 0) & flagSpace;
        tokenFlags |= flagStringize;
        stringize = false;
      }
      if (kind === ppName && (id === atom.__VA_ARGS__ ? parameter < 0 : vaOpt && !variadic)) {
        fail(messages.variadicNameMisplaced, i, texts[id]);
        return undefined;
      }
      if (parameter >= 0) composed = true;
      if (!vaOpt) {
        const length = ends[i] - starts[i];
        body.push({
          kind,
          atom: id,
          flags: tokenFlags,
          start: starts[i],
          length,
          parameter,
          group: undefined,
        });
        continue;
      }
      composed = true;
      const at = i;
      if (group) {
        fail(messages.vaOptNested, i);
        return undefined;
      }
      if (atEnd(i + 1) || atoms[i + 1] !== atom['(']) {
        fail(messages.vaOptUnterminated, i);
        return undefined;
      }
      i += 2;
      const operand = readBody(true);
      if (operand === undefined) return undefined;
      if (atEnd(i)) {
        fail(messages.vaOptUnterminated, at);
        return undefined;
      }
      const length = ends[at] - starts[at];
      body.push({
        kind: ppVaOpt,
        atom: id,
        flags: tokenFlags,
        start: starts[at],
        length,
        parameter: -1,
        group: operand,
      });
    }
    if (!group && body.length > 0 && first < i) body[0] = { ...body[0], flags: body[0].flags & ~flagSpace };
    return body;
  }

  const body = readBody(false);
  if (body === undefined) return { definition: undefined, problem };
  return {
    definition: { atom: atoms[name], start: starts[name], parameters, variadic, body, composed },
    problem,
  };
}

/** Whether two definitions are the same by [cpp.replace]: parameters, spelling and white space between tokens. */
export function sameDefinition(a: MacroDefinition, b: MacroDefinition): boolean {
  if (a.variadic !== b.variadic || a.parameters?.length !== b.parameters?.length) return false;
  if (a.parameters?.some((parameter, i) => parameter !== b.parameters?.[i])) return false;
  return sameBody(a.body, b.body);
}

function sameBody(a: readonly MacroToken[], b: readonly MacroToken[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((token, i) => {
    const other = b[i];
    if (token.kind !== other.kind || token.atom !== other.atom || token.flags !== other.flags) return false;
    return token.group === undefined || other.group === undefined || sameBody(token.group, other.group);
  });
}
