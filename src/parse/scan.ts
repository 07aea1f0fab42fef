/**
 * Look-ahead: decides by scanning tokens, without building trees or reporting, what the tokens at an index can be.
 *
 * Every `scan…` function takes a token index and gives the index behind what it recognized, or -1. The scans follow the disambiguation
 * rules of [dcl.ambig.res], [stmt.ambig] and [temp.names]: they choose by one token and the name table and never
 * retry, so a scan is linear in what it covers; scans of names are remembered by position.
 */
import type { NameScan, Parser } from './cursor.js';
import { flagQualifier, flagSimpleType, flagSpecifier, flagType } from './keywords.js';
import type { NameEntry, Scope } from './names.js';
import { isTypeKind, lookup, lookupMember, lookupQualifier, mayHaveMore, typeBehind } from './names.js';

const noName: NameScan = { kind: 'none', end: -1, entry: undefined, templateId: false, qualified: false };

/** Classifies the name that begins at `i` (`a`, `::a`, `a<b>::c`, `decltype(x)::y`, also after `typename`). */
export function scanName(p: Parser, i: number): NameScan {
  const op = p.ops[i];
  if (op === '#id') {
    const next = p.ops[i + 1];
    if (next !== '::' && next !== '<') {
      const entry = lookup(p.scope, p.tokens[i]!.text);
      return {
        kind: entry === undefined ? 'unknown' : entry.kind,
        end: i + 1,
        entry,
        templateId: false,
        qualified: false,
      };
    }
  }
  const known = p.scans.get(i);
  if (known !== undefined) return known;
  if (p.scanDepth > 200) {
    // Remembered too, so that the levels above do not try again.
    p.scans.set(i, noName);
    return noName;
  }
  p.scanDepth++;
  const scan = scanQualified(p, i);
  p.scanDepth--;
  p.scans.set(i, scan);
  return scan;
}

function scanQualified(p: Parser, start: number): NameScan {
  let i = start;
  let scope: Scope | undefined;
  // Without a scope the first component is looked up from the inside out, later ones are dependent.
  let qualified = false;
  if (p.ops[i] === '::') {
    scope = globalScope(p);
    qualified = true;
    i++;
  } else if (p.ops[i] === 'decltype' && p.ops[i + 1] === '(') {
    const close = p.match[i + 1]!;
    if (close < 0 || p.ops[close + 1] !== '::') return noName;
    i = close + 2;
    qualified = true;
  }
  let previous: string | undefined;
  for (;;) {
    const templateKeyword = p.ops[i] === 'template';
    if (templateKeyword) i++;
    const op = p.ops[i];
    if (op === 'operator')
      return { kind: 'function-name', end: i, entry: undefined, templateId: false, qualified };
    if (op === '~') return { kind: 'function-name', end: i, entry: undefined, templateId: false, qualified };
    if (op !== '#id') return noName;
    const name = p.tokens[i]!.text;
    let entry = qualified
      ? scope === undefined
        ? undefined
        : lookupMember(scope, name)
      : lookup(p.scope, name);
    const dependent = qualified && entry === undefined && (scope === undefined || mayHaveMore(scope));
    let next = i + 1;
    let templateId = false;
    if (p.ops[next] === '::') entry = qualified ? typeBehind(entry) : lookupQualifier(p.scope, name);
    if (p.ops[next] === '<' && isTemplateAt(p, entry, dependent, templateKeyword, next)) {
      const end = scanTemplateArguments(p, next);
      if (end < 0) return noName;
      next = end;
      templateId = true;
      if (p.ops[next] === '::') entry = typeBehind(entry);
    }
    const isConstructor = qualified && previous === name && (entry === undefined || isTypeKind(entry.kind));
    if (p.ops[next] === '::' && p.ops[next + 1] !== '*') {
      if (entry !== undefined && entry.kind === 'value') return noName;
      scope = entry?.scope;
      // `A::A::B`: the injected name leads to the same class.
      previous = name;
      qualified = true;
      if (entry === undefined && !dependent && scope === undefined) {
        // Unknown: what follows is unknown too, not dependent.
        return unknownTail(p, next);
      }
      i = next + 1;
      continue;
    }
    if (isConstructor && !templateId) return { kind: 'constructor', end: next, entry, templateId, qualified };
    let kind: NameScan['kind'] = entry === undefined ? (dependent ? 'dependent' : 'unknown') : entry.kind;
    if (
      templateId &&
      (kind === 'class-template' || kind === 'alias-template' || kind === 'template-template-parameter')
    ) {
      kind = 'type';
    }
    return { kind, end: next, entry, templateId, qualified };
  }
}

/** Behind an unknown qualifier at `i` (a `::`): passes the rest of the name. */
function unknownTail(p: Parser, i: number): NameScan {
  let at = i;
  while (p.ops[at] === '::') {
    at++;
    if (p.ops[at] === 'template') at++;
    if (p.ops[at] !== '#id')
      return { kind: 'unknown', end: at, entry: undefined, templateId: false, qualified: true };
    at++;
    if (p.ops[at] === '<') {
      const end = scanTemplateArguments(p, at);
      if (end > 0 && looksLikeTemplateId(p, at, end)) at = end;
    }
  }
  return { kind: 'unknown', end: at, entry: undefined, templateId: false, qualified: true };
}

export function globalScope(p: Parser): Scope {
  let s = p.scope;
  while (s.parent !== undefined) s = s.parent;
  return s;
}

/** Is the `<` at index `lt`, behind a name with this entry, the beginning of template arguments? */
export function isTemplateAt(
  p: Parser,
  entry: NameEntry | undefined,
  dependent: boolean,
  templateKeyword: boolean,
  lt: number,
): boolean {
  if (templateKeyword) return true;
  if (entry !== undefined) return entry.template || (entry.hidden?.template ?? false);
  const end = scanTemplateArguments(p, lt);
  if (end < 0) return false;
  // Dependent: by the standard an operator. What begins with a type can only be a template argument.
  if (dependent) return beginsType(p, lt + 1) && looksLikeTemplateId(p, lt, end);
  return looksLikeTemplateId(p, lt, end);
}

/** What follows an unknown `name<…>` tells whether it was meant as a template-id. */
export function looksLikeTemplateId(p: Parser, lt: number, end: number): boolean {
  switch (p.ops[end]) {
    case '(':
      // f<a, b>(c) as well as (f < a) > (c): the first is what people write.
      return true;
    case '::':
    case '{':
    case '<<<':
      return true;
    case '#id':
    case ';':
    case '&':
    case '*':
    case '>':
    case ',':
    case ')':
      return beginsType(p, lt + 1);
    default:
      return false;
  }
}

/** Behind the `>` that closes the template arguments opened at `i`, or -1. */
export function scanTemplateArguments(p: Parser, i: number): number {
  let at = i + 1;
  for (;;) {
    switch (p.ops[at]) {
      case '(':
      case '[':
      case '{': {
        const close = p.match[at]!;
        if (close < 0) return -1;
        at = close + 1;
        break;
      }
      case '>':
        return at + 1;
      case '#id': {
        const next = p.ops[at + 1];
        if (next === '<' || next === '::') {
          const scan = scanName(p, at);
          if (scan.kind === 'none' && next === '<') return -1;
          at = scan.end > at ? scan.end : at + 1;
        } else {
          at++;
        }
        break;
      }
      case 'static_cast':
      case 'const_cast':
      case 'reinterpret_cast':
      case 'dynamic_cast': {
        const end = p.ops[at + 1] === '<' ? scanTemplateArguments(p, at + 1) : -1;
        if (end < 0) return -1;
        at = end;
        break;
      }
      case 'operator':
        // operator> and operator>> as arguments.
        at++;
        if (p.ops[at] !== '#id') at++;
        break;
      case undefined:
      case ';':
      case ')':
      case ']':
      case '}':
      case '#eof':
      case '#pragma':
        return -1;
      default:
        at++;
    }
  }
}

/** Quick test by the first tokens: can a type-id begin here? */
export function beginsType(p: Parser, i: number): boolean {
  const flags = p.flags[i]!;
  if ((flags & flagType) !== 0) return true;
  const op = p.ops[i];
  if (op !== '#id' && op !== '::') return op === '__extension__';
  const scan = scanName(p, i);
  return isTypeScan(p, scan, i);
}

/** A name that names a type where it stands. A template without arguments counts (deduced class), a transform trait too. */
export function isTypeScan(p: Parser, scan: NameScan, i: number): boolean {
  switch (scan.kind) {
    case 'type':
    case 'class-template':
    case 'alias-template':
    case 'template-template-parameter':
      return true;
    case 'concept':
      return p.ops[scan.end] === 'auto';
    case 'unknown':
      return p.ops[scan.end] === '(' && p.ops[i] === '#id' && transformTraits.has(p.tokens[i]!.text);
    default:
      return false;
  }
}

/** Builtin type transformations that are written like calls. */
export const transformTraits: ReadonlySet<string> = new Set([
  '__underlying_type',
  '__remove_cv',
  '__remove_reference',
  '__remove_reference_t',
  '__remove_cvref',
  '__remove_const',
  '__remove_volatile',
  '__remove_pointer',
  '__remove_extent',
  '__remove_all_extents',
  '__add_pointer',
  '__add_lvalue_reference',
  '__add_rvalue_reference',
  '__decay',
  '__make_signed',
  '__make_unsigned',
]);

/** Past attributes of any syntax. */
export function scanAttributes(p: Parser, i: number): number {
  let at = i;
  for (;;) {
    const op = p.ops[at];
    if ((op === '__attribute__' || op === 'alignas' || op === '__declspec') && p.ops[at + 1] === '(') {
      const close = p.match[at + 1]!;
      if (close < 0) return at;
      at = close + 1;
    } else if (op === '[' && p.ops[at + 1] === '[') {
      const close = p.match[at]!;
      if (close < 0 || p.ops[close - 1] !== ']') return at;
      at = close + 1;
    } else {
      return at;
    }
  }
}

/** A decl-specifier-seq with exactly one type in it (`declaration`: storage classes and the like may stand in it). */
export function scanSpecifiers(p: Parser, i: number, declaration: boolean): number {
  let at = i;
  let typed = false;
  let builtin = false;
  for (;;) {
    const op = p.ops[at];
    const flags = p.flags[at]!;
    if (op === '#id' || op === '::') {
      if (typed) return at;
      const scan = scanName(p, at);
      if (scan.kind === 'dependent') {
        if (!declaration || p.ops[scan.end] !== '#id') return -1;
      } else if (!isTypeScan(p, scan, at)) return -1;
      at = scan.kind === 'concept' ? scan.end + 1 : scan.end;
      if (scan.kind === 'unknown') {
        const close = p.match[at]!;
        if (close < 0) return -1;
        at = close + 1;
      }
      typed = true;
      continue;
    }
    if ((flags & flagSpecifier) === 0) {
      if (op === '[' && p.ops[at + 1] === '[' && !typed) {
        const end = scanAttributes(p, at);
        if (end === at) return -1;
        at = end;
        continue;
      }
      if (op === '__extension__') {
        at++;
        continue;
      }
      return typed ? at : -1;
    }
    if ((flags & flagType) === 0) {
      if (op === 'alignas' || op === '__declspec') {
        at = scanAttributes(p, at);
        continue;
      }
      if (!declaration) return typed ? at : -1;
      at++;
      if (op === 'explicit' && p.ops[at] === '(') at = p.match[at]! + 1;
      continue;
    }
    switch (op) {
      case 'const':
      case 'volatile':
      case 'restrict':
      case '_Complex':
      case '_Atomic':
      case '_Imaginary':
        at++;
        break;
      case '__attribute__': {
        const end = scanAttributes(p, at);
        if (end === at) return -1;
        at = end;
        break;
      }
      case 'typename': {
        if (typed) return at;
        const scan = scanName(p, at + 1);
        if (scan.end < 0) return -1;
        at = scan.end;
        typed = true;
        break;
      }
      case 'decltype':
      case 'typeof': {
        if (typed) return at;
        const close = p.ops[at + 1] === '(' ? p.match[at + 1]! : -1;
        if (close < 0) return -1;
        if (p.ops[close + 1] === '::' && op === 'decltype') {
          const scan = scanName(p, at);
          if (scan.end < 0) return -1;
          at = scan.end;
        } else {
          at = close + 1;
        }
        typed = true;
        break;
      }
      case 'struct':
      case 'class':
      case 'union':
      case 'enum': {
        if (typed) return at;
        at = scanElaborated(p, at);
        if (at < 0) return -1;
        typed = true;
        break;
      }
      default:
        if (typed && !builtin) return at;
        typed = true;
        builtin = true;
        at++;
    }
  }
}

function scanElaborated(p: Parser, i: number): number {
  let at = i + 1;
  if (p.ops[i] === 'enum' && (p.ops[at] === 'class' || p.ops[at] === 'struct')) at++;
  at = scanAttributes(p, at);
  if (p.ops[at] === '#id' || p.ops[at] === '::') {
    const scan = scanName(p, at);
    if (scan.end < 0) return -1;
    at = scan.end;
    if (p.ops[at] === '#id' && p.tokens[at]!.text === 'final') at++;
  }
  if (p.ops[at] === ':') {
    // Bases, or an enum's underlying type; where no body follows the colon is not ours.
    let body = at;
    while (body <= p.last && p.ops[body] !== '{' && p.ops[body] !== ';' && p.ops[body] !== ')') body++;
    if (p.ops[body] === '{') at = body;
  }
  if (p.ops[at] === '{') {
    const close = p.match[at]!;
    return close < 0 ? -1 : close + 1;
  }
  return at;
}

/** Whether a declarator must, may not, or may have a name. */
export type ScanMode = 'named' | 'abstract' | 'either';

/** A declarator up to its initializer. At a `(` that holds no parameters behind a name it stops: that is an initializer. */
export function scanDeclarator(p: Parser, i: number, mode: ScanMode): number {
  if (p.scanDepth > 200) return -1;
  p.scanDepth++;
  const end = scanDeclaratorInner(p, i, mode);
  p.scanDepth--;
  return end;
}

function scanDeclaratorInner(p: Parser, i: number, mode: ScanMode): number {
  let at = scanPointerOperators(p, p.ops[i] === '__attribute__' ? scanAttributes(p, i) : i);
  let named = false;
  if (p.ops[at] === '...') at++;
  if (mode !== 'abstract' && p.ops[at] === '#id') {
    if (p.ops[at + 1] === '::') return -1;
    named = true;
    at = scanAttributes(p, at + 1);
  } else if (p.ops[at] === '(' && (mode === 'named' || groups(p, at))) {
    const inner = scanDeclarator(p, at + 1, mode);
    if (inner < 0 || p.ops[inner] !== ')') return -1;
    named = true;
    at = inner + 1;
  } else if (mode === 'named') {
    return -1;
  }
  for (;;) {
    if (p.ops[at] === '[') {
      const close = p.match[at]!;
      if (close < 0) return -1;
      if (p.ops[at + 1] === '[') return at;
      at = close + 1;
    } else if (p.ops[at] === '(') {
      const end = scanParameterClause(p, at);
      if (end < 0) return named && mode === 'named' ? at : -1;
      at = scanFunctionQualifiers(p, end);
      if (at < 0) return -1;
    } else {
      return at;
    }
  }
}

/** In an abstract declarator: does the `(` at `i` group a declarator rather than begin parameters? */
export function groups(p: Parser, i: number): boolean {
  const op = p.ops[i + 1];
  if (op === '*' || op === '&' || op === '&&' || op === '(' || op === '[') return true;
  if (op === '#id' || op === '::') return pointsToMember(p, i + 1) >= 0 || !beginsType(p, i + 1);
  if (op === '__attribute__') return p.ops[scanAttributes(p, i + 1)] === '*';
  return false;
}

export function scanPointerOperators(p: Parser, i: number): number {
  let at = i;
  for (;;) {
    const op = p.ops[at];
    if (op === '*' || op === '&' || op === '&&') {
      at++;
    } else if (op === '#id' || op === '::') {
      const end = pointsToMember(p, at);
      if (end < 0) return at;
      at = end;
    } else {
      return at;
    }
    for (;;) {
      if ((p.flags[at]! & flagQualifier) !== 0) at++;
      else {
        const end = scanAttributes(p, at);
        if (end === at) break;
        at = end;
      }
    }
  }
}

/** Behind `C::*`, or -1. */
export function pointsToMember(p: Parser, i: number): number {
  if (p.ops[i] === '#id' && p.ops[i + 1] !== '::' && p.ops[i + 1] !== '<') return -1;
  const scan = scanName(p, i);
  if (scan.end < 0 || p.ops[scan.end] !== '::' || p.ops[scan.end + 1] !== '*') return -1;
  return scan.end + 2;
}

/** `(parameters)`, or -1 if what is in the parentheses cannot be parameter declarations. */
export function scanParameterClause(p: Parser, i: number): number {
  const close = p.match[i]!;
  if (close < 0) return -1;
  let at = i + 1;
  if (at === close) return close + 1;
  for (;;) {
    if (p.ops[at] === '...') return at + 1 === close ? close + 1 : -1;
    at = scanAttributes(p, at);
    at = scanSpecifiers(p, at, true);
    if (at < 0) return -1;
    at = scanDeclarator(p, at, 'either');
    if (at < 0) return -1;
    at = scanAttributes(p, at);
    if (p.ops[at] === '=') return close + 1;
    if (p.ops[at] === '...') at++;
    if (p.ops[at] === ')') return at === close ? close + 1 : -1;
    if (p.ops[at] !== ',') return -1;
    at++;
  }
}

function scanFunctionQualifiers(p: Parser, i: number): number {
  let at = i;
  for (;;) {
    const op = p.ops[at];
    if (op === 'const' || op === 'volatile' || op === '&' || op === '&&') {
      at++;
    } else if (op === 'noexcept' || op === 'throw') {
      at++;
      if (p.ops[at] === '(') {
        if (p.match[at]! < 0) return -1;
        at = p.match[at]! + 1;
      }
    } else if (op === '->') {
      return scanTypeId(p, at + 1);
    } else {
      const end = scanAttributes(p, at);
      if (end === at) return at;
      at = end;
    }
  }
}

/** A type-id. */
export function scanTypeId(p: Parser, i: number): number {
  if (!beginsType(p, i)) return -1;
  const at = scanSpecifiers(p, i, false);
  if (at < 0) return -1;
  return scanDeclarator(p, at, 'abstract');
}

/** Is what stands between the parenthesis at `i` and its partner a type-id (and no expression)? */
export function typeIdInParens(p: Parser, i: number, allowsFunctions = false): boolean {
  if (!beginsType(p, i + 1)) return false;
  // T(…) alone is a type-id only as a function type, which neither casts nor sizeof can use, but typeid can.
  const end = scanTypeId(p, i + 1);
  if (end < 0 || p.ops[end] !== ')') return false;
  if (allowsFunctions) return true;
  const flags = p.flags[i + 1]!;
  if ((flags & flagSimpleType) !== 0 || p.ops[i + 1] === '#id' || p.ops[i + 1] === '::') {
    const specifiers = scanSpecifiers(p, i + 1, false);
    if (specifiers >= 0 && p.ops[specifiers] === '(' && !groups(p, specifiers)) return false;
  }
  return true;
}

/** Statement or for-init or condition at `i`, whose first token may begin a type: is it a declaration? */
export function isDeclarationAt(p: Parser, i: number): boolean {
  const op = p.ops[i];
  const flags = p.flags[i]!;
  let behind: number;
  if (op === '#id' || op === '::') {
    if (op === '#id') {
      const next = p.ops[i + 1];
      // Most statements: a call, an assignment, a member access.
      if (next === '=' || next === '.' || next === '->' || next === '++' || next === '--' || next === '<<<')
        return false;
    }
    const scan = scanName(p, i);
    switch (scan.kind) {
      case 'type':
      case 'class-template':
      case 'alias-template':
      case 'template-template-parameter':
        behind = scan.end;
        break;
      case 'concept':
        return p.ops[scan.end] === 'auto';
      case 'unknown':
        if (p.ops[i] === '#id' && p.ops[scan.end] === '(' && transformTraits.has(p.tokens[i]!.text))
          return true;
        return declaresUnknown(p, scan.end);
      case 'dependent':
        return declaresUnknown(p, scan.end);
      case 'none':
      case 'value':
      case 'namespace':
      case 'function-template':
      case 'variable-template':
      case 'function-name':
      case 'constructor':
        return false;
      default:
        return scan.kind satisfies never;
    }
  } else if ((flags & flagSpecifier) !== 0) {
    if ((flags & flagSimpleType) === 0) return true;
    const simple = scanSimpleType(p, i);
    if (simple < 0) return true;
    behind = simple;
  } else {
    return op === '__extension__' && isDeclarationAt(p, i + 1);
  }
  const next = p.ops[behind];
  if (next === '(') {
    const end = scanDeclarator(p, behind, 'named');
    return end >= 0 && endsDeclarator(p, end);
  }
  if (next === '{' || next === '.' || next === '->') return false;
  if (next === '::') return pointsToMember(p, i) >= 0;
  return true;
}

/** What may follow the first declarator of a declaration. */
function endsDeclarator(p: Parser, i: number): boolean {
  switch (p.ops[i]) {
    case '=':
    case ';':
    case ',':
    case '(':
    case '{':
    case ':':
    case 'asm':
    case '__attribute__':
      return true;
    default:
      return p.ops[i] === '[' && p.ops[i + 1] === '[';
  }
}

/** `unknown name` reads as a declaration with a misspelt type; `unknown * name` does not. */
function declaresUnknown(p: Parser, i: number): boolean {
  if (p.ops[i] === '#id') return true;
  if (p.ops[i] === '*' || p.ops[i] === '&') {
    // `T::x * y = …;` can only be meant as a declaration, for a product is nothing to assign to.
    const at = scanPointerOperators(p, i);
    return p.ops[at] === '#id' && p.ops[at + 1] === '=';
  }
  return false;
}

/** One simple-type-specifier that may begin a functional cast; -1 where more specifiers follow (it is then no cast). */
export function scanSimpleType(p: Parser, i: number): number {
  const op = p.ops[i];
  if (op === 'typename') {
    const scan = scanName(p, i + 1);
    return scan.end;
  }
  if (op === 'decltype' || op === 'typeof') {
    const close = p.ops[i + 1] === '(' ? p.match[i + 1]! : -1;
    if (close < 0) return -1;
    if (p.ops[close + 1] === '::') return scanName(p, i).end;
    return close + 1;
  }
  const next = p.flags[i + 1]!;
  if ((next & flagSimpleType) !== 0) {
    // unsigned int(x) is no functional cast in the standard, but GNU's compilers take it.
    let at = i + 1;
    while ((p.flags[at]! & flagSimpleType) !== 0) at++;
    return at;
  }
  return i + 1;
}
