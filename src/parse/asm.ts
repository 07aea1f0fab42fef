/** Asm statements with operands (GNU), and asm declarations. String tokens become text here. */
import type { AsmOperand, Stmt } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { StringToken } from '../lex/token.js';
import type { Parser } from './cursor.js';
import { accept, advance, error, expect, expectClose, loc, text } from './cursor.js';
import { expectSemicolon, skipUntil } from './recovery.js';

export function asmStatement(p: Parser): Stmt {
  const start = loc(p);
  advance(p);
  let isVolatile = false;
  while (p.tok === 'volatile' || p.tok === 'inline' || p.tok === 'goto') {
    if (p.tok === 'goto') error(p, parseMessages.unsupportedAsmGoto);
    if (p.tok === 'volatile') isVolatile = true;
    advance(p);
  }
  const outputs: AsmOperand[] = [];
  const inputs: AsmOperand[] = [];
  const clobbers: string[] = [];
  let template = '';
  const open = p.pos;
  if (expect(p, '(')) {
    const angle = p.angle;
    p.angle = 0;
    template = stringLiteral(p, 'asm');
    // Sections are separated by `:`; `::` is two of them.
    let section = 0;
    while (p.tok === ':' || p.tok === '::') {
      section += p.tok === '::' ? 2 : 1;
      advance(p);
      if (section === 1) operands(p, outputs);
      else if (section === 2) operands(p, inputs);
      else if (section === 3) clobberList(p, clobbers);
      else skipUntil(p, ')');
    }
    p.angle = angle;
    expectClose(p, ')', open);
  }
  expectSemicolon(p, 'asm statement');
  return { kind: 'asm', volatile: isVolatile, template, outputs, inputs, clobbers, loc: start };
}

function operands(p: Parser, list: AsmOperand[]): void {
  if (p.tok === ':' || p.tok === '::' || p.tok === ')') return;
  do {
    let symbolicName: string | undefined;
    if (p.tok === '[') {
      const open = p.pos;
      advance(p);
      if (p.tok === '#id') {
        symbolicName = text(p);
        advance(p);
      } else {
        error(p, parseMessages.expectedIdentifier);
      }
      expectClose(p, ']', open);
    }
    const constraint = stringLiteral(p, 'asm operand');
    const open = p.pos;
    if (!expect(p, '(')) return;
    const expr = p.rules.expression(p);
    expectClose(p, ')', open);
    list.push({ symbolicName, constraint, expr });
  } while (accept(p, ',') || p.tok === '[' || p.tokens[p.pos]!.kind === 'string'); // nvcc takes operands without commas
}

function clobberList(p: Parser, list: string[]): void {
  if (p.tok === ':' || p.tok === ')') return;
  do list.push(stringLiteral(p, 'asm clobber list'));
  while (accept(p, ','));
}

/** A string literal's text; where there is none, a message that names the place. */
export function stringLiteral(p: Parser, where: string): string {
  const token = p.tokens[p.pos]!;
  if (token.kind !== 'string') {
    error(p, parseMessages.expectedString, [where]);
    return '';
  }
  advance(p);
  return textOf(token);
}

export function textOf(token: StringToken): string {
  if (token.encoding === '' || token.encoding === 'u8')
    return new TextDecoder().decode(Uint8Array.from(token.units));
  return String.fromCodePoint(...token.units);
}
