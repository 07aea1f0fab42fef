/* Exclusive prefix sum: 1,024 integers a group in local memory, the groups' sums scanned by the same kernel, then added. */
#include "bench.hpp"

static const char *source = R"(
kernel void scan_blocks(global const uint *in, global uint *out, global uint *sums, int n)
{
    local uint totals[256];
    int t = get_local_id(0), base = get_group_id(0) * 1024 + t * 4;
    uint item[4], total = 0;
    for (int k = 0; k < 4; k++) {
        item[k] = base + k < n ? in[base + k] : 0;
        total += item[k];
    }
    totals[t] = total;
    for (int offset = 1; offset < 256; offset *= 2) {
        barrier(CLK_LOCAL_MEM_FENCE);
        uint below = t >= offset ? totals[t - offset] : 0;
        barrier(CLK_LOCAL_MEM_FENCE);
        totals[t] += below;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    uint running = totals[t] - total;
    for (int k = 0; k < 4; k++) {
        if (base + k < n) out[base + k] = running;
        running += item[k];
    }
    if (t == 255) sums[get_group_id(0)] = running;
}
kernel void add_sums(global uint *out, global const uint *sums, int n)
{
    uint sum = sums[get_group_id(0)];
    int base = get_group_id(0) * 1024 + get_local_id(0);
    for (int k = 0; k < 4; k++)
        if (base + k * 256 < n) out[base + k * 256] += sum;
}
)";

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    auto in = hashes(n, 1);
    std::vector<unsigned> out(n), unused(1);
    OpenCL cl(source);
    cl_mem din = cl.buffer(in), dout = cl.buffer(out), last = cl.buffer(unused);
    cl_kernel blocks_kernel = cl.kernel("scan_blocks"), add = cl.kernel("add_sums");
    std::vector<cl_mem> levels;
    for (size_t blocks = blocks_for(n, 1024); blocks > 1; blocks = blocks_for(blocks, 1024)) levels.push_back(cl.buffer(std::vector<unsigned>(blocks)));
    struct Scan {
        OpenCL &cl;
        cl_kernel blocks_kernel, add;
        const std::vector<cl_mem> &levels;
        cl_mem last;
        void operator()(cl_mem from, cl_mem to, size_t level, int n) const
        {
            size_t blocks = blocks_for(n, 1024);
            cl_mem sums = blocks == 1 ? last : levels[level];
            cl.launch(blocks_kernel, shape(blocks, 256), from, to, sums, n);
            if (blocks == 1) return;
            (*this)(sums, sums, level + 1, (int)blocks);
            cl.launch(add, shape(blocks, 256), to, sums, n);
        }
    } scan{cl, blocks_kernel, add, levels, last};
    double pocl = time_opencl(cl, [&] { scan(din, dout, 0, n); });
    double openmp = time_loop([&] {
        const unsigned *a = in.data();
        unsigned *b = out.data(), sum = 0;
        for (int i = 0; i < n; i++) {
            b[i] = sum;
            sum += a[i];
        }
    });
    return report(agree(cl.read<unsigned>(dout, n), out, 0.0), pocl, openmp);
}
