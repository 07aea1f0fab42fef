/**
 * The parser: tokens in, the pure syntax tree out. Recursive descent, a function a grammar rule, over one state object (cursor.ts);
 * whether a name is a type or a template it learns from a light name table of its own (names.ts, scan.ts).
 * All errors of a file are reported; the tree holds 'error' expressions and 'empty' declarations where something could not be read.
 */
import type { Declaration, Expr, TranslationUnit } from '../ast/index.js';
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Token } from '../lex/token.js';
import { classSpecifier } from './classes.js';
import type { Loc } from '../source/loc.js';
import type { Parser, Rules } from './cursor.js';
import { makeParser } from './cursor.js';
import type { Journal, Scope } from './names.js';
import { shareScopes, takeBack } from './names.js';
import { declaration, declarationSeq } from './declarations.js';
import { conversionTypeId, parameterDeclaration, typeId } from './declarators.js';
import { enumSpecifier } from './enums.js';
import {
  assignmentExpression,
  constantExpression,
  constraintExpression,
  expression,
} from './expressions-binary.js';
import { postfixExpression } from './expressions-postfix.js';
import { castExpression } from './expressions-unary.js';
import { bracedInitList } from './initializers.js';
import { compoundStatement } from './statements.js';
import { templateParameterList } from './templates.js';

export interface ParseOptions {
  /** How deep brackets and other nesting may go; default 256, as clang's -fbracket-depth. */
  readonly bracketDepth?: number;
  /** A unit in C. */
  readonly c?: boolean;
  /** Says which places are in system headers. */
  readonly isSystem?: (loc: Loc) => boolean;
}

const rules: Rules = {
  expression,
  assignmentExpression,
  constantExpression,
  castExpression,
  primaryExpression: postfixExpression,
  constraintExpression,
  pragmaExpression,
  typeId,
  conversionTypeId,
  bracedInitList,
  compoundStatement,
  classSpecifier,
  enumSpecifier,
  templateParameterList,
  parameterDeclaration,
  declaration,
};

/** What declarations leave behind for those that follow. */
export interface ParserState {
  readonly scope: Scope;
  readonly journal: Journal;
  readonly memberTemplates: ReadonlySet<string>;
  readonly pack: number | undefined;
  readonly packStack: readonly (number | undefined)[];
}

/** Parses what comes before a main file: the state is for `parse` to go on with. */
export function parsePrelude(tokens: readonly Token[], options: ParseOptions, diagnostics: DiagnosticSink): { readonly unit: TranslationUnit; readonly state: ParserState } {
  const p = makeParser(tokens, rules, options.bracketDepth ?? 256, diagnostics);
  const declarations: Declaration[] = [];
  declarationSeq(p, declarations, '#eof');
  return { unit: { declarations }, state: { scope: p.scope, journal: shareScopes(p.scope), memberTemplates: p.memberTemplates, pack: p.pack, packStack: p.packStack } };
}

/**
 * Parses a translation unit. Never throws: what cannot be read is reported to `diagnostics`. It goes on in the prelude's own scopes, so that its result (in which bodies may be parsed later) is to be used before
 * the next unit with that prelude is parsed.
 */
export function parse(
  tokens: readonly Token[],
  options: ParseOptions,
  diagnostics: DiagnosticSink,
  prelude?: ParserState,
): TranslationUnit {
  const maxDepth = options.bracketDepth ?? 256;
  const p = makeParser(tokens, rules, maxDepth, diagnostics);
  p.isSystem = options.isSystem;
  p.c = options.c === true;
  if (prelude !== undefined) {
    takeBack(prelude.journal);
    p.scope = prelude.scope;
    for (const name of prelude.memberTemplates) p.memberTemplates.add(name);
    p.pack = prelude.pack;
    p.packStack.push(...prelude.packStack);
  }
  const declarations: Declaration[] = [];
  try {
    declarationSeq(p, declarations, '#eof');
  } catch (e) {
    // Only a limit raised beyond what the engine's stack holds gets here.
    if (!(e instanceof RangeError) || maxDepth <= 256) throw e;
    const token = p.tokens[p.pos]!;
    diagnostics.report(parseMessages.nestingTooDeep, token.loc, [String(p.depth)], { end: token.end });
  }
  return { declarations };
}

/** The words of a pragma as an expression in the scope of the file's parser. */
function pragmaExpression(outer: Parser, words: readonly Token[]): Expr {
  const inner = makeParser(words, rules, outer.maxDepth, outer.sink);
  inner.scope = outer.scope;
  inner.depth = outer.depth;
  return constantExpression(inner);
}
