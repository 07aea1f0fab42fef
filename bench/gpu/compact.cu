/* Stream compaction: a ballot and one atomic a warp. The order is free, so count, sum and exclusive or of the kept are verified, exactly. Small size: 100000. */
#include "bench.cuh"

__global__ void compact(const unsigned *__restrict__ in, unsigned *__restrict__ out, unsigned *count, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    int lane = threadIdx.x & 31;
    unsigned value = i < n ? in[i] : 0;
    bool keep = i < n && value % 3 == 0;
    unsigned mask = __ballot_sync(0xffffffff, keep);
    unsigned base = 0;
    if (lane == 0 && mask != 0) base = atomicAdd(count, __popc(mask));
    base = __shfl_sync(0xffffffff, base, 0);
    if (keep) out[base + __popc(mask & ((1u << lane) - 1))] = value;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 32 << 20);
    printf("compact: %d integers\n", n);
    unsigned *in = device_array<unsigned>(n), *out = device_array<unsigned>(n), *count = device_array<unsigned>(1);
    fill_hashes(in, n, 1);

    Timing t = time_launches([&] {
        CHECK(cudaMemsetAsync(count, 0, sizeof(unsigned)));
        compact<<<blocks_for(n, 256), 256>>>(in, out, count, n);
    });
    unsigned kept = 0, sum = 0, parity = 0;
    for (int i = 0; i < n; i++) {
        unsigned value = hash32(i + 0x9e3779b9u);
        if (value % 3 != 0) continue;
        kept++;
        sum += value;
        parity ^= value;
    }
    bool ok = check_element(0, host_copy(count, 1)[0], kept, 0.0);
    if (ok) {
        for (unsigned value : host_copy(out, kept)) {
            sum -= value;
            parity ^= value;
        }
        ok = check_element(1, sum, 0, 0.0) && check_element(2, parity, 0, 0.0);
    }
    return report(ok, t, (double)(n + kept) * sizeof(unsigned), "GB");
}
