/** What we use of the optional package binaryen: the compiler is checked without it. */
declare module 'binaryen' {
  interface Binaryen {
    readonly Features: Readonly<Record<'Atomics' | 'MutableGlobals' | 'NontrappingFPToInt' | 'SIMD128' | 'BulkMemory' | 'BulkMemoryOpt' | 'SignExt' | 'ExceptionHandling' | 'Multivalue', number>>;
    readBinary(bytes: Uint8Array): {
      setFeatures(mask: number): void;
      optimize(): void;
      emitBinary(): Uint8Array<ArrayBuffer>;
      dispose(): void;
    };
    setOptimizeLevel(level: number): void;
    setShrinkLevel(level: number): void;
    setDebugInfo(on: boolean): void;
  }
  const binaryen: Binaryen;
  // biome-ignore lint/style/noDefaultExport: the package has one.
  export default binaryen;
}
