/** Makers of symbols with all their fields in one order. */
import type { Loc } from '../source/loc.js';
import type { ClassSymbol, ParentSymbol, Type, VarSymbol } from '../tree/index.js';
import type { Scope } from './context.js';
import type { ClassInfo, DeclSema } from './state.js';
import { newScope } from './state.js';

/** A class that is declared but not defined, with its scope (which holds the injected class name). */
export function newClassSymbol(s: DeclSema, name: string, tag: ClassSymbol['tag'], parent: ParentSymbol, scope: Scope, loc: Loc, lambda: boolean): ClassSymbol {
  const cls = {
    kind: 'class', name, loc, tag, parent, definition: undefined, state: 'declared', bases: [], fields: [], methods: [], destructor: undefined, layout: undefined, vtable: [],
    specialization: undefined, lambda, trivialCopy: true, trivialDestructor: true, trivialDefaultConstructor: true, aggregate: true, polymorphic: false, abstract: false, alignment: undefined,
    packed: undefined, mangled: '',
  } as unknown as ClassSymbol;
  cls.type = s.types.cls(cls);
  registerClass(s, cls, scope);
  return cls;
}

export function registerClass(s: DeclSema, cls: ClassSymbol, parent: Scope): ClassInfo {
  const scope = newScope('class', parent, cls);
  if (cls.name && !cls.lambda) scope.names.set(cls.name, cls);
  const info: ClassInfo = {
    scope, constructors: [], conversions: [], friends: new Set(), friendFunctions: [], defaultInits: new Map(), pattern: undefined, implicitConstructors: false, implicitAssignments: false,
    implicitDestructor: false, lambdaContext: undefined, typedefName: undefined,
  };
  s.d.classes.set(cls, info);
  return info;
}

export function newVariable(name: string, loc: Loc, parent: ParentSymbol, type: Type, role: VarSymbol['role'], staticLocal = false): VarSymbol {
  return {
    kind: 'variable', name, loc, parent, type, role, storage: role === 'global' ? 'static' : 'automatic', linkage: role === 'global' ? 'external' : 'internal', mangled: name, defined: true,
    init: undefined, constantInit: false, staticLocal, alignment: undefined, addressTaken: false, destructor: undefined, dynamicShared: false, builtin: undefined, restrict: false,
    threadLocal: false,
  };
}
