/** WGSL identifiers: the source's names, made unique, clear of keywords and of what the shader itself declares. */

const RESERVED = new Set(
  ('alias break case const const_assert continue continuing default diagnostic discard else enable false fn for if let loop override requires return struct switch true var while ' +
    'NULL Self abstract active alignas alignof as asm asm_fragment async attribute auto await become cast catch class co_await co_return co_yield coherent column_major common compile ' +
    'compile_fragment concept const_cast consteval constexpr constinit crate debugger decltype delete demote demote_to_helper do dynamic_cast enum explicit export extends extern external ' +
    'fallthrough filter final finally friend from fxgroup get goto groupshared highp impl implements import inline instanceof interface layout lowp macro macro_rules match mediump meta mod module ' +
    'move mut mutable namespace new nil noexcept noinline nointerpolation non_coherent noncoherent noperspective null nullptr of operator package packoffset partition pass patch pixelfragment ' +
    'precise precision premerge priv protected pub public readonly ref regardless register reinterpret_cast resource restrict self set shared sizeof smooth snorm static static_assert static_cast ' +
    'std subroutine super target template this thread_local throw trait try type typedef typeid typename typeof union unless unorm unsafe unsized use using varying virtual volatile wgsl where with ' +
    'writeonly yield').split(' '),
);

/** What WGSL declares itself and the shaders made here use: a declaration of the same name in the module would hide it, address spaces and access modes included. */
const PREDECLARED = new Set(
  ('array atomic bool f16 f32 i32 u32 vec2 vec3 vec4 vec2f vec3f vec4f vec2h vec3h vec4h vec2i vec3i vec4i vec2u vec3u vec4u ptr sampler function private workgroup uniform storage read write read_write ' +
    'bitcast all any select arrayLength abs ceil clamp cos countLeadingZeros countOneBits countTrailingZeros ' +
    'exp exp2 extractBits firstLeadingBit firstTrailingBit floor fma insertBits inverseSqrt ldexp log log2 max min pow ' +
    'reverseBits round saturate sign sin sqrt tan trunc atomicLoad atomicStore atomicAdd atomicSub atomicMax atomicMin atomicAnd atomicOr atomicXor atomicExchange ' +
    'atomicCompareExchangeWeak pack2x16float unpack2x16float storageBarrier workgroupBarrier workgroupUniformLoad subgroupAdd subgroupAll subgroupAnd subgroupAny subgroupBallot subgroupBroadcast ' +
    'subgroupBroadcastFirst subgroupElect subgroupMax subgroupMin subgroupMul subgroupOr subgroupShuffle subgroupShuffleDown subgroupShuffleUp subgroupShuffleXor subgroupXor').split(' '),
);

/** What all of these become, taken one after the other. */
export function reservedNames(wanted: readonly string[]): ReadonlySet<string> {
  const names = createNames();
  return new Set(wanted.map((name) => names.uniqueInModule(name)));
}

/** The name as WGSL takes it: for members, which are among themselves. */
export function identifier(wanted: string): string {
  let base = wanted.replace(/[^A-Za-z0-9_]/g, '_').replace(/^_+/, '').replace(/__+/g, '_');
  if (base === '' || /^\d/.test(base)) base = `v${base}`;
  return RESERVED.has(base) || PREDECLARED.has(base) || base.startsWith('leave_loop') ? `${base}_` : base;
}

export interface Names {
  /** A fresh identifier near `wanted`, taken until the current scope closes. */
  unique(wanted: string): string;
  /** Taken until the scope around the current one closes. */
  uniqueAround(wanted: string): string;
  /** Taken for good: for what the whole module sees. */
  uniqueInModule(wanted: string): string;
  open(): void;
  close(): void;
}

/** `reserved`: names that are taken from the start; they stay as they are. */
export function createNames(reserved: ReadonlySet<string> = new Set()): Names {
  const taken = new Set<string>();
  const scopes: string[][] = [[]];
  const bases = new Map<string, string>();
  /** Of a base, the first number that may be free. */
  const firstFree = new Map<string, number>();
  const take = (wanted: string, scope: string[]): string => {
    let base = bases.get(wanted);
    if (base === undefined) bases.set(wanted, (base = identifier(wanted)));
    let n = firstFree.get(base) ?? 0;
    let name = n === 0 ? base : `${base}_${n}`;
    while (reserved.has(name) || taken.has(name)) name = `${base}_${++n}`;
    firstFree.set(base, n + 1);
    taken.add(name);
    scope.push(name);
    return name;
  };
  const giveBack = (name: string): void => {
    taken.delete(name);
    if (firstFree.has(name)) firstFree.set(name, 0);
    const end = name.lastIndexOf('_');
    if (end < 0) return;
    const base = name.slice(0, end);
    const first = firstFree.get(base);
    if (first === undefined || first === 0) return;
    const n = Number(name.slice(end + 1));
    if (n < first) firstFree.set(base, n);
  };
  return {
    unique: (wanted) => take(wanted, scopes[scopes.length - 1]!),
    uniqueAround: (wanted) => take(wanted, scopes[scopes.length - 2]!),
    uniqueInModule: (wanted) => take(wanted, scopes[0]!),
    open() {
      scopes.push([]);
    },
    close() {
      scopes.pop()!.forEach(giveBack);
    },
  };
}
