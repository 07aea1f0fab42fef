/**
 * Itanium C++ ABI mangling (§5.1), as gcc, clang and nvcc do it. A mangler holds the substitution table of one symbol: namespaces, templates and types that
 * occurred before are written S_, S0_, …
 */
import type { ClassSymbol, EnumSymbol, FunctionSymbol, FunctionType, ParentSymbol, TemplateArg, TemplateSymbol, Type, VarSymbol } from '../tree/index.js';
import type { DeclSema } from './state.js';
import { spell } from './syntax-walk.js';
import { isZeroArg } from './templates/argument-values.js';

const builtinCodes: Readonly<Record<string, string>> = {
  void: 'v', bool: 'b', char: 'c', 'signed char': 'a', 'unsigned char': 'h', short: 's', 'unsigned short': 't', int: 'i', 'unsigned int': 'j', long: 'l', 'unsigned long': 'm', 'long long': 'x',
  'unsigned long long': 'y', __int128: 'n', 'unsigned __int128': 'o', wchar_t: 'w', char8_t: 'Du', char16_t: 'Ds', char32_t: 'Di', float: 'f', double: 'd', 'long double': 'e', nullptr_t: 'Dn',
};

const operatorCodes: Readonly<Record<string, string>> = {
  new: 'nw', 'new[]': 'na', delete: 'dl', 'delete[]': 'da', '~': 'co', '+': 'pl', '-': 'mi', '*': 'ml', '/': 'dv', '%': 'rm', '&': 'an', '|': 'or', '^': 'eo', '=': 'aS', '+=': 'pL', '-=': 'mI',
  '*=': 'mL', '/=': 'dV', '%=': 'rM', '&=': 'aN', '|=': 'oR', '^=': 'eO', '<<': 'ls', '>>': 'rs', '<<=': 'lS', '>>=': 'rS', '==': 'eq', '!=': 'ne', '<': 'lt', '>': 'gt', '<=': 'le', '>=': 'ge',
  '<=>': 'ss', '!': 'nt', '&&': 'aa', '||': 'oo', '++': 'pp', '--': 'mm', ',': 'cm', '->*': 'pm', '->': 'pt', '()': 'cl', '[]': 'ix', '?': 'qu', co_await: 'aw',
};
const unaryCodes: Readonly<Record<string, string>> = { '+': 'ps', '-': 'ng', '&': 'ad', '*': 'de' };

function sequence(index: number): string {
  return index === 0 ? '_' : `${(index - 1).toString(36).toUpperCase()}_`;
}

interface Mangler {
  readonly s: DeclSema;
  readonly known: Map<unknown, number>;
  next: number;
}

export function newMangler(s: DeclSema): Mangler {
  return { s, known: new Map(), next: 0 };
}

function substitution(m: Mangler, key: unknown): string | undefined {
  const index = m.known.get(key);
  return index === undefined ? undefined : `S${sequence(index)}`;
}

function remember(m: Mangler, key: unknown): void {
  if (!m.known.has(key)) m.known.set(key, m.next++);
}

const source = (name: string): string => `${new TextEncoder().encode(name).length}${name}`;

function isStd(ns: ParentSymbol): boolean {
  return ns.kind === 'namespace' && ns.name === 'std' && ns.parent !== undefined && ns.parent.parent === undefined;
}

const isGlobal = (parent: ParentSymbol): boolean => parent.kind === 'namespace' && parent.parent === undefined;

function localClass(parent: ParentSymbol): boolean {
  return parent.kind === 'function';
}

/** Prefix for a namespace or class: what stands in front of a member's name. */
function prefix(m: Mangler, parent: ParentSymbol): string {
  switch (parent.kind) {
    case 'namespace': {
      if (!parent.parent) return '';
      if (isStd(parent)) return 'St';
      const known = substitution(m, parent);
      if (known) return known;
      const text = prefix(m, parent.parent) + (parent.anonymous ? '12_GLOBAL__N_1' : source(parent.name));
      remember(m, parent);
      return text;
    }
    case 'class':
      return classPrefix(m, parent);
    case 'function':
      return `Z${encoding(m, parent)}E`;
    default:
      throw new Error(`prefix ${(parent satisfies never as ParentSymbol).kind}`);
  }
}

/** `std::allocator`, `std::basic_string` … have names of their own. */
function abbreviation(template: TemplateSymbol): string | undefined {
  if (!isStd(template.parent)) return undefined;
  if (template.name === 'allocator') return 'Sa';
  if (template.name === 'basic_string') return 'Sb';
  return undefined;
}

function templatePrefix(m: Mangler, template: TemplateSymbol): string {
  const short = abbreviation(template);
  if (short) return short;
  const known = substitution(m, template);
  if (known) return known;
  const text = prefix(m, template.parent) + source(template.name);
  remember(m, template);
  return text;
}

function isAbbreviatedString(cls: ClassSymbol): boolean {
  const { specialization } = cls;
  if (specialization?.template.name !== 'basic_string' || !isStd(specialization.template.parent)) return false;
  const [first, second, third] = specialization.args;
  const named = (arg: TemplateArg | undefined, name: string): boolean => arg?.kind === 'type' && arg.type.kind === 'class' && arg.type.symbol.name === name && isStd(arg.type.symbol.parent);
  return first?.kind === 'type' && first.type.kind === 'builtin' && first.type.name === 'char' && (second === undefined || named(second, 'char_traits')) && (third === undefined || named(third, 'allocator'));
}

function classPrefix(m: Mangler, cls: ClassSymbol): string {
  if (isAbbreviatedString(cls)) return 'Ss';
  const known = substitution(m, cls.type);
  if (known) return known;
  const text = cls.specialization ? templatePrefix(m, cls.specialization.template) + templateArgs(m, cls.specialization.args) : prefix(m, cls.parent) + unqualified(m, cls);
  remember(m, cls.type);
  return text;
}

/** The class's own name: lambdas and unnamed classes are numbered. */
function unqualified(m: Mangler, symbol: ClassSymbol | EnumSymbol): string {
  if (symbol.kind === 'class' && symbol.lambda) return lambdaName(m, symbol);
  if (symbol.name) {
    const extra = localDiscriminator(m.s, symbol);
    return source(symbol.name) + extra;
  }
  return `Ut${sequence(m.s.d.discriminators.get(symbol) ?? 0)}`;
}

/** Second and later entities of one name in one function. */
function localDiscriminator(s: DeclSema, symbol: { readonly name: string; readonly parent: ParentSymbol }): string {
  if (symbol.parent.kind !== 'function') return '';
  let index = s.d.discriminators.get(symbol);
  if (index === undefined) {
    let functionKey = s.d.functionKeys.get(symbol.parent);
    if (functionKey === undefined) s.d.functionKeys.set(symbol.parent, (functionKey = s.d.functionKeys.size));
    const key = `${functionKey}:${symbol.name}`;
    index = s.d.localNumbers.get(key) ?? 0;
    s.d.localNumbers.set(key, index + 1);
    s.d.discriminators.set(symbol, index);
  }
  if (index === 0) return '';
  return index <= 10 ? `_${index - 1}` : `__${index - 1}_`;
}

function lambdaName(m: Mangler, cls: ClassSymbol): string {
  const { s } = m;
  const call = cls.methods.find((fn) => fn.name === 'operator()' && !fn.specialization);
  const generic = s.d.classes.get(cls)!.scope.names.get('operator()');
  const template = generic?.kind === 'overloads' ? generic.members.find((member) => member.kind === 'template') : undefined;
  const type = call?.type ?? (template ? s.signature(s.entityTemplate(template as TemplateSymbol)) : undefined);
  const params = type ? bareParams(m, type) : 'v';
  return `Ul${params}E${sequence(s.d.discriminators.get(cls) ?? 0)}`;
}

function bareParams(m: Mangler, type: FunctionType): string {
  if (type.params.length === 0 && !type.variadic) return 'v';
  let text = '';
  for (const param of type.params) text += mangle(m, param);
  return type.variadic ? `${text}z` : text;
}

function functionTypeCode(m: Mangler, type: FunctionType): string {
  const ref = type.ref === '&' ? 'R' : type.ref === '&&' ? 'O' : '';
  return `${type.noexcept ? 'Do' : ''}F${mangle(m, type.result)}${bareParams(m, type)}${ref}E`;
}

const cvCode = (cv: number): string => (cv & 2 ? 'V' : '') + (cv & 1 ? 'K' : '');

function nestedName(m: Mangler, symbol: ClassSymbol | EnumSymbol): string {
  if (symbol.kind === 'class') {
    if (isAbbreviatedString(symbol)) return 'Ss';
    const { specialization } = symbol;
    const nested = isNested(symbol.parent);
    if (!nested) {
      if (specialization) return templatePrefix(m, specialization.template) + templateArgs(m, specialization.args);
      return prefix(m, symbol.parent) + unqualified(m, symbol);
    }
    const inner = specialization ? templatePrefix(m, specialization.template) + templateArgs(m, specialization.args) : prefix(m, symbol.parent) + unqualified(m, symbol);
    return `N${inner}E`;
  }
  const text = prefix(m, symbol.parent) + unqualified(m, symbol);
  return isNested(symbol.parent) ? `N${text}E` : text;
}

/** Does a name in this scope need N…E? Not in the global namespace, directly in std, or local. */
function isNested(parent: ParentSymbol): boolean {
  return !isGlobal(parent) && !isStd(parent) && !localClass(parent);
}

export function mangle(m: Mangler, type: Type): string {
  if (type.kind === 'builtin' && type.cv === 0) return builtinCodes[type.name]!;
  if (type.kind === 'class' && type.cv === 0 && isAbbreviatedString(type.symbol)) return 'Ss';
  const known = substitution(m, type);
  if (known) return known;
  const text = unseen(m, type);
  remember(m, type);
  return text;
}

function unseen(m: Mangler, type: Type): string {
  if (type.cv !== 0 && type.kind !== 'array') return cvCode(type.cv) + mangle(m, type.unqualified);
  switch (type.kind) {
    case 'builtin':
      return builtinCodes[type.name]!;
    case 'pointer':
      return `P${mangle(m, type.pointee)}`;
    case 'reference':
      return `${type.rvalue ? 'O' : 'R'}${mangle(m, type.referee)}`;
    case 'array': {
      const bound = type.size === 'dependent' ? (type.bound ? templateParam(type.bound.index) : '') : (type.size ?? '');
      return `A${bound}_${mangle(m, type.element)}`;
    }
    case 'function':
      return cvCode(type.thisCv) + functionTypeCode(m, type);
    case 'class':
    case 'enum':
      return nestedName(m, type.symbol);
    case 'member-pointer':
      return `M${mangle(m, type.class)}${mangle(m, type.member)}`;
    case 'auto':
      return type.decltypeAuto ? 'Dc' : 'Da';
    case 'template-param':
      return templateParam(type.index);
    case 'dependent-specialization': {
      if (type.template.kind === 'template-param') return mangle(m, type.template) + templateArgs(m, type.args);
      const text = templatePrefix(m, type.template) + templateArgs(m, type.args);
      return isNested(type.template.parent) ? `N${text}E` : text;
    }
    case 'pack-expansion':
      return `Dp${mangle(m, type.pattern)}`;
    case 'opaque-dependent': {
      const member = m.s.d.opaque.get(type.key);
      if (member) return `N${mangle(m, member.qualifier)}${source(member.name)}E`;
      return `DT${source(`k${hash(type.key)}`)}E`;
    }
    default:
      throw new Error(`mangling of ${(type satisfies never as Type).kind}`);
  }
}

const templateParam = (index: number): string => (index === 0 ? 'T_' : `T${index - 1}_`);

function hash(text: string): string {
  let value = 5381;
  for (let i = 0; i < text.length; i++) value = (Math.imul(value, 33) ^ text.charCodeAt(i)) >>> 0;
  return value.toString(36);
}

function templateArgs(m: Mangler, args: readonly TemplateArg[]): string {
  let text = 'I';
  for (const arg of args) text += templateArg(m, arg);
  return `${text}E`;
}

function templateArg(m: Mangler, arg: TemplateArg): string {
  switch (arg.kind) {
    case 'type':
      return mangle(m, arg.type);
    case 'integer':
      return `L${mangle(m, arg.type)}${arg.value < 0n ? `n${-arg.value}` : arg.value}E`;
    case 'entity': {
      const { entity, type } = arg;
      if (!entity) return `L${mangle(m, type)}0E`;
      const inner = entity.kind === 'field' ? `_ZN${prefix(m, entity.parent)}${source(entity.name)}E` : entity.mangled.startsWith('_Z') ? entity.mangled : `_Z${source(entity.mangled)}`;
      if (arg.path) return `X${type.kind === 'reference' ? '' : 'ad'}${partCode(arg.path, `L${inner}E`, 'type' in entity ? entity.type : type)}E`;
      return type.kind === 'reference' ? `L${inner}E` : `XadL${inner}EE`;
    }
    case 'floating':
      return `L${mangle(m, arg.type)}${floatingBits(arg.type, arg.value)}E`;
    case 'object':
      return `X${objectCode(m, arg)}E`;
    case 'string':
      throw new Error('a string literal is no template argument');
    case 'template': {
      const text = templatePrefix(m, arg.template);
      return isNested(arg.template.parent) && !/^S[0-9A-Z]*_$/.test(text) ? `N${text}E` : text;
    }
    case 'pack': {
      let text = 'J';
      for (const element of arg.elements) text += templateArg(m, element);
      return `${text}E`;
    }
    case 'dependent':
      return `X${arg.pack ? 'sp' : ''}${arg.param ? templateParam(arg.param.index) : `L${source(`k${hash(arg.key)}`)}E`}E`;
    default:
      throw new Error(`template argument ${(arg satisfies never as TemplateArg).kind}`);
  }
}

/** A part of an object as an expression: `ix` of elements, `dt` of members. */
function partCode(path: readonly number[], object: string, type: Type): string {
  let at = type;
  let text = object;
  for (const step of path) {
    if (at.kind === 'array') {
      text = `ix${text}Li${step}E`;
      at = at.element;
    } else if (at.kind === 'class') {
      const { bases, fields } = at.symbol;
      const base = bases[step];
      const field = fields[step - bases.length];
      text = `dt${text}${source(base ? base.type.symbol.name : field!.name)}`;
      at = base ? base.type : field!.type;
    }
  }
  return text;
}

/** The bits of a number as hexadecimal digits, of long double as x87 has them. */
function floatingBits(type: Type, value: number): string {
  const view = new DataView(new ArrayBuffer(8));
  if (type.kind === 'builtin' && type.name === 'float') {
    view.setFloat32(0, value);
    return view.getUint32(0).toString(16).padStart(8, '0');
  }
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  if (type.kind !== 'builtin' || type.name !== 'long double') return bits.toString(16).padStart(16, '0');
  const sign = (bits >> 63n) << 15n;
  let exponent = (bits >> 52n) & 0x7ffn;
  let fraction = bits & 0xfffffffffffffn;
  if (exponent === 0n && fraction !== 0n) for (exponent = 1n; (fraction & (1n << 52n)) === 0n; fraction <<= 1n) exponent--;
  const zero = exponent === 0n && fraction === 0n;
  const wide = exponent === 0x7ffn ? 0x7fffn : zero ? 0n : exponent + 15360n;
  const mantissa = zero ? 0n : (1n << 63n) | ((fraction & 0xfffffffffffffn) << 11n);
  return ((sign | wide) << 64n | mantissa).toString(16).padStart(32, '0');
}

/** `tl <type> <element>* E`: zeros at the end are left out, a union's member is named. */
function objectCode(m: Mangler, arg: Extract<TemplateArg, { kind: 'object' }>): string {
  const { type, elements } = arg;
  let text = `tl${mangle(m, type)}`;
  if (isZeroArg(arg)) return `${text}E`;
  if (type.kind === 'class' && type.symbol.tag === 'union') {
    const active = elements.findIndex((each) => each !== undefined);
    const field = type.symbol.fields[active]!;
    return `${text}${active > 0 ? `di${source(field.name)}` : ''}${elementCode(m, elements[active]!, field.type)}E`;
  }
  let count = elements.length;
  while (count > 0 && isZeroArg(elements[count - 1])) count--;
  const bases = type.kind === 'class' ? type.symbol.bases.length : 0;
  for (let i = 0; i < count; i++) {
    const partType = type.kind === 'array' ? type.element : type.kind === 'class' && i >= bases ? type.symbol.fields[i - bases]!.type : undefined;
    text += elementCode(m, elements[i]!, partType);
  }
  return `${text}E`;
}

/** A part of a value, without the X and E around expressions in lists of template arguments. */
function elementCode(m: Mangler, arg: TemplateArg, type: Type | undefined): string {
  if (arg.kind === 'object') return objectCode(m, arg);
  if (arg.kind === 'entity' && arg.entity) {
    const code = templateArg(m, type?.kind === 'reference' ? { ...arg, type: m.s.types.pointer(arg.type) } : arg);
    return code.startsWith('X') ? code.slice(1, -1) : code;
  }
  return templateArg(m, arg);
}

/** The constant object that stands for a template argument of class type. */
export function mangleParameterObject(s: DeclSema, arg: TemplateArg): string {
  return `_ZTA${templateArg(newMangler(s), arg)}`;
}

function functionName(m: Mangler, fn: FunctionSymbol): string {
  switch (fn.role) {
    case 'constructor':
      return 'C1';
    case 'destructor':
      return 'D1';
    case 'conversion':
      return `cv${mangle(m, (m.s.d.functionInfos.get(fn)!.pattern ?? fn.type).result)}`;
    case 'function':
    case 'method':
      return plainFunctionName(fn);
    default:
      throw new Error(`function ${(fn.role satisfies never)}`);
  }
}

function plainFunctionName(fn: FunctionSymbol): string {
  const { name } = fn;
  if (!name.startsWith('operator')) return source(name);
  const op = name.slice(8);
  if (op.startsWith('""')) return `li${source(op.slice(2))}`;
  const operands = fn.type.params.length + (fn.thisClass ? 1 : 0);
  if (operands === 1 && unaryCodes[op]) return unaryCodes[op];
  return operatorCodes[op] ?? source(name);
}

/** Name and, for functions, parameter types, without the leading _Z. */
function encoding(m: Mangler, fn: FunctionSymbol): string {
  const { s } = m;
  if (s.d.externC.get(fn.name) === fn || (fn.name === 'main' && isGlobal(fn.parent))) return source(fn.name);
  const info = s.d.functionInfos.get(fn);
  const template = fn.specialization;
  const pattern = (template && info?.pattern) || fn.type;
  const { parent } = fn;
  let name: string;
  const own = (): string => functionName(m, fn);
  const internal = fn.linkage === 'internal' && fn.role === 'function' && !inAnonymous(parent) ? 'L' : '';
  if (template) {
    const known = substitution(m, template.template);
    let text: string;
    if (known) text = known;
    else {
      text = prefix(m, parent) + internal + own();
      remember(m, template.template);
    }
    name = text + templateArgs(m, template.args);
  } else name = prefix(m, parent) + internal + own();
  const method = fn.thisClass ? cvCode(fn.type.thisCv) + (fn.type.ref === '&' ? 'R' : fn.type.ref === '&&' ? 'O' : '') : '';
  if (parent.kind === 'class' || isNested(parent)) name = parent.kind === 'class' && localClass(outermost(parent)) ? localMember(m, fn, name, method) : `N${method}${name}E`;
  const result = template && fn.role !== 'constructor' && fn.role !== 'destructor' && fn.role !== 'conversion' ? mangle(m, pattern.result) : '';
  const requires = template ? undefined : info?.suffix?.trailingRequires;
  return name + result + bareParams(m, pattern) + (requires ? `Q${source(`k${hash(spell(s, requires, info!.scope))}`)}` : '');
}

function outermost(cls: ClassSymbol): ParentSymbol {
  let at: ParentSymbol = cls;
  while (at.kind === 'class') at = at.parent;
  return at;
}

/** What stands in front of the names that are local to a function: lambdas nest, and each asks for all those around it. */
const heads = new WeakMap<FunctionSymbol, string>();

/** Members of local classes: Z <function> E N … E: the local part comes first, then the nested rest. */
function localMember(m: Mangler, fn: FunctionSymbol, name: string, method: string): string {
  const outer = outermost(fn.parent as ClassSymbol) as FunctionSymbol;
  let head = heads.get(outer);
  if (head === undefined) heads.set(outer, (head = `Z${encoding(newMangler(m.s), outer)}E`));
  return name.startsWith(head) ? `${head}N${method}${name.slice(head.length)}E` : `N${method}${name}E`;
}

function inAnonymous(parent: ParentSymbol): boolean {
  for (let at: ParentSymbol | undefined = parent; at; at = at.parent) if (at.kind === 'namespace' && at.anonymous) return true;
  return false;
}

export function mangleFunction(s: DeclSema, fn: FunctionSymbol): string {
  return `_Z${encoding(newMangler(s), fn)}`;
}

export function mangleVariable(s: DeclSema, variable: VarSymbol): string {
  const m = newMangler(s);
  const { parent } = variable;
  if (parent.kind === 'function') return `_ZZ${encoding(m, parent)}E${source(variable.name)}${localDiscriminator(s, variable)}`;
  const internal = variable.linkage === 'internal' && !inAnonymous(parent) && parent.kind === 'namespace' ? 'L' : '';
  const template = s.d.varArgs.get(variable);
  let name = prefix(m, parent) + internal + source(variable.name);
  if (template) {
    remember(m, template.template);
    name += templateArgs(m, template.args);
  }
  return `_Z${isNested(parent) ? `N${name}E` : name}`;
}

/** A type's own mangling, as in typeid names. */
export function mangleType(s: DeclSema, type: Type): string {
  return mangle(newMangler(s), type);
}

