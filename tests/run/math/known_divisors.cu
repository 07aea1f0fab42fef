// run: webgpu="devices in software round the product of an fma, by which quotients are corrected"
// Quotients whose divisors compilers may come to know: dimensions of blocks, choices of constants, counters of loops, arguments of small functions. Each is rounded as any other.
#include <cstdio>
#include <cuda_runtime.h>

__device__ __noinline__ float part(float a, float b) { return a / b; }

struct Scale {
    float of;
    bool is_whole;
};

__device__ Scale scale_of(int kind) { return kind == 1 ? Scale{65535.0f, true} : kind == 2 ? Scale{32767.0f, true} : Scale{1.0f, false}; }

__global__ void divide(const float *values, unsigned *found, int n, int kind)
{
    float v = values[threadIdx.x];
    unsigned h = 0;
    auto add = [&](float q) { h = h * 31 + __float_as_uint(q); };
    add(v / blockDim.x);
    add(v / (blockDim.x * blockDim.y + 3));
    add(v / (n > 3 ? 3.0f : 7.0f));
    Scale scale = scale_of(kind);
    add((float)(int)(v * 1000) / scale.of);
    for (int i = 1; i < 12; i++) add(v / i);
    for (int i = 1; i <= n; i++) add(v / (2 * i + 1));
    add(part(v, 3.0f));
    add(part(v, 11.0f));
    add(1.0f / (threadIdx.x < blockDim.x ? 255.0f : v));
    found[threadIdx.x] = h;
}

int main()
{
    float values[96], *v;
    unsigned hashes[96], *found;
    unsigned x = 12345;
    for (float &value : values) {
        x = x * 1664525u + 1013904223u;
        value = (x >> 8) * (1.0f / 65536) + 0.1f;
    }
    cudaMalloc(&v, sizeof values);
    cudaMalloc(&found, sizeof hashes);
    cudaMemcpy(v, values, sizeof values, cudaMemcpyHostToDevice);
    for (int kind = 0; kind < 3; kind++) {
        divide<<<1, 96>>>(v, found, 9, kind);
        cudaMemcpy(hashes, found, sizeof hashes, cudaMemcpyDeviceToHost);
        unsigned all = 0;
        for (unsigned h : hashes) all = all * 33 + h;
        printf("%d: %08x %08x %08x\n", kind, all, hashes[0], hashes[95]);
    }
    printf("%s\n", cudaGetErrorString(cudaGetLastError()));
    return 0;
}
