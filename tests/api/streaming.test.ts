/** Launches over data a part of it at a time, on the CPU and on software WebGPU. Needs `npm run build`. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Device, Module } from '../../src/api/index.js';
import { useSoftwareGpu } from '../run/software-gpu.js';
import { importPart } from '../parts.js';
import { api } from './api.js';

type Streaming = typeof import('../../src/runtime/modules/streaming.js');
const { launchStreamed } = await importPart<Streaming>('api/streaming.js', 'runtime/modules/streaming.ts');

useSoftwareGpu();
afterAll(() => api.closeCompiler());

describe.each(['cpu', 'webgpu'] as const)('on %s', (kind) => {
  let device: Device;
  let module: Module;
  beforeAll(async () => {
    device = await api.Device.open(kind);
    module = await api.compile(`
      #include <cassert>
      __global__ void blend(int n, int first, const float2* p, const int* weight, float* out) {
        int i = blockIdx.x * blockDim.x + threadIdx.x;
        if (i < n) out[i] = p[i].x + p[i].y * weight[i] + first;
      }
      __global__ void fails(int* p) { assert(p[threadIdx.x] < 10); }`, { device });
  });
  afterAll(() => device.dispose());

  test('every part is fetched, computed and delivered, in order', async () => {
    const elements = 10_000;
    const part = 3000;
    const p = Float32Array.from({ length: 2 * elements }, (_, i) => i % 100);
    const out = new Float32Array(elements);
    const fetched: number[] = [];
    const delivered: number[] = [];
    await launchStreamed({
      device, elements, part,
      arrays: {
        p: { type: Float32Array, each: 2, from: p },
        weight: {
          type: Int32Array,
          async from(at, length) {
            fetched.push(at, length);
            return Int32Array.from({ length }, (_, i) => (at + i) % 7);
          },
        },
        out: {
          type: Float32Array,
          async to(results, at) {
            delivered.push(at, results.length);
            await new Promise((resolve) => setTimeout(resolve, at === 0 ? 20 : 0));
            out.set(results, at);
          },
        },
      },
    }, (buffers, { at, length }) => module.kernel('blend')({ grid: Math.ceil(length / 128), block: 128 })(length, at, buffers.p, buffers.weight, buffers.out));
    expect(fetched).toEqual([0, 3000, 3000, 3000, 6000, 3000, 9000, 1000]);
    expect(delivered).toEqual(fetched);
    expect(out).toEqual(Float32Array.from({ length: elements }, (_, i) => p[2 * i]! + p[2 * i + 1]! * (i % 7) + Math.floor(i / part) * part));
  });

  test('the next part is under way before the last one is delivered, and no more than two are', async () => {
    const order: string[] = [];
    const from = (at: number): Int32Array<ArrayBuffer> => {
      order.push(`from ${at}`);
      return Int32Array.of(at);
    };
    await launchStreamed({
      device, elements: 6, part: 1,
      arrays: { p: { type: Int32Array, from, to: (_, at) => void order.push(`to ${at}`) } },
    }, () => {});
    for (let at = 0; at < 6; at++) {
      if (at + 1 < 6) expect(order.indexOf(`from ${at + 1}`)).toBeLessThan(order.indexOf(`to ${at}`));
      if (at + 3 < 6) expect(order.indexOf(`to ${at}`)).toBeLessThan(order.indexOf(`from ${at + 3}`));
    }
  });

  test('arrays are changed in place, and nothing is done of nothing', async () => {
    const p = Float32Array.from({ length: 200 }, (_, i) => i);
    const weight = new Int32Array(100).fill(1);
    const out = new Float32Array(100);
    await launchStreamed({ device, elements: 100, arrays: { p: { type: Float32Array, each: 2, from: p }, weight: { type: Int32Array, from: weight }, out: { type: Float32Array, to: out } } }, (b, { length }) => module.kernel('blend')({ grid: 1, block: 128 })(length, 0, b.p, b.weight, b.out));
    expect(out[99]).toBe(198 + 199);
    await launchStreamed({ device, elements: 0, arrays: { out: { type: Float32Array, to: out } } }, () => expect.unreachable());
  });

  test('what goes wrong is told, and the device goes on', async () => {
    const arrays = { p: { type: Int32Array, from: (at: number, length: number) => new Int32Array(length).fill(at), to: () => {} } };
    await expect(launchStreamed({ device, elements: 40, part: 8, arrays: { p: { ...arrays.p, from: () => new Int32Array(1) } } }, () => {})).rejects.toThrow('elements 0 to 8 of a streamed array of Int32Array were asked for, and 1 given');
    await expect(launchStreamed({ device, elements: 40, part: 8, arrays: { p: { ...arrays.p, to: () => Promise.reject(new Error('the disk is full')) } } }, () => {})).rejects.toThrow('the disk is full');
    await expect(launchStreamed({ device, elements: 40, part: 0, arrays }, () => {})).rejects.toThrow(RangeError);
    await expect(launchStreamed({ device, elements: 40, part: 8, arrays }, (b, { length }) => module.kernel('fails')({ grid: 1, block: length })(b.p))).rejects.toMatchObject({ cudaName: 'cudaErrorAssert' });
    await device.reset();
    expect([...(await device.from(Int32Array.of(3)).read())]).toEqual([3]);
  });
});

test('pipelines that are asked for with the module are made beside other work', async () => {
  using device = await api.Device.open('webgpu');
  const artifact = await api.compileArtifact('__global__ void twice(float* p) { p[threadIdx.x] *= 2; }', { targets: ['webgpu'] });
  const module = await api.loadModule(artifact, { device, prepare: { twice: 64 } });
  const p = device.from(new Float32Array(64).fill(4));
  module.kernel('twice')({ grid: 1, block: 64 })(p);
  expect((await p.read())[63]).toBe(8);
  await expect(api.loadModule(artifact, { device, prepare: { thrice: 64 } })).rejects.toThrow("no kernel 'thrice'");
});
