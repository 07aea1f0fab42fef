/** The JavaScript API on the CPU and on software WebGPU: what is passed, what comes back, what goes wrong and how it is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useSoftwareGpu } from '../run/software-gpu.js';
import type { Device, Module } from '../../src/api/index.js';
import { api, runtime } from './api.js';

const { compile, compileArtifact, compileLater, closeCompiler, CompileError, CudaError, Device: DeviceClass, DeviceBuffer, decodeArtifact, encodeArtifact, loadModule } = api;

const source = `
#include <cassert>
#include <cstdio>
#include <cuda_fp16.h>
struct Pair { float a; short b[2]; float4 v; };
struct Span { const float* data; int count; };
__constant__ float factor = 2.0f;
__constant__ Pair pair;
__device__ int counter[4];
__global__ void saxpy(int n, float a, const float* x, float* y) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] += a * x[i] * factor;
}
template <typename T> __global__ void add(T* p, T value) { p[threadIdx.x] += value; }
template __global__ void add<int>(int*, int);
namespace inner { __global__ void grid3(unsigned* out) {
  unsigned at = (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
  if (threadIdx.z == 1 && threadIdx.y == 1 && threadIdx.x == 0) out[at] = blockDim.x * 10000 + blockDim.y * 100 + blockDim.z;
} }
__global__ void byValue(Pair p, double* out) { out[0] = p.a; out[1] = p.b[0]; out[2] = p.b[1]; out[3] = p.v.x + p.v.y * 10 + p.v.z * 100 + p.v.w * 1000 + pair.a; }
__global__ void sum(Span s, float* out) { float t = 0; for (int i = 0; i < s.count; i++) t += s.data[i]; *out = t; }
__global__ void scalars(bool b, char c, unsigned char uc, unsigned short us, long long l, unsigned long ul, double d, __half h, float* out) {
  out[0] = b; out[1] = c; out[2] = uc; out[3] = us; out[4] = l == -(1ll << 62); out[5] = ul == ~0ul; out[6] = d == 0.1; out[7] = __half2float(h);
}
__global__ void reverse(int* p) { extern __shared__ int s[]; s[threadIdx.x] = p[threadIdx.x]; __syncthreads(); p[threadIdx.x] = s[blockDim.x - 1 - threadIdx.x]; }
__global__ void count() { atomicAdd(&counter[threadIdx.x & 3], 1); }
__global__ void speak(int n) { printf("thread %d of %d: %5.2f %s\\n", threadIdx.x, n, 1.5, "ü"); }
__global__ void fails() { assert(threadIdx.x != 2); }
__global__ void stores(int* p, int i) { p[i] = 1; }
__global__ void __launch_bounds__(64) bounded() {}
`;

useSoftwareGpu();
afterAll(() => closeCompiler());

describe.each(['cpu', 'webgpu'] as const)('on %s', (kind) => {
  let device: Device;
  let module: Module;
  let printed = '';

  beforeAll(async () => {
    device = await DeviceClass.open(kind, { print: (text) => (printed += text) });
    module = await compile(source, { device, kernels: ['add<double>', 'add< float >'] });
  });
  afterAll(() => device.dispose());

  test('a kernel without a program is compiled and launched', async () => {
    const n = 1000;
    const x = device.from(Float32Array.from({ length: n }, (_, i) => i));
    const y = device.alloc(Float32Array, n);
    await y.fill(1);
    module.kernel('saxpy')({ grid: Math.ceil(n / 256), block: 256 })(n, 0.5, x, y);
    expect([...(await y.read())]).toEqual(Array.from({ length: n }, (_, i) => i + 1));
  });

  test('dimensions are numbers, lists or objects', async () => {
    const out = device.alloc(Uint32Array, 24);
    const grid3 = module.kernel('inner::grid3');
    grid3({ grid: [2, 3, 4], block: { x: 1, y: 5, z: 2 } })(out);
    expect([...(await out.read())]).toEqual(Array(24).fill(10502));
  });

  describe('arguments', () => {
    test('structs are objects, lists or bytes', async () => {
      const out = device.alloc(Float64Array, 4);
      const kernel = module.kernel('byValue')({ grid: 1, block: 1 });
      await module.variable('pair').write({ a: 0.5, b: [0, 0], v: [0, 0, 0, 0] });
      kernel({ a: 1.5, b: [-3, 4], v: { x: 1, y: 2, z: 3, w: 4 } }, out);
      expect([...(await out.read())]).toEqual([1.5, -3, 4, 4321.5]);
      kernel([2.5, new Int16Array([7, 8]), [1, 1, 1, 1]], out);
      expect([...(await out.read())]).toEqual([2.5, 7, 8, 1111.5]);
      const bytes = new Uint8Array(32);
      new Float32Array(bytes.buffer)[0] = 9;
      kernel(bytes, out);
      expect([...(await out.read())]).toEqual([9, 0, 0, 0.5]);
    });

    test('structs may hold buffers', async () => {
      const data = device.from(new Float32Array([1, 2, 3, 4]));
      const out = device.alloc(Float32Array, 1);
      module.kernel('sum')({ grid: 1, block: 1 })({ data, count: 4 }, out);
      expect((await out.read())[0]).toBe(10);
      module.kernel('sum')({ grid: 1, block: 1 })({ data: data.subarray(2), count: 2 }, out);
      expect((await out.read())[0]).toBe(7);
    });

    test('scalars of every type', async () => {
      const out = device.alloc(Float32Array, 8);
      module.kernel('scalars')({ grid: 1, block: 1 })(true, -5, 250, 65535, -(2n ** 62n), 2n ** 64n - 1n, 0.1, 1 / 3, out);
      expect([...(await out.read())]).toEqual([1, -5, 250, 65535, 1, 1, 1, 0.333251953125]);
    });

    const refusals: readonly (readonly [string, (m: Module, d: Device) => void, string])[] = [
      ['too few', (m) => m.kernel('saxpy')({ grid: 1, block: 1 })(1, 2), 'kernel saxpy takes 4 arguments (int n, float a, const float * x, float * y); 2 were given'],
      ['no integer', (m) => m.kernel('add<int>')({ grid: 1, block: 1 })(null, 1.5), 'kernel add<int>, parameter value: expected an integer (int), was given number 1.5'],
      ['beyond the type', (m) => m.kernel('add<int>')({ grid: 1, block: 1 })(null, 2 ** 31), 'kernel add<int>, parameter value: expected an integer that fits int, was given number 2147483648'],
      ['no number', (m) => m.kernel('add<double>')({ grid: 1, block: 1 })(null, 1n), 'kernel add<double>, parameter value: expected a number (double), was given 1n'],
      ['no buffer', (m) => m.kernel('add<int>')({ grid: 1, block: 1 })(new Int32Array(2), 1), 'kernel add<int>, parameter p: expected a buffer of Int32Array or null (int *), was given a Int32Array of 8 bytes, which is not memory of the device'],
      ['another type', (m, d) => m.kernel('add<int>')({ grid: 1, block: 1 })(d.alloc(Float32Array, 3), 1), 'kernel add<int>, parameter p: expected a buffer of Int32Array or null (int *), was given a buffer of Float32Array (3 elements)'],
      ['a field is missing', (m) => m.kernel('byValue')({ grid: 1, block: 1 })({ a: 1, b: [1, 2] }, null), 'kernel byValue, parameter p.v: expected float4, was given undefined'],
      ['a field too many', (m) => m.kernel('byValue')({ grid: 1, block: 1 })({ a: 1, b: [1, 2], v: [1, 2, 3, 4], c: 1 }, null), 'kernel byValue, parameter p: expected Pair, an object with the fields a, b, v or 32 bytes, was given an object with the fields a, b, v, c'],
      ['an element is wrong', (m) => m.kernel('byValue')({ grid: 1, block: 1 })({ a: 1, b: [1, 40000], v: [1, 2, 3, 4] }, null), 'kernel byValue, parameter p.b[1]: expected an integer that fits short, was given number 40000'],
    ];
    test.each(refusals)('are refused: %s', (_, launch, message) => {
      expect(() => launch(module, device)).toThrow(new TypeError(message));
    });

    test('of another device are refused', async () => {
      const other = await DeviceClass.open(kind);
      expect(() => module.kernel('add<int>')({ grid: 1, block: 1 })(other.alloc(Int32Array, 1), 1)).toThrow(TypeError);
    });
  });

  describe('launch configurations', () => {
    test.each([
      [{ grid: 0, block: 1 }], [{ grid: 1, block: 65 }], [{ grid: 1, block: [1, 1, 65] as const }], [{ grid: [1, 65536] as const, block: 1 }], [{ grid: 1, block: 1, shared: 300_000 }], [{ grid: 1.5, block: 1 }],
    ])('%j is refused', (configuration) => {
      expect(() => module.kernel('bounded')(configuration)()).toThrow(CudaError);
    });

    test('dynamic shared memory', async () => {
      const p = device.from(new Int32Array([1, 2, 3, 4]));
      module.kernel('reverse')({ grid: 1, block: 4, shared: 16 })(p);
      expect([...(await p.read())]).toEqual([4, 3, 2, 1]);
    });
  });

  describe('buffers', () => {
    test('are written, read and copied in parts', async () => {
      const a = device.from(new Int32Array([1, 2, 3, 4, 5, 6]));
      await a.write([20, 30], 1);
      const part = a.subarray(1, 4);
      expect([...(await part.read())]).toEqual([20, 30, 4]);
      module.kernel('add<int>')({ grid: 1, block: 2 })(part.subarray(1), 100);
      expect([...(await a.read())]).toEqual([1, 20, 130, 104, 5, 6]);
      const b = device.alloc(Int32Array, 4);
      await b.fill(-1);
      b.copyFrom(a.subarray(2, 4), 1);
      expect([...(await b.read())]).toEqual([-1, 130, 104, -1]);
      await b.subarray(0, 2).fill(7);
      expect([...(await b.read(1, 2))]).toEqual([7, 104]);
      expect(b.as(Uint8Array).length).toBe(16);
    });

    test.runIf(kind === 'cpu')('overlapping copies', async () => {
      const a = device.from(new Uint8Array([1, 2, 3, 4, 5]));
      a.copyFrom(a.subarray(0, 3), 1);
      expect([...(await a.read())]).toEqual([1, 1, 2, 3, 5]);
    });

    test('refuse what is not in them', () => {
      const a = device.alloc(Float32Array, 4);
      expect(() => a.read(3, 2)).toThrow(RangeError);
      expect(() => a.subarray(2, 5)).toThrow(RangeError);
      expect(() => a.write(new Float32Array(5))).toThrow(RangeError);
      expect(() => a.write(new Int32Array(1) as never)).toThrow(TypeError);
    });

    test('are disposed of', async () => {
      let leaked: InstanceType<typeof DeviceBuffer>;
      {
        using a = device.from(new Int32Array([1]));
        leaked = a;
        module.kernel('add<int>')({ grid: 1, block: 1 })(a, 1);
        expect((await a.read())[0]).toBe(2);
      }
      expect(leaked.isDisposed).toBe(true);
      expect(() => leaked.read()).toThrow('disposed');
      expect(() => module.kernel('add<int>')({ grid: 1, block: 1 })(leaked, 1)).toThrow('disposed');
    });

    test('go from module to module', async () => {
      const other = await compile('__global__ void twice(int* p) { p[threadIdx.x] *= 2; }', { device });
      const p = device.from(new Int32Array([1, 2, 3]));
      module.kernel('add<int>')({ grid: 1, block: 3 })(p, 1);
      other.kernel('twice')({ grid: 1, block: 3 })(p);
      module.kernel('add<int>')({ grid: 1, block: 3 })(p, 1);
      expect([...(await p.read())]).toEqual([5, 7, 9]);
      other.kernel('twice')({ grid: 1, block: 3 })(p);
      other.dispose();
      expect(() => other.kernel('twice')({ grid: 1, block: 3 })(p)).toThrow(CudaError);
      expect([...(await p.read())]).toEqual([10, 14, 18]);
    });
  });

  test('variables are written and read by name', async () => {
    const { kernels, reflection } = module;
    expect(kernels).toContain('add<double>');
    expect(reflection.variables.map(({ name, space, bytes }) => [name, space, bytes])).toEqual([['factor', 'constant', 4], ['pair', 'constant', 32], ['counter', 'device', 16]]);
    module.kernel('count')({ grid: 2, block: 6 })();
    expect([...(await module.variable('counter').read(Int32Array))]).toEqual([4, 4, 2, 2]);
    await module.variable('counter').write([9, 8, 7, 6]);
    module.kernel('add<int>')({ grid: 1, block: 2 })(module.variable('counter').buffer(Int32Array).subarray(2), 1);
    expect([...(await module.variable('counter').read(Int32Array))]).toEqual([9, 8, 8, 7]);
    expect(() => module.variable('nothing')).toThrow("the module has no variable 'nothing'; it has 'factor', 'pair', 'counter'");
    expect(() => module.variable('factor').write('x' as never)).toThrow(TypeError);
  });

  test('kernels print', async () => {
    printed = '';
    module.kernel('speak')({ grid: 1, block: 2 })(2);
    await device.synchronize();
    expect(printed).toBe('thread 0 of 2:  1.50 ü\nthread 1 of 2:  1.50 ü\n');
  });

  describe('faults', () => {
    test('are told at the next await, and stop the device until it is reset', async () => {
      const p = device.from(new Int32Array([1, 2]));
      module.kernel('fails')({ grid: 1, block: 4 })();
      module.kernel('add<int>')({ grid: 1, block: 2 })(p, 1);
      const error = (await p.read().catch((cause: unknown) => cause)) as InstanceType<typeof CudaError>;
      expect(error).toBeInstanceOf(CudaError);
      expect([error.code, error.cudaName, error.message]).toEqual([710, 'cudaErrorAssert', expect.stringContaining('block: [0,0,0], thread: [2,0,0] Assertion `threadIdx.x != 2` failed.')]);
      await expect(device.synchronize()).rejects.toBe(error);
      await expect(p.write([1, 2])).rejects.toBe(error);
      await device.reset();
      // A GPU has done what was given to it before the fault was known.
      expect([...(await p.read())]).toEqual(kind === 'cpu' ? [1, 2] : [2, 3]);
    });

    test('stores through null pointers, and far away', async () => {
      module.kernel('stores')({ grid: 1, block: 1 })(null, 3);
      await expect(device.synchronize()).rejects.toMatchObject({ code: 700, cudaName: 'cudaErrorIllegalAddress' });
      await device.reset();
      // Shaders cannot leave their buffers.
      if (kind === 'webgpu') return;
      module.kernel('stores')({ grid: 1, block: 1 })(device.alloc(Int32Array, 1), 500_000_000);
      await expect(device.synchronize()).rejects.toThrow(/kernels\.cu:\d+: .*invalid memory access/);
      await device.reset();
      await device.synchronize();
    });
  });

  test('streams and events', async () => {
    const stream = device.stream();
    const p = device.from(new Int32Array(1024));
    const start = stream.record();
    for (let i = 0; i < 10; i++) module.kernel('add<int>')({ grid: 1, block: 1024, stream })(p, 1);
    const end = stream.record();
    await end.synchronize();
    expect(await end.since(start)).toBeGreaterThanOrEqual(0);
    await stream.synchronize();
    expect((await p.read())[1023]).toBe(10);
  });

});

describe('compiling', () => {
  let device: Device;
  beforeAll(async () => {
    device = await DeviceClass.open('cpu');
  });

  test('errors are those of the command line', async () => {
    const error = (await compile('__global__ void f(int* p) { *p = q; }', { device, name: 'a.cu' }).catch((cause: unknown) => cause)) as InstanceType<typeof CompileError>;
    expect(error).toBeInstanceOf(CompileError);
    expect(error.message).toContain("a.cu:1:34: error: ");
    expect(error.diagnostics).toMatchObject([{ severity: 'error', file: 'a.cu', line: 1, column: 34 }]);
  });

  test('a name expression that names nothing is an error in it', async () => {
    await expect(compile('template <typename T> __global__ void f(T* p) {}', { device, kernels: ['f<int>', 'g<int>'] })).rejects.toThrow("kernel name 2:1:1: error: use of undeclared identifier 'g' [CW4001]\ng<int>\n^\n");
  });

  test('macros and includes are given', async () => {
    const made = await compile('#include "value.h"\n__global__ void f(int* p) { *p = VALUE + MORE; }', { device, include: { 'value.h': '#define VALUE 40' }, defines: { MORE: 2 } });
    const p = device.alloc(Int32Array, 1);
    made.kernel('f')({ grid: 1, block: 1 })(p);
    expect((await p.read())[0]).toBe(42);
  });

  test('is stopped by a signal', async () => {
    const slow = 'constexpr int spin() { int s = 0; for (int i = 0; i < 30000000; i++) s += i & 3; return s; }\nconstexpr int z = spin();\n__global__ void f(int* p) { *p = z; }';
    const controller = new AbortController();
    const compiling = compile(slow, { device, signal: controller.signal });
    const behind = compile('__global__ void g() {}', { device });
    setTimeout(() => controller.abort(new Error('enough')), 50);
    await expect(compiling).rejects.toThrow('enough');
    expect((await behind).kernels).toEqual(['g']);
    await expect(compile(slow, { device, signal: AbortSignal.abort() })).rejects.toThrow('aborted');
  });

  test('launches wait for a module that is being compiled', async () => {
    const p = device.from(new Int32Array([1, 2]));
    const later = compileLater('__global__ void triple(int* p) { p[threadIdx.x] *= 3; } __global__ void increment(int* p) { ++p[threadIdx.x]; }', { device });
    const values = [5, 6];
    p.write(values);
    later.kernel('triple')({ grid: 1, block: 2 })(p);
    later.kernel('increment')({ grid: 1, block: 2 })(p);
    values[0] = 0;
    expect([...(await p.read())]).toEqual([16, 19]);
    await later.ready;

    const wrong = compileLater('__global__ void f( {', { device });
    wrong.kernel('f')({ grid: 1, block: 1 })();
    await expect(device.synchronize()).rejects.toBeInstanceOf(CompileError);
    await expect(wrong.ready).rejects.toBeInstanceOf(CompileError);
    await device.synchronize();
  });
});

describe('artifacts', () => {
  let device: Device;
  beforeAll(async () => {
    device = await DeviceClass.open('cpu');
  });

  test('are bytes, the same for the same source, that need no compiler', async () => {
    const made = await compileArtifact('__global__ void f(int* p) { *p += 2; }');
    const bytes = encodeArtifact(made);
    expect(encodeArtifact(await compileArtifact('__global__ void f(int* p) { *p += 2; }'))).toEqual(bytes);
    expect(decodeArtifact(bytes)).toEqual(made);
    expect(Object.keys(made).sort()).toEqual(['host', 'reflection', 'wasm', 'wgsl']);

    const own = await runtime.Device.open('cpu');
    const loaded = await runtime.loadModule(bytes, { device: own });
    const p = own.from(new Int32Array([40]));
    loaded.kernel<[typeof p]>('f')({ grid: 1, block: 1 })(p);
    expect((await p.read())[0]).toBe(42);
    own.dispose();
    expect(() => own.alloc(Int32Array, 1)).toThrow('disposed');
  });

  test('of another kind are refused', async () => {
    expect(() => decodeArtifact(new Uint8Array(20))).toThrow('no artifact');
    const bytes = encodeArtifact(await compileArtifact('__global__ void f() {}', { targets: ['cpu'] }));
    expect(() => decodeArtifact(bytes.subarray(0, bytes.length - 1))).toThrow('cut off');
    bytes[4] = 99;
    expect(() => decodeArtifact(bytes)).toThrow('version 99');
    await expect(loadModule(await compileArtifact('__global__ void f() {}', { targets: ['webgpu'] }), { device })).rejects.toThrow('no form for the CPU');
  });
});

describe('what is no argument', () => {
  let device: Device;
  let module: Module;
  beforeAll(async () => {
    device = await DeviceClass.open('cpu');
    module = await compile('__global__ void set(int n, int* p) { if (threadIdx.x < n) p[threadIdx.x] = n; }', { device });
  });
  afterAll(() => device.dispose());
  const any = (value: unknown): never => value as never;

  test('is refused when devices are opened and sources compiled', async () => {
    await expect(DeviceClass.open(any('gpu'))).rejects.toThrow(new TypeError("a device is 'auto', 'cpu' or 'webgpu', not gpu"));
    await expect(compile(any(undefined), { device })).rejects.toThrow(new TypeError('compile: the source is a string, was given undefined'));
    await expect(compile('', any(undefined))).rejects.toThrow(TypeError);
    await expect(compile('', any({ device: 'cpu' }))).rejects.toThrow(new TypeError('compile: the option device is what Device.open gives; compileArtifact compiles without one'));
    await expect(compile('', any({ device, define: {} }))).rejects.toThrow(/^compile: options are defines, .*, was given 'define'$/);
    await expect(compile('', any({ device, defines: ['A'] }))).rejects.toThrow(new TypeError('compile: defines is an object of values by macro, was given an array'));
    await expect(compileArtifact('', any({ include: { 'a.h': 3 } }))).rejects.toThrow(new TypeError("compile: include['a.h'] is a text, was given 3"));
    expect(() => compileLater(any(3), { device })).toThrow(TypeError);
  });

  test('is refused as a launch configuration', () => {
    const set = module.kernel('set');
    const p = device.alloc(Int32Array, 4);
    const expected = new TypeError('kernel set is launched by kernel({ grid, block })(...arguments), where grid and block are numbers, [x, y, z] or { x, y, z }');
    for (const configuration of [undefined, null, 4, p, {}, { grid: 1 }, { grid: '1', block: 4 }, { grid: 1, block: { y: 1 } }]) expect(() => set(any(configuration))).toThrow(expected);
  });

  test('is refused as elements', () => {
    expect(() => device.alloc(any('f32'), 4)).toThrow(new TypeError("the type of a buffer's elements is a typed array's constructor (Float32Array …), not f32"));
    expect(() => device.alloc(any(Array), 4)).toThrow(TypeError);
    expect(() => device.from(any([1, 2]))).toThrow(TypeError);
  });

  test('buffers of another device are named so', async () => {
    using other = await DeviceClass.open('cpu');
    const p = other.alloc(Int32Array, 4);
    expect(() => module.kernel('set')({ grid: 1, block: 4 })(4, p)).toThrow("kernel set, parameter p: expected a buffer of Int32Array or null (int *) of the module's device, was given a buffer of another device");
  });
});
