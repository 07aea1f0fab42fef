/* Histogram of bytes, four a word: local atomics a group, then global ones; private bins a thread. */
#include "bench.hpp"

static const char *source = R"(
kernel void histogram(global const uint *in, global uint *bins, int n)
{
    local uint mine[256];
    for (int b = get_local_id(0); b < 256; b += get_local_size(0)) mine[b] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int i = get_global_id(0); i < n; i += get_global_size(0)) {
        uint word = in[i];
        atomic_inc(&mine[word & 0xff]);
        atomic_inc(&mine[word >> 8 & 0xff]);
        atomic_inc(&mine[word >> 16 & 0xff]);
        atomic_inc(&mine[word >> 24]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int b = get_local_id(0); b < 256; b += get_local_size(0)) atomic_add(&bins[b], mine[b]);
}
)";

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    auto in = hashes(n, 1);
    std::vector<unsigned> bins(256);
    OpenCL cl(source);
    cl_mem din = cl.buffer(in), dbins = cl.buffer(bins);
    cl_kernel k = cl.kernel("histogram");
    size_t blocks = std::min(blocks_for(n, 256), (size_t)1024);
    double pocl = time_opencl(cl, [&] {
        cl.zero(dbins, 1024);
        cl.launch(k, shape(blocks, 256), din, dbins, n);
    });
    double openmp = time_loop([&] {
        const unsigned *a = in.data();
        unsigned *all = bins.data();
        std::fill(bins.begin(), bins.end(), 0);
#pragma omp parallel for reduction(+ : all[:256])
        for (int i = 0; i < n; i++)
            for (int k = 0; k < 4; k++) all[a[i] >> 8 * k & 0xff]++;
    });
    return report(agree(cl.read<unsigned>(dbins, 256), bins, 0.0), pocl, openmp);
}
