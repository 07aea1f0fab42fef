// run:
// Constant memory of all scalar types, read at places that are known, the same for a block, and each thread's own; variables that the host writes to, by name and by address, and others that nobody writes to.
#include <cstdio>
#include <cuda_runtime.h>

struct Shape {
    float3 center;
    short kind, flags;
    double weight;
    long long mark;
    bool closed;
};

__constant__ signed char letters[11] = {'c', 'o', 'n', 's', 't', 'a', 'n', -1, -128, 127};
__constant__ unsigned char squares[16] = {0, 1, 4, 9, 16, 25, 36, 49, 64, 81, 100, 121, 144, 169, 196, 225};
__constant__ short steps[9] = {-1, 0, 1, -300, 300, 32767, -32768, 7, 8};
__constant__ unsigned short codes[5] = {65535, 1, 2, 3, 40000};
__constant__ bool flags[6] = {true, false, false, true, true, false};
__constant__ long long wide[3] = {1ll << 40, -5, 123456789012345ll};
__constant__ double halves[4] = {0.5, -0.25, 1e300, 3};
__constant__ float weights[3] = {0.25f, 0.5f, 0.125f};
__constant__ int directions[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
__constant__ Shape shapes[3] = {{{1, 2, 3}, 4, -5, 0.75, -6, true}, {{-1, 0.5f, 8}, 9, 10, -2.5, 1ll << 50, false}, {{0, 0, 1}, -7, 77, 4.0, 3, true}};
__constant__ int written[4] = {1, 2, 3, 4};
__constant__ int written_by_address[4] = {5, 6, 7, 8};
__constant__ unsigned char table[256];
__constant__ int *pointers[2];

__global__ void known(int *out, double *real)
{
    int sum = 0;
    for (int i = 0; i < 10; i++) sum = sum * 3 + letters[i];
    out[0] = sum;
    sum = 0;
    for (int i = 0; i < 9; i++) sum += steps[i] * squares[i];
    out[1] = sum;
    sum = 0;
    for (int d = 0; d < 4; d++) sum = sum * 10 + directions[d][0] * 2 + directions[d][1];
    out[2] = sum;
    long long all = 0;
    for (int i = 0; i < 3; i++) all ^= wide[i] + shapes[i].mark;
    out[3] = (int)(all >> 20);
    out[4] = (int)all;
    out[5] = flags[0] + 2 * flags[1] + 4 * flags[3] + 8 * shapes[1].closed + 16 * shapes[2].closed;
    double d = 0;
    for (int i = 0; i < 3; i++) d += weights[i] * shapes[i].weight + shapes[i].center.z;
    real[0] = d;
    real[1] = halves[2] * halves[0] + halves[3];
    out[6] = written[0] + 10 * written[3] + 100 * written_by_address[1];
}

/** Places that all threads of a block share. */
__global__ void shared_places(int from, int count, int *out, double *real)
{
    int sum = 0;
    double d = 0;
    for (int i = from; i < from + count; i++) {
        sum = sum * 5 + letters[i] + squares[i] + codes[i % 5] - steps[i % 9] + (flags[i % 6] ? 1000 : 0) + (int)(wide[i % 3] >> 8);
        d += halves[i % 4] * weights[i % 3] + shapes[i % 3].weight - shapes[i % 3].kind + shapes[i % 3].center.y;
        sum += shapes[i % 3].flags + shapes[i % 3].closed;
    }
    out[threadIdx.x] = sum + threadIdx.x;
    real[threadIdx.x] = d;
}

/** Each thread its own, also through what it has read. */
__global__ void own_places(int *out, double *real)
{
    int t = threadIdx.x;
    int state = t;
    for (int round = 0; round < 4; round++) state = table[(state ^ table[t]) & 255] + squares[state & 15];
    out[t] = state + codes[t % 5] * 3 + steps[(t * 7) % 9] + letters[t % 10] + flags[t % 6] + directions[t % 4][t & 1] + written[t & 3] * 10000;
    real[t] = halves[t & 3] + (double)wide[t % 3] + shapes[t % 3].weight * weights[t % 3];
}

__global__ void through_pointers(int *out) { out[threadIdx.x] = pointers[threadIdx.x & 1][threadIdx.x >> 1]; }

/** Grids whose edges meet, and remainders of all signs. */
__global__ void around(int nx, int ny, unsigned un, int *out)
{
    int x = threadIdx.x - 3, d = nx;
    out[threadIdx.x * 6] = (x + 1) % d;
    out[threadIdx.x * 6 + 1] = (x - 1 + d) % d;
    out[threadIdx.x * 6 + 2] = (x + ny + ny + ny) % ny;
    out[threadIdx.x * 6 + 3] = (x - 60) % ny;
    out[threadIdx.x * 6 + 4] = (threadIdx.x - 5u + un) % un;
    out[threadIdx.x * 6 + 5] = (threadIdx.x + 9u) % un;
}

template <class T>
static void print(const char *what, const T *d, int n, const char *format)
{
    T h[96];
    cudaMemcpy(h, d, n * sizeof(T), cudaMemcpyDeviceToHost);
    printf("%s:", what);
    for (int i = 0; i < n; i++) printf(format, h[i]);
    printf("\n");
}

int main()
{
    int *out;
    double *real;
    cudaMalloc(&out, 96 * sizeof(int));
    cudaMalloc(&real, 96 * sizeof(double));
    const int fresh[2] = {11, 14};
    cudaMemcpyToSymbol(written, fresh, sizeof(int));
    cudaMemcpyToSymbol(written, fresh + 1, sizeof(int), 3 * sizeof(int));
    void *address;
    cudaGetSymbolAddress(&address, written_by_address);
    const int other = 42;
    cudaMemcpy((int *)address + 1, &other, sizeof other, cudaMemcpyHostToDevice);
    unsigned char filled[256];
    for (int i = 0; i < 256; i++) filled[i] = (unsigned char)(i * 37 + 11);
    cudaMemcpyToSymbol(table, filled, 256);
    int *lists[2];
    for (int k = 0; k < 2; k++) {
        cudaMalloc(&lists[k], 16);
        const int values[4] = {k * 100 + 1, k * 100 + 2, k * 100 + 3, k * 100 + 4};
        cudaMemcpy(lists[k], values, 16, cudaMemcpyHostToDevice);
    }
    cudaMemcpyToSymbol(pointers, lists, sizeof lists);

    known<<<1, 1>>>(out, real);
    print("known", out, 7, " %d");
    print("known", real, 2, " %.17g");
    shared_places<<<1, 4>>>(2, 7, out, real);
    print("shared", out, 4, " %d");
    print("shared", real, 2, " %.17g");
    own_places<<<1, 64>>>(out, real);
    print("own", out, 24, " %d");
    print("own", real, 12, " %.17g");
    through_pointers<<<1, 8>>>(out);
    print("pointers", out, 8, " %d");
    for (int n : {5, 7, 1, -4, 100}) {
        around<<<1, 16>>>(n, n < 0 ? 3 : n + 2, n < 0 ? 0xfffffff0u : n, out);
        print("around", out, 96, " %d");
    }
    printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
    return 0;
}
