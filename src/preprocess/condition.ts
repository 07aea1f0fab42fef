/**
 * Conditions of `#if` and `#elif` ([cpp.cond]): tokens of the line → true or false. Arithmetic is that of intmax_t and
 * uintmax_t (64 bits, wrapping). Operands that are not evaluated (`0 && 1/0`) may be anything that parses.
 */

import { preprocessMessages as messages } from '../diagnostics/preprocess-messages.js';
import type { Loc } from '../source/loc.js';
import { atom } from './atoms.js';
import { characterValue } from './character-literal.js';
import { nextExpanded, nextRaw, noteCudaArch, readClosed } from './expansion.js';
import { hasAttribute, hasBuiltin, hasCppAttribute } from './feature-tests.js';
import type { FoundFile } from './include.js';
import { findHeader } from './include.js';
import { decodeInteger } from './integer-literal.js';
import type { PpToken } from './pp-token.js';
import {
  flagNoExpand,
  flagSpace,
  ppCharacter,
  ppHeaderName,
  ppName,
  ppNumber,
  ppPunctuator,
  ppString,
} from './pp-token.js';
import type { State } from './state.js';
import { nameComputed, nameMacro, nameTest, report } from './state.js';

interface Value {
  readonly value: bigint;
  readonly unsigned: boolean;
}

interface Parser {
  readonly state: State;
  readonly tokens: readonly PpToken[];
  readonly directive: string;
  readonly loc: Loc;
  readonly end: Loc;
  at: number;
  depth: number;
  failed: boolean;
}

const zero: Value = { value: 0n, unsigned: false };
const one: Value = { value: 1n, unsigned: false };

const precedences = new Map<number, number>([
  [atom['*'], 10],
  [atom['/'], 10],
  [atom['%'], 10],
  [atom['+'], 9],
  [atom['-'], 9],
  [atom['<<'], 8],
  [atom['>>'], 8],
  [atom['<'], 7],
  [atom['>'], 7],
  [atom['<='], 7],
  [atom['>='], 7],
  [atom['=='], 6],
  [atom['!='], 6],
  [atom.not_eq, 6],
  [atom['&'], 5],
  [atom.bitand, 5],
  [atom['^'], 4],
  [atom.xor, 4],
  [atom['|'], 3],
  [atom.bitor, 3],
  [atom['&&'], 2],
  [atom.and, 2],
  [atom['||'], 1],
  [atom.or, 1],
]);

const alternatives = new Map<number, number>([
  [atom.and, atom['&&']],
  [atom.or, atom['||']],
  [atom.not, atom['!']],
  [atom.compl, atom['~']],
  [atom.bitand, atom['&']],
  [atom.bitor, atom['|']],
  [atom.xor, atom['^']],
  [atom.not_eq, atom['!=']],
]);

export function evaluateCondition(
  state: State,
  line: readonly PpToken[],
  directive: string,
  loc: Loc,
  end: Loc,
): boolean {
  if (line.length === 0) {
    report(state, messages.conditionEmpty, loc, end, directive);
    return false;
  }
  const tokens: PpToken[] = [];
  readClosed(state, line, () => readTokens(state, tokens));
  const parser: Parser = { state, tokens, directive, loc, end, at: 0, depth: 0, failed: false };
  const result = parseComma(parser, true);
  if (!parser.failed && parser.at < tokens.length) {
    const extra = tokens[parser.at];
    fail(parser, messages.conditionOperator, state.texts[extra.atom], directive);
  }
  return !parser.failed && result.value !== 0n;
}

/** Expands the line, operands of `defined` excepted. */
function readTokens(state: State, tokens: PpToken[]): void {
  for (let token = nextExpanded(state); token !== undefined; token = nextExpanded(state)) {
    tokens.push(token);
    if (token.kind !== ppName || token.atom !== atom.defined) continue;
    let operand = nextRaw(state);
    if (operand !== undefined && operand.kind === ppPunctuator && operand.atom === atom['(']) {
      tokens.push(operand);
      operand = nextRaw(state);
    }
    if (operand !== undefined) tokens.push({ ...operand, flags: operand.flags | flagNoExpand });
  }
}

function fail(parser: Parser, row: (typeof messages)[keyof typeof messages], ...args: string[]): Value {
  if (!parser.failed) {
    parser.failed = true;
    const token = parser.tokens[parser.at];
    if (token === undefined) report(parser.state, row, parser.loc, parser.end, ...args);
    else report(parser.state, row, token.loc, token.end, ...args);
  }
  return zero;
}

function peekPunctuator(parser: Parser): number {
  const token = parser.tokens[parser.at];
  if (token === undefined) return -1;
  if (token.kind === ppPunctuator) return token.atom;
  return token.kind === ppName ? (alternatives.get(token.atom) ?? -1) : -1;
}

function accept(parser: Parser, id: number): boolean {
  if (peekPunctuator(parser) !== id) return false;
  parser.at++;
  return true;
}

function parseComma(parser: Parser, live: boolean): Value {
  let value = parseConditional(parser, live);
  while (!parser.failed && accept(parser, atom[','])) value = parseConditional(parser, live);
  return value;
}

function parseConditional(parser: Parser, live: boolean): Value {
  const { state } = parser;
  if (parser.depth >= state.limits.nesting)
    return fail(parser, messages.conditionDepth, String(state.limits.nesting));
  parser.depth++;
  const condition = parseBinary(parser, 1, live);
  let result = condition;
  if (!parser.failed && accept(parser, atom['?'])) {
    const holds = condition.value !== 0n;
    const first = parseComma(parser, live && holds);
    if (!parser.failed && !accept(parser, atom[':'])) fail(parser, messages.conditionColon, parser.directive);
    const second = parser.failed ? zero : parseConditional(parser, live && !holds);
    const unsigned = first.unsigned || second.unsigned;
    result = wrap((holds ? first : second).value, unsigned);
  }
  parser.depth--;
  return result;
}

function parseBinary(parser: Parser, lowest: number, live: boolean): Value {
  let left = parseUnary(parser, live);
  while (!parser.failed) {
    const operator = peekPunctuator(parser);
    const precedence = precedences.get(operator);
    if (precedence === undefined || precedence < lowest) break;
    const operatorAt = parser.at++;
    const leftHolds = left.value !== 0n;
    if (operator === atom['&&']) {
      const right = parseBinary(parser, precedence + 1, live && leftHolds);
      left = leftHolds && right.value !== 0n ? one : zero;
    } else if (operator === atom['||']) {
      const right = parseBinary(parser, precedence + 1, live && !leftHolds);
      left = leftHolds || right.value !== 0n ? one : zero;
    } else {
      const right = parseBinary(parser, precedence + 1, live);
      if (parser.failed) break;
      const result = binary(operator, left, right);
      if (result !== undefined) left = result;
      else if (live) {
        parser.at = operatorAt;
        return fail(parser, messages.conditionDivision, parser.directive);
      } else left = zero;
    }
  }
  return left;
}

function wrap(value: bigint, unsigned: boolean): Value {
  return { value: unsigned ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value), unsigned };
}

function truth(holds: boolean): Value {
  return holds ? one : zero;
}

/** Undefined for a division by zero. */
function binary(operator: number, left: Value, right: Value): Value | undefined {
  if (operator === atom['<<'] || operator === atom['>>']) return shift(left, right, operator === atom['<<']);
  const unsigned = left.unsigned || right.unsigned;
  const a = unsigned ? BigInt.asUintN(64, left.value) : left.value;
  const b = unsigned ? BigInt.asUintN(64, right.value) : right.value;
  switch (operator) {
    case atom['*']:
      return wrap(a * b, unsigned);
    case atom['/']:
      return b === 0n ? undefined : wrap(a / b, unsigned);
    case atom['%']:
      return b === 0n ? undefined : wrap(a % b, unsigned);
    case atom['+']:
      return wrap(a + b, unsigned);
    case atom['-']:
      return wrap(a - b, unsigned);
    case atom['<']:
      return truth(a < b);
    case atom['>']:
      return truth(a > b);
    case atom['<=']:
      return truth(a <= b);
    case atom['>=']:
      return truth(a >= b);
    case atom['==']:
      return truth(a === b);
    case atom['!=']:
      return truth(a !== b);
    case atom['&']:
      return wrap(a & b, unsigned);
    case atom['^']:
      return wrap(a ^ b, unsigned);
    case atom['|']:
      return wrap(a | b, unsigned);
    default:
      throw new Error(`operator ${operator} in a condition`);
  }
}

/** A shift by a negative number goes the other way, as in gcc. */
function shift(left: Value, right: Value, toLeft: boolean): Value {
  let by = right.value;
  if (by < 0n) {
    by = -by;
    toLeft = !toLeft;
  }
  if (by >= 64n)
    return left.value < 0n && !toLeft ? wrap(-1n, false) : { value: 0n, unsigned: left.unsigned };
  return wrap(toLeft ? left.value << by : left.value >> by, left.unsigned);
}

function parseUnary(parser: Parser, live: boolean): Value {
  const { state } = parser;
  if (parser.depth >= state.limits.nesting)
    return fail(parser, messages.conditionDepth, String(state.limits.nesting));
  parser.depth++;
  const value = parseOperand(parser, live);
  parser.depth--;
  return value;
}

function parseOperand(parser: Parser, live: boolean): Value {
  switch (peekPunctuator(parser)) {
    case atom['!']:
      parser.at++;
      return truth(parseUnary(parser, live).value === 0n);
    case atom['-']: {
      parser.at++;
      const { value, unsigned } = parseUnary(parser, live);
      return wrap(-value, unsigned);
    }
    case atom['+']:
      parser.at++;
      return parseUnary(parser, live);
    case atom['~']: {
      parser.at++;
      const { value, unsigned } = parseUnary(parser, live);
      return wrap(~value, unsigned);
    }
    case atom['(']: {
      parser.at++;
      const value = parseComma(parser, live);
      if (!parser.failed && !accept(parser, atom[')']))
        fail(parser, messages.conditionParenthesis, parser.directive);
      return value;
    }
    default:
      return parsePrimary(parser);
  }
}

function parsePrimary(parser: Parser): Value {
  const { state, tokens } = parser;
  const token = tokens[parser.at];
  if (token === undefined) return fail(parser, messages.conditionSyntax, parser.directive);
  switch (token.kind) {
    case ppNumber:
      return parseNumber(parser, token);
    case ppCharacter: {
      parser.at++;
      const { value, unsigned } = characterValue(state.texts[token.atom]);
      return { value: BigInt(value), unsigned };
    }
    case ppName:
      if (token.atom === atom.defined) return parseDefined(parser);
      if (state.nameClass[token.atom] === nameTest) return parseTest(parser, token);
      if (token.atom === atom.__CUDA_ARCH__) noteCudaArch(state, token);
      if (followedByArguments(parser))
        return fail(parser, messages.functionLikeMissing, state.texts[token.atom]);
      parser.at++;
      return token.atom === atom.true ? one : zero;
    default: {
      const operand = token.kind === ppPunctuator;
      if (operand) return fail(parser, messages.conditionSyntax, parser.directive);
      return fail(parser, messages.conditionToken, state.texts[token.atom]);
    }
  }
}

function followedByArguments(parser: Parser): boolean {
  const next = parser.tokens[parser.at + 1];
  return next !== undefined && next.kind === ppPunctuator && next.atom === atom['('];
}

function parseNumber(parser: Parser, token: PpToken): Value {
  const { state } = parser;
  const text = state.texts[token.atom];
  const decoded = decodeInteger(text);
  if (decoded === undefined || decoded.suffix !== '') {
    return fail(parser, messages.conditionNumber, text, parser.directive);
  }
  parser.at++;
  let { value } = decoded;
  if (value >= 1n << 64n) {
    report(state, messages.conditionRange, token.loc, token.end);
    value = BigInt.asUintN(64, value);
  }
  const unsigned = decoded.unsigned || value >= 1n << 63n;
  return { value, unsigned };
}

function parseDefined(parser: Parser): Value {
  const { state, tokens } = parser;
  parser.at++;
  const parenthesized = accept(parser, atom['(']);
  const operand = tokens[parser.at];
  if (operand === undefined || operand.kind !== ppName) return fail(parser, messages.definedNeedsName);
  if (operand.atom === atom.__CUDA_ARCH__) noteCudaArch(state, operand);
  parser.at++;
  if (parenthesized && !accept(parser, atom[')']))
    return fail(parser, messages.conditionParenthesis, parser.directive);
  const nameClass = state.nameClass[operand.atom];
  return truth(nameClass === nameMacro || nameClass === nameComputed || nameClass === nameTest);
}

/** `__has_include(…)` and its kin. */
function parseTest(parser: Parser, name: PpToken): Value {
  const { state, tokens } = parser;
  const text = state.texts[name.atom];
  parser.at++;
  if (!accept(parser, atom['('])) return fail(parser, messages.testNeedsOperand, text);
  const operands: PpToken[] = [];
  let depth = 0;
  for (; parser.at < tokens.length; parser.at++) {
    const token = tokens[parser.at];
    if (token.kind === ppPunctuator && token.atom === atom['(']) depth++;
    else if (token.kind === ppPunctuator && token.atom === atom[')'] && depth-- === 0) break;
    operands.push(token);
  }
  if (!accept(parser, atom[')'])) return fail(parser, messages.conditionParenthesis, parser.directive);
  if (operands.length === 0) return fail(parser, messages.testNeedsOperand, text);
  if (name.atom === atom.__has_include || name.atom === atom.__has_include_next) {
    const header = headerOf(state, operands);
    if (header === undefined) return fail(parser, messages.testNeedsOperand, text);
    const next = name.atom === atom.__has_include_next;
    const found = findHeader(state, header.name, header.angled, next);
    return truth(found !== undefined && !isRefusal(state, found));
  }
  const spelled = operands.map((token) => state.texts[token.atom]);
  switch (name.atom) {
    case atom.__has_attribute:
      return { value: BigInt(hasAttribute(spelled)), unsigned: false };
    case atom.__has_cpp_attribute:
    case atom.__has_c_attribute:
      return { value: BigInt(hasCppAttribute(spelled)), unsigned: false };
    case atom.__has_builtin:
      return truth(hasBuiltin(spelled[0]));
    default:
      return zero;
  }
}

/** A header of ours that only says that its library is missing: programs that ask first can do without. */
function isRefusal(state: State, found: FoundFile): boolean {
  return found.system && (state.fileSystem.read(found.path) ?? '').startsWith('#error');
}

/** The header that `__has_include` asks for. */
function headerOf(state: State, tokens: readonly PpToken[]): { name: string; angled: boolean } | undefined {
  const text = state.texts[tokens[0].atom];
  if (tokens.length === 1 && (tokens[0].kind === ppHeaderName || tokens[0].kind === ppString)) {
    return { name: text.slice(1, -1), angled: text.startsWith('<') };
  }
  if (text !== '<' || state.texts[tokens[tokens.length - 1].atom] !== '>') return undefined;
  const inner = tokens.slice(1, -1);
  const name = inner.map(
    (token, i) => ((token.flags & flagSpace) !== 0 && i > 0 ? ' ' : '') + state.texts[token.atom],
  );
  return { name: name.join(''), angled: true };
}
