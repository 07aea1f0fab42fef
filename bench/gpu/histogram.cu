/* Histogram of bytes, four a word, into 256 bins: shared-memory atomics a block, then global ones. Exact, every bin. Small size: 100000. */
#include "bench.cuh"

constexpr int BINS = 256;

__global__ void histogram(const unsigned *in, unsigned *bins, int n)
{
    __shared__ unsigned local[BINS];
    for (int b = threadIdx.x; b < BINS; b += blockDim.x) local[b] = 0;
    __syncthreads();
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) {
        unsigned word = in[i];
        atomicAdd(&local[word & 0xff], 1);
        atomicAdd(&local[word >> 8 & 0xff], 1);
        atomicAdd(&local[word >> 16 & 0xff], 1);
        atomicAdd(&local[word >> 24], 1);
    }
    __syncthreads();
    for (int b = threadIdx.x; b < BINS; b += blockDim.x) atomicAdd(&bins[b], local[b]);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 64 << 20);
    printf("histogram: %d words of four bytes\n", n);
    unsigned *in = device_array<unsigned>(n), *bins = device_array<unsigned>(BINS);
    fill_hashes(in, n, 1);

    int blocks = std::min(blocks_for(n, 256), 1024u);
    Timing t = time_launches([&] {
        CHECK(cudaMemsetAsync(bins, 0, BINS * sizeof(unsigned)));
        histogram<<<blocks, 256>>>(in, bins, n);
    });
    std::vector<unsigned> expected(BINS, 0);
    for (int i = 0; i < n; i++) {
        unsigned word = hash32(i + 0x9e3779b9u);
        for (int k = 0; k < 4; k++) expected[word >> 8 * k & 0xff]++;
    }
    bool ok = verify(bins, BINS, [&](size_t b) { return expected[b]; }, 0.0, 1.0, 1, BINS);
    return report(ok, t, (double)n * sizeof(unsigned), "GB");
}
