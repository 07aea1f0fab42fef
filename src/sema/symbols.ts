/** Makers of symbols with all their fields in one order. */
import type { Loc } from '../source/loc.js';
import type { CheckedInit, ClassSymbol, FunctionSymbol, ParentSymbol, StorageSpace, SymbolLinkage, Type, VarSymbol } from '../tree/index.js';
import type { Scope } from './context.js';
import type { ClassInfo, DeclSema } from './state.js';
import { newScope } from './state.js';

/** A class that is declared but not defined, with its scope (which holds the injected class name). */
export function newClassSymbol(s: DeclSema, name: string, tag: ClassSymbol['tag'], parent: ParentSymbol, scope: Scope, loc: Loc, lambda: boolean): ClassSymbol {
  const cls = {
    kind: 'class', name, loc, tag, parent, definition: undefined, state: 'declared', bases: [], fields: [], methods: [], destructor: undefined, layout: undefined, vtable: [],
    specialization: undefined, lambda, trivialCopy: true, trivialDestructor: true, trivialDefaultConstructor: true, aggregate: true, dynamic: false, polymorphic: false, abstract: false, alignment: undefined,
    pack: undefined, packed: false, mangled: '',
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

/** A class for the sake of its accessors: names and initializers of most variables of a header are never asked for. */
class VariableRecord implements VarSymbol {
  readonly kind = 'variable';
  readonly name: string;
  readonly loc: Loc;
  readonly parent: ParentSymbol;
  type: Type;
  readonly role: VarSymbol['role'];
  storage: StorageSpace;
  linkage: SymbolLinkage;
  defined = true;
  readonly staticLocal: boolean;
  alignment: number | undefined = undefined;
  addressTaken = false;
  destructor: FunctionSymbol | undefined = undefined;
  dynamicShared = false;
  builtin: string | undefined = undefined;
  restrict = false;
  threadLocal = false;
  runtimeBytes: VarSymbol['runtimeBytes'] = undefined;
  #mangled: string | undefined;
  #init: CheckedInit | undefined = undefined;
  #constantInit = false;
  /** Makes the assembler name. */
  makeName: (() => string) | undefined = undefined;
  /** Checks the initializer, unless that was done or is being done. */
  needInit: (() => void) | undefined = undefined;

  constructor(name: string, loc: Loc, parent: ParentSymbol, type: Type, role: VarSymbol['role'], staticLocal: boolean) {
    this.name = name;
    this.loc = loc;
    this.parent = parent;
    this.type = type;
    this.role = role;
    this.storage = role === 'global' ? 'static' : 'automatic';
    this.linkage = role === 'global' ? 'external' : 'internal';
    this.staticLocal = staticLocal;
    this.#mangled = name;
  }

  get mangled(): string {
    return (this.#mangled ??= this.makeName!());
  }

  set mangled(text: string) {
    this.#mangled = text;
  }

  nameLazily(make: () => string): void {
    this.#mangled = undefined;
    this.makeName = make;
  }

  get init(): CheckedInit | undefined {
    this.needInit?.();
    return this.#init;
  }

  set init(init: CheckedInit | undefined) {
    this.#init = init;
  }

  get constantInit(): boolean {
    this.needInit?.();
    return this.#constantInit;
  }

  set constantInit(constant: boolean) {
    this.#constantInit = constant;
  }
}

export type { VariableRecord };

export function newVariable(name: string, loc: Loc, parent: ParentSymbol, type: Type, role: VarSymbol['role'], staticLocal = false): VariableRecord {
  return new VariableRecord(name, loc, parent, type, role, staticLocal);
}
