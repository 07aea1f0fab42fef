/**
 * Template argument deduction ([temp.deduct]): matching of parameter types against argument types, for calls, addresses, conversions, partial
 * specializations and ordering. Patterns are types with placeholders at depth 0; everything in the actual types is taken as given.
 */
import type * as Ast from '../../ast/index.js';
import type { Loc } from '../../source/loc.js';
import type { FunctionSymbol, FunctionType, TemplateArg, TemplateParamType, TemplateSymbol, Type } from '../../tree/index.js';
import type { CallArgument, OverloadSet } from '../context.js';
import type { DeclSema, TemplateInfo } from '../state.js';
import { bind, boundScope, convertArgument, convertArguments, defaultArg, hasParameterType } from './arguments.js';
import { newScope } from '../state.js';
import { compareConstraints, templateSuffix, unmetConstraint } from './constraints.js';
import { argToString } from '../type-print.js';
import { isDependentArg } from '../type-table.js';

export interface Deduction {
  readonly s: DeclSema;
  readonly bindings: (TemplateArg | undefined)[];
  /** Given explicitly: what is deduced for them does not matter. */
  readonly fixed: readonly boolean[];
  readonly packs: readonly boolean[];
  /** The parameter for which two arguments gave different values last, and these. */
  readonly conflict: { found: { readonly index: number; readonly first: TemplateArg; readonly second: TemplateArg } | undefined };
  /** Guides made of constructors: `T&&` with the class's own parameter is no forwarding reference. */
  readonly ownedByClass?: (param: Type) => boolean;
}

export function newDeduction(s: DeclSema, params: readonly { readonly pack: boolean }[]): Deduction {
  return { s, bindings: new Array<TemplateArg | undefined>(params.length).fill(undefined), fixed: [], packs: params.map((param) => param.pack), conflict: { found: undefined } };
}

function sameArg(d: Deduction, a: TemplateArg, b: TemplateArg): boolean {
  if (a.kind === 'integer' && b.kind === 'integer') return a.value === b.value;
  return d.s.types.argsKey([a]) === d.s.types.argsKey([b]);
}

function bindParam(d: Deduction, param: TemplateParamType, arg: TemplateArg): boolean {
  if (param.depth !== 0 || param.index >= d.packs.length) return sameArg(d, { kind: 'type', type: param }, arg);
  const known = d.bindings[param.index];
  if (!known) {
    d.bindings[param.index] = arg;
    return true;
  }
  if (!sameArg(d, known, arg)) {
    d.conflict.found = { index: param.index, first: known, second: arg };
    return false;
  }
  if (known.kind === 'integer' && known.bound) d.bindings[param.index] = arg;
  return true;
}

/** Matches a pattern for each element of an expansion; the packs in it collect what each element gives. */
function deduceExpansion(d: Deduction, count: number, match: (local: Deduction, i: number) => boolean, first = 0): boolean {
  const collected = new Map<number, TemplateArg[]>();
  for (let i = 0; i < count; i++) {
    const local: Deduction = { ...d, bindings: [...d.bindings] };
    for (let p = 0; p < d.packs.length; p++) {
      if (!d.packs[p]) continue;
      const known = d.bindings[p];
      local.bindings[p] = d.fixed[p] && known?.kind === 'pack' ? known.elements[first + i] : undefined;
    }
    const localFixed = { ...local, fixed: d.fixed.map((fixed, p) => fixed && !(d.packs[p] && local.bindings[p] === undefined)) };
    if (!match(localFixed, i)) return false;
    for (let p = 0; p < d.packs.length; p++) {
      const found = localFixed.bindings[p];
      if (d.packs[p]) {
        if (!found) continue;
        const list = collected.get(p);
        if (list) list.push(found);
        else collected.set(p, [found]);
      } else d.bindings[p] ??= found;
    }
  }
  for (const [p, elements] of collected) {
    const known = d.bindings[p];
    if (known?.kind === 'pack') {
      if (d.fixed[p]) {
        // Explicit elements come first; deduction appends.
        d.bindings[p] = { kind: 'pack', elements: elements.length > known.elements.length ? elements : known.elements };
        continue;
      }
      if (known.elements.length !== elements.length || !known.elements.every((each, i) => sameArg(d, each, elements[i]!))) return false;
    } else d.bindings[p] = { kind: 'pack', elements };
  }
  return true;
}

function patternOf(arg: TemplateArg): TemplateArg | undefined {
  if (arg.kind === 'type' && arg.type.kind === 'pack-expansion') return { kind: 'type', type: arg.type.pattern };
  if (arg.kind === 'dependent' && arg.pack) return { ...arg, pack: false };
  return undefined;
}

function flatten(args: readonly TemplateArg[]): readonly TemplateArg[] {
  return args.some((arg) => arg.kind === 'pack') ? args.flatMap((arg) => (arg.kind === 'pack' ? arg.elements : [arg])) : args;
}

/** Argument lists of one template. */
export function deduceArgs(d: Deduction, patterns: readonly TemplateArg[], actuals: readonly TemplateArg[]): boolean {
  const ps = flatten(patterns);
  const as = flatten(actuals);
  for (let i = 0; i < ps.length; i++) {
    const p = ps[i]!;
    const inner = patternOf(p);
    if (inner) {
      const rest = as.slice(i);
      if (i !== ps.length - 1) return true; // an expansion before the end is not deduced
      if (rest.length === 0) emptyPacks(d, inner);
      return deduceExpansion(d, rest.length, (local, at) => {
        const actual = rest[at]!;
        return deduceArg(local, inner, patternOf(actual) ?? actual);
      });
    }
    const a = as[i];
    if (!a) return false;
    if (patternOf(a) && !patternOf(p)) return false;
    if (!deduceArg(d, p, a)) return false;
  }
  return as.length <= ps.length;
}

/** The packs of a pattern that matched nothing are empty. */
function emptyPacks(d: Deduction, pattern: TemplateArg): void {
  const visit = (type: Type): void => {
    if (type.kind === 'template-param' && type.pack && type.depth === 0) d.bindings[type.index] ??= { kind: 'pack', elements: [] };
  };
  if (pattern.kind === 'type') visit(pattern.type);
  else if (pattern.kind === 'dependent' && pattern.param) visit(pattern.param);
}

export function deduceArg(d: Deduction, p: TemplateArg, a: TemplateArg): boolean {
  switch (p.kind) {
    case 'type':
      if (a.kind === 'type') return deduceTypes(d, p.type, a.type);
      // A template template parameter stands as a type placeholder.
      if (p.type.kind === 'template-param') return bindParam(d, p.type, a);
      return false;
    case 'dependent':
      if (p.param) return bindParam(d, p.param, a);
      return true;
    case 'integer':
      return a.kind === 'integer' && a.value === p.value;
    case 'floating':
    case 'object':
    case 'string':
    case 'template':
    case 'entity':
      return sameArg(d, p, a);
    case 'pack':
      return deduceArgs(d, p.elements, a.kind === 'pack' ? a.elements : [a]);
    default:
      throw new Error(`template argument ${(p satisfies never as TemplateArg).kind}`);
  }
}

function deduceParams(d: Deduction, ps: readonly Type[], as: readonly Type[]): boolean {
  for (let i = 0; i < ps.length; i++) {
    const p = ps[i]!;
    if (p.kind === 'pack-expansion') {
      const rest = as.slice(i);
      if (rest.length === 0) emptyPacks(d, { kind: 'type', type: p.pattern });
      return deduceExpansion(d, rest.length, (local, at) => {
        const actual = rest[at]!;
        return deduceTypes(local, p.pattern, actual.kind === 'pack-expansion' ? actual.pattern : actual);
      });
    }
    const a = as[i];
    if (!a || a.kind === 'pack-expansion') return false;
    if (!deduceTypes(d, p, a)) return false;
  }
  return as.length <= ps.length;
}

/** May the pattern's cv stand against the actual type's? `lenient`: a qualification conversion will follow. */
function cvFits(p: Type, a: Type, lenient: boolean): boolean {
  return lenient ? (a.cv & ~p.cv) === 0 : a.cv === p.cv;
}

/** Matches a type: exactly, or where `lenient` (parameters of calls, on the outer levels) but for cv that the pattern adds. */
export function deduceTypes(d: Deduction, p: Type, a: Type, lenient = false): boolean {
  if (!p.dependent) {
    if (p === a || (lenient && p.unqualified === a.unqualified && (a.cv & ~p.cv) === 0)) return true;
    // Pointers to noexcept functions convert to pointers to others.
    return lenient && p.kind === 'function' && a.kind === 'function' && a.noexcept && !p.noexcept && p.result === a.result && p.params.length === a.params.length && p.params.every((each, i) => each === a.params[i]) && p.thisCv === a.thisCv && p.ref === a.ref && p.variadic === a.variadic;
  }
  const { types } = d.s;
  switch (p.kind) {
    case 'template-param': {
      const given = lenient && p.depth === 0 && d.fixed[p.index] ? d.bindings[p.index] : undefined;
      if (given?.kind === 'type') return given.type.unqualified === a.unqualified && (a.cv & ~(given.type.cv | p.cv)) === 0;
      let type = a;
      if (p.cv !== 0) {
        if (!lenient && (a.cv & p.cv) !== p.cv) return false;
        const rest = a.cv & ~p.cv;
        type = rest === 0 ? a.unqualified : types.qualified(a.unqualified, rest);
      }
      return bindParam(d, p.unqualified, { kind: 'type', type });
    }
    case 'pointer':
      // No function is const.
      if (a.kind === 'pointer' && a.pointee.kind === 'function' && p.pointee.kind === 'template-param' && p.pointee.cv !== 0) return false;
      return a.kind === 'pointer' && cvFits(p, a, lenient) && deduceTypes(d, p.pointee, a.pointee, lenient);
    case 'reference': {
      if (a.kind !== 'reference') return false;
      const given = p.referee.kind === 'template-param' && p.referee.depth === 0 && d.fixed[p.referee.index] ? d.bindings[p.referee.index] : undefined;
      // A reference given explicitly collapses with the pattern's.
      if (given?.kind === 'type' && given.type.kind === 'reference') return a === (p.rvalue ? given.type : types.reference(given.type.referee, false));
      return a.rvalue === p.rvalue && deduceTypes(d, p.referee, a.referee);
    }
    case 'array': {
      if (a.kind !== 'array') return false;
      if (p.size === 'dependent') {
        if (a.size === undefined) return false;
        if (p.bound) {
          if (typeof a.size === 'number') {
            if (!bindParam(d, p.bound, { kind: 'integer', type: types.builtin('unsigned long'), value: BigInt(a.size), bound: true })) return false;
          } else if (a.bound && !bindParam(d, p.bound, { kind: 'dependent', param: a.bound, key: '', pack: false })) return false;
        }
      } else if (p.size !== a.size) return false;
      return deduceTypes(d, p.element, a.element, lenient);
    }
    case 'function':
      if (a.kind !== 'function' || a.variadic !== p.variadic || a.thisCv !== p.thisCv || a.ref !== p.ref) return false;
      if (a.noexcept !== p.noexcept && !(lenient && a.noexcept)) return false;
      return deduceTypes(d, p.result, a.result) && deduceParams(d, p.params, a.params);
    case 'member-pointer':
      return a.kind === 'member-pointer' && cvFits(p, a, lenient) && deduceTypes(d, p.class, a.class) && deduceTypes(d, p.member, a.member, lenient);
    case 'dependent-specialization': {
      if (!cvFits(p, a, lenient)) return false;
      if (a.kind === 'dependent-specialization') {
        if (p.template.kind === 'template') return p.template === a.template && deduceArgs(d, p.args, a.args);
        if (a.template.kind !== 'template') return deduceArgs(d, p.args, a.args);
        return bindParam(d, p.template, { kind: 'template', template: a.template }) && deduceMentioned(d, p.args, a.template, a.args);
      }
      if (a.kind !== 'class' || !a.symbol.specialization) return false;
      const { template, args } = a.symbol.specialization;
      if (p.template.kind === 'template') {
        if (p.template !== template) return false;
      } else if (!bindParam(d, p.template, { kind: 'template', template })) return false;
      return p.template.kind === 'template' ? deduceArgs(d, p.args, args) : deduceMentioned(d, p.args, template, args);
    }
    case 'pack-expansion':
    case 'opaque-dependent':
      return true; // not deduced
    case 'builtin':
    case 'class':
    case 'enum':
    case 'auto':
      return p === a;
    default:
      throw new Error(`pattern ${(p satisfies never as Type).kind}`);
  }
}

/** The arguments of a template template parameter, which stands for that template: those that the pattern does not mention are the template's defaults. */
function deduceMentioned(d: Deduction, patterns: readonly TemplateArg[], template: TemplateSymbol, args: readonly TemplateArg[]): boolean {
  const count = flatten(patterns).length;
  if (count >= flatten(args).length || patterns.some((arg) => patternOf(arg))) return deduceArgs(d, patterns, args);
  const mentioned = flatten(args).slice(0, count);
  if (!deduceArgs(d, patterns, mentioned)) return false;
  const made = d.s.attempt(() => convertArguments(d.s, d.s.entityTemplate(template), mentioned, template.loc));
  return made !== undefined && made.length === args.length && made.every((arg, i) => sameArg(d, arg, args[i]!));
}

// ---- calls

type Failure = { readonly failure: string };

function isForwarding(p: Type): boolean {
  return p.kind === 'reference' && p.rvalue && p.referee.kind === 'template-param' && p.referee.cv === 0;
}

/** Tries the class itself, then its bases, of which one must match. */
function deduceWithBases(d: Deduction, p: Type, a: Type): boolean {
  const saved = [...d.bindings];
  if (deduceTypes(d, p, a, true)) return true;
  d.bindings.splice(0, d.bindings.length, ...saved);
  if (p.kind === 'pointer' && a.kind === 'pointer' && p.pointee.kind === 'dependent-specialization') return deduceWithBases(d, p.pointee, a.pointee);
  if (p.kind !== 'dependent-specialization' || a.kind !== 'class') return false;
  const found = new Map<Type, Deduction['bindings']>();
  matchBases(d, p, a, saved, found);
  d.bindings.splice(0, d.bindings.length, ...saved);
  if (found.size !== 1) return false;
  for (const bindings of found.values()) d.bindings.splice(0, d.bindings.length, ...bindings);
  return true;
}

/** Collects the nearest base classes that match, with what each gives. */
function matchBases(d: Deduction, p: Type, a: Extract<Type, { kind: 'class' }>, saved: Deduction['bindings'], found: Map<Type, Deduction['bindings']>): void {
  d.s.completeType(a);
  for (const base of a.symbol.bases) {
    const type = d.s.types.qualified(base.type, a.cv);
    if (found.has(type) || type.kind !== 'class') continue;
    d.bindings.splice(0, d.bindings.length, ...saved);
    if (deduceTypes(d, p, type, true)) found.set(type, [...d.bindings]);
    else matchBases(d, p, type, saved, found);
  }
}

/** Are all parameters in a type given explicitly? Then nothing is deduced from it, and the argument may convert. */
function allFixed(d: Deduction, type: Type): boolean {
  if (!type.dependent) return true;
  switch (type.kind) {
    case 'template-param':
      return type.depth !== 0 || d.fixed[type.index] === true;
    case 'pointer':
      return allFixed(d, type.pointee);
    case 'reference':
      return allFixed(d, type.referee);
    case 'array':
      return allFixed(d, type.element) && (!type.bound || allFixed(d, type.bound));
    case 'function':
      return allFixed(d, type.result) && type.params.every((param) => allFixed(d, param));
    case 'member-pointer':
      return allFixed(d, type.class) && allFixed(d, type.member);
    case 'dependent-specialization':
      return (type.template.kind === 'template' || allFixed(d, type.template)) && type.args.every((arg) => allFixedArg(d, arg));
    case 'pack-expansion':
      return false; // deduction may add elements
    case 'opaque-dependent':
    case 'builtin':
    case 'class':
    case 'enum':
    case 'auto':
      return true;
    default:
      throw new Error(`pattern ${(type satisfies never as Type).kind}`);
  }
}

function allFixedArg(d: Deduction, arg: TemplateArg): boolean {
  if (arg.kind === 'type') return allFixed(d, arg.type);
  if (arg.kind === 'pack') return arg.elements.every((element) => allFixedArg(d, element));
  return arg.kind !== 'dependent' || (!arg.pack && (!arg.param || allFixed(d, arg.param)));
}

function deduceOverloads(d: Deduction, p: Type, set: OverloadSet, { explicitArgs: explicit, addressed = false }: CallArgument): boolean {
  const target = p.kind === 'reference' ? p.referee : p;
  let found: (TemplateArg | undefined)[] | undefined;
  for (const each of set.members) {
    let member: FunctionSymbol;
    if (each.kind === 'function') {
      if (explicit) continue;
      member = each;
    } else {
      if (!explicit) return true; // templates: not deduced
      const named = deduceAddress(d.s, each, explicit, undefined, 0);
      if (!('kind' in named)) continue;
      member = named;
    }
    const trial: Deduction = { ...d, bindings: [...d.bindings] };
    let actual: Type = member.type;
    if (member.thisClass) actual = d.s.types.memberPointer(member.thisClass.type, member.type);
    else if (addressed || p.kind !== 'reference' || target.kind === 'pointer') actual = d.s.types.pointer(member.type);
    else if (isForwarding(p) && !d.ownedByClass?.(p.referee)) actual = d.s.types.reference(member.type, false);
    if (!deduceTypes(trial, target, actual, true)) continue;
    if (found) return true; // several: not deduced
    found = trial.bindings;
  }
  if (!found) return set.members.length === 0;
  d.bindings.splice(0, d.bindings.length, ...found);
  return true;
}

function deduceList(d: Deduction, p: Type, list: Ast.InitList, arg: CallArgument): boolean {
  const target = p.kind === 'reference' ? p.referee : p;
  let element: Type | undefined;
  if (target.kind === 'dependent-specialization' && target.template.kind === 'template' && target.template.name === 'initializer_list') {
    const first = target.args[0];
    element = first?.kind === 'type' ? first.type : undefined;
  } else if (target.kind === 'array') {
    element = target.element;
    if (target.bound && !bindParam(d, target.bound, { kind: 'integer', type: d.s.types.builtin('unsigned long'), value: BigInt(list.items.length), bound: true })) return false;
  }
  if (!element?.dependent) return true;
  for (const type of arg.elements ?? []) if (!deduceTypes(d, element, decay(d.s, type))) return false;
  return true;
}

function decay(s: DeclSema, type: Type): Type {
  if (type.kind === 'array') return s.types.pointer(type.element);
  if (type.kind === 'function') return s.types.pointer(type);
  return type.unqualified;
}

function deduceArgument(d: Deduction, p: Type, arg: CallArgument): boolean {
  d.conflict.found = undefined;
  if (!p.dependent || (d.fixed.length > 0 && allFixed(d, p))) return true;
  if (arg.overloads) return deduceOverloads(d, p, arg.overloads, arg);
  if (arg.list) return deduceList(d, p, arg.list, arg);
  let a = arg.type;
  if (a === d.s.types.error) return true;
  if (p.kind === 'reference') {
    if (isForwarding(p) && arg.lvalue && !d.ownedByClass?.(p.referee)) return deduceTypes(d, p.referee, d.s.types.reference(a, false));
    return deduceWithBases(d, p.referee, a);
  }
  a = decay(d.s, a);
  return deduceWithBases(d, p.unqualified, a);
}

/** Fills in defaults, converts to the parameters, and declares the specialization. */
function finish(d: Deduction, template: TemplateInfo, loc: Loc): FunctionSymbol | Failure {
  const { s } = d;
  const { params } = template;
  const scope = newScope('template', template.scope, undefined, template.seq + 1);
  const args: TemplateArg[] = [];
  for (let i = 0; i < params.length; i++) {
    const param = params[i]!;
    let arg = d.bindings[i];
    if (param.pack) {
      const elements: TemplateArg[] = [];
      for (const element of arg?.kind === 'pack' ? arg.elements : []) {
        if (!d.fixed[i] && !hasParameterType(s, param, element, scope)) return { failure: `candidate template ignored: the argument for '${param.name ?? ''}' has another type` };
        const converted = convertArgument(s, param, element, scope, loc);
        if (!converted) return { failure: `invalid explicitly-specified argument for template parameter '${param.name ?? ''}'` };
        elements.push(converted);
      }
      arg = { kind: 'pack', elements };
    } else {
      if (arg && !d.fixed[i] && !hasParameterType(s, param, arg, scope)) return { failure: `candidate template ignored: the argument for '${param.name ?? ''}' has another type` };
      arg ??= defaultArg(s, template, i, scope, loc);
      if (!arg) return { failure: `couldn't infer template argument '${param.name ?? ''}'` };
      const converted = convertArgument(s, param, arg, scope, loc);
      if (!converted) return { failure: `invalid argument for template parameter '${param.name ?? ''}'` };
      arg = converted;
    }
    if (isDependentArg(arg)) return { failure: 'dependent argument' };
    args.push(arg);
    bind(scope, param, arg);
  }
  const fn = s.specializeFunction(template, args, loc);
  if (fn) return fn;
  const bound = boundScope(s, template.params, args, template.outOfClassScope ?? template.scope, template.seq);
  const unmet = unmetConstraint(s, template.params, template.requires, bound, template.thisClass, templateSuffix(template));
  return { failure: `${unmet === undefined ? 'substitution failure' : 'constraints not satisfied'}${bindingsText(template, args)}${unmet === undefined ? '' : `: ${unmet}`}` };
}

/** Binds explicit arguments; false when they do not fit. */
function bindExplicit(s: DeclSema, template: TemplateInfo, d: Deduction, explicit: readonly TemplateArg[], loc: Loc): boolean {
  const { params } = template;
  const scope = newScope('template', template.scope, undefined, template.seq + 1);
  const fixed = d.fixed as boolean[];
  let next = 0;
  for (let i = 0; i < params.length && next < explicit.length; i++) {
    const param = params[i]!;
    if (param.pack) {
      const elements: TemplateArg[] = [];
      while (next < explicit.length) {
        const converted = convertArgument(s, param, explicit[next++]!, scope, loc);
        if (!converted) return false;
        elements.push(converted);
      }
      d.bindings[i] = { kind: 'pack', elements };
    } else {
      const converted = convertArgument(s, param, explicit[next++]!, scope, loc);
      if (!converted) return false;
      d.bindings[i] = converted;
    }
    fixed[i] = true;
    bind(scope, param, d.bindings[i]!);
  }
  return next === explicit.length;
}

/** What the parameters stand for, as far as that is known: ` [with T = int]`. */
function bindingsText(template: TemplateInfo, args: readonly (TemplateArg | undefined)[]): string {
  const parts = template.params.flatMap((param, i) => {
    const arg = args[i];
    return param.name === undefined || arg === undefined ? [] : [`${param.name} = ${arg.kind === 'pack' ? `<${argToString(arg)}>` : argToString(arg)}`];
  });
  return parts.length === 0 ? '' : ` [with ${parts.join(', ')}]`;
}

/** Why a parameter's type does not match an argument. */
function mismatch(d: Deduction, template: TemplateInfo, p: Type, arg: CallArgument): Failure {
  const { found } = d.conflict;
  const name = found && template.params[found.index]?.name;
  if (!name) return { failure: `candidate template ignored: could not match '${d.s.typeToString(p)}' against '${d.s.typeToString(arg.type)}'` };
  return { failure: `candidate template ignored: deduced conflicting ${found.first.kind === 'type' ? 'types' : 'values'} for parameter '${name}' ('${argToString(found.first)}' vs. '${argToString(found.second)}')` };
}

function trapped(s: DeclSema, f: () => FunctionSymbol | Failure, bindings: () => string = () => ''): FunctionSymbol | Failure {
  const { trap } = s;
  const errors: import('../context.js').RecordedError[] = [];
  s.trap = errors;
  const result = f();
  s.trap = trap;
  if (errors.length === 0) return result;
  const [first] = errors;
  return { failure: `substitution failure${bindings()}: ${first!.row.text.replace(/\{(\d)\}/g, (_, i: string) => first!.args[Number(i)] ?? '')}` };
}

function hasDefault(template: TemplateInfo, index: number): boolean {
  const { inner } = template;
  const declarator = inner.kind === 'function' ? inner.declarator : inner.kind === 'simple' ? inner.declarators[0]?.declarator : undefined;
  const { suffix } = template.lambda ? { suffix: template.lambda.expr.suffix } : { suffix: suffixOf(declarator) };
  return suffix?.params[index]?.default !== undefined;
}

function suffixOf(declarator: Ast.Declarator | undefined): Ast.FunctionSuffix | undefined {
  let suffix: Ast.FunctionSuffix | undefined;
  for (let at = declarator; at && at.kind !== 'id'; at = at.inner) suffix = at.kind === 'function' ? at.suffix : undefined;
  return suffix;
}

export function deduceCall(s: DeclSema, symbol: TemplateSymbol, explicit: readonly TemplateArg[], args: readonly CallArgument[], loc: Loc): FunctionSymbol | Failure {
  const template = s.entityTemplate(symbol);
  const pattern = s.signature(template);
  if (!pattern) return { failure: 'its declaration has errors' };
  const { params } = pattern;
  const packAt = params.findIndex((param) => param.kind === 'pack-expansion');
  if (args.length > params.length && packAt < 0 && !pattern.variadic) return { failure: `requires ${params.length} argument${params.length === 1 ? '' : 's'}, but ${args.length} were provided` };
  const owned = template.guideOf ? s.entityTemplate(template.guideOf).params.length : 0;
  const d: Deduction = {
    ...newDeduction(s, template.params),
    ...(template.guideOf && template.implicitGuides ? { ownedByClass: (param: Type) => param.kind === 'template-param' && param.index < owned } : {}),
  };
  return trapped(s, () => {
    if (!bindExplicit(s, template, d, explicit, loc)) return { failure: 'invalid explicitly-specified template arguments' };
    for (let i = 0; i < params.length; i++) {
      const p = params[i]!;
      if (p.kind === 'pack-expansion') {
        // An expansion that is not last takes nothing by deduction.
        const after = params.length - i - 1;
        const count = Math.max(0, args.length - i - after);
        let failed = args[i];
        const matches = deduceExpansion(d, count, (local, at) => {
          failed = args[i + at];
          return deduceArgument(local, p.pattern, failed!);
        });
        if (!matches) return mismatch(d, template, p.pattern, failed!);
        if (after > 0) for (let k = 1; k <= after; k++) if (args[i + count + k - 1] && !deduceArgument(d, params[i + k]!, args[i + count + k - 1]!)) return mismatch(d, template, params[i + k]!, args[i + count + k - 1]!);
        break;
      }
      const arg = args[i];
      if (!arg) {
        if (!hasDefault(template, i)) return { failure: `requires ${params.length} arguments, but ${args.length} were provided` };
        continue;
      }
      if (!deduceArgument(d, p, arg)) return mismatch(d, template, p, arg);
    }
    return finish(d, template, loc);
  }, () => bindingsText(template, d.bindings));
}

const sameParams = (a: FunctionType, b: FunctionType): boolean => a.params.length === b.params.length && a.params.every((param, i) => param === b.params[i]);

export function deduceAddress(s: DeclSema, symbol: TemplateSymbol, explicit: readonly TemplateArg[], target: FunctionType | undefined, loc: Loc): FunctionSymbol | Failure {
  const template = s.entityTemplate(symbol);
  const pattern = s.signature(template);
  if (!pattern) return { failure: 'its declaration has errors' };
  return trapped(s, () => {
    const d = newDeduction(s, template.params);
    if (!bindExplicit(s, template, d, explicit, loc)) return { failure: 'invalid explicitly-specified template arguments' };
    if (target && explicit.length > 0) {
      // With all given, the parameters are what substitution makes of them.
      const whole = trapped(s, () => finish(d, template, loc));
      if ('kind' in whole && sameParams(whole.type, target)) return whole;
    }
    if (target) {
      if (!deduceParams(d, pattern.params, target.params)) return { failure: 'could not match the function type' };
      if (pattern.result.dependent && !deduceTypes(d, pattern.result, target.result)) return { failure: 'could not match the result type' };
    }
    const fn = finish(d, template, loc);
    if ('kind' in fn && target && !sameParams(fn.type, target)) return { failure: 'the types differ' };
    return fn;
  });
}

export function deduceConversion(s: DeclSema, symbol: TemplateSymbol, target: Type, loc: Loc): FunctionSymbol | Failure {
  const template = s.entityTemplate(symbol);
  const pattern = s.signature(template);
  if (!pattern) return { failure: 'its declaration has errors' };
  return trapped(s, () => {
    const d = newDeduction(s, template.params);
    const p = pattern.result.kind === 'reference' ? pattern.result.referee : pattern.result;
    const a = target.kind === 'reference' ? target.referee : target;
    if (!deduceTypes(d, p.unqualified, pattern.result.kind === 'reference' ? a.unqualified : decay(s, a))) return { failure: 'could not match the conversion type' };
    return finish(d, template, loc);
  });
}

// ---- ordering

/** Is `a` at least as specialized as `b`: can b's parameters be deduced from a's? */
function atLeast(s: DeclSema, a: FunctionType, b: FunctionType, bInfo: TemplateInfo, count: number): boolean {
  const d = newDeduction(s, bInfo.params);
  const strip = (type: Type): Type => (type.kind === 'reference' ? type.referee.unqualified : type.unqualified);
  const length = (fn: FunctionType): number => fn.params.length;
  const n = Math.max(Math.min(count, length(a)), Math.min(count, length(b)));
  for (let i = 0; i < n; i++) {
    const p = b.params[Math.min(i, length(b) - 1)];
    const q = a.params[Math.min(i, length(a) - 1)];
    if (!p || !q) return false;
    if (p.kind === 'pack-expansion') {
      if (q.kind === 'pack-expansion') return deduceTypes(d, strip(p.pattern), strip(q.pattern));
      const trial: Deduction = { ...d, bindings: d.bindings.map((each, at) => (d.packs[at] ? undefined : each)) };
      if (!deduceTypes(trial, strip(p.pattern), strip(q))) return false;
      continue;
    }
    if (q.kind === 'pack-expansion') return false;
    if (!deduceTypes(d, strip(p), strip(q))) return false;
  }
  return true;
}

export function compareTemplates(s: DeclSema, a: FunctionSymbol, b: FunctionSymbol): number {
  const aInfo = s.d.functionInfos.get(a)?.template;
  const bInfo = s.d.functionInfos.get(b)?.template;
  if (!aInfo || !bInfo) return 0;
  const order = compareSpecialized(s, a, b, aInfo, bInfo);
  return order === 0 && aInfo.guideOf && bInfo.guideOf ? guideRank(aInfo) - guideRank(bInfo) : order;
}

/** Written deduction guides before the copy deduction candidate before those that stand for constructors. */
const guideRank = ({ implicitGuides }: TemplateInfo): number => (implicitGuides === 'copy' ? 1 : implicitGuides ? 2 : 0);

function compareSpecialized(s: DeclSema, a: FunctionSymbol, b: FunctionSymbol, aInfo: TemplateInfo, bInfo: TemplateInfo): number {
  const pa = s.signature(aInfo);
  const pb = s.signature(bInfo);
  if (!pa || !pb) return 0;
  const count = Math.max(pa.params.length, pb.params.length);
  const conversion = a.role === 'conversion' && b.role === 'conversion';
  const left = conversion ? s.types.fn(s.types.builtin('void'), [pa.result]) : pa;
  const right = conversion ? s.types.fn(s.types.builtin('void'), [pb.result]) : pb;
  const ab = atLeast(s, left, right, bInfo, conversion ? 1 : count);
  const ba = atLeast(s, right, left, aInfo, conversion ? 1 : count);
  if (ab !== ba) return ab ? -1 : 1;
  if (!ab) return 0;
  // Alike: a parameter that is more const, then lvalue references before rvalue ones, then without packs, then constrained.
  for (let i = 0; i < Math.min(left.params.length, right.params.length); i++) {
    const p = left.params[i]!;
    const q = right.params[i]!;
    if (p.kind !== 'reference' || q.kind !== 'reference') continue;
    if (p.rvalue !== q.rvalue) return p.rvalue ? 1 : -1;
    if (p.referee.cv !== q.referee.cv) {
      if ((p.referee.cv & q.referee.cv) === q.referee.cv) return -1;
      if ((p.referee.cv & q.referee.cv) === p.referee.cv) return 1;
    }
  }
  const packs = (fn: FunctionType): boolean => fn.params.some((param) => param.kind === 'pack-expansion');
  if (packs(left) !== packs(right)) return packs(left) ? 1 : -1;
  if (left.params.length !== right.params.length && (packs(left) || packs(right))) return right.params.length - left.params.length;
  return compareConstraints(s, aInfo, bInfo);
}

// ---- auto

/** The type for `auto` in a declared type: as deduction of a function parameter of that form. */
export function deduceAutoType(s: DeclSema, declared: Type, argument: CallArgument): Type | undefined {
  const param = s.types.templateParam(0, 0, false, 'auto');
  const pattern = replaceAuto(s, declared, param);
  const d = newDeduction(s, [{ pack: false }]);
  if (!deduceArgument(d, pattern, argument)) return undefined;
  const found = d.bindings[0];
  return found?.kind === 'type' ? replaceAuto(s, declared, found.type) : undefined;
}

export function replaceAuto(s: DeclSema, type: Type, by: Type): Type {
  switch (type.kind) {
    case 'auto':
      return s.types.qualified(by, type.cv);
    case 'pointer':
      return s.types.qualified(s.types.pointer(replaceAuto(s, type.pointee, by)), type.cv);
    case 'reference':
      return s.types.reference(replaceAuto(s, type.referee, by), type.rvalue);
    case 'array':
      return s.types.array(replaceAuto(s, type.element, by), type.size);
    case 'function':
      return s.types.fn(replaceAuto(s, type.result, by), type.params, type);
    case 'member-pointer':
      return s.types.qualified(s.types.memberPointer(type.class, replaceAuto(s, type.member, by)), type.cv);
    default:
      return type;
  }
}
