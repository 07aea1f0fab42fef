// run:
// Blocks whose rows are any number of threads long, with what depends on a thread's place in its row, bounds checks, borders, and loops that threads leave at different times.
#include <cstdio>
#include <cuda_runtime.h>

__global__ void places(int *out, int n)
{
    int x = threadIdx.x, i = blockIdx.x * blockDim.x * blockDim.y + threadIdx.y * blockDim.x + x;
    if (i >= n) return;
    int lane = i % 32;
    out[i] = (x / 4) * 1000 + (x & 7) * 100 + lane + (x / 8) * (lane & 3) + (x >> 3);
}

__global__ void strides(const int *in, int *out, int n)
{
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
        int sum = 0;
        for (int k = i; k < n && k < i + 5; k++) sum += in[k] * (k == 3 ? 7 : 1);
        out[i] += sum;
    }
}

__global__ void downward(const int *in, int *out, int n)
{
    int x = threadIdx.x + blockIdx.x * blockDim.x;
    int found = -1;
    for (int k = n - 1 - x; k >= 0; k -= blockDim.x) {
        if (in[k] % 11 == 0) {
            found = k;
            break;
        }
        if (x == 0 || k == n / 2) out[k] = -k;
    }
    if (x < n) out[n + x] = found;
}

__global__ void wrapping(unsigned *out, unsigned start, unsigned end)
{
    unsigned count = 0;
    for (unsigned i = start + threadIdx.x; i < end && count < 9; i += 3) count += i & 1 ? 1 : 2;
    out[threadIdx.x] = count;
}

static unsigned digest(const int *values, int n)
{
    unsigned hash = 2166136261u;
    for (int i = 0; i < n; i++) hash = (hash ^ (unsigned)values[i]) * 16777619u;
    return hash;
}

int main()
{
    const int n = 1003;
    int *in, *out;
    cudaMallocManaged(&in, 4 * n * sizeof(int));
    cudaMallocManaged(&out, 4 * n * sizeof(int));
    const int rows[] = {1, 3, 4, 7, 8, 12, 16, 20, 24, 32, 36, 40, 64, 100, 256};
    for (int row : rows) {
        for (int i = 0; i < 4 * n; i++) in[i] = (i * 37 + 11) % 101, out[i] = 0;
        int height = row <= 32 ? 3 : 1;
        places<<<(n + row * height - 1) / (row * height), dim3(row, height)>>>(out, n);
        cudaDeviceSynchronize();
        unsigned first = digest(out, n);
        strides<<<2, row>>>(in, out, n);
        cudaDeviceSynchronize();
        unsigned second = digest(out, n);
        downward<<<1, row>>>(in, out, n);
        cudaDeviceSynchronize();
        unsigned third = digest(out, 2 * n);
        wrapping<<<1, row>>>((unsigned *)out, 0xfffffff0u, 0xffffffffu);
        cudaDeviceSynchronize();
        printf("%d: %08x %08x %08x %08x\n", row, first, second, third, digest(out, row));
    }
    return 0;
}
