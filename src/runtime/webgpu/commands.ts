/**
 * What the program asks of the device's thread. Operands are 32-bit words; addresses are the program's: from `deviceBase` up they are device memory, below it the program's own memory.
 */
export const Command = {
  /** address, bytes, host address of the initial contents: a variable of kernels. */
  variable: 1,
  /** address, bytes: in a heap, or less than `largeBytes`. */
  allocate: 2,
  /** address */
  free: 3,
  /** address, bytes: memory of the program that kernels may use. */
  mirror: 4,
  /** address */
  unmirror: 5,
  /** to, to_pitch, width, height, then the rows, one after the other. */
  upload: 6,
  /** request: to, to_pitch, from, from_pitch, width, height: from the program's memory; answered when that may change again. */
  uploadFrom: 7,
  /** request: to, to_pitch, from, from_pitch, width, height: to the program's memory → as `wait`. Nothing is copied after a fault. */
  download: 8,
  /** to, to_pitch, from, from_pitch, width, height. */
  copy: 9,
  /** to, pitch, value (a byte), width, height. */
  fill: 10,
  /** kernel, grid x y z, block x y z, bytes of dynamic shared memory, bytes of parameters, way, whether its blocks may wait for each other, then the parameters. */
  launch: 11,
  /** request → fault, bytes of output records: all work before it is done. */
  wait: 12,
  /** request → 0 or cudaErrorNotReady. */
  query: 13,
  /** request: to: writes the output records that the last wait counted. */
  readOutput: 14,
  /** event */
  record: 15,
  /** request: event → 0 or cudaErrorNotReady. */
  eventQuery: 16,
  /** request: event → float, in milliseconds. */
  eventTime: 17,
  /** request: forgets events and faults. */
  reset: 18,
  /** The program has ended. */
  end: 19,
  /** request: start, bytes → 1, or 0 when there is no such memory: a heap that allocations from now on are in. */
  heap: 20,
  /** request: address, bytes → 1, or 0 when there is no such memory. */
  allocateLarge: 21,
  /** address of the descriptor, kinds: what a texture is, as bits (sysroot/include/__cuda_wasm/texture.h). */
  textureKinds: 22,
} as const;

/** From so many bytes on, programs ask whether there is memory: it costs a round trip. */
export const largeBytes = 16 * 1024 * 1024;

/** Where device addresses start: the program's memory ends before. */
export const deviceBase = 0x8000_0000;

/** CUDA errors that the device gives. */
export const CudaError = { memoryAllocation: 2, invalidDeviceFunction: 98, illegalAddress: 700, launchTimeout: 702, misalignedAddress: 716, launchFailure: 719, notReady: 600, notSupported: 801 } as const;

/** What the program's thread knows of the device. */
export interface DeviceFacts {
  readonly name: string;
  /** Bytes that can be allocated in all, and at once. */
  readonly memory: number;
  readonly largestAllocation: number;
  readonly maxBlockThreads: number;
  readonly maxBlockDim: readonly [number, number, number];
  readonly maxSharedBytes: number;
  /** Storage buffers of a kernel. */
  readonly maxBindings: number;
  /** Its subgroups are CUDA's warps of 32. */
  readonly warps: boolean;
  /** Threads of a subgroup, where all have as many, from 4 to 32; else 0. */
  readonly lanes: number;
  /** Uniform arrays may have elements of four bytes. */
  readonly scalarUniforms: boolean;
  /** It is a processor, which runs threads one after the other. */
  readonly software: boolean;
}

/** A global that kernels use: its device address is given out when the program starts. */
export interface KernelVariable {
  readonly name: string;
  /** In the program's memory, where its initial contents are. */
  readonly address: number;
  readonly bytes: number;
  /** __managed__: kernels use a mirror of the program's own. */
  readonly managed: boolean;
  /** __constant__: kernels do not write to it. */
  readonly constant: boolean;
  /** Pointers in its initial contents: where they are, and the address in the program's memory that they hold. */
  readonly pointers: readonly { readonly at: number; readonly target: number }[];
}
