// run: tolerance=0
// Every kind of atomic operation on memory that all blocks share; the results do not depend on the order.
#include <cstdio>
#include <cuda_runtime.h>

struct Totals {
    int added, subtracted, least, most, all, any, odd, locked;
    unsigned wrapped, down, least_unsigned, most_unsigned, exchanged, last;
    unsigned long long wide, wide_least, wide_most, wide_all, wide_any, wide_odd, wide_exchanged, wide_last;
    float real;
    double real_wide;
    unsigned short halves[4];
};

__device__ int lock_word;

__global__ void start(Totals *t)
{
    t->least = 1 << 30, t->most = -(1 << 30), t->all = -1, t->least_unsigned = ~0u;
    t->wide_least = ~0ull, t->wide_all = ~0ull;
}

__global__ void count(Totals *t)
{
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    int value = (int)(i * 2654435761u >> 8) - (1 << 23);
    atomicAdd(&t->added, value);
    atomicSub(&t->subtracted, 3);
    atomicMin(&t->least, value);
    atomicMax(&t->most, value);
    atomicAnd(&t->all, ~(1 << (i % 5)));
    atomicOr(&t->any, 1 << (i % 20));
    atomicXor(&t->odd, value);
    atomicInc(&t->wrapped, 999);
    atomicDec(&t->down, 776);
    atomicMin(&t->least_unsigned, (unsigned)value);
    atomicMax(&t->most_unsigned, (unsigned)value);
    atomicAdd(&t->exchanged, atomicExch(&t->last, i + 1));
    unsigned long long wide = (unsigned long long)i * 0x9e3779b97f4a7c15ull;
    atomicAdd(&t->wide, wide);
    atomicMin(&t->wide_least, wide | 1);
    atomicMax(&t->wide_most, wide);
    atomicAnd(&t->wide_all, ~(1ull << (i % 37)));
    atomicOr(&t->wide_any, 1ull << (i % 50));
    atomicXor(&t->wide_odd, wide);
    atomicAdd(&t->wide_exchanged, atomicExch(&t->wide_last, (unsigned long long)i + 1));
    atomicAdd(&t->real, (float)(i % 7));
    atomicAdd(&t->real_wide, (double)i * 0.5);
    unsigned short *half = &t->halves[i % 4], seen = *half, expected;
    do {
        expected = seen;
        seen = atomicCAS(half, expected, (unsigned short)(expected + 1));
    } while (seen != expected);
    if (threadIdx.x == 0) {
        while (atomicCAS(&lock_word, 0, 1) != 0) {
        }
        __threadfence();
        *(volatile int *)&t->locked = *(volatile int *)&t->locked + (int)blockIdx.x;
        __threadfence();
        atomicExch(&lock_word, 0);
    }
}

int main()
{
    Totals *t, h;
    cudaMalloc(&t, sizeof *t);
    cudaMemset(t, 0, sizeof *t);
    start<<<1, 1>>>(t);
    count<<<500, 128>>>(t);
    cudaMemcpy(&h, t, sizeof h, cudaMemcpyDeviceToHost);
    printf("%s\n", cudaGetErrorString(cudaGetLastError()));
    printf("%d %d %d %d %x %x %d %d\n", h.added, h.subtracted, h.least, h.most, h.all, h.any, h.odd, h.locked);
    printf("%u %u %u %u %u\n", h.wrapped, h.down, h.least_unsigned, h.most_unsigned, h.exchanged + h.last);
    printf("%llx %llx %llx %llx %llx %llx %llu\n", h.wide, h.wide_least, h.wide_most, h.wide_all, h.wide_any, h.wide_odd, h.wide_exchanged + h.wide_last);
    printf("%g %.1f %u %u %u %u\n", h.real, h.real_wide, h.halves[0], h.halves[1], h.halves[2], h.halves[3]);
}
