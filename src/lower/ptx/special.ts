/** Special registers (PTX ISA, "Special Registers"): read as 32 bits unless they are clocks. A cluster is one block, and a grid the only one. */
import * as build from '../../ir/build.js';
import { constI32, constI64 } from '../../ir/build.js';
import type { Builder } from '../../ir/build.js';
import type { SpecialRegister } from '../../ir/ir.js';
import type { Value } from '../ir-imports.js';

const AXIS = /^%(n?)(tid|ctaid|clusterid|nclusterid)\.([xyz])$/;

export function specialRegister(b: Builder, name: string): Value | undefined {
  const axis = AXIS.exec(name);
  if (axis !== null) {
    const [, many, what, letter] = axis;
    const place = what === 'tid' ? (many ? 'blockDim' : 'threadIdx') : many ? 'gridDim' : 'blockIdx';
    return build.special(b, `${place}.${letter}` as SpecialRegister);
  }
  const lane = (): Value => build.special(b, 'laneid');
  const below = (): Value => build.binary(b, 'sub', build.binary(b, 'shl', constI32(1), lane()), constI32(1));
  const upTo = (): Value => build.binary(b, 'or', below(), build.binary(b, 'shl', constI32(1), lane()));
  const high = (v: Value): Value => build.convert(b, 'trunc', build.binary(b, 'lshr', v, constI64(32n)), 'i32');
  const low = (v: Value): Value => build.convert(b, 'trunc', v, 'i32');
  const clock = (): Value => build.intrinsic(b, 'clock', [], 'i64')!;
  const timer = (): Value => build.intrinsic(b, 'globaltimer', [], 'i64')!;
  switch (name) {
    case '%laneid':
      return lane();
    case '%warpid':
      return build.binary(b, 'lshr', build.special(b, 'linearThread'), constI32(5));
    case '%nwarpid': {
      const threads = (['blockDim.x', 'blockDim.y', 'blockDim.z'] as const).map((r) => build.special(b, r)).reduce((x, y) => build.binary(b, 'mul', x, y));
      return build.binary(b, 'lshr', build.binary(b, 'add', threads, constI32(31)), constI32(5));
    }
    case '%smid':
      return build.intrinsic(b, 'smid', [], 'i32');
    case '%clock':
      return low(clock());
    case '%clock_hi':
      return high(clock());
    case '%clock64':
      return clock();
    case '%globaltimer':
      return timer();
    case '%globaltimer_lo':
      return low(timer());
    case '%globaltimer_hi':
      return high(timer());
    case '%lanemask_lt':
      return below();
    case '%lanemask_le':
      return upTo();
    case '%lanemask_eq':
      return build.binary(b, 'shl', constI32(1), lane());
    case '%lanemask_ge':
      return build.binary(b, 'xor', below(), constI32(-1));
    case '%lanemask_gt':
      return build.binary(b, 'xor', upTo(), constI32(-1));
    case '%cluster_ctaid.x':
    case '%cluster_ctaid.y':
    case '%cluster_ctaid.z':
    case '%cluster_ctarank':
      return constI32(0);
    case '%cluster_nctaid.x':
    case '%cluster_nctaid.y':
    case '%cluster_nctaid.z':
    case '%cluster_nctarank':
      return constI32(1);
    case '%is_explicit_cluster':
      return build.FALSE;
    case 'WARP_SZ':
      return constI32(32);
    default:
      return undefined;
  }
}
