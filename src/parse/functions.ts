/** Function bodies ([dcl.fct.def]): blocks, constructor initializers, function-try-blocks; and passing over them inside a class. */
import type { CatchHandler, CompoundStatement, FunctionBody, MemberInitializer } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Parser } from './cursor.js';
import { accept, advance, error, expect, loc, none, seek } from './cursor.js';
import { argumentList } from './expressions-postfix.js';
import type { Scope } from './names.js';
import { parseName } from './qualified-names.js';
import { catchHandlers, compoundStatement } from './statements.js';

type Block = Extract<FunctionBody, { kind: 'block' }>;

/** At `{`, `:` or `try`; the parameters' scope is current. */
export function functionBody(p: Parser): Block {
  const late = p.late;
  const templated = p.templated;
  p.late = undefined;
  p.templated = false;
  const isTry = accept(p, 'try');
  let initializers: readonly MemberInitializer[] = none;
  if (p.tok === ':') {
    advance(p);
    initializers = memberInitializers(p);
  }
  let statement: CompoundStatement;
  if (p.tok === '{') {
    statement = compoundStatement(p);
  } else {
    error(p, parseMessages.expectedFunctionBody);
    statement = { kind: 'compound', body: none, loc: loc(p), end: loc(p) };
  }
  const handlers: readonly CatchHandler[] | undefined = isTry ? catchHandlers(p) : undefined;
  p.late = late;
  p.templated = templated;
  return { kind: 'block', initializers, statement, handlers };
}

/** The body at `pos`, behind which the parser is: parsed when somebody asks for it, which is after the whole file. */
export function deferredBody(p: Parser, pos: number, scope: Scope): FunctionBody {
  let block: Block | undefined;
  return {
    kind: 'deferred',
    read() {
      if (block !== undefined) return block;
      p.late = undefined;
      p.angle = 0;
      p.templated = false;
      p.scope = scope;
      p.lastError = -1;
      p.scans.clear();
      seek(p, pos);
      block = functionBody(p);
      return block;
    },
  };
}

function memberInitializers(p: Parser): MemberInitializer[] {
  const list: MemberInitializer[] = [];
  for (;;) {
    const start = loc(p);
    if (p.tok !== '#id' && p.tok !== '::' && p.tok !== 'decltype' && p.tok !== 'typename') {
      error(p, parseMessages.expectedClassName);
      return list;
    }
    accept(p, 'typename');
    const name = parseName(p, 'type');
    if (p.tok === '(') {
      const args = argumentList(p);
      list.push({ name, init: { braced: false, args }, packExpansion: accept(p, '...'), loc: start });
    } else if (p.tok === '{') {
      const init = p.rules.bracedInitList(p);
      list.push({ name, init: { braced: true, args: [init] }, packExpansion: accept(p, '...'), loc: start });
    } else {
      expect(p, '(');
      return list;
    }
    if (!accept(p, ',')) return list;
  }
}

/** Over a body at `{`, `:` or `try`, for parsing it when the class is complete. False if its end cannot be found. */
export function skipFunctionBody(p: Parser): boolean {
  let at = p.pos;
  const isTry = p.ops[at] === 'try';
  if (isTry) at++;
  if (p.ops[at] === ':') {
    at++;
    for (;;) {
      while (at <= p.last && p.ops[at] !== '(' && p.ops[at] !== '{' && p.ops[at] !== ';' && p.ops[at] !== '}')
        at++;
      const close = at <= p.last ? p.match[at]! : -1;
      if (close < 0) return false;
      at = close + 1;
      if (p.ops[at] === '...') at++;
      if (p.ops[at] !== ',') break;
      at++;
    }
  }
  if (p.ops[at] !== '{' || p.match[at]! < 0) return false;
  at = p.match[at]! + 1;
  while (isTry && p.ops[at] === 'catch') {
    const block = p.match[at + 1]! + 1;
    if (block <= 0 || p.ops[block] !== '{' || p.match[block]! < 0) return false;
    at = p.match[block]! + 1;
  }
  seek(p, Math.min(at, p.last));
  return true;
}
