/**
 * What a caller of kernels must know of them: names, parameters, variables, and the layout of what is passed by value. In: the checked tree of a unit. Out: plain data, which travels in the module's artifact as JSON; the runtime's side
 * of it is src/runtime/modules/reflection.ts.
 */
import { sizeOf } from '../layout/sizes.js';
import { typeToString } from '../sema/index.js';
import { argToString } from '../sema/type-print.js';
import type { BuiltinName, CheckedUnit, ClassSymbol, FunctionSymbol, ParentSymbol, Type, VarSymbol } from '../tree/index.js';

export type ScalarName = 'bool' | 'i8' | 'u8' | 'i16' | 'u16' | 'i32' | 'u32' | 'i64' | 'u64' | 'f16' | 'bf16' | 'f32' | 'f64';

/** `name`: as C++ has it. */
export type ValueType =
  | { readonly kind: 'scalar'; readonly name: string; readonly scalar: ScalarName }
  /** `element`: what it points to where that is one kind of scalars, as vectors are. */
  | { readonly kind: 'pointer'; readonly name: string; readonly element?: ScalarName }
  /** Its layout is `structs[struct]`. */
  | { readonly kind: 'struct'; readonly name: string; readonly struct: number }
  | { readonly kind: 'array'; readonly name: string; readonly element: ValueType; readonly count: number }
  /** Known by its bytes only: unions, bit-fields, classes with virtual functions. */
  | { readonly kind: 'opaque'; readonly name: string; readonly bytes: number };

export interface StructLayout {
  readonly name: string;
  readonly bytes: number;
  /** Those of base classes come first. */
  readonly fields: readonly { readonly name: string; readonly offset: number; readonly type: ValueType }[];
}

export interface KernelReflection {
  /** As in the source, template arguments included: `scale<float>`. */
  readonly name: string;
  readonly mangled: string;
  /** The name expressions that name it. */
  readonly expressions: readonly string[];
  /** `offset`: in the packed parameter buffer. */
  readonly params: readonly { readonly name: string; readonly offset: number; readonly bytes: number; readonly type: ValueType }[];
  readonly paramBytes: number;
  /** Bytes of static shared memory on the CPU device, which are those of CUDA. */
  readonly staticShared: number;
  /** Threads of a block at most: __launch_bounds__, else 1024. */
  readonly maxThreads: number;
}

export interface VariableReflection {
  readonly name: string;
  readonly mangled: string;
  readonly space: 'device' | 'constant' | 'managed';
  readonly bytes: number;
  readonly type: ValueType;
}

export interface Reflection {
  readonly kernels: readonly KernelReflection[];
  readonly variables: readonly VariableReflection[];
  readonly structs: readonly StructLayout[];
}

export interface KernelSymbol {
  readonly symbol: FunctionSymbol;
  readonly name: string;
}

/** The kernels and variables of the sources themselves, headers of the system apart. */
export function kernelsOfUnit(unit: CheckedUnit, isSystem: (loc: number) => boolean): { readonly kernels: readonly KernelSymbol[]; readonly variables: readonly VarSymbol[] } {
  const isInstance = ({ specialization }: FunctionSymbol): boolean => specialization !== undefined;
  const kernels = unit.kernels.filter((symbol) => symbol.body !== undefined && (isInstance(symbol) || !isSystem(symbol.loc)));
  const variables = unit.globals.filter((variable) => (variable.storage === 'device' || variable.storage === 'constant' || variable.storage === 'managed') && !variable.staticLocal && !isSystem(variable.loc));
  return { kernels: kernels.map((symbol) => ({ symbol, name: kernelName(symbol) })), variables };
}

function scopeOf(parent: ParentSymbol): string {
  switch (parent.kind) {
    case 'namespace':
      return parent.parent === undefined || parent.anonymous || parent.inline ? (parent.parent === undefined ? '' : scopeOf(parent.parent)) : `${scopeOf(parent.parent)}${parent.name}::`;
    case 'class':
      return `${typeToString(parent.type)}::`;
    case 'function':
      return '';
    default:
      throw new Error(`scope ${(parent satisfies never as ParentSymbol).kind}`);
  }
}

function kernelName(symbol: FunctionSymbol): string {
  const args = symbol.specialization?.args.filter((arg) => arg.kind !== 'pack' || arg.elements.length > 0).map(argToString).join(', ');
  return `${scopeOf(symbol.parent)}${symbol.name}${args === undefined ? '' : `<${args}>`}`;
}

export function variableName(variable: VarSymbol): string {
  return `${scopeOf(variable.parent)}${variable.name}`;
}

const scalarNames: Partial<Record<BuiltinName, ScalarName>> = {
  bool: 'bool', char: 'i8', 'signed char': 'i8', 'unsigned char': 'u8', char8_t: 'u8', short: 'i16', 'unsigned short': 'u16', char16_t: 'u16', int: 'i32', 'unsigned int': 'u32', wchar_t: 'i32', char32_t: 'u32', long: 'i64',
  'unsigned long': 'u64', 'long long': 'i64', 'unsigned long long': 'u64', float: 'f32', double: 'f64',
};

/** Classes that stand for a scalar: their bits. */
const scalarClasses: Readonly<Record<string, ScalarName>> = { __half: 'f16', __nv_bfloat16: 'bf16' };

export interface TypeReflector {
  readonly structs: readonly StructLayout[];
  describe(type: Type): ValueType;
}

/** Describes types; structs are collected as they are met. */
export function createTypeReflector(): TypeReflector {
  const structs: StructLayout[] = [];
  const numbers = new Map<ClassSymbol, number>();

  function scalarOf(type: Type): ScalarName | undefined {
    if (type.kind === 'builtin') return scalarNames[type.name];
    if (type.kind === 'enum') return scalarOf(type.symbol.underlying);
    return type.kind === 'class' && type.symbol.layout?.size === 2 ? scalarClasses[type.symbol.name] : undefined;
  }

  /** The one kind of scalars that a type consists of; undefined: several, or padding. */
  function elementOf(type: Type): ScalarName | undefined {
    const scalar = scalarOf(type);
    if (scalar !== undefined) return scalar;
    if (type.kind === 'array') return elementOf(type.element);
    if (type.kind !== 'class' || type.symbol.state !== 'complete' || !hasPlainFields(type.symbol)) return undefined;
    const fields = fieldsOf(type.symbol, 0);
    const [first] = fields;
    const element = first && elementOf(first.type);
    if (element === undefined || fields.some((field) => elementOf(field.type) !== element)) return undefined;
    return fields.reduce((sum, field) => sum + sizeOf(field.type), 0) === sizeOf(type) ? element : undefined;
  }

  function describe(type: Type): ValueType {
    const name = typeToString(type.unqualified);
    const scalar = scalarOf(type);
    if (scalar !== undefined) return { kind: 'scalar', name, scalar };
    switch (type.kind) {
      case 'pointer':
      case 'reference': {
        const element = elementOf(type.kind === 'pointer' ? type.pointee : type.referee);
        return { kind: 'pointer', name, ...(element !== undefined && { element }) };
      }
      case 'array':
        return typeof type.size === 'number' ? { kind: 'array', name, element: describe(type.element), count: type.size } : { kind: 'opaque', name, bytes: 0 };
      case 'class':
        return hasPlainFields(type.symbol) ? { kind: 'struct', name, struct: structNumber(type.symbol, name) } : { kind: 'opaque', name, bytes: sizeOf(type) };
      case 'builtin':
      case 'enum':
      case 'function':
      case 'member-pointer':
      case 'auto':
      case 'template-param':
      case 'dependent-specialization':
      case 'pack-expansion':
      case 'opaque-dependent':
        return { kind: 'opaque', name, bytes: sizeOf(type) };
      default:
        throw new Error(`type ${(type satisfies never as Type).kind}`);
    }
  }

  function structNumber(symbol: ClassSymbol, name: string): number {
    let number = numbers.get(symbol);
    if (number === undefined) {
      number = structs.length;
      numbers.set(symbol, number);
      structs.push({ name, bytes: symbol.layout!.size, fields: [] });
      structs[number] = { name, bytes: symbol.layout!.size, fields: fieldsOf(symbol, 0).map((field) => ({ name: field.name, offset: field.offset, type: describe(field.type) })) };
    }
    return number;
  }

  return { structs, describe };
}

/** Is every byte that matters in a named field? */
function hasPlainFields(symbol: ClassSymbol): boolean {
  if (symbol.tag === 'union' || symbol.dynamic || symbol.state !== 'complete' || symbol.lambda) return false;
  if (symbol.bases.some((base) => base.virtual || !hasPlainFields(base.type.symbol))) return false;
  return symbol.fields.every((field) => field.bitWidth === undefined && field.name !== '' && field.type.kind !== 'reference');
}

interface PlainField {
  readonly name: string;
  readonly offset: number;
  readonly type: Type;
}

function fieldsOf(symbol: ClassSymbol, at: number): PlainField[] {
  return [
    ...symbol.bases.flatMap((base) => fieldsOf(base.type.symbol, at + base.offset)),
    ...symbol.fields.map(({ name, offset, type }) => ({ name, offset: at + offset, type })),
  ];
}
