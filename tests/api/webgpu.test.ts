/** What WebGPU alone has, on software WebGPU: the user's own device and buffers, kernels whose memory is in heaps, pipelines made ahead. */
import { afterAll, expect, test } from 'vitest';
import { useSoftwareGpu } from '../run/software-gpu.js';
import { api } from './api.js';

const { closeCompiler, compile, CudaError, Device } = api;
useSoftwareGpu();
afterAll(() => closeCompiler());

async function ownDevice(): Promise<GPUDevice> {
  const { create } = (await import('webgpu')) as unknown as { create(options: readonly string[]): GPU };
  const gpu = create([]);
  // Dawn crashes when it is collected.
  (globalThis as { keptGpu?: GPU }).keptGpu = gpu;
  return (await gpu.requestAdapter())!.requestDevice();
}

const storage = 128 | 4 | 8;

test("kernels use the user's device and buffers", async () => {
  const gpuDevice = await ownDevice();
  const device = await Device.open('webgpu', { gpuDevice });
  const module = await compile('__global__ void add(float* p, float v) { p[blockIdx.x * blockDim.x + threadIdx.x] += v; }', { device });
  const gpuBuffer = gpuDevice.createBuffer({ size: 64, usage: storage });
  gpuDevice.queue.writeBuffer(gpuBuffer, 0, Float32Array.from({ length: 16 }, (_, i) => i));
  const whole = device.borrow(gpuBuffer, Float32Array);
  const part = device.borrow(gpuBuffer, Float32Array, { offset: 16, length: 4 });
  expect([whole.length, part.length]).toEqual([16, 4]);
  module.kernel('add')({ grid: 1, block: 4 })(part, 100);
  module.kernel('add')({ grid: 4, block: 4 })(whole, 1);
  expect([...(await whole.read())]).toEqual(Array.from({ length: 16 }, (_, i) => i + 1 + (i >= 4 && i < 8 ? 100 : 0)));

  // What the user submits next finds the results.
  const { buffer, offset, size } = await part.gpuPlace();
  expect([buffer, offset, size]).toEqual([gpuBuffer, 16, 16]);
  const reader = gpuDevice.createBuffer({ size: 16, usage: 1 | 8 });
  const encoder = gpuDevice.createCommandEncoder();
  encoder.copyBufferToBuffer(buffer, offset, reader, 0, size);
  gpuDevice.queue.submit([encoder.finish()]);
  await reader.mapAsync(1);
  expect([...new Float32Array(reader.getMappedRange())]).toEqual([105, 106, 107, 108]);

  const own = device.from(new Float32Array([1, 2]));
  const place = await own.gpuPlace();
  expect([place.size, place.buffer.usage & storage]).toEqual([8, storage]);
  expect(() => device.borrow(gpuBuffer, Float32Array, { offset: 48, length: 8 })).toThrow(RangeError);
  whole.dispose();
  device.dispose();
  // It is still the user's.
  gpuDevice.queue.writeBuffer(gpuBuffer, 0, new Float32Array(16));
  await gpuDevice.queue.onSubmittedWorkDone();
  gpuDevice.destroy();
});

test('there are no GPUBuffers on the CPU', async () => {
  const device = await Device.open('cpu');
  await expect(device.alloc(Float32Array, 1).gpuPlace()).rejects.toThrow(CudaError);
  expect(() => device.borrow({ size: 4 } as GPUBuffer, Float32Array)).toThrow(CudaError);
});

const pointers = `
struct Node { int value; Node* next; };
__device__ Node nodes[3] = {{1, &nodes[1]}, {20, &nodes[2]}, {300, nullptr}};
__constant__ int weights[2] = {2, 3};
__global__ void walk(int* out) {
  int sum = 0;
  for (Node* n = nodes; n; n = n->next) sum += n->value;
  out[0] += sum * weights[1];
}
__global__ void chain(int* out, int n) {
  Node* first = nullptr;
  for (int i = 0; i < n; i++) { Node* node = (Node*)malloc(sizeof(Node)); node->value = i; node->next = first; first = node; }
  int sum = 0;
  while (first) { sum += first->value; Node* next = first->next; free(first); first = next; }
  out[1] = sum;
}`;

test('kernels that follow pointers have memory of their own, and buffers go there and back', async () => {
  const device = await Device.open('webgpu');
  const simple = await compile('__global__ void twice(int* p) { p[threadIdx.x] *= 2; }', { device });
  const lists = await compile(pointers, { device });
  const out = device.from(new Int32Array([1, 2]));
  lists.kernel('walk')({ grid: 1, block: 1 })(out);
  simple.kernel('twice')({ grid: 1, block: 2 })(out);
  lists.kernel('chain')({ grid: 1, block: 1 })(out, 10);
  lists.kernel('walk')({ grid: 1, block: 1 })(out);
  expect([...(await out.read())]).toEqual([1 + 963 + 964 + 963, 45]);
  lists.dispose();
  simple.kernel('twice')({ grid: 1, block: 2 })(out);
  expect([...(await out.read())]).toEqual([5782, 90]);
  device.dispose();
});

test('pipelines are made ahead', async () => {
  const device = await Device.open('webgpu');
  const module = await compile('__global__ void three(int* p) { p[threadIdx.x] = 3; }', { device });
  const kernel = module.kernel('three');
  expect([kernel.kernelName, kernel.parameters.map(({ name, type }) => [name, type.name])]).toEqual(['three', [['p', 'int *']]]);
  await kernel.prepare(32);
  await expect(kernel.prepare(2000)).rejects.toThrow(CudaError);
  const p = device.alloc(Int32Array, 32);
  kernel({ grid: 1, block: 32 })(p);
  expect((await p.read(31, 1))[0]).toBe(3);
  device.dispose();
});

test('what the device cannot run is told by code', async () => {
  const device = await Device.open('webgpu');
  const module = await compile('__global__ void f(float* p) { __shared__ float s[12000]; s[threadIdx.x] = p[threadIdx.x]; __syncthreads(); p[threadIdx.x] = s[blockDim.x - 1 - threadIdx.x]; }', { device });
  module.kernel('f')({ grid: 1, block: 32 })(device.alloc(Float32Array, 32));
  await expect(device.synchronize()).rejects.toThrow('CW8302');
  await device.synchronize();
  device.dispose();
});
