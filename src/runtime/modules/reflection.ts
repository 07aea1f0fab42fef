/** What is known of a module's kernels and variables. It repeats src/driver/reflection.ts, whose other end this is: the runtime imports nothing of the compiler. */

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

export interface ParameterReflection {
  readonly name: string;
  /** In the packed parameter buffer. */
  readonly offset: number;
  readonly bytes: number;
  readonly type: ValueType;
}

export interface KernelReflection {
  /** As in the source, template arguments included: `scale<float>`. */
  readonly name: string;
  readonly mangled: string;
  /** The name expressions that name it. */
  readonly expressions: readonly string[];
  readonly params: readonly ParameterReflection[];
  readonly paramBytes: number;
  /** Bytes of static shared memory. */
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
