/** The functions that access memory by address (arena/search.ts). */

/** Names of the functions, which no identifier of the source may take. */
export const ARENA_NAMES = [
  'load_u32', 'load_pair', 'load_quad', 'load_u8', 'load_i8', 'load_u16', 'load_i16', 'store_u32', 'store_pair', 'store_quad', 'store_8', 'store_16', 'compare_exchange', 'copy_bytes', 'fill_bytes', 'bad_access', 'word_in',
  'atomic_add', 'atomic_sub', 'atomic_exchange', 'atomic_umin', 'atomic_umax', 'atomic_and', 'atomic_or', 'atomic_xor',
] as const;
