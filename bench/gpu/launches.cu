/* 1,000 dependent launches of a small kernel, then a synchronization: `ms` is the whole of it. Exact. Small size: 1024. */
#include "bench.cuh"

constexpr int LAUNCHES = 1000;

__global__ void step(unsigned *values, int n, unsigned addend)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) values[i] = values[i] * 1664525u + addend;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 1024);
    printf("launches: %d launches on %d integers\n", LAUNCHES, n);
    unsigned *values = device_array<unsigned>(n);
    auto chain = [&] {
        for (int k = 0; k < LAUNCHES; k++) step<<<blocks_for(n, 256), 256>>>(values, n, k);
    };
    fill_hashes(values, n, 1);
    Timing t = time_launches(chain);

    fill_hashes(values, n, 1);
    chain();
    auto expected = [](size_t i) {
        unsigned value = hash32((unsigned)i + 0x9e3779b9u);
        for (unsigned k = 0; k < LAUNCHES; k++) value = value * 1664525u + k;
        return value;
    };
    bool ok = verify(values, n, expected, 0.0, 1.0, 4, 256);
    return report(ok, t, LAUNCHES, "Glaunch");
}
