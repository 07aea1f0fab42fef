/** Pragmas that reach the parser: `unroll`, `pack`, and those whose text is handed on to sema. The parser stands at the pragma token. */
import type { Expr } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Token } from '../lex/token.js';
import type { Parser } from './cursor.js';
import { error } from './cursor.js';

export function pragmaWords(p: Parser): readonly Token[] {
  const token = p.tokens[p.pos]!;
  return token.kind === 'pragma' ? token.words : [];
}

export function pragmaText(p: Parser): string {
  return pragmaWords(p)
    .map((w) => w.text)
    .join(' ');
}

/** `#pragma unroll`, `unroll 4`, `unroll(N)`, `nounroll`, `GCC unroll 4`: undefined if it is none of them. */
export function unrollPragma(p: Parser): boolean | Expr | undefined {
  const words = pragmaWords(p);
  let i = 0;
  if (words[0]?.text === 'GCC') i = 1;
  const name = words[i]?.text;
  if (name === 'nounroll') return false;
  if (name !== 'unroll') return undefined;
  const rest = words.slice(i + 1).filter((w) => w.kind !== 'eof');
  if (rest.length === 0) return true;
  return p.rules.pragmaExpression(p, rest);
}

/** `pack(n)`, `pack(push[, n])`, `pack(pop)`, `pack()`. True if the pragma is one of them. */
export function packPragma(p: Parser): boolean {
  const words = pragmaWords(p);
  if (words[0]?.text !== 'pack') return false;
  const args = words.filter((w, i) => i > 0 && w.kind !== 'eof' && w.kind !== 'punctuator');
  let pack: number | undefined;
  let bad = words[1]?.text !== '(';
  let sized = false;
  let action: 'push' | 'pop' | 'set' = 'set';
  for (const arg of args) {
    if (arg.kind === 'integer') {
      pack = Number(arg.value);
      sized = true;
      if (pack !== 1 && pack !== 2 && pack !== 4 && pack !== 8 && pack !== 16) bad = true;
    } else if (arg.text === 'push' || arg.text === 'pop') {
      action = arg.text;
    } else if (arg.kind !== 'identifier') {
      bad = true;
    }
  }
  if (bad) {
    error(p, parseMessages.badPragma, ['pack']);
    return true;
  }
  if (action === 'push') {
    p.packStack.push(p.pack);
    if (sized) p.pack = pack;
  } else if (action === 'pop') {
    p.pack = p.packStack.pop();
    if (sized) p.pack = pack;
  } else {
    p.pack = pack;
  }
  return true;
}
