/** Errors with CUDA's numbers and names. */

const names: Readonly<Record<number, string>> = {
  1: 'InvalidValue', 2: 'MemoryAllocation', 98: 'InvalidDeviceFunction', 100: 'NoDevice', 400: 'InvalidResourceHandle', 500: 'SymbolNotFound', 600: 'NotReady', 700: 'IllegalAddress', 702: 'LaunchTimeout', 710: 'Assert',
  714: 'HardwareStackError', 716: 'MisalignedAddress', 719: 'LaunchFailure', 801: 'NotSupported', 999: 'Unknown',
};

export const errorCodes = {
  invalidValue: 1, memoryAllocation: 2, noDevice: 100, invalidResourceHandle: 400, symbolNotFound: 500, notReady: 600, illegalAddress: 700, assert: 710, launchFailure: 719, notSupported: 801,
} as const;

/** From here on errors of kernels: the device takes no more work until `Device.reset`. */
const firstFault = 700;

export class CudaError extends Error {
  override readonly name = 'CudaError';
  /** CUDA's name: `cudaErrorIllegalAddress`. */
  readonly cudaName: string;

  /** `code`: CUDA's number. */
  constructor(readonly code: number, detail: string) {
    const cudaName = `cudaError${names[code] ?? 'Unknown'}`;
    super(`${cudaName}: ${detail}`);
    this.cudaName = cudaName;
  }

  /** Of a kernel: all that follows fails alike. */
  get isSticky(): boolean {
    return this.code >= firstFault && this.code !== errorCodes.notSupported;
  }
}
