/** Lambda expressions ([expr.prim.lambda]), with CUDA's execution space attributes between captures and parameters. */
import type {
  Attribute,
  CompoundStatement,
  Expr,
  FunctionSuffix,
  LambdaCapture,
  TemplateParameter,
} from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import { atAttribute, attributesInto } from './attributes.js';
import type { Mutable, Parser } from './cursor.js';
import { accept, advance, endLoc, enter, error, expectClose, leave, loc, none, text } from './cursor.js';
import { functionSuffix, initializerClause, suffixTail } from './declarators.js';
import { declareIn, makeScope, valueEntry } from './names.js';
import { skipUntil } from './recovery.js';

export function lambdaExpression(p: Parser): Expr {
  const start = loc(p);
  if (!enter(p)) {
    leave(p);
    return { kind: 'error', loc: start, end: start };
  }
  const { angle, scope: outer, late } = p;
  p.angle = 0;
  p.late = undefined;
  p.scope = makeScope('block', outer);
  const captures: LambdaCapture[] = [];
  const captureDefault = captureList(p, captures);
  let templateParams: readonly TemplateParameter[] = none;
  if (p.tok === '<') {
    p.scope = makeScope('template', p.scope);
    templateParams = p.rules.templateParameterList(p);
    if (p.tok === 'requires') {
      advance(p);
      p.rules.constraintExpression(p);
    }
  }
  const attributes: Attribute[] = [];
  if (atAttribute(p)) attributesInto(p, attributes);
  let suffix: Mutable<FunctionSuffix> | undefined;
  let mutable = false;
  let constant = false;
  const params = makeScope('function', p.scope);
  if (p.tok === '(') {
    suffix = functionSuffix(p, params);
  } else if (p.tok !== '{') {
    // C++23: specifiers without parameters.
    p.scope = params;
  }
  for (;;) {
    if (p.tok === 'mutable') mutable = true;
    else if (p.tok === 'constexpr' || p.tok === 'consteval') constant = true;
    else if (p.tok !== 'static') break;
    advance(p);
  }
  if (p.tok !== '{') {
    p.scope = params;
    const rest = suffixTail(p, suffix === undefined ? none : suffix.params, suffix?.variadic ?? false);
    if (suffix === undefined) {
      suffix = rest;
    } else {
      suffix = {
        ...rest,
        noexcept: suffix.noexcept === false ? rest.noexcept : suffix.noexcept,
        trailingReturn: suffix.trailingReturn ?? rest.trailingReturn,
        trailingRequires: suffix.trailingRequires ?? rest.trailingRequires,
        attributes: [...suffix.attributes, ...rest.attributes],
      };
    }
    while (p.tok === 'mutable' || p.tok === 'constexpr') {
      if (p.tok === 'mutable') mutable = true;
      else constant = true;
      advance(p);
      if (p.tok !== '{') {
        const more = suffixTail(p, suffix.params, suffix.variadic);
        suffix.trailingReturn ??= more.trailingReturn;
        if (more.noexcept !== false) suffix.noexcept = more.noexcept;
      }
    }
  }
  // Execution spaces may also stand behind the parameters.
  if (suffix !== undefined && suffix.attributes.length > 0) attributes.push(...suffix.attributes);
  p.scope = params;
  let body: CompoundStatement;
  if (p.tok === '{') {
    body = p.rules.compoundStatement(p);
  } else {
    error(p, parseMessages.expectedLambdaBody);
    body = { kind: 'compound', body: none, loc: loc(p), end: loc(p) };
  }
  p.angle = angle;
  p.scope = outer;
  p.late = late;
  leave(p);
  return {
    kind: 'lambda',
    captureDefault,
    captures,
    templateParams,
    suffix,
    mutable,
    constexpr: constant,
    attributes,
    body,
    loc: start,
    end: endLoc(p),
  };
}

function captureList(p: Parser, captures: LambdaCapture[]): '' | '&' | '=' {
  const open = p.pos;
  advance(p);
  let captureDefault: '' | '&' | '=' = '';
  if ((p.tok === '&' || p.tok === '=') && (p.ops[p.pos + 1] === ']' || p.ops[p.pos + 1] === ',')) {
    captureDefault = p.tok as '&' | '=';
    advance(p);
    if (p.tok === ',') advance(p);
  }
  while (p.tok !== ']' && p.tok !== '#eof') {
    const capture = captureItem(p);
    if (capture === undefined) {
      error(p, parseMessages.expectedCapture);
      skipUntil(p, ',', ']');
      if (p.tok !== ',' && p.tok !== ']') break;
    } else {
      captures.push(capture);
    }
    if (!accept(p, ',')) break;
  }
  expectClose(p, ']', open);
  return captureDefault;
}

function captureItem(p: Parser): LambdaCapture | undefined {
  const start = loc(p);
  if (p.tok === 'this') {
    advance(p);
    return { mode: 'this', name: 'this', init: undefined, pack: false, loc: start };
  }
  if (p.tok === '*' && p.ops[p.pos + 1] === 'this') {
    advance(p);
    advance(p);
    return { mode: '*this', name: 'this', init: undefined, pack: false, loc: start };
  }
  const reference = accept(p, '&');
  let pack = accept(p, '...');
  if (p.tok !== '#id') return undefined;
  const name = text(p);
  advance(p);
  if (p.tok === '=' || p.tok === '{' || p.tok === '(') {
    let init: Expr;
    if (p.tok === '=') {
      advance(p);
      init = initializerClause(p);
    } else if (p.tok === '{') {
      init = p.rules.bracedInitList(p);
    } else {
      const open = p.pos;
      advance(p);
      init = p.rules.expression(p);
      expectClose(p, ')', open);
    }
    declareIn(p.scope, name, valueEntry);
    return { mode: reference ? 'init-ref' : 'init-copy', name, init, pack, loc: start };
  }
  if (accept(p, '...')) pack = true;
  return { mode: reference ? '&' : '=', name, init: undefined, pack, loc: start };
}
