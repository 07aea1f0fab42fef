/** Template heads and the declarations behind them ([temp.pre], [temp.param]), explicit specializations and instantiations, concepts. */
import type { Declaration, Expr, Name, TemplateParameter, TypeId } from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Parser } from './cursor.js';
import { accept, advance, endLoc, enter, error, expect, leave, loc, none, text } from './cursor.js';
import { declarator, initializerClause, makeReading, typeId } from './declarators.js';
import {
  conceptEntry,
  declarationScope,
  declareIn,
  makeScope,
  opaqueType,
  templateParameterEntry,
  valueEntry,
} from './names.js';
import { parseName } from './qualified-names.js';
import { expectSemicolon, skipUntil } from './recovery.js';
import { scanName } from './scan.js';
import { declSpecifiers } from './specifiers.js';

type DeclarationContext = 'namespace' | 'block' | 'member';

/** At `template`, or at `extern` before it. */
export function templateDeclaration(p: Parser, context: DeclarationContext): Declaration {
  const start = loc(p);
  const extern = accept(p, 'extern');
  advance(p);
  if (!enter(p)) {
    leave(p);
    return { kind: 'empty', loc: start, end: start };
  }
  const result = behindTemplate(p, context, start, extern);
  leave(p);
  return result;
}

function behindTemplate(p: Parser, context: DeclarationContext, start: number, extern: boolean): Declaration {
  if (p.tok !== '<') {
    const declaration = p.rules.declaration(p, context);
    return { kind: 'explicit-instantiation', extern, declaration, loc: start, end: endLoc(p) };
  }
  const outer = p.scope;
  p.scope = makeScope('template', outer);
  const empty = p.ops[p.pos + 1] === '>';
  const params = templateParameterList(p);
  if (empty) {
    const declaration = p.rules.declaration(p, context);
    p.scope = outer;
    return { kind: 'explicit-specialization', declaration, loc: start, end: endLoc(p) };
  }
  let requires: Expr | undefined;
  if (p.tok === 'requires') {
    advance(p);
    requires = p.rules.constraintExpression(p);
  }
  let declaration: Declaration;
  if (p.tok === 'concept') {
    declaration = conceptDefinition(p);
  } else {
    p.templated = true;
    declaration = p.rules.declaration(p, context);
    p.templated = false;
  }
  p.scope = outer;
  return { kind: 'template', params, requires, declaration, loc: start, end: endLoc(p) };
}

function conceptDefinition(p: Parser): Declaration {
  const start = loc(p);
  advance(p);
  let name = '';
  if (p.tok === '#id') {
    name = text(p);
    advance(p);
    declareIn(declarationScope(p.scope), name, conceptEntry);
  } else {
    error(p, parseMessages.expectedIdentifier);
  }
  expect(p, '=');
  const constraint = p.rules.expression(p);
  expectSemicolon(p, 'concept definition');
  return { kind: 'concept', name, constraint, loc: start, end: endLoc(p) };
}

/** `<params>`, declared in the current scope. */
export function templateParameterList(p: Parser): readonly TemplateParameter[] {
  advance(p);
  if (accept(p, '>')) return none;
  const params: TemplateParameter[] = [];
  const angle = p.angle;
  p.angle = 1;
  for (;;) {
    const before = p.pos;
    params.push(templateParameter(p));
    if (p.pos === before) {
      error(p, parseMessages.expectedTemplateParameter);
      skipUntil(p, ',', '>');
    }
    if (!accept(p, ',')) break;
  }
  p.angle = angle;
  expect(p, '>');
  return params;
}

function templateParameter(p: Parser): TemplateParameter {
  const start = loc(p);
  if ((p.tok === 'class' || p.tok === 'typename') && isTypeParameter(p)) {
    advance(p);
    return typeParameter(p, start, undefined);
  }
  if (p.tok === 'template') return templateTemplateParameter(p, start);
  if (p.tok === '#id' || p.tok === '::') {
    const scan = scanName(p, p.pos);
    if (scan.kind === 'concept' && p.ops[scan.end] !== 'auto') {
      const constraint = parseName(p, 'type');
      return typeParameter(p, start, constraint);
    }
  }
  const specifiers = declSpecifiers(p, 'parameter');
  if (specifiers.type === undefined) error(p, parseMessages.expectedTemplateParameter);
  const r = makeReading('either', false);
  const d = declarator(p, r);
  const name = r.name?.last.kind === 'identifier' ? r.name.last.name : undefined;
  if (name !== undefined) declareIn(p.scope, name, valueEntry);
  let value: Expr | undefined;
  if (accept(p, '=')) value = initializerClause(p);
  return {
    kind: 'value',
    parameter: { specifiers, declarator: d, default: value, loc: start },
    name,
    pack: isPack(d),
    loc: start,
  };
}

function isPack(d: ReturnType<typeof declarator>): boolean {
  let at = d;
  while (at.kind !== 'id') at = at.inner;
  return at.pack;
}

/** `class T`, `typename... T`, `typename = X`; not `typename T::x n` nor `class C *p`. */
function isTypeParameter(p: Parser): boolean {
  let i = p.pos + 1;
  if (p.ops[i] === '...') i++;
  if (p.ops[i] === '#id') i++;
  const op = p.ops[i];
  return op === ',' || op === '>' || op === '=' || op === '#eof';
}

function typeParameter(p: Parser, start: number, constraint: Name | undefined): TemplateParameter {
  const pack = accept(p, '...');
  const name = parameterName(p);
  if (name !== undefined) declareIn(p.scope, name, opaqueType);
  let value: TypeId | undefined;
  if (accept(p, '=')) value = typeId(p);
  return { kind: 'type', name, pack, default: value, constraint, loc: start };
}

function templateTemplateParameter(p: Parser, start: number): TemplateParameter {
  advance(p);
  const outer = p.scope;
  p.scope = makeScope('template', outer);
  let params: readonly TemplateParameter[] = none;
  if (!enter(p)) {
    // Too deep: the parser stands at the end.
  } else if (p.tok === '<') {
    params = templateParameterList(p);
  } else {
    error(p, parseMessages.expectedToken, ['<']);
  }
  leave(p);
  p.scope = outer;
  if (!accept(p, 'class') && !accept(p, 'typename')) error(p, parseMessages.expectedToken, ['class']);
  const pack = accept(p, '...');
  const name = parameterName(p);
  if (name !== undefined) declareIn(p.scope, name, templateParameterEntry);
  let value: Name | undefined;
  if (accept(p, '=')) value = parseName(p, 'expression');
  return { kind: 'template', name, pack, params, default: value, loc: start };
}

function parameterName(p: Parser): string | undefined {
  if (p.tok !== '#id') return undefined;
  const name = text(p);
  advance(p);
  return name;
}
