/**
 * The WebAssembly instructions that are emitted, as data: text name → code, and the kind of immediate of each (for the text form).
 * Codes above 0xff are prefixed: 0xfc00 + n is the byte 0xfc and LEB128 n (saturating conversions, bulk memory), 0xfe00 + n the atomics,
 * 0xfd00 + n vectors.
 */
export const Op = {
  unreachable: 0x00, nop: 0x01, block: 0x02, loop: 0x03, if: 0x04, else: 0x05, try: 0x06, catch: 0x07, throw: 0x08, rethrow: 0x09, end: 0x0b,
  br: 0x0c, br_if: 0x0d, br_table: 0x0e, return: 0x0f, call: 0x10, call_indirect: 0x11, catch_all: 0x19, drop: 0x1a, select: 0x1b,
  'local.get': 0x20, 'local.set': 0x21, 'local.tee': 0x22, 'global.get': 0x23, 'global.set': 0x24,
  'i32.load': 0x28, 'i64.load': 0x29, 'f32.load': 0x2a, 'f64.load': 0x2b, 'i32.load8_s': 0x2c, 'i32.load8_u': 0x2d, 'i32.load16_s': 0x2e, 'i32.load16_u': 0x2f,
  'i64.load8_s': 0x30, 'i64.load8_u': 0x31, 'i64.load16_s': 0x32, 'i64.load16_u': 0x33, 'i64.load32_s': 0x34, 'i64.load32_u': 0x35,
  'i32.store': 0x36, 'i64.store': 0x37, 'f32.store': 0x38, 'f64.store': 0x39, 'i32.store8': 0x3a, 'i32.store16': 0x3b,
  'i64.store8': 0x3c, 'i64.store16': 0x3d, 'i64.store32': 0x3e, 'memory.size': 0x3f, 'memory.grow': 0x40,
  'i32.const': 0x41, 'i64.const': 0x42, 'f32.const': 0x43, 'f64.const': 0x44,
  'i32.eqz': 0x45, 'i32.eq': 0x46, 'i32.ne': 0x47, 'i32.lt_s': 0x48, 'i32.lt_u': 0x49, 'i32.gt_s': 0x4a, 'i32.gt_u': 0x4b, 'i32.le_s': 0x4c, 'i32.le_u': 0x4d, 'i32.ge_s': 0x4e, 'i32.ge_u': 0x4f,
  'i64.eqz': 0x50, 'i64.eq': 0x51, 'i64.ne': 0x52, 'i64.lt_s': 0x53, 'i64.lt_u': 0x54, 'i64.gt_s': 0x55, 'i64.gt_u': 0x56, 'i64.le_s': 0x57, 'i64.le_u': 0x58, 'i64.ge_s': 0x59, 'i64.ge_u': 0x5a,
  'f32.eq': 0x5b, 'f32.ne': 0x5c, 'f32.lt': 0x5d, 'f32.gt': 0x5e, 'f32.le': 0x5f, 'f32.ge': 0x60, 'f64.eq': 0x61, 'f64.ne': 0x62, 'f64.lt': 0x63, 'f64.gt': 0x64, 'f64.le': 0x65, 'f64.ge': 0x66,
  'i32.clz': 0x67, 'i32.ctz': 0x68, 'i32.popcnt': 0x69, 'i32.add': 0x6a, 'i32.sub': 0x6b, 'i32.mul': 0x6c, 'i32.div_s': 0x6d, 'i32.div_u': 0x6e, 'i32.rem_s': 0x6f, 'i32.rem_u': 0x70,
  'i32.and': 0x71, 'i32.or': 0x72, 'i32.xor': 0x73, 'i32.shl': 0x74, 'i32.shr_s': 0x75, 'i32.shr_u': 0x76, 'i32.rotl': 0x77, 'i32.rotr': 0x78,
  'i64.clz': 0x79, 'i64.ctz': 0x7a, 'i64.popcnt': 0x7b, 'i64.add': 0x7c, 'i64.sub': 0x7d, 'i64.mul': 0x7e, 'i64.div_s': 0x7f, 'i64.div_u': 0x80, 'i64.rem_s': 0x81, 'i64.rem_u': 0x82,
  'i64.and': 0x83, 'i64.or': 0x84, 'i64.xor': 0x85, 'i64.shl': 0x86, 'i64.shr_s': 0x87, 'i64.shr_u': 0x88, 'i64.rotl': 0x89, 'i64.rotr': 0x8a,
  'f32.abs': 0x8b, 'f32.neg': 0x8c, 'f32.ceil': 0x8d, 'f32.floor': 0x8e, 'f32.trunc': 0x8f, 'f32.nearest': 0x90, 'f32.sqrt': 0x91,
  'f32.add': 0x92, 'f32.sub': 0x93, 'f32.mul': 0x94, 'f32.div': 0x95, 'f32.min': 0x96, 'f32.max': 0x97, 'f32.copysign': 0x98,
  'f64.abs': 0x99, 'f64.neg': 0x9a, 'f64.ceil': 0x9b, 'f64.floor': 0x9c, 'f64.trunc': 0x9d, 'f64.nearest': 0x9e, 'f64.sqrt': 0x9f,
  'f64.add': 0xa0, 'f64.sub': 0xa1, 'f64.mul': 0xa2, 'f64.div': 0xa3, 'f64.min': 0xa4, 'f64.max': 0xa5, 'f64.copysign': 0xa6,
  'i32.wrap_i64': 0xa7, 'i64.extend_i32_s': 0xac, 'i64.extend_i32_u': 0xad,
  'f32.convert_i32_s': 0xb2, 'f32.convert_i32_u': 0xb3, 'f32.convert_i64_s': 0xb4, 'f32.convert_i64_u': 0xb5, 'f32.demote_f64': 0xb6,
  'f64.convert_i32_s': 0xb7, 'f64.convert_i32_u': 0xb8, 'f64.convert_i64_s': 0xb9, 'f64.convert_i64_u': 0xba, 'f64.promote_f32': 0xbb,
  'i32.reinterpret_f32': 0xbc, 'i64.reinterpret_f64': 0xbd, 'f32.reinterpret_i32': 0xbe, 'f64.reinterpret_i64': 0xbf,
  'i32.extend8_s': 0xc0, 'i32.extend16_s': 0xc1, 'i64.extend8_s': 0xc2, 'i64.extend16_s': 0xc3, 'i64.extend32_s': 0xc4,
  'i32.trunc_sat_f32_s': 0xfc00, 'i32.trunc_sat_f32_u': 0xfc01, 'i32.trunc_sat_f64_s': 0xfc02, 'i32.trunc_sat_f64_u': 0xfc03,
  'i64.trunc_sat_f32_s': 0xfc04, 'i64.trunc_sat_f32_u': 0xfc05, 'i64.trunc_sat_f64_s': 0xfc06, 'i64.trunc_sat_f64_u': 0xfc07,
  'memory.init': 0xfc08, 'memory.copy': 0xfc0a, 'memory.fill': 0xfc0b, 'atomic.fence': 0xfe03,
  'memory.atomic.notify': 0xfe00, 'memory.atomic.wait32': 0xfe01, 'i32.atomic.load': 0xfe10, 'i64.atomic.load': 0xfe11, 'i32.atomic.load16_u': 0xfe13, 'i32.atomic.store': 0xfe17, 'i64.atomic.store': 0xfe18,
  'i32.atomic.store16': 0xfe1a, 'i32.atomic.rmw.add': 0xfe1e, 'i64.atomic.rmw.add': 0xfe1f, 'i32.atomic.rmw16.add_u': 0xfe21,
  'i32.atomic.rmw.sub': 0xfe25, 'i64.atomic.rmw.sub': 0xfe26, 'i32.atomic.rmw16.sub_u': 0xfe28, 'i32.atomic.rmw.and': 0xfe2c, 'i64.atomic.rmw.and': 0xfe2d, 'i32.atomic.rmw16.and_u': 0xfe2f,
  'i32.atomic.rmw.or': 0xfe33, 'i64.atomic.rmw.or': 0xfe34, 'i32.atomic.rmw16.or_u': 0xfe36, 'i32.atomic.rmw.xor': 0xfe3a, 'i64.atomic.rmw.xor': 0xfe3b, 'i32.atomic.rmw16.xor_u': 0xfe3d,
  'i32.atomic.rmw.xchg': 0xfe41, 'i64.atomic.rmw.xchg': 0xfe42, 'i32.atomic.rmw16.xchg_u': 0xfe44, 'i32.atomic.rmw.cmpxchg': 0xfe48, 'i64.atomic.rmw.cmpxchg': 0xfe49, 'i32.atomic.rmw16.cmpxchg_u': 0xfe4b,
  'v128.load': 0xfd00, 'v128.load32_splat': 0xfd09, 'v128.load64_splat': 0xfd0a, 'v128.store': 0xfd0b, 'v128.const': 0xfd0c, 'i8x16.shuffle': 0xfd0d, 'i8x16.swizzle': 0xfd0e, 'i32x4.splat': 0xfd11,
  'i64x2.splat': 0xfd12, 'f32x4.splat': 0xfd13, 'f64x2.splat': 0xfd14, 'i32x4.extract_lane': 0xfd1b, 'i32x4.replace_lane': 0xfd1c, 'i64x2.extract_lane': 0xfd1d,
  'i64x2.replace_lane': 0xfd1e, 'f32x4.extract_lane': 0xfd1f, 'f32x4.replace_lane': 0xfd20, 'f64x2.extract_lane': 0xfd21, 'f64x2.replace_lane': 0xfd22, 'i32x4.eq': 0xfd37,
  'i32x4.ne': 0xfd38, 'i32x4.lt_s': 0xfd39, 'i32x4.lt_u': 0xfd3a, 'i32x4.gt_s': 0xfd3b, 'i32x4.gt_u': 0xfd3c, 'i32x4.le_s': 0xfd3d, 'i32x4.le_u': 0xfd3e, 'i32x4.ge_s': 0xfd3f,
  'i32x4.ge_u': 0xfd40, 'f32x4.eq': 0xfd41, 'f32x4.ne': 0xfd42, 'f32x4.lt': 0xfd43, 'f32x4.gt': 0xfd44, 'f32x4.le': 0xfd45, 'f32x4.ge': 0xfd46, 'f64x2.eq': 0xfd47, 'f64x2.ne': 0xfd48,
  'f64x2.lt': 0xfd49, 'f64x2.gt': 0xfd4a, 'f64x2.le': 0xfd4b, 'f64x2.ge': 0xfd4c, 'v128.not': 0xfd4d, 'v128.and': 0xfd4e, 'v128.andnot': 0xfd4f, 'v128.or': 0xfd50, 'v128.xor': 0xfd51,
  'v128.bitselect': 0xfd52, 'v128.any_true': 0xfd53, 'v128.load8_lane': 0xfd54, 'v128.load16_lane': 0xfd55, 'v128.load32_lane': 0xfd56, 'v128.load64_lane': 0xfd57,
  'v128.store8_lane': 0xfd58, 'v128.store16_lane': 0xfd59, 'v128.store32_lane': 0xfd5a, 'v128.store64_lane': 0xfd5b, 'f32x4.demote_f64x2_zero': 0xfd5e, 'f64x2.promote_low_f32x4': 0xfd5f,
  'f32x4.ceil': 0xfd67, 'f32x4.floor': 0xfd68, 'f32x4.trunc': 0xfd69, 'f32x4.nearest': 0xfd6a, 'f64x2.ceil': 0xfd74, 'f64x2.floor': 0xfd75, 'f64x2.trunc': 0xfd7a, 'f64x2.nearest': 0xfd94,
  'i32x4.all_true': 0xfda3, 'i32x4.bitmask': 0xfda4, 'i32x4.shl': 0xfdab, 'i32x4.shr_s': 0xfdac, 'i32x4.shr_u': 0xfdad, 'i32x4.add': 0xfdae, 'i32x4.sub': 0xfdb1, 'i32x4.mul': 0xfdb5,
  'i32x4.min_s': 0xfdb6, 'i32x4.min_u': 0xfdb7, 'i32x4.max_s': 0xfdb8, 'i32x4.max_u': 0xfdb9, 'i64x2.all_true': 0xfdc3, 'i64x2.bitmask': 0xfdc4, 'i64x2.extend_low_i32x4_s': 0xfdc7,
  'i64x2.extend_low_i32x4_u': 0xfdc9, 'i64x2.shl': 0xfdcb, 'i64x2.shr_s': 0xfdcc, 'i64x2.shr_u': 0xfdcd, 'i64x2.add': 0xfdce, 'i64x2.sub': 0xfdd1, 'i64x2.mul': 0xfdd5, 'i64x2.eq': 0xfdd6,
  'i64x2.ne': 0xfdd7, 'i64x2.lt_s': 0xfdd8, 'i64x2.gt_s': 0xfdd9, 'i64x2.le_s': 0xfdda, 'i64x2.ge_s': 0xfddb, 'i64x2.extmul_low_i32x4_s': 0xfddc, 'i64x2.extmul_high_i32x4_s': 0xfddd,
  'i64x2.extmul_low_i32x4_u': 0xfdde, 'i64x2.extmul_high_i32x4_u': 0xfddf, 'f32x4.abs': 0xfde0, 'f32x4.neg': 0xfde1, 'f32x4.sqrt': 0xfde3, 'f32x4.add': 0xfde4, 'f32x4.sub': 0xfde5,
  'f32x4.mul': 0xfde6, 'f32x4.div': 0xfde7, 'f32x4.min': 0xfde8, 'f32x4.max': 0xfde9, 'f64x2.abs': 0xfdec, 'f64x2.neg': 0xfded, 'f64x2.sqrt': 0xfdef, 'f64x2.add': 0xfdf0,
  'f64x2.sub': 0xfdf1, 'f64x2.mul': 0xfdf2, 'f64x2.div': 0xfdf3, 'f64x2.min': 0xfdf4, 'f64x2.max': 0xfdf5, 'i32x4.trunc_sat_f32x4_s': 0xfdf8, 'i32x4.trunc_sat_f32x4_u': 0xfdf9,
  'f32x4.convert_i32x4_s': 0xfdfa, 'f32x4.convert_i32x4_u': 0xfdfb, 'i32x4.trunc_sat_f64x2_s_zero': 0xfdfc, 'i32x4.trunc_sat_f64x2_u_zero': 0xfdfd, 'f64x2.convert_low_i32x4_s': 0xfdfe,
  'f64x2.convert_low_i32x4_u': 0xfdff,
} as const;

export type OpName = keyof typeof Op;

export type Immediate = 'none' | 'block' | 'label' | 'labels' | 'function' | 'indirect' | 'local' | 'global' | 'memory' | 'segment' | 'zero' | 'zero2' | 'i32' | 'i64' | 'f32' | 'f64' | 'tag' | 'v128' | 'lane' | 'lanes' | 'memory-lane';

const immediates: { readonly [name in OpName]?: Immediate } = {
  block: 'block', loop: 'block', if: 'block', try: 'block', catch: 'tag', throw: 'tag', rethrow: 'label', br: 'label', br_if: 'label', br_table: 'labels', call: 'function', call_indirect: 'indirect',
  'local.get': 'local', 'local.set': 'local', 'local.tee': 'local', 'global.get': 'global', 'global.set': 'global', 'memory.size': 'zero', 'memory.grow': 'zero',
  'i32.const': 'i32', 'i64.const': 'i64', 'f32.const': 'f32', 'f64.const': 'f64', 'memory.init': 'segment', 'memory.copy': 'zero2', 'memory.fill': 'zero', 'atomic.fence': 'zero',
};

function vectorImmediate(name: OpName, code: number): Immediate {
  if (name === 'v128.const') return 'v128';
  if (name === 'i8x16.shuffle') return 'lanes';
  if (code <= Op['v128.store'] - 0xfd00) return 'memory';
  if (name.endsWith('e_lane') || name.endsWith('t_lane')) return 'lane';
  return name.endsWith('_lane') ? 'memory-lane' : 'none';
}

export function immediateOf(name: OpName): Immediate {
  const code = Op[name];
  if (code >> 8 === 0xfd) return vectorImmediate(name, code & 0xff);
  return immediates[name] ?? ((code >= 0x28 && code <= 0x3e) || code >> 8 === 0xfe ? 'memory' : 'none');
}

/** Binary codes of value types, also used as block types; `VOID` is the empty block type. */
export const WasmType = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;
export const VOID = 0x40;
export type WasmTypeCode = (typeof WasmType)[keyof typeof WasmType];

export function wasmTypeName(code: number): string {
  switch (code) {
    case 0x7f:
      return 'i32';
    case 0x7e:
      return 'i64';
    case 0x7d:
      return 'f32';
    case 0x7c:
      return 'f64';
    case 0x7b:
      return 'v128';
    default:
      throw new Error(`no WebAssembly type has code ${code}`);
  }
}
