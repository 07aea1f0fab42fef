/**
 * Semantic analysis: from the syntax tree of a translation unit to its checked tree. This file assembles the `Sema` object from both halves, runs the
 * declarations in order, then checks what is referenced until nothing is left.
 */
import type { TranslationUnit } from '../ast/index.js';
import type { DiagnosticSink, Note } from '../diagnostics/diagnostic.js';
import { alignOf, sizeOf } from '../layout/sizes.js';
import type { CheckedUnit, ClassSymbol, FunctionSymbol, NamespaceSymbol, TemplateSymbol, Type } from '../tree/index.js';
import { driverMessages } from '../diagnostics/driver-messages.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import { inaccessibleStep, isAccessible } from './access.js';
import { addField, defineClass, fillClass, finishClass, newClass } from './classes.js';
import { constructorsOf, destructorOf } from './class-completion.js';
import type { Loc } from '../source/loc.js';
import { NO_LOC } from '../source/loc.js';
import type { SemaOptions } from './context.js';
import { declare, declareAll, declareByType, declareLocals } from './declarations.js';
import { declareEnum } from './enums.js';
import { createExpressionHalf } from './expr/index.js';
import { bodyOf, drain, drainChecks, isInstanceOf, markReferenced, requireBody } from './function-bodies.js';
import { declareFunction, defaultArgument } from './functions.js';
import { implicitFunction } from './implicit-functions.js';
import { inheritConstructors } from './inherit.js';
import { settleLinkage } from './internal.js';
import { addLambdaCall, lambdaCall, lambdaSignature } from './lambdas.js';
import type { HeaderIndex } from './headers.js';
import { declareHeaders, flush } from './headers.js';
import { addName, addNamespace, argumentDependentLookup, basePath, lookup, lookupClass, lookupInNamespace, openNamespace } from './lookup.js';
import { mangleFunction, mangleType, mangleVariable } from './mangle.js';
import { conversionsTo, nameKey, resolve } from './names.js';
import { isNoexcept } from './noexcept.js';
import { checkCompound, checkStatement } from './statements.js';
import type { DeclSema, DeclState } from './state.js';
import { scopeContext } from './state.js';
import { convertArguments, expandPack, packLength, resolveTemplateArguments } from './templates/arguments.js';
import { compareMemberConstraints, memberConstraintHolds, satisfies } from './templates/constraints.js';
import { checkDefinitions } from './templates/definition-check.js';
import { checkSites } from './templates/definition-types.js';
import { compareTemplates, deduceAddress, deduceAutoType, deduceCall, deduceConversion } from './templates/deduce.js';
import { explicitInstantiation, explicitSpecialization } from './templates/explicit.js';
import { parameterObject } from './templates/structural.js';
import { declareGuide, deduceClass, prepareGuideScope } from './templates/guides.js';
import { instantiateClass, instantiateVariable, specializeAlias, specializeClass, specializeFunction, specializeVariable } from './templates/instantiate.js';
import { abbreviated, declareTemplate, signature } from './templates/templates.js';
import { typeToString } from './type-print.js';
import { createTypeTable } from './type-table.js';
import { applyDeclarator, resolveTypeId, specifierType } from './types.js';
import { staticObject } from './variables.js';

export type { SemaOptions } from './context.js';
export type { HeaderIndex } from './headers.js';
export { indexHeaders } from './headers.js';
export { typeToString } from './type-print.js';

function newState(parseErrors: number): DeclState {
  const globalNamespace: NamespaceSymbol = { kind: 'namespace', name: '', loc: 0, parent: undefined, inline: false, anonymous: false };
  return {
    globalNamespace, namespaces: new Map(), scopeNamespaces: new Map(), classes: new Map(), functionInfos: new Map(), templates: new Map(), vars: new Map(), access: new Map(), deletedBecause: new Map(), seq: new Map(), declared: new Set(),
    nextSeq: 0, lastSeq: 0, usingAccess: new Set(), inspected: new Set(), failedRequests: new Set(), inherited: new Map(), inheriting: new Set(), varArgs: new Map(), explicitClasses: new Set(), instantiatedElsewhere: new Set(), externClasses: new Set(), postponed: new Map(), spelledHeads: new Map(), substitutionDepth: 0, instantiationCount: 0, parseErrors, layoutPods: new Set(),
    queue: [], varQueue: [], functions: [], globals: [], vtables: new Set(), kernels: new Set(), unnamed: { count: 0 }, linkage: 'C++', externC: new Map(), lambdaNumbers: new Map(), functionKeys: new Map(),
    opaque: new Map(), localNumbers: new Map(), discriminators: new Map(), flow: undefined, checkQueue: [], initQueue: [], definitions: [], dynamicShared: new Map(), checkedBodies: new WeakSet(), classDepth: 0, checking: false,
  };
}

/** Completes a class type where it stands; says whether it is complete (a class that is being defined counts inside its own members). */
function completeType(s: DeclSema, type: Type, loc: number | undefined, usedAt = loc): boolean {
  let at = type;
  while (at.kind === 'array') at = at.element;
  if (at.kind === 'class') {
    const cls = at.symbol;
    if (cls.state === 'declared' && cls.specialization) s.instantiateClass(cls, usedAt ?? cls.loc);
    const define = cls.state === 'declared' ? s.d.postponed.get(cls) : undefined;
    if (define) {
      s.d.postponed.delete(cls);
      define();
    }
    if (cls.state === 'complete') return true;
    if (loc !== undefined && cls.state !== 'invalid') {
      const row = cls.specialization && cls.state === 'declared' ? semaMessages.undefinedTemplate : semaMessages.incompleteType;
      s.report(row, loc, [s.typeToString(type)], cls.state === 'defining' ? {} : { notes: [{ loc: cls.loc, text: `forward declaration of '${s.typeToString(at)}'` }] });
    }
    return false;
  }
  return !(at.kind === 'builtin' && at.name === 'void');
}

interface Frame {
  readonly loc: Loc;
  readonly what: () => string;
}

/** The instantiations that are under way, innermost first, and the instantiated functions that led to them. What a closure does is the function's around it. */
function instantiationFrames(s: DeclSema): readonly Frame[] {
  const frames: Frame[] = [...s.instantiations].reverse();
  for (let fn = frames.length > 0 ? s.instantiations[0]!.by : s.d.flow?.fn; fn !== undefined; ) {
    const info = s.d.functionInfos.get(fn);
    if (!isInstanceOf(fn)) {
      fn = info?.outer?.fn;
      continue;
    }
    const requested = info?.requested;
    const { pretty } = fn;
    if (requested === undefined || frames.length > s.options.limits.instantiationDepth * 2) break;
    frames.push({ loc: requested.loc, what: () => `function '${pretty}'` });
    fn = requested.by;
  }
  return frames;
}

/** Instantiations that are told of, at most: a message stays under 20 lines. */
const MAX_FRAMES = 4;

/** Notes for the innermost and outermost instantiations, fewer where there are other notes. */
function instantiationNotes(s: DeclSema, others: number): readonly Note[] {
  const frames = instantiationFrames(s);
  const most = Math.max(2, MAX_FRAMES - others);
  const notes = frames.map(({ loc, what }) => (): Note => ({ loc, text: `in instantiation of ${what()} requested here` }));
  if (frames.length <= most) return notes.map((note) => note());
  const outer = Math.floor(most / 2);
  return [...notes.slice(0, most - outer).map((note) => note()), { loc: 0, text: `(${frames.length - most} more instantiations between these)` }, ...notes.slice(-outer).map((note) => note())];
}

/** A header's templates fail in many places for one reason: of what was asked for at one place, the first error is told. */
function isFirstFailure(s: DeclSema): boolean {
  const request = instantiationFrames(s).find(({ loc }) => !s.options.isSystem(loc));
  if (request === undefined) return true;
  const isFirst = !s.d.failedRequests.has(request.loc);
  s.d.failedRequests.add(request.loc);
  return isFirst;
}

/** The `Sema` object with every slot filled. */
function createSema(options: SemaOptions, diagnostics: DiagnosticSink): DeclSema {
  const d = newState(diagnostics.errorCount);
  if (options.c) d.linkage = 'C';
  const types = createTypeTable();
  const s = { types, diagnostics, options, d, abstractScopes: new Set(), trap: undefined, instantiations: [] } as unknown as DeclSema;
  const { scope: globalScope } = addNamespace(s, d.globalNamespace, undefined);
  // As in gcc, `using namespace std` needs no header.
  if (!options.c) openNamespace(s, 'std', false, globalScope, NO_LOC);

  const slots: Omit<DeclSema, keyof ReturnType<typeof createExpressionHalf> | 'types' | 'diagnostics' | 'options' | 'd' | 'abstractScopes' | 'trap' | 'instantiations'> = {
    globalScope,
    report(row, loc, args = [], extra = {}) {
      if (s.trap) {
        if (row.severity === 'error') s.trap.push({ row, loc, args, notes: extra.notes ?? [] });
        return;
      }
      if (row.severity === 'warning' && options.isSystem(loc)) return;
      if (row.severity === 'error' && options.isSystem(loc) && !isFirstFailure(s)) return;
      const own = extra.notes ?? [];
      const notes: readonly Note[] = [...own, ...instantiationNotes(s, own.length)];
      diagnostics.report(row, loc, args, notes.length > 0 ? { ...extra, notes } : extra);
    },
    attempt(f) {
      const { trap } = s;
      const errors: NonNullable<DeclSema['trap']> = [];
      s.trap = errors;
      const result = f();
      s.trap = trap;
      return errors.length > 0 ? undefined : result;
    },

    lookup: (name, scope, loc) => lookup(s, name, scope, 'any', loc)?.entity,
    lookupType: (name, scope, loc) => lookup(s, name, scope, 'type', loc)?.entity,
    lookupMember(cls, name, loc) {
      if (cls.state === 'declared' && !s.completeType(cls.type, loc)) return undefined;
      return lookupClass(s, cls, name, loc);
    },
    lookupInNamespace: (ns, name, loc) => lookupInNamespace(s, ns, name, loc),
    argumentDependentLookup: (name, args, loc) => argumentDependentLookup(s, name, args, loc),
    resolveName: (name, ctx, optional = false) => resolve(s, name, ctx, optional, false),
    nameKey,
    resolveTypeId: (type, ctx, deduced) => resolveTypeId(s, type, ctx, deduced),
    resolveTemplateArguments: (args, ctx) => resolveTemplateArguments(s, args, ctx),
    completeType: (type, loc, usedAt) => completeType(s, type, loc, usedAt),
    inheritedDepth: (fn) => (s.d.inherited.size === 0 ? 0 : (s.d.inherited.get(s.d.functionInfos.get(fn)?.template?.symbol ?? fn) ?? 0)),
    constructorsOf: (cls) => constructorsOf(s, cls),
    destructorOf(type) {
      let at = type;
      while (at.kind === 'array') at = at.element;
      if (at.kind !== 'class' || !s.completeType(at)) return undefined;
      const cls = at.symbol;
      if (cls.trivialDestructor) return undefined;
      const fn = destructorOf(s, cls);
      if (fn && !s.trap) markReferenced(s, fn, fn.loc);
      return fn;
    },
    conversionsTo: (cls, name, ctx) => conversionsTo(s, cls, name, ctx),
    conversionFunctionsOf: (cls) => conversionFunctionsOf(s, cls),
    basePath: (derived, base) => basePath(s, derived, base),
    isAccessible: (entity, through, ctx, object) => isAccessible(s, entity, through, ctx, object),
    accessOf: (member) => ((d.access.get(member) ?? (member.kind === 'field' ? member.access : 'private')) === 'protected' ? 'protected' : 'private'),
    inaccessibleStep: (from, path, ctx) => inaccessibleStep(s, from, path, ctx),
    deduceCall: (template, explicit, args, loc) => deduceCall(s, template, explicit, args, loc),
    deduceAddress: (template, explicit, target, loc) => deduceAddress(s, template, explicit, target, loc),
    deduceConversion: (template, target, loc) => deduceConversion(s, template, target, loc),
    deduceClass: (template, args, ctx, loc, braced) => deduceClass(s, template, args, ctx, loc, braced),
    deduceAuto: (declared, init) =>
      deduceAutoType(s, declared, { type: init.type, lvalue: init.category === 'lvalue', expr: init, list: undefined, overloads: undefined }),
    compareTemplates: (a, b) => compareTemplates(s, a, b),
    markReferenced: (entity, loc) => markReferenced(s, entity, loc),
    requireBody: (fn, loc) => requireBody(s, fn, loc),
    checkCompound: (body, ctx, joins, guarded) => checkCompound(s, body, ctx, joins, guarded),
    newClass: (name, tag, ctx, loc, lambda) => newClass(s, name, tag, ctx, loc, lambda),
    addField: (cls, name, type, loc) => addField(cls, name, type, loc),
    addLambdaCall: (cls, lambda, ctx) => addLambdaCall(s, cls, lambda, ctx),
    finishClass: (cls) => finishClass(s, cls),
    expandPack: (pattern, ctx, loc) => expandPack(s, pattern, ctx, loc),
    packLength: (name, ctx, loc) => packLength(s, name, ctx, loc),
    sizeOf,
    alignOf,
    defaultArgument: (fn, index, loc) => defaultArgument(s, fn, index, loc),
    hasDefaultArgument: (fn, index) => d.functionInfos.get(fn)?.defaults[index] !== undefined,
    defaultMemberInit(field) {
      const entry = d.classes.get(field.parent)?.defaultInits.get(field);
      if (!entry) return undefined;
      const ctx = scopeContext(entry.scope, field.parent);
      return { init: entry.init, ctx: { ...ctx, thisType: types.pointer(field.parent.type) } };
    },
    staticObject: (type, init, ctx, loc) => staticObject(s, type, init, ctx, loc),
    implicitFunction: (name) => implicitFunction(s, name),
    deletedBecause: (fn) => d.deletedBecause.get(fn),
    constraintHolds: (fn) => memberConstraintHolds(s, fn),
    compareConstraints: (a, b) => compareMemberConstraints(s, a, b),
    satisfies: (concept, args, loc) => satisfies(s, concept, args, loc),
    isNoexcept: (fn) => isNoexcept(s, fn),
    constexprSpace: (fn) => s.d.functionInfos.get(fn)?.constexprSpace,
    declareLocals: (declaration, ctx) => {
      const statement = declareLocals(s, declaration, ctx);
      drainChecks(s);
      return statement;
    },
    typeToString,
    synthesize(fn) {
      if (!d.functions.includes(fn)) d.functions.push(fn);
    },

    specifierType: (specifiers, ctx, given) => specifierType(s, specifiers, ctx, given),
    applyDeclarator: (base, declarator, ctx) => applyDeclarator(s, base, declarator, ctx),
    defineClass: (definition, ctx, typedefName) => defineClass(s, definition, ctx, typedefName),
    fillClass: (cls, definition, scope) => fillClass(s, cls, definition, scope),
    declareEnum: (definition, ctx, typedefName) => declareEnum(s, definition, ctx, typedefName),
    declare: (declaration, ctx) => declare(s, declaration, ctx),
    declareTemplate: (declaration, ctx, access, friend) => declareTemplate(s, declaration, ctx, access, friend),
    declareFunction: (request) => declareFunction(s, request),
    specializeClass: (template, args, loc) => specializeClass(s, template, args, loc),
    specializeAlias: (template, args, loc) => specializeAlias(s, template, args, loc),
    specializeVariable: (template, args, loc) => specializeVariable(s, template, args, loc),
    specializeFunction: (template, args, loc) => specializeFunction(s, template, args, loc),
    parameterObject: (arg, constant) => parameterObject(s, arg, constant),
    convertArguments: (template, args, loc) => convertArguments(s, template, args, loc),
    instantiateClass: (cls, loc) => instantiateClass(s, cls, loc),
    instantiateVariable: (variable) => instantiateVariable(s, variable),
    explicitSpecialization: (declaration, ctx, access) => explicitSpecialization(s, declaration, ctx, access),
    explicitInstantiation: (declaration, isExtern, ctx) => explicitInstantiation(s, declaration, isExtern, ctx),
    declareGuide: (declaration, params, ctx) => declareGuide(s, declaration, params, ctx),
    inheritConstructors: (cls, base, access) => inheritConstructors(s, cls, base, access),
    declareMethodByType: (_cls, declaration, declarator, type, access, ctx) => declareByType(s, declaration, declarator, type, ctx, access),
    abbreviated,
    lambdaCall: (template, args, scope) => lambdaCall(s, template, args, scope),
    lambdaSignature: (template) => lambdaSignature(s, template),
    prepareGuideScope: (inner, scope) => prepareGuideScope(s, inner, scope),
    bodyOf: (fn) => bodyOf(s, fn),
    checkStatement: (stmt, ctx) => checkStatement(s, stmt, ctx),
    mangleFunction: (fn) => mangleFunction(s, fn),
    mangleVariable: (variable) => mangleVariable(s, variable),
    mangleType: (type) => mangleType(s, type),
    inspectType: (type) => {
      for (let at = type.unqualified; ; at = at.pointee.unqualified) {
        d.inspected.add(at);
        if (at.kind !== 'pointer') return;
      }
    },
    signature: (template) => signature(s, template),
    entityTemplate(template) {
      const info = d.templates.get(template);
      if (!info) throw new Error(`template ${template.name} is not known`);
      return info;
    },
    lookupClass: (cls, name, loc) => lookupClass(s, cls, name, loc),
    flush: (info, name) => flush(s, info, name),
    resolve: (name, ctx, optional, typesOnly) => resolve(s, name, ctx, optional, typesOnly),
  };
  Object.assign(s, slots);
  Object.assign(s, createExpressionHalf(s));
  declareVaList(s);
  return s;
}

/** `__builtin_va_list`: an array of one 24-byte struct, as on x86-64 (so that it decays in parameters); lowering keeps the address of the next argument in its first word. */
function declareVaList(s: DeclSema): void {
  const tag = s.newClass('__va_list_tag', 'struct', scopeContext(s.globalScope), 0, false);
  const pointer = s.types.pointer(s.types.builtin('void'));
  for (const name of ['next', 'reserved0', 'reserved1']) s.addField(tag, name, pointer, 0);
  s.finishClass(tag);
  const name = '__builtin_va_list';
  addName(s.globalScope, name, { kind: 'typedef', name, loc: 0, parent: s.d.globalNamespace, type: s.types.array(tag.type, 1) });
}

/** Conversion functions of the class and of its bases, unless hidden by one to the same type. */
function conversionFunctionsOf(s: DeclSema, cls: ClassSymbol): readonly (FunctionSymbol | TemplateSymbol)[] {
  if (cls.state === 'declared') s.completeType(cls.type);
  const own = s.d.classes.get(cls)!.conversions;
  if (cls.bases.length === 0) return own;
  const all = [...own];
  for (const base of cls.bases) {
    for (const fn of conversionFunctionsOf(s, base.type.symbol)) {
      const hidden = fn.kind === 'function' && all.some((other) => other.kind === 'function' && other.type.result === fn.type.result);
      if (!hidden && !all.includes(fn)) all.push(fn);
    }
  }
  return all;
}

/** What the unit must emit: definitions that other units may refer to, and what is referenced. */
function isNeeded(fn: FunctionSymbol): boolean {
  return fn.referenced || fn.linkage === 'external' || fn.linkage === 'weak' || fn.exportName !== undefined || fn.runs !== undefined || fn.space.kernel;
}

/** Checks a translation unit, which `headers` stand in front of. Errors go to `diagnostics`; the result is meaningful for lowering only if there were none. */
export function check(unit: TranslationUnit, options: SemaOptions, diagnostics: DiagnosticSink, headers?: HeaderIndex): CheckedUnit {
  const s = createSema(options, diagnostics);
  const { d } = s;
  try {
    if (headers !== undefined) declareHeaders(s, headers);
    declareAll(s, unit.declarations, scopeContext(s.globalScope));
    const definitions = checkDefinitions(s);
    drain(s);
    checkSites(s, definitions);
  } catch (error) {
    // The engine's stack ended before the instantiation depth's limit did: where, is best told by the templates.
    if (!(error instanceof RangeError) || s.instantiations.length === 0) throw error;
    const { loc } = s.instantiations.at(-1)!;
    s.instantiations.splice(0, s.instantiations.length - 8);
    s.trap = undefined;
    s.report(driverMessages.stackExhausted, loc, ['check', 'the program']);
    return { functions: [], globals: [], vtables: [], kernels: [], typeNames: new Map() };
  }
  settleLinkage(s, d.functions, d.globals);
  for (const cls of d.classes.keys()) if (cls.state === 'complete') cls.mangled = mangleType(s, cls.type);
  return {
    functions: d.functions.filter(isNeeded),
    globals: d.globals.filter((variable) => variable.defined),
    vtables: [...d.vtables],
    kernels: [...d.kernels],
    typeNames: new Map([...d.inspected].map((type) => [type, mangleType(s, type)])),
  };
}
