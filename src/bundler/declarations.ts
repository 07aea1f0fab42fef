/** Reflection → the TypeScript declarations of a CUDA source's module: each kernel as a function with the types of its parameters. */
import type { Reflection, ScalarName, ValueType } from '../runtime/modules/index.js';
import { exportedName, loadName } from './module-code.js';

/** What holds such scalars in memory (src/runtime/modules/element-types.ts says the same to the runtime). */
const arrays: Readonly<Record<ScalarName, readonly string[]>> = {
  bool: ['Uint8Array', 'Int8Array'], i8: ['Int8Array', 'Uint8Array'], u8: ['Uint8Array', 'Uint8ClampedArray'], i16: ['Int16Array'], u16: ['Uint16Array'], i32: ['Int32Array'], u32: ['Uint32Array'], i64: ['BigInt64Array'],
  u64: ['BigUint64Array'], f16: ['Uint16Array'], bf16: ['Uint16Array'], f32: ['Float32Array'], f64: ['Float64Array'],
};

export function moduleDeclarations(reflection: Reflection): string {
  const kernels = reflection.kernels.map(({ name, params }, i) => {
    const list = params.map((param, j) => `${parameterName(param.name, j)}: ${typeText(param.type, reflection)}`).join(', ');
    return { name: `kernel${i}`, text: `/** ${`${name}(${params.map(({ type, name: own }) => `${type.name} ${own}`.trim()).join(', ')})`.replaceAll('*/', '* /')} */\ndeclare function kernel${i}(configuration: Configuration): (${list}) => void;\n`, exported: exportedName(name) };
  });
  return `// Made by cuda-wasm of the source beside it.
import type { Device, DeviceBuffer, KernelArgument, LaunchConfiguration, Module } from 'cuda-wasm/runtime';

/** Where and how a kernel is launched. */
interface Configuration extends LaunchConfiguration {
  readonly device: Device;
}

/** All kernels and variables of the source, on a device. */
declare function ${loadName}(device: Device): Module;
${kernels.map(({ text }) => text).join('')}
export { ${[loadName, ...kernels.map(({ name, exported }) => `${name} as ${exported}`)].join(', ')} };
`;
}

/** Words that no parameter may be called. */
const reserved = new Set(
  'arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield'.split(' '),
);

function parameterName(name: string, i: number): string {
  return name === '' ? `argument${i + 1}` : reserved.has(name) ? `${name}_` : name;
}

function typeText(type: ValueType, reflection: Reflection): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar === 'bool' ? 'boolean' : type.scalar === 'i64' || type.scalar === 'u64' ? 'bigint | number' : 'number';
    case 'pointer':
      return `${type.element === undefined ? 'DeviceBuffer' : arrays[type.element].map((name) => `DeviceBuffer<${name}<ArrayBuffer>>`).join(' | ')} | null`;
    case 'struct': {
      const { fields } = reflection.structs[type.struct]!;
      return `{ ${fields.map((field) => `readonly ${JSON.stringify(field.name)}: ${typeText(field.type, reflection)}`).join('; ')} } | readonly KernelArgument[] | ArrayBufferView`;
    }
    case 'array':
      return `readonly (${typeText(type.element, reflection)})[] | ArrayBufferView`;
    case 'opaque':
      return 'ArrayBufferView';
    default:
      return type satisfies never;
  }
}
