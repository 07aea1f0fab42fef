/**
 * What is known about a class once its members are declared: virtual functions and their slots, special members (implicit ones are declared when somebody
 * asks, their triviality and deletedness are computed here), aggregate-ness, layout ([class.mem], [special], [class.virtual]).
 */
import type * as Ast from '../ast/index.js';
import type { Note } from '../diagnostics/diagnostic.js';
import { semaMessages } from '../diagnostics/sema-messages.js';
import { finalOverriders, type Place } from '../layout/overriders.js';
import { choosePrimary, layoutClass, primaryBase, virtualBaseOffsets } from '../layout/record.js';
import type { LayoutItem } from '../layout/record.js';
import type { Loc } from '../source/loc.js';
import type { BaseClass, ClassSymbol, FunctionSymbol, TemplateSymbol, Type } from '../tree/index.js';
import { newFunction, sameSignature } from './functions.js';
import { addOverload } from './lookup.js';
import type { DeclSema } from './state.js';
import { BOTH } from './state.js';
import { newVariable } from './symbols.js';

export type SpecialKind = 'default' | 'copy' | 'move' | 'copy-assign' | 'move-assign';

/** Which special member function a constructor or assignment operator is. */
export function specialKind(s: DeclSema, fn: FunctionSymbol): SpecialKind | undefined {
  const cls = fn.thisClass;
  if (!cls) return undefined;
  const { params } = fn.type;
  const { defaults } = s.d.functionInfos.get(fn)!;
  const first = params[0];
  if (fn.role === 'constructor') {
    if (params.length === 0 || defaults[0]) return 'default';
    if (first!.kind !== 'reference' || first!.referee.unqualified !== cls.type || (params.length > 1 && !defaults[1])) return undefined;
    return first!.rvalue ? 'move' : 'copy';
  }
  if (fn.name !== 'operator=' || params.length !== 1) return undefined;
  if (first === cls.type) return 'copy-assign';
  if (first!.kind !== 'reference' || first!.referee.unqualified !== cls.type) return undefined;
  return first!.rvalue ? 'move-assign' : 'copy-assign';
}

interface Fate {
  readonly trivial: boolean;
  readonly deleted: boolean;
  /** The part of the class that makes it deleted, in words, and where it is. */
  readonly because: Note | undefined;
}

function elementType(type: Type): Type {
  let at = type;
  while (at.kind === 'array') at = at.element;
  return at;
}

function hasConstantParameter(fn: FunctionSymbol): boolean {
  const first = fn.type.params[0];
  return first?.kind === 'reference' ? (first.referee.cv & 1) !== 0 : true;
}

/** The member function of a class that a defaulted special member of a class around it would use: of two copies, the one of constant objects. */
export function selected(s: DeclSema, cls: ClassSymbol, kind: SpecialKind): FunctionSymbol | undefined {
  const candidates = kind === 'copy-assign' || kind === 'move-assign' ? assignments(s, cls) : constructorsOf(s, cls);
  let chosen: FunctionSymbol | undefined;
  let copy: FunctionSymbol | undefined;
  for (const fn of candidates) {
    if (fn.kind !== 'function') continue;
    const own = specialKind(s, fn);
    if (own === kind) {
      if (hasConstantParameter(fn)) return fn;
      chosen ??= fn;
    }
    if ((kind === 'move' && own === 'copy') || (kind === 'move-assign' && own === 'copy-assign')) copy = fn;
  }
  return chosen ?? copy;
}

function assignments(s: DeclSema, cls: ClassSymbol): readonly (FunctionSymbol | TemplateSymbol)[] {
  constructorsOf(s, cls);
  const entity = s.d.classes.get(cls)!.scope.names.get('operator=');
  return entity?.kind === 'overloads' ? entity.members.filter((member) => member.parent === cls) : [];
}

/** Would a defaulted special member be trivial, or deleted? */
export function fateOf(s: DeclSema, cls: ClassSymbol, kind: SpecialKind): Fate {
  let trivial = !cls.dynamic;
  let deleted = false;
  const assign = kind === 'copy-assign' || kind === 'move-assign';
  const info = s.d.classes.get(cls)!;
  const union = cls.tag === 'union';
  const part = (type: Type, isField: boolean, hasInit: boolean): void => {
    const element = elementType(type);
    if (type.kind === 'reference') {
      if (assign || (kind === 'default' && !hasInit)) deleted = true;
      return;
    }
    if (assign && isField && (element.cv & 1) !== 0 && element.kind !== 'class') deleted = true;
    if (kind === 'default' && isField && (element.cv & 1) !== 0 && !hasInit && element.kind !== 'class' && !union) deleted = true;
    if (hasInit && kind === 'default') trivial = false;
    if (element.kind !== 'class') return;
    const inner = element.symbol;
    if (inner.state !== 'complete') return;
    if (!inner.trivialDestructor && !assign) {
      const destructor = destructorOf(s, inner);
      if (destructor?.deleted) deleted = true;
    }
    if (kind === 'default' && hasInit) return;
    const fn = selected(s, inner, kind);
    if (!fn) {
      // Only templates or nothing: default construction may still go through a template; copies cannot.
      const viaTemplate = kind === 'default' && info.constructors.length >= 0 && s.d.classes.get(inner)!.constructors.some((ctor) => ctor.kind === 'template');
      if (!viaTemplate) deleted = true;
      trivial = false;
      return;
    }
    if (!fn.trivial) trivial = false;
    if (fn.deleted && !(kind === 'move' || kind === 'move-assign')) deleted = true;
    if (fn.deleted && (kind === 'move' || kind === 'move-assign')) deleted = true;
    if (union && !fn.trivial) deleted = true;
  };
  let because: Note | undefined;
  for (const base of cls.bases) {
    if (base.virtual) trivial = false;
    part(base.type, false, false);
    if (deleted) because ??= { loc: base.type.symbol.loc, text: `base class '${s.typeToString(base.type)}'` };
  }
  for (const field of cls.fields) {
    part(field.type, true, field.hasDefaultInit);
    if (deleted) because ??= { loc: field.loc, text: `field '${field.name}' of type '${s.typeToString(field.type)}'` };
  }
  return { trivial: trivial && !deleted, deleted, because };
}

function declareImplicit(s: DeclSema, cls: ClassSymbol, kind: SpecialKind, loc: Loc): FunctionSymbol {
  const info = s.d.classes.get(cls)!;
  const self = cls.type;
  const assign = kind === 'copy-assign' || kind === 'move-assign';
  const constant = kind === 'copy' || kind === 'copy-assign' ? takesConst(s, cls, kind) : false;
  const params: Type[] = kind === 'default' ? [] : [s.types.reference(kind === 'move' || kind === 'move-assign' ? self : constant ? s.types.qualified(self, 1) : self, kind === 'move' || kind === 'move-assign')];
  const type = s.types.fn(assign ? s.types.reference(self, false) : s.types.builtin('void'), params);
  const fn = newFunction(s, {
    name: assign ? 'operator=' : cls.name, loc, parent: cls, type, role: assign ? 'method' : 'constructor', thisClass: cls, space: BOTH, linkage: 'once', scope: info.scope,
  });
  fn.params = params.map((param) => newVariable('other', loc, fn, param, 'parameter'));
  fn.defaulted = true;
  fn.constexpr = true;
  fn.bodyState = 'pending';
  const fate = fateOf(s, cls, kind);
  fn.trivial = fate.trivial;
  fn.deleted = fate.deleted;
  if (fate.because) s.d.deletedBecause.set(fn, fate.because);
  cls.methods.push(fn);
  s.d.access.set(fn, 'public');
  return fn;
}

/** The implicit copy takes a const reference unless a part's copy does not. */
function takesConst(s: DeclSema, cls: ClassSymbol, kind: SpecialKind): boolean {
  const ok = (type: Type): boolean => {
    const element = elementType(type);
    if (element.kind !== 'class' || element.symbol.state !== 'complete') return true;
    const fn = selected(s, element.symbol, kind);
    return !fn || hasConstantParameter(fn);
  };
  return cls.bases.every((base) => ok(base.type)) && cls.fields.every((field) => field.type.kind === 'reference' || ok(field.type));
}

/** Declares the implicit constructors and assignment operators, once. */
export function constructorsOf(s: DeclSema, cls: ClassSymbol): readonly (FunctionSymbol | TemplateSymbol)[] {
  const info = s.d.classes.get(cls)!;
  if (cls.state === 'declared') s.completeType(cls.type);
  if (info.implicitConstructors || cls.state !== 'complete') return info.constructors;
  info.implicitConstructors = true;
  const { constructors } = info;
  const entity = info.scope.names.get('operator=');
  const assigns = entity?.kind === 'overloads' ? entity.members.filter((member): member is FunctionSymbol => member.kind === 'function' && member.parent === cls) : [];
  const declared = new Set<SpecialKind | undefined>();
  for (const fn of constructors) if (fn.kind === 'function') declared.add(specialKind(s, fn));
  for (const fn of assigns) declared.add(specialKind(s, fn));
  const userDestructor = cls.destructor !== undefined && !info.implicitDestructor;
  const moves = declared.has('move') || declared.has('move-assign');
  const copies = declared.has('copy') || declared.has('copy-assign');
  const anyConstructor = constructors.some((ctor) => !s.d.inherited.has(ctor));
  // Closures that capture nothing are like other classes since C++20.
  const closure = cls.lambda && (s.options.std < 20 || cls.fields.length > 0);
  if (!anyConstructor && !closure) constructors.push(declareImplicit(s, cls, 'default', cls.loc));
  const added: FunctionSymbol[] = [];
  if (!declared.has('copy')) {
    const copy = declareImplicit(s, cls, 'copy', cls.loc);
    if (moves) markDeleted(copy);
    added.push(copy);
  }
  if (!moves && !copies && !userDestructor) {
    const move = declareImplicit(s, cls, 'move', cls.loc);
    // A defaulted move that would be deleted is ignored: copying does.
    if (!move.deleted) added.push(move);
  }
  constructors.push(...added);
  if (!declared.has('copy-assign')) {
    const assign = declareImplicit(s, cls, 'copy-assign', cls.loc);
    if (moves || closure) markDeleted(assign);
    addOverload(info.scope, 'operator=', assign);
  }
  if (!moves && !copies && !userDestructor && !closure) {
    const assign = declareImplicit(s, cls, 'move-assign', cls.loc);
    if (!assign.deleted) addOverload(info.scope, 'operator=', assign);
  }
  return constructors;
}

function markDeleted(fn: FunctionSymbol): void {
  fn.deleted = true;
  fn.trivial = false;
}

/** The destructor, the implicit one declared on demand; undefined when destruction does nothing. */
export function destructorOf(s: DeclSema, cls: ClassSymbol): FunctionSymbol | undefined {
  const info = s.d.classes.get(cls)!;
  if (cls.destructor) return cls.destructor;
  if (cls.trivialDestructor || info.implicitDestructor) return undefined;
  info.implicitDestructor = true;
  const fn = newFunction(s, { name: '~', loc: cls.loc, parent: cls, type: s.types.fn(s.types.builtin('void'), []), role: 'destructor', thisClass: cls, space: BOTH, linkage: 'once', scope: info.scope });
  fn.defaulted = true;
  fn.constexpr = true;
  fn.bodyState = 'pending';
  const parts = [...cls.bases.map((base) => base.type as Type), ...cls.fields.map((field) => elementType(field.type))];
  for (const type of parts) {
    if (type.kind === 'class' && (type.symbol.trivialDestructor ? type.symbol.destructor : destructorOf(s, type.symbol))?.deleted) fn.deleted = true;
  }
  if (cls.tag === 'union') fn.deleted = parts.some((type) => type.kind === 'class' && !type.symbol.trivialDestructor);
  s.d.access.set(fn, 'public');
  cls.destructor = fn;
  cls.methods.push(fn);
  return fn;
}

// ---- virtual functions

/** Functions of the bases that `fn` overrides, the nearest ones. `known`: the base whose virtual functions are all in the vtable that was looked at. */
function overridden(s: DeclSema, cls: ClassSymbol, fn: FunctionSymbol, into: FunctionSymbol[], known?: BaseClass): void {
  for (const base of cls.bases) {
    if (base === known) continue;
    const symbol = base.type.symbol;
    if (symbol.dynamic) {
      for (const other of symbol.vtable) {
        const same = fn.role === 'destructor' ? other.role === 'destructor' : other.name === fn.name && other.role === fn.role && sameSignature(other.type, fn.type) && (fn.role !== 'conversion' || other.type.result === fn.type.result);
        if (same && !into.includes(other)) into.push(other);
      }
    }
    overridden(s, symbol, fn, into, symbol.dynamic ? primaryBase(symbol) : undefined);
  }
}

function covariant(s: DeclSema, derived: Type, base: Type): boolean {
  if (derived === base || derived === s.types.error || base === s.types.error) return true;
  const target = (type: Type): Type | undefined => (type.kind === 'pointer' ? type.pointee : type.kind === 'reference' ? type.referee : undefined);
  const from = target(derived);
  const to = target(base);
  if (derived.kind !== base.kind || from?.kind !== 'class' || to?.kind !== 'class') return false;
  return from.symbol === to.symbol || s.basePath(from.symbol, to.symbol) !== undefined;
}

function completeVirtuals(s: DeclSema, cls: ClassSymbol): void {
  const info = s.d.functionInfos;
  const anyBase = cls.bases.some((base) => base.type.symbol.dynamic);
  const primary = choosePrimary(cls);
  const vtable: FunctionSymbol[] = primary ? [...primary.type.symbol.vtable] : [];
  // A destructor is virtual if a base's is, also an implicit one.
  const virtualBaseDestructor = cls.bases.some((base) => base.type.symbol.vtable.some((fn) => fn.role === 'destructor'));
  if (virtualBaseDestructor && !cls.destructor) {
    cls.trivialDestructor = false;
    destructorOf(s, cls);
  }
  for (const fn of cls.methods) {
    if (!fn.thisClass || fn.role === 'constructor' || fn.specialization) continue;
    const own = info.get(fn)!;
    const { suffix } = own;
    if (anyBase) overridden(s, cls, fn, own.overridden);
    if (own.overridden.length > 0) {
      fn.virtual = true;
      for (const base of own.overridden) {
        if (info.get(base)!.final) s.report(semaMessages.overridesFinal, fn.loc, [fn.name], { notes: [{ loc: base.loc, text: 'overridden virtual function is here' }] });
        if (!covariant(s, fn.type.result, base.type.result)) {
          s.report(semaMessages.overrideReturn, fn.loc, [fn.name, s.typeToString(fn.type.result), s.typeToString(base.type.result)], { notes: [{ loc: base.loc, text: 'overridden virtual function is here' }] });
        }
      }
    } else if (suffix?.override) s.report(semaMessages.overrideNothing, fn.loc, [fn.name]);
    if (fn.pure && !fn.virtual) s.report(semaMessages.pureNotVirtual, fn.loc, [fn.name]);
    if (!fn.virtual) continue;
    if (cls.tag === 'union') s.report(semaMessages.unionVirtual, fn.loc);
    // A covariant result gets a slot of its own: callers through the overridden function get theirs from a thunk.
    const slot = vtable.findIndex((other) => own.overridden.includes(other) && pointedClass(other.type.result) === pointedClass(fn.type.result));
    fn.vtableSlot = slot >= 0 ? slot : vtable.length;
    vtable[fn.vtableSlot] = fn;
    // Destructors have a second slot, for the form that frees the memory.
    if (fn.role === 'destructor') vtable[fn.vtableSlot + 1] = fn;
  }
  cls.vtable = vtable;
  cls.polymorphic = vtable.length > 0 || cls.bases.some((base) => base.type.symbol.polymorphic);
  cls.dynamic = vtable.length > 0 || cls.bases.some((base) => base.virtual || base.type.symbol.dynamic);
}

function pointedClass(type: Type): ClassSymbol | undefined {
  const target = type.kind === 'pointer' ? type.pointee : type.kind === 'reference' ? type.referee : undefined;
  return target?.kind === 'class' ? target.symbol : undefined;
}

/** Classes with at most one base, which is not virtual, and so on upwards. */
const unbranched = new WeakSet<ClassSymbol>();

/** Every virtual function of every subobject must have one final overrider; the class is abstract if one of them is pure. In: a class with its layout. */
function checkOverriders(s: DeclSema, cls: ClassSymbol): void {
  const [only] = cls.bases;
  if (only === undefined || (cls.bases.length === 1 && !only.virtual && unbranched.has(only.type.symbol))) {
    // Each override has taken the place of the function before it, or, with a covariant result, stands behind it.
    unbranched.add(cls);
    cls.abstract = cls.vtable.some((fn) => fn.pure && !cls.vtable.some((other) => s.d.functionInfos.get(other)!.overridden.includes(fn)));
    return;
  }
  const whole: Place = { complete: cls, cls, offset: 0 };
  const reported = new Set<string>();
  const visit = (at: ClassSymbol, offset: number): void => {
    for (const method of at.vtable) {
      const found = finalOverriders(whole, method, at, offset);
      if (found.some((overrider) => overrider.fn.pure)) cls.abstract = true;
      if (found.length > 1 && !reported.has(method.name)) {
        reported.add(method.name);
        s.report(semaMessages.severalOverriders, cls.loc, [method.pretty, cls.name], { notes: found.map(({ fn }) => ({ loc: fn.loc, text: 'overridden here' })) });
      }
    }
    for (const base of at.bases) visit(base.type.symbol, base.virtual ? virtualBaseOffsets(cls).get(base.type.symbol)! : offset + base.offset);
  };
  visit(cls, 0);
}

/** The operator delete of the class or its bases that `delete` of an object of this class calls. */
function ownOperatorDelete(s: DeclSema, cls: ClassSymbol): FunctionSymbol | undefined {
  const found = s.lookupMember(cls, 'operatordelete', cls.loc)?.entity;
  if (found?.kind !== 'overloads') return undefined;
  const functions = found.members.filter((member): member is FunctionSymbol => member.kind === 'function');
  const usual = functions.find((fn) => fn.type.params.length === 1) ?? functions.find((fn) => fn.type.params.length === 2 && fn.type.params[1] === s.types.builtin('unsigned long'));
  const aligned = functions.find(({ type: { params } }) => params.length > 1 && params.length < 4 && isAlignment(params.at(-1)!));
  return (cls.layout?.align ?? 0) > 16 ? (aligned ?? usual) : (usual ?? aligned);
}

const isAlignment = (type: Type): boolean => type.kind === 'enum' && type.symbol.name === 'align_val_t';

// ---- completion

function isAggregate(s: DeclSema, cls: ClassSymbol): boolean {
  if (cls.dynamic || cls.lambda) return false;
  const { constructors } = s.d.classes.get(cls)!;
  for (const ctor of constructors) {
    if (ctor.kind === 'template' || s.options.std >= 20) return false;
    // Until C++20 constructors that are defaulted or deleted at once do not count.
    if (!ctor.defaulted && !ctor.deleted) return false;
    if (ctor.explicit) return false;
  }
  if (s.d.inheriting.has(cls)) return false;
  if (cls.bases.length > 0 && (s.options.std < 17 || cls.bases.some((base) => base.virtual || base.access !== 'public'))) return false;
  if (s.options.std < 14 && cls.fields.some((field) => field.hasDefaultInit)) return false;
  return cls.fields.every((field) => field.access === 'public');
}

/** POD for the purpose of layout: nothing is put into its tail padding. */
function isLayoutPod(s: DeclSema, cls: ClassSymbol): boolean {
  if (!cls.aggregate || cls.bases.length > 0 || cls.destructor) return false;
  const assign = s.d.classes.get(cls)!.scope.names.get('operator=');
  if (assign?.kind === 'overloads' && assign.members.some((fn) => fn.kind === 'function' && specialKind(s, fn) === 'copy-assign')) return false;
  return cls.fields.every((field) => {
    const element = elementType(field.type);
    return field.type.kind !== 'reference' && !field.overlapping && (element.kind !== 'class' || s.d.layoutPods.has(element.symbol));
  });
}

/** A defaulted `<=>` brings a defaulted `==` along, if the class has none ([class.compare.default]). */
function declareEquality(s: DeclSema, cls: ClassSymbol): void {
  const { scope, friendFunctions } = s.d.classes.get(cls)!;
  for (const friend of friendFunctions) if (friend.kind === 'function' && friend.defaulted && friend.name === 'operator<=>' && !friendFunctions.some((fn) => fn.name === 'operator==')) declareFriendEquality(s, cls, friend);
  const order = scope.names.get('operator<=>');
  if (order?.kind !== 'overloads' || scope.names.has('operator==')) return;
  const fn = order.members.find((member): member is FunctionSymbol => member.kind === 'function' && member.parent === cls && member.defaulted);
  if (!fn) return;
  const { params, thisCv } = fn.type;
  const equal = newFunction(s, { name: 'operator==', loc: fn.loc, parent: cls, type: s.types.fn(s.types.builtin('bool'), params, { thisCv }), role: 'method', thisClass: cls, space: BOTH, linkage: 'once', scope });
  equal.params = params.map((param, i) => newVariable(`<param ${i}>`, fn.loc, equal, param, 'parameter'));
  equal.defaulted = true;
  equal.constexpr = true;
  equal.bodyState = 'pending';
  cls.methods.push(equal);
  s.d.access.set(equal, s.d.access.get(fn) ?? 'public');
  addOverload(scope, 'operator==', equal);
}

/** The `==` of a defaulted `<=>` that is a friend is one too. */
function declareFriendEquality(s: DeclSema, cls: ClassSymbol, order: FunctionSymbol): void {
  const { scope } = s.d.functionInfos.get(order)!;
  const equal = newFunction(s, { name: 'operator==', loc: order.loc, parent: order.parent, type: s.types.fn(s.types.builtin('bool'), order.type.params), role: 'function', thisClass: undefined, space: BOTH, linkage: 'once', scope });
  equal.params = order.type.params.map((param, i) => newVariable(`<param ${i}>`, order.loc, equal, param, 'parameter'));
  equal.defaulted = true;
  equal.constexpr = true;
  equal.bodyState = 'pending';
  const info = s.d.classes.get(cls)!;
  info.friends.add(equal);
  info.friendFunctions.push(equal);
}

/** A base's default constructor is only inherited by a class that gets none of its own. */
function dropInheritedDefault(s: DeclSema, cls: ClassSymbol): void {
  const { constructors } = s.d.classes.get(cls)!;
  const inherited = (fn: FunctionSymbol | TemplateSymbol): boolean => s.d.inherited.has(fn);
  const own = constructors.filter((fn) => !inherited(fn));
  if (own.length > 0 && !own.some((fn) => fn.kind === 'function' && specialKind(s, fn) === 'default')) return;
  for (let i = constructors.length - 1; i >= 0; i--) {
    const fn = constructors[i]!;
    if (fn.kind === 'function' && inherited(fn) && fn.type.params.length === 0) {
      constructors.splice(i, 1);
      cls.methods.splice(cls.methods.indexOf(fn), 1);
    }
  }
}

export function completeClass(s: DeclSema, cls: ClassSymbol, items: readonly LayoutItem[], definition: Ast.ClassDefinition | undefined): void {
  const info = s.d.classes.get(cls)!;
  if (s.d.inheriting.has(cls)) dropInheritedDefault(s, cls);
  const parts = [...cls.bases.map((base) => base.type as Type), ...cls.fields.map((field) => (field.type.kind === 'reference' ? s.types.builtin('int') : elementType(field.type)))];
  const userDestructor = cls.destructor;
  cls.trivialDestructor = (!userDestructor || (userDestructor.defaulted && !userDestructor.virtual)) && parts.every((type) => type.kind !== 'class' || type.symbol.trivialDestructor);
  if (cls.destructor && cls.trivialDestructor) cls.destructor.trivial = true;
  const virtuals = cls.dynamic || cls.methods.some((fn) => fn.virtual) || (definition?.bases.length ?? 0) > 0 || cls.methods.some((fn) => fn.pure || s.d.functionInfos.get(fn)!.suffix?.override);
  if (virtuals) completeVirtuals(s, cls);
  if (cls.destructor?.virtual) {
    cls.trivialDestructor = false;
    cls.destructor.trivial = false;
  }
  if (s.options.std >= 20) declareEquality(s, cls);
  cls.aggregate = isAggregate(s, cls);
  const pod = isLayoutPod(s, cls);
  if (pod) s.d.layoutPods.add(cls);
  layoutClass(cls, items, pod, cls.vtable.length > 0 || cls.dynamic);
  // gcc's empty struct takes no room in C.
  if (s.options.c && cls.fields.length === 0) (cls.layout as { size: number }).size = 0;
  cls.state = 'complete';
  if (cls.dynamic) checkOverriders(s, cls);
  if (cls.destructor?.virtual) cls.destructor.operatorDelete = ownOperatorDelete(s, cls);

  // User-defaulted special members.
  const assign = info.scope.names.get('operator=');
  const own = [...info.constructors, ...(assign?.kind === 'overloads' ? assign.members.filter((member) => member.parent === cls) : [])];
  const special = new Map<SpecialKind, FunctionSymbol>();
  for (const fn of own) {
    if (fn.kind !== 'function') continue;
    const kind = specialKind(s, fn);
    if (!kind) {
      if (fn.defaulted) s.report(semaMessages.defaultedSpecial, fn.loc);
      continue;
    }
    special.set(kind, fn);
    if (!fn.defaulted) continue;
    const fate = fateOf(s, cls, kind);
    fn.trivial = fate.trivial;
    if (fate.deleted) fn.deleted = true;
    if (fate.because) s.d.deletedBecause.set(fn, fate.because);
    fn.params = fn.type.params.map((param) => newVariable('other', fn.loc, fn, param, 'parameter'));
    fn.constexpr = true;
  }
  const trivial = (kind: SpecialKind): boolean => {
    const fn = special.get(kind);
    return fn ? fn.trivial || fn.deleted : fateOf(s, cls, kind).trivial;
  };
  const userConstructor = info.constructors.some((ctor) => !s.d.inherited.has(ctor));
  cls.trivialDefaultConstructor = special.has('default') ? special.get('default')!.trivial : !userConstructor && fateOf(s, cls, 'default').trivial;
  const moved = special.get('move');
  cls.trivialCopy = (special.has('copy') || !moved ? trivial('copy') : true) && (!moved || moved.trivial || moved.deleted) && cls.trivialDestructor;
  if (cls.trivialCopy && special.get('copy')?.deleted && (!moved || moved.deleted)) cls.trivialCopy = special.get('copy')!.deleted && cls.trivialDestructor && parts.every((type) => type.kind !== 'class' || type.symbol.trivialCopy);
}
