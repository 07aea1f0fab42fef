/**
 * Attributes: what a declaration's attributes (of all syntaxes and places) say, gathered into one record. Unknown ones are ignored, as gcc does.
 */
import type * as Ast from '../ast/index.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import type { Loc } from '../source/loc.js';
import type { FunctionSymbol } from '../tree/index.js';
import type { BodyContext } from './context.js';
import type { DeclSema } from './state.js';
import { isDependentSyntax } from './syntax-walk.js';

export interface AttributeFacts {
  host: boolean;
  device: boolean;
  global: boolean;
  shared: boolean;
  constant: boolean;
  managed: boolean;
  noreturn: boolean;
  weak: boolean;
  packed: boolean;
  overlapping: boolean;
  inlineHint: 'always' | 'never' | undefined;
  alignment: number | undefined;
  launchBounds: FunctionSymbol['launchBounds'];
  launchBoundsLoc: Loc | undefined;
  importModule: string | undefined;
  importName: string | undefined;
  exportName: string | undefined;
  builtin: string | undefined;
  unavailable: string | undefined;
  visibilityHidden: boolean;
  runs: FunctionSymbol['runs'];
}

const NONE: readonly Ast.Attribute[] = [];

function text(arg: Ast.Expr | Ast.TypeId | undefined): string | undefined {
  return arg?.kind === 'string' ? String.fromCharCode(...arg.token.units) : undefined;
}

function positive(s: DeclSema, arg: Ast.Expr | Ast.TypeId | undefined, ctx: BodyContext): number | undefined {
  if (!arg || arg.kind === 'type-id' || isDependentSyntax(s, arg, ctx.scope)) return undefined;
  const value = s.evaluateInteger(arg, { ...ctx, constant: true });
  return value === undefined ? undefined : Number(value);
}

/** Alignment that `aligned(n)`, `alignas(n)` or `alignas(T)` asks for. */
function alignmentOf(s: DeclSema, attribute: Ast.Attribute, ctx: BodyContext): number | undefined {
  const arg = attribute.args[0];
  if (!arg) return attribute.name === 'aligned' ? 16 : undefined;
  if (isDependentSyntax(s, arg, ctx.scope)) return undefined;
  if (arg.kind === 'type-id') {
    const type = s.resolveTypeId(arg, ctx);
    return s.completeType(type, attribute.loc) ? s.alignOf(type) : undefined;
  }
  const value = positive(s, arg, ctx);
  if (value === undefined || value === 0) return undefined;
  if (value < 0 || (value & (value - 1)) !== 0) {
    s.report(semaMessages.alignmentNotPower, attribute.loc);
    return undefined;
  }
  return value;
}

/** gcc's attributes that change what a program means. */
const UNSUPPORTED: ReadonlySet<string> = new Set(['alias', 'cleanup', 'ifunc', 'init_priority', 'mode', 'scalar_storage_order', 'vector_size', 'weakref']);

export function refuseUnsupported(s: DeclSema, attributes: readonly Ast.Attribute[]): void {
  for (const { name, loc } of attributes) if (UNSUPPORTED.has(name)) s.report(semaMessages.unsupportedAttribute, loc, [name]);
}

function apply(s: DeclSema, facts: AttributeFacts, attribute: Ast.Attribute, ctx: BodyContext): void {
  const { name, args } = attribute;
  switch (name) {
    case 'host':
    case 'device':
    case 'global':
    case 'shared':
    case 'constant':
    case 'managed':
    case 'noreturn':
    case 'weak':
    case 'packed':
      facts[name] = true;
      return;
    case 'no_unique_address':
      facts.overlapping = true;
      return;
    case 'always_inline':
    case 'forceinline':
      facts.inlineHint = 'always';
      return;
    case 'noinline':
      facts.inlineHint = 'never';
      return;
    case 'aligned':
    case 'alignas': {
      const contexts = attribute.packExpansion ? (s.expandPack(attribute.args[0]!, ctx, attribute.loc) ?? []) : [ctx];
      for (const each of contexts) facts.alignment = Math.max(alignmentOf(s, attribute, each) ?? 0, facts.alignment ?? 0) || undefined;
      return;
    }
    case 'launch_bounds': {
      const maxThreads = positive(s, args[0], ctx);
      facts.launchBoundsLoc = attribute.loc;
      if (maxThreads !== undefined) facts.launchBounds = { maxThreads, minBlocks: positive(s, args[1], ctx) ?? 0 };
      return;
    }
    case 'cluster_dims': {
      const blocks = args.reduce((product, arg) => product * (positive(s, arg, ctx) ?? 1), 1);
      if (blocks !== 1) s.report(semaMessages.clusterDims, attribute.loc, [String(blocks)]);
      return;
    }
    case 'import_module':
    case 'import_name':
    case 'export_name':
    case 'cw_builtin': {
      const value = text(args[0]);
      if (value === undefined) s.report(semaMessages.attributeArgument, attribute.loc, [name, 'string']);
      else if (name === 'import_module') facts.importModule = value;
      else if (name === 'import_name') facts.importName = value;
      else if (name === 'export_name') facts.exportName = value;
      else facts.builtin = value;
      return;
    }
    case 'constructor':
    case 'destructor': {
      const priority = positive(s, args[0], ctx) ?? LAST_PRIORITY;
      facts.runs = name === 'constructor' ? { ...facts.runs, first: priority } : { ...facts.runs, last: priority };
      return;
    }
    case 'unavailable':
    case 'error':
      facts.unavailable = text(args[0]) ?? 'not supported';
      return;
  }
}

/** Of constructors and destructors that name none. */
export const LAST_PRIORITY = 65535;

const PLAIN: AttributeFacts = {
  host: false, device: false, global: false, shared: false, constant: false, managed: false, noreturn: false, weak: false, packed: false, overlapping: false, inlineHint: undefined, alignment: undefined,
  launchBounds: undefined, launchBoundsLoc: undefined, importModule: undefined, importName: undefined, exportName: undefined, builtin: undefined, unavailable: undefined, visibilityHidden: false, runs: undefined,
};

/** The facts of a declaration; the shared frozen record when there are no attributes at all. */
export function attributeFacts(
  s: DeclSema,
  ctx: BodyContext,
  a: readonly Ast.Attribute[],
  b: readonly Ast.Attribute[] = NONE,
  c: readonly Ast.Attribute[] = NONE,
  d: readonly Ast.Attribute[] = NONE,
): Readonly<AttributeFacts> {
  if (a.length + b.length + c.length + d.length === 0) return PLAIN;
  const facts: AttributeFacts = { ...PLAIN };
  for (const list of [a, b, c, d]) refuseUnsupported(s, list);
  for (const attribute of a) apply(s, facts, attribute, ctx);
  for (const attribute of b) apply(s, facts, attribute, ctx);
  for (const attribute of c) apply(s, facts, attribute, ctx);
  for (const attribute of d) apply(s, facts, attribute, ctx);
  return facts;
}

/** Attributes of the declarator's own nodes on the way to its name. */
export function declaratorAttributes(declarator: Ast.Declarator): readonly Ast.Attribute[] {
  let result = NONE;
  for (let at: Ast.Declarator | undefined = declarator; at; at = at.kind === 'id' ? undefined : at.inner) {
    const own = at.kind === 'id' || at.kind === 'pointer' ? at.attributes : at.kind === 'function' ? at.suffix.attributes : NONE;
    if (own.length > 0) result = result.length > 0 ? [...result, ...own] : own;
  }
  return result;
}

const unavailable = new WeakMap<object, string>();

/** Remembers that uses of the function are errors. */
export function setUnavailable(fn: FunctionSymbol, reason: string): void {
  unavailable.set(fn, reason);
}

export function reportUnavailable(s: DeclSema, fn: FunctionSymbol, loc: Loc): void {
  const reason = unavailable.get(fn);
  if (reason !== undefined) s.report(semaMessages.unavailable, loc, [fn.name, reason]);
}
