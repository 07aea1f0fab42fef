/**
 * The type table: hash-consing of semantic types. All `Type` objects come from here, so that two types are the same exactly if they are the same object.
 *
 * Derived types are found through arrays indexed by the id of what they derive from (pointers, references, cv variants); the families with
 * several components (functions, arrays, member pointers, template ids) through a map on a key of ids.
 */
import type {
  ArrayType, AutoType, BuiltinName, BuiltinType, ClassSymbol, ClassType, DependentSpecializationType, EnumSymbol, EnumType, FunctionType, MemberPointerType, OpaqueDependentType,
  PackExpansionType, PointerType, ReferenceType, TemplateArg, TemplateParamType, TemplateSymbol, Type, VarSymbol,
} from '../tree/index.js';

export interface TypeTable {
  builtin(name: BuiltinName): BuiltinType;
  pointer(to: Type): PointerType;
  /** Collapses references. */
  reference(to: Type, rvalue: boolean): ReferenceType;
  array(element: Type, size: number | undefined | 'dependent', bound?: TemplateParamType): ArrayType;
  runtimeArray(element: Type, bound: VarSymbol): ArrayType;
  fn(result: Type, params: readonly Type[], options?: FunctionOptions): FunctionType;
  cls(symbol: ClassSymbol): ClassType;
  enumeration(symbol: EnumSymbol): EnumType;
  memberPointer(cls: Type, member: Type): MemberPointerType;
  auto(decltypeAuto: boolean, template?: TemplateSymbol): AutoType;
  templateParam(depth: number, index: number, pack: boolean, name: string): TemplateParamType;
  dependentSpecialization(template: TemplateSymbol | TemplateParamType, args: readonly TemplateArg[]): DependentSpecializationType;
  packExpansion(pattern: Type): PackExpansionType;
  opaque(key: string): OpaqueDependentType;
  /** Adds cv bits (arrays: to the element; references and functions: unchanged). */
  qualified<T extends Type>(type: T, cv: number): T;
  /** Stands for a type that could not be determined; an error was reported, and whatever involves it is accepted silently. */
  readonly error: OpaqueDependentType;
  /** Canonical text of template arguments: equal exactly for equal arguments. */
  argsKey(args: readonly TemplateArg[]): string;
}

export interface FunctionOptions {
  readonly variadic?: boolean;
  readonly unprototyped?: boolean;
  readonly thisCv?: number;
  readonly ref?: '' | '&' | '&&';
  readonly noexcept?: boolean;
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };

export function isDependentArg(arg: TemplateArg): boolean {
  switch (arg.kind) {
    case 'type':
      return arg.type.dependent;
    case 'dependent':
      return true;
    case 'pack':
      return arg.elements.some(isDependentArg);
    case 'integer':
    case 'floating':
    case 'object':
    case 'string':
    case 'entity':
    case 'template':
      return false;
    default:
      throw new Error(`template argument ${(arg satisfies never as TemplateArg).kind}`);
  }
}

export function createTypeTable(): TypeTable {
  let nextId = 0;
  const builtins = new Map<BuiltinName, BuiltinType>();
  const pointers: PointerType[] = [];
  const lvalueReferences: ReferenceType[] = [];
  const rvalueReferences: ReferenceType[] = [];
  const variants: (Type | undefined)[][] = [];
  const classes = new Map<ClassSymbol, ClassType>();
  const enums = new Map<EnumSymbol, EnumType>();
  const keyed = new Map<string, Type>();
  const templateIds = new Map<TemplateSymbol, number>();

  /** Completes a new unqualified type. */
  function own<T extends Type>(draft: Omit<Draft<T>, 'id' | 'cv' | 'unqualified'>): T {
    const type = draft as Draft<T>;
    type.id = nextId++;
    type.cv = 0;
    type.unqualified = type as unknown as T['unqualified'];
    return type as T;
  }
  function intern<T extends Type>(key: string, make: () => T): T {
    let type = keyed.get(key);
    if (!type) keyed.set(key, (type = make()));
    return type as T;
  }
  function argKey(arg: TemplateArg): string {
    switch (arg.kind) {
      case 'type':
        return `t${arg.type.id}`;
      case 'integer':
        return `i${arg.type.id}:${arg.value}`;
      case 'entity':
        return `e${arg.type.id}:${arg.key}`;
      case 'floating':
        return `f${arg.type.id}:${Object.is(arg.value, -0) ? '-0' : arg.value}`;
      case 'object':
        return `o${arg.type.id}:{${arg.elements.map((each) => (each ? argKey(each) : '')).join(',')}}`;
      case 'string':
        return `s${arg.type.id}:${arg.units.join(' ')};`;
      case 'template': {
        let id = templateIds.get(arg.template);
        if (id === undefined) templateIds.set(arg.template, (id = templateIds.size));
        return `T${id}`;
      }
      case 'pack':
        return `[${argsKey(arg.elements)}]`;
      case 'dependent':
        return `d${arg.pack ? '.' : ''}${arg.param ? `p${arg.param.id}` : `k${arg.key}`}`;
      default:
        throw new Error(`template argument ${(arg satisfies never as TemplateArg).kind}`);
    }
  }
  function argsKey(args: readonly TemplateArg[]): string {
    let key = '';
    for (const arg of args) key += `${argKey(arg)},`;
    return key;
  }
  function reference(to: Type, rvalue: boolean): ReferenceType {
    if (to.kind === 'reference') return rvalue && to.rvalue ? to : reference(to.referee, rvalue && to.rvalue);
    const list = rvalue ? rvalueReferences : lvalueReferences;
    return (list[to.id] ??= own<ReferenceType>({ kind: 'reference', rvalue, referee: to, dependent: to.dependent }));
  }
  function array(element: Type, size: number | undefined | 'dependent', bound?: TemplateParamType): ArrayType {
    return intern(`a${element.id}:${size}:${bound ? bound.id : ''}`, () => {
      const dependent = element.dependent || size === 'dependent';
      const type = own<ArrayType>(bound ? { kind: 'array', element, size, bound, dependent } : { kind: 'array', element, size, dependent });
      if (element.cv !== 0) {
        const draft = type as Draft<ArrayType>;
        draft.cv = element.cv;
        draft.unqualified = array(element.unqualified, size, bound);
      }
      return type;
    });
  }
  /** Each is a type of its own. */
  function runtimeArray(element: Type, bound: VarSymbol): ArrayType {
    const type = own<ArrayType>({ kind: 'array', element, size: undefined, runtime: bound, dependent: false });
    if (element.cv !== 0) {
      const draft = type as Draft<ArrayType>;
      draft.cv = element.cv;
      draft.unqualified = runtimeArray(element.unqualified, bound);
    }
    return type;
  }
  function qualified<T extends Type>(type: T, cv: number): T {
    const all = type.cv | cv;
    if (all === type.cv || type.kind === 'reference' || type.kind === 'function') return type;
    if (type.kind === 'array' && type.runtime !== undefined) return runtimeArray(qualified(type.element, cv), type.runtime) as Type as T;
    if (type.kind === 'array') return array(qualified(type.element, cv), type.size, type.bound) as Type as T;
    const base = type.unqualified;
    const list = (variants[base.id] ??= []);
    return (list[all] ??= { ...base, id: nextId++, cv: all, unqualified: base } as Type) as T;
  }

  return {
    builtin(name) {
      let type = builtins.get(name);
      if (!type) builtins.set(name, (type = own<BuiltinType>({ kind: 'builtin', name, dependent: false })));
      return type;
    },
    pointer: (to) => (pointers[to.id] ??= own<PointerType>({ kind: 'pointer', pointee: to, dependent: to.dependent })),
    reference,
    array,
    runtimeArray,
    fn(result, params, options = {}) {
      const { variadic = false, unprototyped = false, thisCv = 0, ref = '', noexcept = false } = options;
      let key = `f${result.id}`;
      let dependent = result.dependent;
      for (const param of params) {
        key += `,${param.id}`;
        dependent ||= param.dependent;
      }
      key += `:${variadic ? 'v' : ''}${unprototyped ? 'u' : ''}${thisCv}${ref}${noexcept ? 'n' : ''}`;
      return intern(key, () => own<FunctionType>({ kind: 'function', result, params: [...params], variadic, unprototyped, thisCv, ref, noexcept, dependent }));
    },
    cls(symbol) {
      let type = classes.get(symbol);
      if (!type) classes.set(symbol, (type = own<ClassType>({ kind: 'class', symbol, dependent: false })));
      return type;
    },
    enumeration(symbol) {
      let type = enums.get(symbol);
      if (!type) enums.set(symbol, (type = own<EnumType>({ kind: 'enum', symbol, dependent: false })));
      return type;
    },
    memberPointer: (cls, member) =>
      intern(`m${cls.id},${member.id}`, () =>
        own<MemberPointerType>({ kind: 'member-pointer', class: cls, member, dependent: cls.dependent || member.dependent }),
      ),
    auto: (decltypeAuto, template) =>
      intern(`A${decltypeAuto ? 'd' : ''}${template ? argKey({ kind: 'template', template }) : ''}`, () =>
        own<AutoType>(template ? { kind: 'auto', decltypeAuto, template, dependent: false } : { kind: 'auto', decltypeAuto, dependent: false }),
      ),
    templateParam: (depth, index, pack, name) =>
      intern(`p${depth},${index}${pack ? '.' : ''}`, () => own<TemplateParamType>({ kind: 'template-param', depth, index, pack, name, dependent: true })),
    dependentSpecialization: (template, args) =>
      intern(`S${template.kind === 'template' ? argKey({ kind: 'template', template }) : `p${template.id}`}<${argsKey(args)}`, () =>
        own<DependentSpecializationType>({ kind: 'dependent-specialization', template, args, dependent: true }),
      ),
    packExpansion: (pattern) => intern(`P${pattern.id}`, () => own<PackExpansionType>({ kind: 'pack-expansion', pattern, dependent: true })),
    opaque: (key) => intern(`O${key}`, () => own<OpaqueDependentType>({ kind: 'opaque-dependent', key, dependent: true })),
    qualified,
    error: own<OpaqueDependentType>({ kind: 'opaque-dependent', key: '<error>', dependent: false }),
    argsKey,
  };
}
