// run:
// Members of small structs side by side: vector types, structs of two and four words, arrays of them in shared memory, loads by some threads only, and the last ones of an allocation.
#include <cstdio>
#include <cuda_runtime.h>

struct Pair { int key; float weight; };
struct Cell { float a; unsigned bits; int b; float c; };

__global__ void sums(const float4 *in, const float2 *more, float *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = (in[i].x + in[i].y) + (in[i].z - in[i].w) * more[i].x - more[i].y;
}

__global__ void cells(const Cell *in, const Pair *pairs, int *out, int n)
{
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
        int r = in[i].b * 3 + (int)in[i].c;
        if (in[i].bits & 1) r += pairs[i].key;
        else r -= (int)(pairs[i].weight * 4.0f) + in[n - 1 - i].b;
        out[i] = r ^ (int)in[i].bits;
    }
}

__global__ void turned(float4 *data, int n)
{
    __shared__ float4 tile[64];
    int t = threadIdx.x, i = blockIdx.x * blockDim.x + t;
    tile[t] = i < n ? data[i] : make_float4(0, 1, 2, 3);
    __syncthreads();
    float4 v = tile[blockDim.x - 1 - t];
    v.x += tile[t].w;
    v.w *= tile[t].y;
    if (i < n) data[i] = v;
}

int main()
{
    const int n = 237;
    float4 *quads;
    float2 *twos;
    Cell *in;
    Pair *pairs;
    float *out;
    int *whole;
    cudaMallocManaged(&quads, n * sizeof(float4));
    cudaMallocManaged(&twos, n * sizeof(float2));
    cudaMallocManaged(&in, n * sizeof(Cell));
    cudaMallocManaged(&pairs, n * sizeof(Pair));
    cudaMallocManaged(&out, n * sizeof(float));
    cudaMallocManaged(&whole, n * sizeof(int));
    const int rows[] = {5, 32, 64, 48};
    for (int row : rows) {
        for (int i = 0; i < n; i++) {
            quads[i] = make_float4(i % 7, i % 5 * 0.5f, i % 3, i % 11 * 0.25f);
            twos[i] = make_float2(i % 4, i % 9);
            in[i] = Cell{i % 13 * 1.0f, i * 2654435761u, i % 17 - 8, i % 6 * 1.5f};
            pairs[i] = Pair{i * 31 % 101, i % 8 * 0.25f};
        }
        sums<<<(n + row - 1) / row, row>>>(quads, twos, out, n);
        cells<<<2, row>>>(in, pairs, whole, n);
        turned<<<(n + row - 1) / row, row>>>(quads, n);
        cudaDeviceSynchronize();
        unsigned hash = 2166136261u;
        double sum = 0, turn = 0;
        for (int i = 0; i < n; i++) {
            hash = (hash ^ (unsigned)whole[i]) * 16777619u;
            sum += out[i] * (i % 10 + 1);
            turn += (quads[i].x + 2 * quads[i].y + 3 * quads[i].z + 4 * quads[i].w) * (i % 10 + 1);
        }
        printf("%d: %08x %.2f %.3f\n", row, hash, sum, turn);
    }
    return 0;
}
