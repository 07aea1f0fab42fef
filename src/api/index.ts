/**
 * CUDA kernels in JavaScript (`cuda-wasm`): compiled from source, launched from typed arrays, on WebGPU or on the CPU. What needs no compiler is in `cuda-wasm/runtime`.
 *
 *     const device = await Device.open('auto');
 *     const module = await compile(source, { device });
 *     const x = device.from(new Float32Array(n)), y = device.alloc(Float32Array, n);
 *     module.kernel('saxpy')({ grid: Math.ceil(n / 256), block: 256 })(n, 2, x, y);
 *     const result = await y.read();
 */
export * from '../runtime/modules/index.js';
export { CompileError, closeCompiler, compile, compileArtifact, compileLater } from './compile.js';
export type { ArtifactOptions, CompileOptions, Diagnostic, ModuleOptions } from './compile.js';
