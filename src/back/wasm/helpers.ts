/**
 * Functions that the back end adds when an instruction is too long to expand in place, built as IR; `fault` alone is written in WebAssembly's terms (it sets globals).
 */
import { binary, constant, createBuilder, createRegion, returnValue } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { BinaryOp, Func, Value, ValueType } from '../../ir/ir.js';
import type { HelperName } from './emitter.js';

type IrHelper = Exclude<HelperName, 'fault'>;

function helperFunction(name: string, params: readonly ValueType[], result: ValueType, write: (b: Builder, args: readonly Value[]) => Value): Func {
  const body = createRegion(params.map((type) => ({ type })));
  const b = createBuilder(body);
  returnValue(b, write(b, body.params));
  return {
    kind: 'function', name: `__cw_${name}`, pretty: `__cw_${name}`, side: 'both', space: 'any', params: params.map((type, i) => ({ type, name: `a${i}` })), result, linkage: 'internal', body,
    import: undefined, exportName: undefined, inline: 'never', noreturn: false, pure: true, kernel: undefined, loc: 0,
  };
}

/** Swaps neighbouring groups of `shift` bits. */
function swapGroups(b: Builder, value: Value, shift: number, mask: bigint): Value {
  const type = value.type;
  const low = binary(b, 'shl', binary(b, 'and', value, constant(type, mask)), constant(type, shift));
  const high = binary(b, 'and', binary(b, 'lshr', value, constant(type, shift)), constant(type, mask));
  return binary(b, 'or', low, high);
}

const masks: readonly [number, bigint][] = [
  [1, 0x5555555555555555n], [2, 0x3333333333333333n], [4, 0x0f0f0f0f0f0f0f0fn], [8, 0x00ff00ff00ff00ffn], [16, 0x0000ffff0000ffffn], [32, 0x00000000ffffffffn],
];

function reverse(name: IrHelper, type: 'i32' | 'i64', firstGroup: number): Func {
  const bits = type === 'i32' ? 32 : 64;
  return helperFunction(name, [type], type, (b, [x]) => {
    let value = x;
    for (const [shift, mask] of masks) if (shift >= firstGroup && shift < bits) value = swapGroups(b, value, shift, BigInt.asUintN(bits, mask));
    return value;
  });
}

/** The upper half of a 64×64-bit product out of four 32×32-bit ones (Hacker's Delight, 8-2). */
function multiplyHigh(name: IrHelper, signed: boolean): Func {
  const shift: BinaryOp = signed ? 'ashr' : 'lshr';
  return helperFunction(name, ['i64', 'i64'], 'i64', (b, [x, y]) => {
    const half = constant('i64', 32);
    const low = constant('i64', 0xffffffffn);
    const x0 = binary(b, 'and', x, low);
    const y0 = binary(b, 'and', y, low);
    const x1 = binary(b, shift, x, half);
    const y1 = binary(b, shift, y, half);
    const w0 = binary(b, 'mul', x0, y0);
    const t = binary(b, 'add', binary(b, 'mul', x1, y0), binary(b, 'lshr', w0, half));
    const w1 = binary(b, 'add', binary(b, 'mul', x0, y1), binary(b, 'and', t, low));
    return binary(b, 'add', binary(b, 'add', binary(b, 'mul', x1, y1), binary(b, shift, t, half)), binary(b, shift, w1, half));
  });
}

export function createHelper(name: IrHelper): Func {
  switch (name) {
    case 'bitreverse32':
      return reverse(name, 'i32', 1);
    case 'bitreverse64':
      return reverse(name, 'i64', 1);
    case 'byteswap32':
      return reverse(name, 'i32', 8);
    case 'byteswap64':
      return reverse(name, 'i64', 8);
    case 'smulhi64':
      return multiplyHigh(name, true);
    case 'umulhi64':
      return multiplyHigh(name, false);
    default:
      return name satisfies never;
  }
}
