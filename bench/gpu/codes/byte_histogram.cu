/* Histogram of bytes, a byte a load: shared-memory atomics a block, then global ones, and a running sum of the bins in one block. Exact, every bin. Small size: 100000. */
#include "../bench.cuh"

#define BINS 256

__global__ void histogram(const unsigned char *data, size_t size, unsigned int *histo)
{
    __shared__ unsigned int temp[BINS];
    temp[threadIdx.x] = 0;
    __syncthreads();
    size_t i = threadIdx.x + (size_t)blockIdx.x * blockDim.x;
    size_t offset = (size_t)blockDim.x * gridDim.x;
    while (i < size) {
        atomicAdd(&temp[data[i]], 1);
        i += offset;
    }
    __syncthreads();
    atomicAdd(&histo[threadIdx.x], temp[threadIdx.x]);
}

__global__ void accumulate(const unsigned int *histo, unsigned int *sums)
{
    __shared__ unsigned int temp[BINS];
    int tid = threadIdx.x;
    temp[tid] = histo[tid];
    __syncthreads();
    for (int stride = 1; stride < BINS; stride *= 2) {
        unsigned int value = tid >= stride ? temp[tid - stride] : 0;
        __syncthreads();
        temp[tid] += value;
        __syncthreads();
    }
    sums[tid] = temp[tid];
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 64 << 20) / 4 * 4;
    printf("byte_histogram: %d bytes\n", n);
    unsigned char *data = device_array<unsigned char>(n);
    fill_hashes((unsigned *)data, n / 4, 1);
    unsigned int *histo = device_array<unsigned int>(BINS), *sums = device_array<unsigned int>(BINS);

    int blocks = std::min(blocks_for(n, BINS), 1056u);
    Timing t = time_launches([&] {
        CHECK(cudaMemset(histo, 0, BINS * sizeof(unsigned int)));
        histogram<<<blocks, BINS>>>(data, n, histo);
        accumulate<<<1, BINS>>>(histo, sums);
    });
    std::vector<unsigned> expected(BINS, 0);
    for (int i = 0; i < n / 4; i++) {
        unsigned word = hash32(i + 0x9e3779b9u);
        for (int k = 0; k < 4; k++) expected[word >> 8 * k & 0xff]++;
    }
    for (int b = 1; b < BINS; b++) expected[b] += expected[b - 1];
    bool ok = verify(sums, BINS, [&](size_t b) { return expected[b]; }, 0.0, 1.0, 1, BINS);
    return report(ok, t, (double)n, "GB");
}
