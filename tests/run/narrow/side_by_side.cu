// run:
// Bytes and 16-bit numbers that lie side by side, signed and unsigned, at any alignment, for all threads and some, in place; structures of five to eight words.
#include <cstdio>
#include <cuda_runtime.h>

struct Five {
    int a;
    float b;
    int c, d, e;
};
struct Eight {
    float x, y, z;
    int k;
    float u, v, w;
    int m;
};

template <class T> __global__ void mix(const T *in, T *out, int n, int shift)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    int v = in[i + shift];
    out[i] = (T)(v * 3 - i);
    if (v % 3 == 0) out[i + shift] = (T)(out[i + shift] + v);
}

template <class T> __global__ void compare(const T *in, int *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = in[i] < in[i + 1] ? in[i] : in[i] * 2 - in[i + 1];
}

__global__ void words(Five *five, Eight *eight, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    five[i].c = five[i].a + five[i].e;
    five[i].e = five[i].d - five[i].c;
    Eight v = eight[i];
    v.x += v.w;
    v.m += v.k;
    v.v = v.y * v.z - v.u;
    eight[i] = v;
}

static int failures = 0;

template <class T> void narrow(const char *name)
{
    const int n = 1000, room = 1100;
    T *in, *out, expected[room];
    int *sums;
    cudaMallocManaged(&in, room * sizeof(T));
    cudaMallocManaged(&out, room * sizeof(T));
    cudaMallocManaged(&sums, room * sizeof(int));
    for (int shift : {0, 1, 3, 64}) {
        // Blocks in order do not matter: where elements are written by two threads, shift is 0.
        for (int i = 0; i < room; i++) in[i] = (T)(i * 12345 + 77), out[i] = 0;
        int count = shift == 0 ? n : 1;
        mix<T><<<(count + 95) / 96, 96>>>(in, out, count, shift);
        cudaDeviceSynchronize();
        for (int i = 0; i < room; i++) expected[i] = 0;
        for (int i = 0; i < count; i++) {
            int v = in[i + shift];
            expected[i] = (T)(v * 3 - i);
            if (v % 3 == 0) expected[i + shift] = (T)(expected[i + shift] + v);
        }
        for (int i = 0; i < room; i++) failures += out[i] != expected[i];
        compare<T><<<(n + 63) / 64, 64>>>(in + shift, sums, n);
        cudaDeviceSynchronize();
        const T *from = in + shift;
        for (int i = 0; i < n; i++) failures += sums[i] != (from[i] < from[i + 1] ? from[i] : from[i] * 2 - from[i + 1]);
    }
    printf("%s: %d\n", name, failures);
    cudaFree(in);
    cudaFree(out);
    cudaFree(sums);
}

int main()
{
    narrow<signed char>("signed char");
    narrow<unsigned char>("unsigned char");
    narrow<short>("short");
    narrow<unsigned short>("unsigned short");
    const int n = 333;
    Five *five;
    Eight *eight;
    cudaMallocManaged(&five, n * sizeof(Five));
    cudaMallocManaged(&eight, n * sizeof(Eight));
    for (int i = 0; i < n; i++) five[i] = Five{i, i * 0.5f, -i, 3 * i, 7 - i}, eight[i] = Eight{i * 1.0f, i * 2.0f, 3.0f, i, i * 0.25f, 0, 5.0f, -2 * i};
    words<<<(n + 127) / 128, 128>>>(five, eight, n);
    cudaDeviceSynchronize();
    for (int i = 0; i < n; i++) {
        failures += five[i].a != i || five[i].b != i * 0.5f || five[i].c != 7 || five[i].d != 3 * i || five[i].e != 3 * i - 7;
        failures += eight[i].x != i + 5.0f || eight[i].m != -i || eight[i].v != i * 6.0f - i * 0.25f || eight[i].k != i || eight[i].u != i * 0.25f || eight[i].w != 5.0f;
    }
    printf("structures: %d\n%s\n", failures, cudaGetErrorString(cudaGetLastError()));
    return failures != 0;
}
