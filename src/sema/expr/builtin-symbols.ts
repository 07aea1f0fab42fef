/** Function symbols for the `__builtin_` functions of src/tree/builtins.ts, and the implicitly declared global operator new and delete. */
import { NO_LOC } from '../../source/loc.js';
import type { BuiltinName, FunctionSymbol, FunctionType, NamespaceSymbol, TemplateSymbol, Type, VarSymbol } from '../../tree/index.js';
import { CONST } from '../../tree/index.js';
import { builtins } from '../../tree/builtins.js';
import { spacedName } from '../type-print.js';
import type { ExprSema } from './own.js';

/** Reads 'const char*' and such. */
function parseType(s: ExprSema, text: string): Type {
  const star = text.indexOf('*');
  let base = (star < 0 ? text : text.slice(0, star)).trim();
  let cv = 0;
  if (base.startsWith('const ')) {
    cv = CONST;
    base = base.slice(6);
  }
  let type: Type = s.types.qualified(s.types.builtin(base as BuiltinName), cv);
  for (let i = star; i >= 0 && i < text.length; i++) if (text[i] === '*') type = s.types.pointer(type);
  return type;
}

function parseSignature(s: ExprSema, signature: string): FunctionType {
  const open = signature.indexOf('(');
  const result = parseType(s, signature.slice(0, open));
  const inside = signature.slice(open + 1, -1).trim();
  const parts = inside === '' ? [] : inside.split(',').map((p) => p.trim());
  const variadic = parts[parts.length - 1] === '...';
  if (variadic) parts.pop();
  return s.types.fn(result, parts.map((p) => parseType(s, p)), { variadic, noexcept: true });
}

const globalNamespace = (s: ExprSema): NamespaceSymbol => s.globalScope.owner as NamespaceSymbol;

function declare(s: ExprSema, name: string, mangled: string, type: FunctionType, builtin: string | undefined): FunctionSymbol {
  const fn: FunctionSymbol = {
    kind: 'function', name, loc: NO_LOC, parent: globalNamespace(s), type, role: 'function', thisClass: undefined, params: [],
    space: { host: true, device: true, kernel: false }, linkage: 'external', mangled, bodyState: 'none', body: undefined, virtual: false, pure: false, vtableSlot: -1,
    deleted: false, defaulted: false, trivial: false, constexpr: builtin !== undefined, explicit: false, noreturn: name === '__builtin_unreachable' || name === '__builtin_trap',
    inlineHint: undefined, builtin, import: undefined, exportName: undefined, runs: undefined, launchBounds: undefined, specialization: undefined, pretty: spacedName(name), referenced: false,
  };
  fn.params = type.params.map((t, i): VarSymbol => ({
    kind: 'variable', name: `p${i}`, loc: NO_LOC, parent: fn, type: t, role: 'parameter', storage: 'automatic', linkage: 'internal', mangled: `p${i}`, defined: true,
    init: undefined, constantInit: false, staticLocal: false, alignment: undefined, addressTaken: false, destructor: undefined, dynamicShared: false,
    builtin: undefined, restrict: false, threadLocal: false,
  }));
  return fn;
}

/** See `Sema.lookupBuiltin`. Generic builtins get the type `void(...)`; builtin-calls.ts checks their calls. */
export function lookupBuiltin(s: ExprSema, name: string): FunctionSymbol | undefined {
  if (isAllocationOperator(name)) return implicitOperators(s, name)[0];
  if (!name.startsWith('__builtin_')) return undefined;
  const known = s.own.builtins.get(name);
  if (known !== undefined) return known;
  const row = builtins.get(name);
  if (row === undefined) return undefined;
  const type = row.signature === undefined ? s.types.fn(s.types.builtin('void'), [], { variadic: true, noexcept: true }) : parseSignature(s, row.signature);
  const fn = declare(s, name, row.library ?? name, type, row.library === undefined ? name : undefined);
  if (row.library !== undefined) fn.constexpr = true;
  s.own.builtins.set(name, fn);
  return fn;
}

const ALIGN = 'St11align_val_t';

/** Implicitly declared in every translation unit (C++ [basic.stc.dynamic]); the C++ library defines them. */
const globalOperators: readonly (readonly [name: string, mangled: string, signature: string])[] = [
  ['operatornew', '_Znwm', 'void*(unsigned long)'],
  ['operatornew[]', '_Znam', 'void*(unsigned long)'],
  ['operatordelete', '_ZdlPv', 'void(void*)'],
  ['operatordelete', '_ZdlPvm', 'void(void*, unsigned long)'],
  ['operatordelete[]', '_ZdaPv', 'void(void*)'],
  ['operatordelete[]', '_ZdaPvm', 'void(void*, unsigned long)'],
];

/** The implicit global operators of a name ('operatornew[]'). */
export function implicitOperators(s: ExprSema, name: string): FunctionSymbol[] {
  const found: FunctionSymbol[] = [];
  for (const [operator, mangled, signature] of globalOperators) {
    if (operator !== name) continue;
    let fn = s.own.globalOperators.get(mangled);
    if (fn === undefined) {
      fn = declare(s, operator, mangled, parseSignature(s, signature), undefined);
      s.own.globalOperators.set(mangled, fn);
    }
    found.push(fn);
  }
  return found;
}

/** Declared operators and the implicit ones; a declaration stands for the implicit one of its type. */
export function withImplicitOperators(s: ExprSema, name: string, declared: readonly (FunctionSymbol | TemplateSymbol)[]): readonly (FunctionSymbol | TemplateSymbol)[] {
  const same = (a: FunctionType, b: FunctionType): boolean => a.params.length === b.params.length && a.params.every((p, i) => p === b.params[i]);
  const implicit = implicitOperators(s, name).filter((i) => !declared.some((d) => d === i || (d.kind === 'function' && same(d.type, i.type))));
  return implicit.length === 0 ? declared : [...declared, ...implicit];
}

export const isAllocationOperator = (name: string): boolean => name.startsWith('operatornew') || name.startsWith('operatordelete');

/** An aligned form (`operator new(size_t, std::align_val_t)`), for types whose alignment exceeds 16. */
export function alignedOperator(s: ExprSema, name: string): FunctionSymbol {
  const isNew = name.startsWith('operatornew');
  const letter = name.endsWith('[]') ? 'a' : isNew ? 'w' : 'l';
  const mangled = isNew ? `_Zn${letter}m${ALIGN}` : `_Zd${letter}Pv${ALIGN}`;
  let fn = s.own.globalOperators.get(mangled);
  if (fn === undefined) {
    fn = declare(s, name, mangled, parseSignature(s, isNew ? 'void*(unsigned long, unsigned long)' : 'void(void*, unsigned long)'), undefined);
    s.own.globalOperators.set(mangled, fn);
  }
  return fn;
}
