/**
 * decl-specifier-seq and type-specifiers ([dcl.spec]), type-ids.
 *
 * In: the parser at the first specifier. Out: `DeclSpecifiers`. `type` stays undefined before constructors, destructors, conversion
 * functions and deduction guides, and where a type is missing (the caller reports that, if nothing was reported here).
 */
import type {
  Attribute,
  BuiltinSpecifier,
  DeclSpecifiers,
  Expr,
  Name,
  Qualifiers,
  StorageClass,
  TypeId,
  TypeSpecifier,
} from '../ast/index.js';
import { parseMessages } from '../diagnostics/parse-messages.js';
import type { Loc } from '../source/loc.js';
import { attributesInto } from './attributes.js';
import type { Mutable, Parser, SpecifierContext } from './cursor.js';
import {
  accept,
  advance,
  endLoc,
  error,
  errorAt,
  expect,
  expectClose,
  loc,
  none,
  peek,
  text,
} from './cursor.js';
import { flagAttribute, flagSpecifier } from './keywords.js';
import { lookup } from './names.js';
import { parseName, spellName } from './qualified-names.js';
import {
  beginsType,
  isTypeScan,
  scanAttributes,
  scanName,
  scanPointerOperators,
  transformTraits,
  typeIdInParens,
} from './scan.js';

export const noQualifiers: Qualifiers = { const: false, volatile: false, restrict: false };
export const constQualifier: Qualifiers = { const: true, volatile: false, restrict: false };

type BuiltinBase = BuiltinSpecifier['base'];

interface Arithmetic {
  base: BuiltinBase;
  signedness: 'signed' | 'unsigned' | undefined;
  short: boolean;
  long: 0 | 1 | 2;
  loc: Loc;
  /** The word before, for messages. */
  previous: string;
}

export function declSpecifiers(p: Parser, context: SpecifierContext): DeclSpecifiers {
  const start = loc(p);
  let storage: StorageClass[] | undefined;
  let attributes: Attribute[] | undefined;
  let isConst = false;
  let isVolatile = false;
  let isRestrict = false;
  let type: TypeSpecifier | undefined;
  let arithmetic: Arithmetic | undefined;
  let inline = false;
  let virtual = false;
  let explicit: boolean | Expr = false;
  let friend = false;
  let constant: DeclSpecifiers['constexpr'];
  const inTypeId = context === 'type-id';
  loop: for (;;) {
    const op = p.ops[p.pos]!;
    if (op === '#id' || op === '::') {
      if (type !== undefined || arithmetic !== undefined) break;
      type = namedType(p, context, attributes);
      if (type === undefined) break;
      continue;
    }
    const flags = p.flags[p.pos]!;
    if ((flags & flagSpecifier) === 0) {
      if (op === '[' && peek(p, 1) === '[' && !inTypeId) {
        attributes ??= [];
        attributesInto(p, attributes);
        continue;
      }
      if (op === '[' && peek(p, 1) === '[') {
        // Only behind a type-id's specifiers; not the beginning of an array of lambdas.
        if (scanAttributes(p, p.pos) === p.pos) break;
        attributes ??= [];
        attributesInto(p, attributes);
        continue;
      }
      if (op === '__extension__') {
        advance(p);
        continue;
      }
      break;
    }
    switch (op) {
      case 'typedef':
      case 'static':
      case 'extern':
      case 'register':
      case 'mutable':
      case 'thread_local':
        if (inTypeId) break loop;
        storage ??= [];
        storage.push(op);
        advance(p);
        break;
      case 'const':
        isConst = true;
        advance(p);
        break;
      case 'volatile':
        isVolatile = true;
        advance(p);
        break;
      case 'restrict':
        isRestrict = true;
        advance(p);
        break;
      case 'inline':
        inline = true;
        advance(p);
        break;
      case '_Noreturn':
        attributes ??= [];
        attributes.push({ name: 'noreturn', args: none, loc: loc(p) });
        advance(p);
        break;
      case '_Complex':
      case '_Atomic':
      case '_Imaginary':
        error(p, parseMessages.absentTypes, [op]);
        advance(p);
        break;
      case 'virtual':
        virtual = true;
        advance(p);
        break;
      case 'explicit':
        advance(p);
        explicit = true;
        if (p.tok === '(') {
          const open = p.pos;
          advance(p);
          explicit = p.rules.constantExpression(p);
          expectClose(p, ')', open);
        }
        break;
      case 'friend':
        friend = true;
        advance(p);
        break;
      case 'constexpr':
      case 'consteval':
      case 'constinit':
        if (inTypeId) break loop;
        constant = op;
        advance(p);
        break;
      case 'void':
      case 'bool':
      case 'char':
      case 'char8_t':
      case 'char16_t':
      case 'char32_t':
      case 'wchar_t':
      case 'int':
      case 'float':
      case 'double':
      case '__int128':
      case 'short':
      case 'long':
      case 'signed':
      case 'unsigned':
        // `struct S { … }` without a semicolon: the caller says so.
        if (type?.kind === 'class' || type?.kind === 'enum') break loop;
        if (type !== undefined) {
          error(p, parseMessages.cannotCombine, [op, spellType(type)]);
          advance(p);
          break;
        }
        arithmetic ??= {
          base: undefined,
          signedness: undefined,
          short: false,
          long: 0,
          loc: loc(p),
          previous: op,
        };
        addWord(p, arithmetic, op);
        advance(p);
        break;
      case 'auto': {
        // C's storage class, which every local variable has.
        if (p.c) {
          advance(p);
          break;
        }
        if (type !== undefined || arithmetic !== undefined) break loop;
        type = { kind: 'auto', decltypeAuto: false, loc: loc(p) };
        advance(p);
        break;
      }
      case 'struct':
      case 'class':
      case 'union':
        if (type !== undefined || arithmetic !== undefined) break loop;
        type = p.rules.classSpecifier(p, friend ? 'type-id' : context, none);
        break;
      case 'enum':
        if (type !== undefined || arithmetic !== undefined) break loop;
        type = p.rules.enumSpecifier(p, context);
        break;
      case 'typename':
        if (type !== undefined || arithmetic !== undefined) break loop;
        type = typenameSpecifier(p);
        break;
      case 'decltype':
        if (type !== undefined || arithmetic !== undefined) break loop;
        type = decltypeSpecifier(p);
        break;
      case 'typeof':
        if (type !== undefined || arithmetic !== undefined) break loop;
        type = typeofSpecifier(p);
        break;
      default:
        if ((flags & flagAttribute) === 0) throw new Error(`decl-specifier '${op}'`);
        attributes ??= [];
        attributesInto(p, attributes);
    }
  }
  if (arithmetic !== undefined) type = finishArithmetic(p, arithmetic);
  return {
    storage: storage ?? none,
    qualifiers:
      isVolatile || isRestrict
        ? { const: isConst, volatile: isVolatile, restrict: isRestrict }
        : isConst
          ? constQualifier
          : noQualifiers,
    type,
    inline,
    virtual,
    explicit,
    friend,
    constexpr: constant,
    attributes: attributes ?? none,
    loc: start,
    end: endLoc(p),
  };
}

function addWord(p: Parser, a: Arithmetic, op: string): void {
  const clash = () => error(p, parseMessages.cannotCombine, [op, a.previous]);
  switch (op) {
    case 'signed':
    case 'unsigned':
      if (a.signedness !== undefined && a.signedness !== op) clash();
      else a.signedness = op;
      break;
    case 'short':
      if (a.short || a.long > 0) clash();
      else a.short = true;
      break;
    case 'long':
      if (a.short || a.long === 2) clash();
      else a.long = a.long === 0 ? 1 : 2;
      break;
    default:
      if (a.base !== undefined) clash();
      else a.base = op as BuiltinBase;
  }
  a.previous = op;
}

function finishArithmetic(p: Parser, a: Arithmetic): TypeSpecifier {
  const { base } = a;
  const sized = a.short || a.long > 0;
  let bad: string | undefined;
  if (
    a.signedness !== undefined &&
    base !== undefined &&
    base !== 'int' &&
    base !== 'char' &&
    base !== '__int128'
  ) {
    bad = a.signedness;
  } else if (a.short && base !== undefined && base !== 'int') {
    bad = 'short';
  } else if (a.long > 0 && base !== undefined && base !== 'int' && !(base === 'double' && a.long === 1)) {
    bad = 'long';
  }
  if (bad !== undefined && base !== undefined) {
    errorAt(p, parseMessages.cannotCombine, a.loc, endLoc(p), [base, bad]);
    return { kind: 'builtin', base, signedness: undefined, short: false, long: 0, loc: a.loc };
  }
  return {
    kind: 'builtin',
    base: base ?? (sized || a.signedness !== undefined ? undefined : 'int'),
    signedness: a.signedness,
    short: a.short,
    long: a.long,
    loc: a.loc,
  };
}

/** A type named by an identifier or qualified name, or undefined if the specifiers end here. */
function namedType(
  p: Parser,
  context: SpecifierContext,
  attributes: readonly Attribute[] | undefined,
): TypeSpecifier | undefined {
  const at = p.pos;
  const start = loc(p);
  if (context === 'member' && p.tok === '#id' && namesConstructor(p)) return undefined;
  const scan = scanName(p, at);
  switch (scan.kind) {
    case 'class-template':
      if (!scan.templateId && p.ops[scan.end] === '(' && (context === 'namespace' || context === 'member')) {
        const close = p.match[scan.end]!;
        if (close > 0 && p.ops[close + 1] === '->') return undefined;
      }
      break;
    case 'type':
    case 'alias-template':
    case 'template-template-parameter':
      break;
    case 'concept': {
      const constraint = parseName(p, 'type');
      if (p.tok === 'auto') {
        advance(p);
        return { kind: 'auto', decltypeAuto: false, constraint, loc: start };
      }
      if (p.tok === 'decltype') {
        const inner = decltypeSpecifier(p);
        return {
          kind: 'auto',
          decltypeAuto: inner.kind === 'auto' && inner.decltypeAuto,
          constraint,
          loc: start,
        };
      }
      error(p, parseMessages.expectedToken, ['auto']);
      return { kind: 'auto', decltypeAuto: false, constraint, loc: start };
    }
    case 'constructor':
    case 'function-name':
      return undefined;
    case 'dependent':
      if (context === 'block' || context === 'condition') {
        const name = parseName(p, 'type');
        errorAt(p, parseMessages.missingTypename, name.loc, name.end, [spellName(name)]);
        p.lastError = -1;
        return { kind: 'named', name, typenameKeyword: true, loc: start };
      }
      break;
    case 'value':
    case 'function-template':
    case 'variable-template':
    case 'namespace':
      if (!namesSomething(p, scan.end)) return undefined;
      return unknownType(p, start);
    case 'unknown':
      if (isTypeScan(p, scan, at)) return transformSpecifier(p);
      if (p.lastError === at && context === 'namespace') return undefined;
      if (!namesSomething(p, scan.end) && context !== 'parameter' && context !== 'type-id') {
        // `f(…) {` without a type: the declarator names the function.
        if (p.ops[scan.end] === '(' || attributes === undefined) return undefined;
      }
      return unknownType(p, start);
    case 'none':
      return unknownType(p, start);
    default:
      scan.kind satisfies never;
  }
  const name = parseName(p, 'type');
  return { kind: 'named', name, typenameKeyword: false, loc: start };
}

/** Behind an unknown name: does a declarator's name follow, so that the unknown one was meant as a type? */
function namesSomething(p: Parser, i: number): boolean {
  const at = scanPointerOperators(p, i);
  const op = p.ops[at];
  return (
    op === '#id' ||
    (at === i && (p.flags[at]! & flagSpecifier) !== 0) ||
    op === 'operator' ||
    (at > i && op === '(')
  );
}

/** Types of gcc that have no counterpart here. */
const absentTypes: ReadonlySet<string> = new Set(['__float128', '_Float128', '__float80', '_Float64x', '_Decimal32', '_Decimal64', '_Decimal128']);

function unknownType(p: Parser, start: Loc): TypeSpecifier {
  const at = p.pos;
  const name = parseName(p, 'type');
  if (p.lastError !== at && !p.halted && p.lastError !== p.pos) {
    const template = name.last.kind === 'template-id';
    p.sink.report(
      template ? parseMessages.unknownTemplate : absentTypes.has(spellName(name)) ? parseMessages.absentTypes : parseMessages.unknownType,
      name.loc,
      [spellName(name)],
      {
        end: name.end,
      },
    );
  }
  if (p.pos === at && p.tok === '::') advance(p);
  return { kind: 'named', name, typenameKeyword: false, loc: start };
}

/** In a class: `C(`, `C<T>(` where what follows are parameters. */
function namesConstructor(p: Parser): boolean {
  let scope = p.scope;
  while (scope.kind === 'template' && scope.parent !== undefined) scope = scope.parent;
  if (scope.kind !== 'class' || scope.className === undefined || text(p) !== scope.className) return false;
  let open = p.pos + 1;
  if (p.ops[open] === '<') {
    const scan = scanName(p, p.pos);
    if (!scan.templateId) return false;
    open = scan.end;
  }
  if (p.ops[open] !== '(') return false;
  const first = scanAttributes(p, open + 1);
  const op = p.ops[first];
  if (op === ')' || op === '...') return true;
  if (op === '*' || op === '&' || op === '&&' || op === '(') return false;
  if ((p.flags[first]! & flagSpecifier) !== 0) return true;
  if (op === '#id' || op === '::') {
    // C(x); redeclares a member in parentheses only if x is no type; parameters of unknown type are more likely.
    const close = p.match[open]!;
    if (beginsType(p, first)) return true;
    const after = p.ops[close + 1];
    return close < 0 || after === '{' || after === ':' || first + 1 !== close;
  }
  return false;
}

function typenameSpecifier(p: Parser): TypeSpecifier {
  const start = loc(p);
  advance(p);
  const name = parseName(p, 'type');
  return { kind: 'named', name, typenameKeyword: true, loc: start };
}

function decltypeSpecifier(p: Parser): TypeSpecifier {
  const start = loc(p);
  const open = p.pos + 1;
  const close = p.ops[open] === '(' ? p.match[open]! : -1;
  if (close > 0 && p.ops[close + 1] === '::') {
    const name = parseName(p, 'type');
    return { kind: 'named', name, typenameKeyword: false, loc: start };
  }
  advance(p);
  if (!expect(p, '(')) return { kind: 'auto', decltypeAuto: true, loc: start };
  if (p.tok === 'auto' && peek(p, 1) === ')') {
    advance(p);
    advance(p);
    return { kind: 'auto', decltypeAuto: true, loc: start };
  }
  const angle = p.angle;
  p.angle = 0;
  const expr = p.rules.expression(p);
  p.angle = angle;
  expectClose(p, ')', open);
  return { kind: 'decltype', expr, loc: start };
}

function typeofSpecifier(p: Parser): TypeSpecifier {
  const start = loc(p);
  advance(p);
  const operand = typeOrExpressionInParens(p);
  return { kind: 'typeof', operand, loc: start };
}

/** `( type-id )` or `( expression )`; `allowsFunctions`: `T(…)` may be a type of functions. */
export function typeOrExpressionInParens(p: Parser, allowsFunctions = false): Expr | TypeId {
  const open = p.pos;
  if (!expect(p, '(')) return { kind: 'error', loc: loc(p), end: loc(p) };
  const angle = p.angle;
  p.angle = 0;
  const operand = typeIdInParens(p, open, allowsFunctions) ? p.rules.typeId(p) : p.rules.expression(p);
  p.angle = angle;
  expectClose(p, ')', open);
  return operand;
}

function transformSpecifier(p: Parser): TypeSpecifier {
  const start = loc(p);
  const trait = text(p);
  advance(p);
  const open = p.pos;
  advance(p);
  const angle = p.angle;
  p.angle = 0;
  const type = p.rules.typeId(p);
  p.angle = angle;
  expectClose(p, ')', open);
  return { kind: 'transform', trait, type, loc: start };
}

/** Exactly one simple-type-specifier, as a functional cast or a base needs it. */
export function simpleTypeSpecifier(p: Parser): TypeSpecifier {
  switch (p.tok) {
    case 'typename':
      return typenameSpecifier(p);
    case 'decltype':
      return decltypeSpecifier(p);
    case 'typeof':
      return typeofSpecifier(p);
    case 'auto': {
      const start = loc(p);
      advance(p);
      return { kind: 'auto', decltypeAuto: false, loc: start };
    }
    case '#id':
      if (transformTraits.has(text(p)) && peek(p, 1) === '(' && lookup(p.scope, text(p)) === undefined) {
        return transformSpecifier(p);
      }
      break;
    case '::':
      break;
    default: {
      const a: Arithmetic = {
        base: undefined,
        signedness: undefined,
        short: false,
        long: 0,
        loc: loc(p),
        previous: text(p),
      };
      while (isArithmeticWord(p.ops[p.pos]!)) {
        addWord(p, a, p.ops[p.pos]!);
        advance(p);
      }
      return finishArithmetic(p, a);
    }
  }
  const start = loc(p);
  const name: Name = parseName(p, 'type');
  return { kind: 'named', name, typenameKeyword: false, loc: start };
}

function isArithmeticWord(op: string): boolean {
  switch (op) {
    case 'void':
    case 'bool':
    case 'char':
    case 'char8_t':
    case 'char16_t':
    case 'char32_t':
    case 'wchar_t':
    case 'int':
    case 'float':
    case 'double':
    case '__int128':
    case 'short':
    case 'long':
    case 'signed':
    case 'unsigned':
      return true;
    default:
      return false;
  }
}

/** The type that C takes where none is written. */
export function intSpecifier(at: Loc): BuiltinSpecifier {
  return { kind: 'builtin', base: 'int', signedness: undefined, short: false, long: 0, loc: at };
}

export function specifiersOfType(type: TypeSpecifier | undefined, start: Loc, end: Loc): DeclSpecifiers {
  return {
    storage: none,
    qualifiers: noQualifiers,
    type,
    inline: false,
    virtual: false,
    explicit: false,
    friend: false,
    constexpr: undefined,
    attributes: none,
    loc: start,
    end,
  };
}

/** A type-id of one specifier, without a declarator. */
export function typeIdOf(p: Parser, type: TypeSpecifier): TypeId {
  const end = endLoc(p);
  return {
    kind: 'type-id',
    specifiers: specifiersOfType(type, type.loc, end),
    declarator: { kind: 'id', name: undefined, pack: false, attributes: none, loc: end },
    loc: type.loc,
    end,
  };
}

/** cv-qualifiers and `restrict` in a declarator. */
export function qualifierSeq(p: Parser): Qualifiers {
  if (p.tok !== 'const' && p.tok !== 'volatile' && p.tok !== 'restrict') return noQualifiers;
  const q: Mutable<Qualifiers> = { const: false, volatile: false, restrict: false };
  for (;;) {
    if (accept(p, 'const')) q.const = true;
    else if (accept(p, 'volatile')) q.volatile = true;
    else if (accept(p, 'restrict')) q.restrict = true;
    else return q;
  }
}

function spellType(type: TypeSpecifier): string {
  return type.kind === 'named' ? spellName(type.name) : type.kind;
}
