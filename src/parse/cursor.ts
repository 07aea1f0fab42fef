/**
 * The parser's state and its movements over the tokens.
 *
 * In: the token array. Out: `Parser`, one object that every grammar function gets, with `tok`, the canonical spelling of the
 * token at `pos`. Invariants: `tok === ops[pos]`; the last token is '#eof' and `pos` never passes it; an error is reported at most once per position.
 */
import type {
  CompoundStatement,
  Declaration,
  DeclSpecifiers,
  Expr,
  InitList,
  ParameterDeclaration,
  TemplateParameter,
  TypeId,
  TypeSpecifier,
} from '../ast/index.js';
import type { DiagnosticSink, MessageRow } from '../diagnostics/diagnostic.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Token } from '../lex/token.js';
import type { Loc } from '../source/loc.js';
import { flagIdentifier, reservedIdentifiers, spellings } from './keywords.js';
import type { NameEntry, NameKind, Scope } from './names.js';
import { makeGlobalScope } from './names.js';

/** What a name at some position is, without its syntax tree. `end` is the index of the first token after it. */
export interface NameScan {
  readonly kind: NameKind | 'unknown' | 'dependent' | 'function-name' | 'constructor' | 'none';
  readonly end: number;
  readonly entry: NameEntry | undefined;
  /** The last component has template arguments. */
  readonly templateId: boolean;
  readonly qualified: boolean;
}

/** Grammar functions that lower files call upwards; index.ts fills the table in, so that files import downwards only. */
export interface Rules {
  readonly expression: (p: Parser) => Expr;
  /** An expression of other tokens than the file's own: the words of a pragma. */
  readonly pragmaExpression: (p: Parser, words: readonly Token[]) => Expr;
  readonly assignmentExpression: (p: Parser) => Expr;
  readonly constantExpression: (p: Parser) => Expr;
  readonly castExpression: (p: Parser) => Expr;
  readonly primaryExpression: (p: Parser) => Expr;
  readonly constraintExpression: (p: Parser) => Expr;
  readonly typeId: (p: Parser) => TypeId;
  readonly conversionTypeId: (p: Parser) => TypeId;
  readonly bracedInitList: (p: Parser) => InitList;
  readonly compoundStatement: (p: Parser) => CompoundStatement;
  readonly classSpecifier: (
    p: Parser,
    context: SpecifierContext,
    attributes: DeclSpecifiers['attributes'],
  ) => TypeSpecifier;
  readonly enumSpecifier: (p: Parser, context: SpecifierContext) => TypeSpecifier;
  readonly templateParameterList: (p: Parser) => readonly TemplateParameter[];
  readonly parameterDeclaration: (p: Parser) => ParameterDeclaration;
  readonly declaration: (p: Parser, context: 'namespace' | 'block' | 'member') => Declaration;
}

/** Where a decl-specifier-seq stands. */
export type SpecifierContext = 'namespace' | 'block' | 'member' | 'parameter' | 'type-id' | 'condition';

/** A part of a class that is parsed when the outermost class is complete. */
export interface LateItem {
  readonly pos: number;
  readonly scope: Scope;
  readonly parse: (p: Parser) => void;
}

/**
 * A token's canonical spelling: a string, but seen through this interface so that the compiler's narrowing by `p.tok === ';'` does not
 * outlive the calls that move on.
 */
export interface Spelled {
  readonly length: number;
  charCodeAt(index: number): number;
}

export interface Parser {
  readonly tokens: readonly Token[];
  readonly ops: readonly string[];
  readonly flags: Uint8Array;
  readonly precedences: Uint8Array;
  /** For each opening bracket the index of its closing one, or -1. */
  readonly match: Int32Array;
  readonly last: number;
  readonly sink: DiagnosticSink;
  readonly rules: Rules;
  readonly maxDepth: number;
  pos: number;
  tok: Spelled;
  /** What ends at a `>` outside brackets: nothing, template arguments (1), a launch configuration at `>>>` (2). */
  angle: 0 | 1 | 2;
  depth: number;
  scanDepth: number;
  scope: Scope;
  /** Inside a class: what waits for its end. */
  late: LateItem[] | undefined;
  /** The declaration being read is templated by the template-head just read. */
  templated: boolean;
  /** Scope of the class or enum defined last, for typedefs of unnamed ones. */
  definedScope: Scope | undefined;
  lastError: number;
  /** Nesting was too deep: the rest is skipped without further messages. */
  halted: boolean;
  /** A unit in C. */
  c: boolean;
  pack: number | undefined;
  readonly packStack: (number | undefined)[];
  readonly scans: Map<number, NameScan>;
  /** Where function bodies are parsed on demand only: they are taken to be well-formed. */
  isSystem: ((loc: Loc) => boolean) | undefined;
  /** Names of member templates declared anywhere, for `x.f<int>()`. */
  readonly memberTemplates: Set<string>;
}

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export const none: readonly never[] = [];

export function makeParser(
  source: readonly Token[],
  rules: Rules,
  maxDepth: number,
  sink: DiagnosticSink,
): Parser {
  const tokens = withEof(source);
  const count = tokens.length;
  const ops = new Array<string>(count);
  const flags = new Uint8Array(count);
  const precedences = new Uint8Array(count);
  const match = new Int32Array(count).fill(-1);
  const open: number[] = [];
  for (let i = 0; i < count; i++) {
    const token = tokens[i]!;
    switch (token.kind) {
      case 'identifier': {
        const reserved = token.text.charCodeAt(0) === 95 ? reservedIdentifiers.get(token.text) : undefined;
        if (reserved === undefined) {
          ops[i] = '#id';
          flags[i] = flagIdentifier;
        } else {
          ops[i] = reserved.op;
          flags[i] = reserved.flags;
        }
        break;
      }
      case 'keyword':
      case 'punctuator': {
        const spelling = spellings.get(token.text);
        if (spelling === undefined) {
          // A keyword that the grammar does not use is an ordinary name.
          ops[i] = token.kind === 'keyword' ? '#id' : token.text;
          flags[i] = token.kind === 'keyword' ? flagIdentifier : 0;
          break;
        }
        const op = spelling.op;
        ops[i] = op;
        flags[i] = spelling.flags;
        precedences[i] = spelling.precedence;
        if (op === '(' || op === '[' || op === '{') open.push(i);
        else if (op === ')' || op === ']' || op === '}') closeBracket(ops, match, open, i, op);
        break;
      }
      case 'integer':
        ops[i] = '#int';
        break;
      case 'floating':
        ops[i] = '#float';
        break;
      case 'character':
        ops[i] = '#char';
        break;
      case 'string':
        ops[i] = '#str';
        break;
      case 'pragma':
        ops[i] = '#pragma';
        break;
      case 'eof':
        ops[i] = '#eof';
        break;
      default:
        token satisfies never;
    }
  }
  return {
    tokens,
    ops,
    flags,
    precedences,
    match,
    last: count - 1,
    sink,
    rules,
    maxDepth,
    pos: 0,
    tok: ops[0]!,
    angle: 0,
    depth: 0,
    scanDepth: 0,
    scope: makeGlobalScope(),
    late: undefined,
    templated: false,
    definedScope: undefined,
    lastError: -1,
    halted: false,
    c: false,
    pack: undefined,
    packStack: [],
    scans: new Map(),
    isSystem: undefined,
    memberTemplates: new Set(),
  };
}

function withEof(source: readonly Token[]): readonly Token[] {
  const first = source.findIndex((t) => t.kind === 'eof');
  if (first === source.length - 1 && first >= 0) return source;
  if (first >= 0) return source.slice(0, first + 1);
  const end = source.length > 0 ? source[source.length - 1]!.end : 0;
  return [...source, { kind: 'eof', text: '', loc: end, end, joined: false }];
}

/** A closing brace closes every bracket opened inside it; another closing bracket without its partner on top is left unmatched. */
function closeBracket(ops: string[], match: Int32Array, open: number[], i: number, op: string): void {
  const wanted = op === ')' ? '(' : op === ']' ? '[' : '{';
  if (op === '}') {
    let n = open.length;
    while (n > 0 && ops[open[n - 1]!] !== '{') n--;
    if (n === 0) return;
    open.length = n;
  } else if (open.length === 0 || ops[open[open.length - 1]!] !== wanted) {
    return;
  }
  match[open.pop()!] = i;
}

export function advance(p: Parser): void {
  if (p.pos < p.last) p.tok = p.ops[++p.pos]!;
}

export function seek(p: Parser, pos: number): void {
  p.pos = pos;
  p.tok = p.ops[pos]!;
}

/** The canonical spelling `n` tokens ahead. */
export function peek(p: Parser, n: number): string {
  const i = p.pos + n;
  return i <= p.last ? p.ops[i]! : '#eof';
}

export function loc(p: Parser): Loc {
  return p.tokens[p.pos]!.loc;
}

/** Just past the last token read. */
export function endLoc(p: Parser): Loc {
  return p.pos > 0 ? p.tokens[p.pos - 1]!.end : p.tokens[0]!.loc;
}

export function text(p: Parser): string {
  return p.tokens[p.pos]!.text;
}

export function accept(p: Parser, op: string): boolean {
  if (p.tok !== op) return false;
  if (p.pos < p.last) p.tok = p.ops[++p.pos]!;
  return true;
}

/** A contextual keyword: an identifier of that text. */
export function atWord(p: Parser, word: string): boolean {
  return p.tok === '#id' && p.tokens[p.pos]!.text === word;
}

/** Reports at the current token; a second error at the same place stays silent. */
export function error(p: Parser, row: MessageRow, args?: readonly string[]): void {
  if (p.lastError === p.pos || p.halted) return;
  p.lastError = p.pos;
  const token = p.tokens[p.pos]!;
  p.sink.report(row, token.loc, args, { end: token.end });
}

/** Reports just behind the last token read, as for a missing `;`. */
export function errorBehind(p: Parser, row: MessageRow, args?: readonly string[]): void {
  if (p.lastError === p.pos || p.halted) return;
  p.lastError = p.pos;
  p.sink.report(row, endLoc(p), args);
}

export function errorAt(p: Parser, row: MessageRow, start: Loc, end: Loc, args?: readonly string[]): void {
  if (p.lastError === p.pos || p.halted) return;
  p.lastError = p.pos;
  p.sink.report(row, start, args, { end });
}

/** Reads `op`; if it is missing says so and goes on as if it stood there. */
export function expect(p: Parser, op: string): boolean {
  if (p.tok === op) {
    advance(p);
    return true;
  }
  errorBehind(p, parseMessages.expectedToken, [op]);
  return false;
}

/**
 * Reads the bracket that closes the one at index `open`. If something else stands there, reports it with a note at the opening
 * bracket and goes on behind the closing one, where there is one.
 */
export function expectClose(p: Parser, close: string, open: number): void {
  if (p.tok === close) {
    advance(p);
    return;
  }
  if (p.lastError !== p.pos && !p.halted) {
    p.lastError = p.pos;
    const token = p.tokens[p.pos]!;
    const opening = p.tokens[open]!;
    p.sink.report(parseMessages.expectedToken, token.loc, [close], {
      end: token.end,
      notes: [{ loc: opening.loc, text: `to match this '${opening.text}'` }],
    });
  }
  const end = p.match[open]!;
  if (end >= p.pos) {
    seek(p, end);
    advance(p);
    p.lastError = -1;
  }
}

/** One more level of nesting; false when that is too deep, and then the parser stands at the end of the file. Pair with `leave`. */
export function enter(p: Parser): boolean {
  if (++p.depth <= p.maxDepth) return true;
  if (!p.halted) {
    p.lastError = -1;
    error(p, parseMessages.nestingTooDeep, [String(p.maxDepth)]);
    p.halted = true;
  }
  seek(p, p.last);
  return false;
}

export function leave(p: Parser): void {
  p.depth--;
}

/** `>` directly followed by `>`. */
export function joinedAngles(p: Parser, i: number): boolean {
  return p.ops[i] === '>' && p.tokens[i]!.joined && p.ops[i + 1] === '>';
}

/** The three `>` that close a launch configuration; as nvcc has it, the last may stand apart. */
export function launchClose(p: Parser, i: number): boolean {
  return joinedAngles(p, i) && p.ops[i + 2] === '>';
}
