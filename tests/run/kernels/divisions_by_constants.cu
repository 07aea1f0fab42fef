// run: tolerance=0
// Divisions by known numbers, of all signs and sizes: the host divides by the same numbers, which it does not know.
#include <climits>
#include <cstdio>

__device__ unsigned mix(unsigned sum, unsigned x) { return sum * 31 + x; }

template <int... D> __global__ void signed_ones(const int *in, unsigned *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    int x = in[i];
    unsigned sum = 0;
    ((sum = mix(sum, x / (x == INT_MIN && D == -1 ? 1 : D)), sum = mix(sum, x % (x == INT_MIN && D == -1 ? 1 : D))), ...);
    out[i] = sum;
}
template <unsigned... D> __global__ void unsigned_ones(const unsigned *in, unsigned *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    unsigned x = in[i], sum = 0;
    ((sum = mix(sum, x / D), sum = mix(sum, x % D)), ...);
    out[i] = sum;
}

#define SIGNED 1, 2, 3, 5, 6, 7, 9, 10, 16, 25, 60, 100, 125, 255, 641, 1000, 1024, 65537, 1000000007, INT_MAX, -1, -2, -3, -7, -10, -64, -1000, INT_MIN, INT_MIN + 1
#define UNSIGNED 1u, 2u, 3u, 5u, 6u, 7u, 9u, 10u, 16u, 25u, 60u, 100u, 125u, 255u, 641u, 1000u, 1024u, 65537u, 0x7fffffffu, 0x80000000u, 0x80000001u, 0xfffffffeu, 0xffffffffu

int main()
{
    const int n = 300;
    volatile int sd[] = {SIGNED};
    volatile unsigned ud[] = {UNSIGNED};
    int *in;
    unsigned *out;
    cudaMallocManaged(&in, n * sizeof(int));
    cudaMallocManaged(&out, n * sizeof(unsigned));
    unsigned state = 1;
    for (int i = 0; i < n; i++) {
        state = state * 1664525 + 1013904223;
        in[i] = i < 20 ? i - 10 : i < 40 ? INT_MAX - 39 + i : i < 60 ? (int)(0x80000000u + i - 40) : i < 100 ? (i - 80) * 255 + i % 3 - 1 : (int)(state >> i % 24);
    }
    signed_ones<SIGNED><<<3, 128>>>(in, out, n);
    cudaDeviceSynchronize();
    int wrong = 0;
    for (int i = 0; i < n; i++) {
        unsigned sum = 0;
        for (volatile int &each : sd) {
            int d = in[i] == INT_MIN && each == -1 ? 1 : each;
            sum = sum * 31 + in[i] / d;
            sum = sum * 31 + in[i] % d;
        }
        wrong += sum != out[i];
    }
    printf("signed: %d wrong\n", wrong);
    unsigned_ones<UNSIGNED><<<3, 128>>>((unsigned *)in, out, n);
    cudaDeviceSynchronize();
    wrong = 0;
    for (int i = 0; i < n; i++) {
        unsigned sum = 0;
        for (volatile unsigned &each : ud) {
            sum = sum * 31 + (unsigned)in[i] / each;
            sum = sum * 31 + (unsigned)in[i] % each;
        }
        wrong += sum != out[i];
    }
    printf("unsigned: %d wrong\n", wrong);
}
