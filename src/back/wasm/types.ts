/** How IR types map to WebAssembly: i1 and ptr are i32, all vectors v128. */
import type { ValueType } from '../../ir/ir.js';
import { WasmType } from './opcodes.js';
import type { WasmTypeCode } from './opcodes.js';

export function wasmType(type: ValueType): WasmTypeCode {
  switch (type) {
    case 'i1':
    case 'i32':
    case 'ptr':
      return WasmType.i32;
    case 'i64':
      return WasmType.i64;
    case 'f32':
      return WasmType.f32;
    case 'f64':
      return WasmType.f64;
    case 'v4i32':
    case 'v4f32':
    case 'v2i64':
    case 'v2f64':
      return WasmType.v128;
    default:
      return type satisfies never;
  }
}

/** Function types by content: `intern` gives the index in the type section. */
export interface TypeTable {
  readonly signatures: { readonly params: readonly WasmTypeCode[]; readonly results: readonly WasmTypeCode[] }[];
  readonly index: Map<string, number>;
}

export function createTypeTable(): TypeTable {
  return { signatures: [], index: new Map() };
}

const letters: { readonly [type in ValueType]: string } = { i1: 'i', i32: 'i', ptr: 'i', i64: 'l', f32: 'f', f64: 'd', v4i32: 'v', v4f32: 'v', v2i64: 'v', v2f64: 'v' };

export function internSignature(table: TypeTable, params: readonly ValueType[], result: ValueType | undefined): number {
  let key = '';
  for (const param of params) key += letters[param];
  if (result !== undefined) key += `>${letters[result]}`;
  const known = table.index.get(key);
  if (known !== undefined) return known;
  const index = table.signatures.length;
  table.signatures.push({ params: params.map(wasmType), results: result === undefined ? [] : [wasmType(result)] });
  table.index.set(key, index);
  return index;
}
