/** Numbers of WASI preview 1, as far as the C library and its host speak of them. */
export const Errno = {
  success: 0, badf: 8, busy: 10, exist: 20, inval: 28, isdir: 31, noent: 44, nospc: 51, nosys: 52, notdir: 54, notempty: 55, notsup: 58, perm: 63, spipe: 70, notcapable: 76,
} as const;

export const FileType = { character: 2, folder: 3, file: 4 } as const;

export const Rights = { read: 1n << 1n, write: 1n << 6n, all: BigInt.asUintN(64, -1n) } as const;

/** Flags of path_open. */
export const Open = { create: 1, folder: 2, exclusive: 4, truncate: 8 } as const;

/** Flag of a descriptor. */
export const APPEND = 1;

export const Clock = { real: 0, monotonic: 1 } as const;
