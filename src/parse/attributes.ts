/**
 * Attributes: `__attribute__((…))`, `[[…]]`, `alignas(…)`, `__declspec(…)`. CUDA's `__global__` and friends arrive as the first form.
 * Out: `Attribute` rows with underscores and vendor scopes removed.
 */
import type { Attribute, Expr, TypeId } from '../ast/index.js';
import type { Parser } from './cursor.js';
import { accept, advance, expect, expectClose, loc, none, peek, seek, text } from './cursor.js';
import { scanTypeId, typeIdInParens } from './scan.js';

/** Whether attributes may begin at the current token. */
export function atAttribute(p: Parser): boolean {
  const op = p.tok;
  return (
    op === '__attribute__' || op === 'alignas' || (op === '[' && peek(p, 1) === '[') || op === '__declspec'
  );
}

/** Any number of attributes; the shared empty array when there are none. */
export function attributes(p: Parser): readonly Attribute[] {
  if (!atAttribute(p)) return none;
  const list: Attribute[] = [];
  attributesInto(p, list);
  return list;
}

export function attributesInto(p: Parser, list: Attribute[]): void {
  for (;;) {
    switch (p.tok) {
      case '__attribute__':
        gnuAttribute(p, list);
        break;
      case '__declspec': {
        const open = p.pos + 1;
        advance(p);
        if (!expect(p, '(')) return;
        attributeList(p, list, true);
        expectClose(p, ')', open);
        break;
      }
      case 'alignas':
        alignment(p, list);
        break;
      case '[':
        if (peek(p, 1) !== '[') return;
        standardAttribute(p, list);
        break;
      default:
        return;
    }
  }
}

function gnuAttribute(p: Parser, list: Attribute[]): void {
  advance(p);
  const outer = p.pos;
  if (!expect(p, '(')) return;
  const inner = p.pos;
  if (expect(p, '(')) {
    attributeList(p, list, true);
    expectClose(p, ')', inner);
  }
  expectClose(p, ')', outer);
}

function standardAttribute(p: Parser, list: Attribute[]): void {
  const outer = p.pos;
  advance(p);
  const inner = p.pos;
  advance(p);
  let vendor = false;
  if (p.tok === 'using') {
    advance(p);
    if (p.tok === '#id') advance(p);
    accept(p, ':');
    vendor = true;
  }
  attributeList(p, list, vendor);
  expectClose(p, ']', inner);
  expectClose(p, ']', outer);
}

function alignment(p: Parser, list: Attribute[]): void {
  const start = loc(p);
  advance(p);
  const open = p.pos;
  if (!expect(p, '(')) return;
  const angle = p.angle;
  p.angle = 0;
  let arg = typeIdInParens(p, open) ? p.rules.typeId(p) : p.rules.assignmentExpression(p);
  let packExpansion = accept(p, '...');
  // The dots look like those of an abstract declarator.
  if (arg.kind === 'type-id' && arg.declarator.kind === 'id' && arg.declarator.pack) {
    arg = { ...arg, declarator: { ...arg.declarator, pack: false } };
    packExpansion = true;
  }
  p.angle = angle;
  expectClose(p, ')', open);
  list.push({ name: 'alignas', args: [arg], packExpansion, loc: start });
}

/** `name, scope::name(args), …` up to the closing bracket. Arguments of unknown standard attributes may be any tokens and are passed over. */
function attributeList(p: Parser, list: Attribute[], gnu: boolean): void {
  for (;;) {
    while (p.tok === ',') advance(p);
    // Keywords are names here: __attribute__((const)).
    const first = text(p);
    if (p.tok === '#eof' || !isWord(first)) return;
    const start = loc(p);
    let name = first;
    let known = gnu;
    advance(p);
    if (p.tok === '::') {
      advance(p);
      known = first === 'gnu' || first === '__gnu__' || first === 'clang';
      name = text(p);
      if (!isWord(name)) return;
      advance(p);
    }
    name = stripped(name);
    let args: readonly (Expr | TypeId)[] = none;
    if (p.tok === '(') {
      const close = p.match[p.pos]!;
      if (!known && name !== 'deprecated' && name !== 'nodiscard' && name !== 'assume' && close > 0) {
        seek(p, close);
        advance(p);
      } else {
        args = attributeArguments(p);
      }
    }
    if (p.tok === '...') advance(p);
    list.push({ name, args, loc: start });
    if (p.tok !== ',') return;
  }
}

function attributeArguments(p: Parser): (Expr | TypeId)[] {
  const open = p.pos;
  const angle = p.angle;
  p.angle = 0;
  advance(p);
  const args: (Expr | TypeId)[] = [];
  while (p.tok !== ')' && p.tok !== '#eof') {
    const end = scanTypeId(p, p.pos);
    if (end > 0 && (p.ops[end] === ')' || p.ops[end] === ',')) args.push(p.rules.typeId(p));
    else args.push(p.rules.assignmentExpression(p));
    if (p.tok === '...') advance(p);
    if (!accept(p, ',')) break;
  }
  p.angle = angle;
  expectClose(p, ')', open);
  return args;
}

function isWord(word: string): boolean {
  const c = word.charCodeAt(0);
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c > 127;
}

function stripped(name: string): string {
  return name.length > 4 && name.startsWith('__') && name.endsWith('__') ? name.slice(2, -2) : name;
}
