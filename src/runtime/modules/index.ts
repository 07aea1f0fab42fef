/**
 * Kernels without a compiler (`cuda-wasm/runtime`): devices, buffers, modules that were compiled before.
 *
 *     const device = await Device.open('auto');
 *     const module = await loadModule(artifact, { device });
 *     const x = device.from(new Float32Array([1, 2, 3]));
 *     module.kernel('scale')({ grid: 1, block: 32 })(x, 2, 3);
 *     const result = await x.read();
 */
export type { KernelArgument, StructValue } from './arguments.js';
export { decodeArtifact, encodeArtifact } from './artifact.js';
export type { Artifact, ArtifactSource } from './artifact.js';
export type { DeviceKind, GpuPlace } from './backend.js';
export { DeviceBuffer } from './buffer.js';
export type { Enqueued } from './core.js';
export { Device, loadModule } from './device.js';
export type { DeviceOptions, LoadOptions } from './device.js';
export type { ElementArray, ElementType } from './element-types.js';
export { CudaError } from './errors.js';
export type { LaunchConfiguration, Size } from './launch-shape.js';
export { Module, Variable } from './module.js';
export type { Kernel } from './module.js';
export type { KernelReflection, ParameterReflection, Reflection, ScalarName, StructLayout, ValueType, VariableReflection } from './reflection.js';
export { DeviceEvent, Stream } from './stream.js';
