// run: tolerance=0
// Rows of 16 bytes that go through shared memory which a warp's lanes also read and write as words or floats, and back, to buffers of other types than they are copied as.
#include <cstdio>

template <class V, class T> __global__ void pass(const T *from, T *to)
{
    extern __shared__ unsigned char shared[][32];
    int lane = threadIdx.x;
    T *rows = (T *)&shared[0][0] + threadIdx.y * 256;
    const T *source = &from[blockIdx.x * 512 + threadIdx.y * 256];
#pragma unroll
    for (int i = 0; i < 2; i++) *((V *)(rows + 128 * i) + lane) = *((V *)(source + 128 * i) + lane);
    __syncwarp();
    rows[lane] += 1;
    __syncwarp();
    T *goal = &to[blockIdx.x * 512 + threadIdx.y * 256];
#pragma unroll
    for (int i = 0; i < 2; i++) *((V *)(goal + 128 * i) + lane) = *((V *)(rows + 128 * i) + (lane + 1) % 32);
}
__global__ void between(const float4 *from, int *to)
{
    __shared__ int4 kept[32];
    int i = threadIdx.x;
    kept[i] = *((const int4 *)from + i);
    __syncthreads();
    *((int4 *)to + i) = kept[31 - i];
}

template <class T> void show(const T *p, int n, int step)
{
    T *v = new T[n];
    cudaMemcpy(v, p, n * sizeof(T), cudaMemcpyDeviceToHost);
    for (int i = 0; i < n; i += step) std::printf(" %g", (double)v[i]);
    std::printf("\n");
    delete[] v;
}
template <class V, class T> void run()
{
    const int n = 1024;
    T v[n], *from, *to;
    for (int i = 0; i < n; i++) v[i] = (T)(i * 3 % 1000);
    cudaMalloc(&from, sizeof v);
    cudaMalloc(&to, sizeof v);
    cudaMemcpy(from, v, sizeof v, cudaMemcpyHostToDevice);
    pass<V><<<2, dim3(32, 2), 2048>>>(from, to);
    std::printf("%s:", cudaGetErrorString(cudaDeviceSynchronize()));
    show(to, n, 37);
    cudaFree(from);
    cudaFree(to);
}

int main()
{
    run<int4, int>();
    run<int4, float>();
    run<float4, float>();
    run<uint4, unsigned>();
    run<float4, int>();
    float v[128];
    for (int i = 0; i < 128; i++) v[i] = (float)i / 2;
    float4 *from;
    int *to;
    cudaMalloc(&from, sizeof v);
    cudaMalloc(&to, sizeof v);
    cudaMemcpy(from, v, sizeof v, cudaMemcpyHostToDevice);
    between<<<1, 32>>>(from, to);
    show((float *)to, 128, 7);
}
