/* Sum of floats: strided loads of four, a tree in local memory, a second launch for the groups' sums. */
#include "bench.hpp"

static const char *source = R"(
float tree(local float *sums, float value)
{
    int t = get_local_id(0);
    sums[t] = value;
    for (int offset = get_local_size(0) / 2; offset > 0; offset /= 2) {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (t < offset) sums[t] += sums[t + offset];
    }
    return sums[0];
}
kernel void reduce4(global const float4 *in, global float *out, int n)
{
    local float sums[256];
    float sum = 0.0f;
    for (int i = get_global_id(0); i < n; i += get_global_size(0)) {
        float4 v = in[i];
        sum += (v.x + v.y) + (v.z + v.w);
    }
    sum = tree(sums, sum);
    if (get_local_id(0) == 0) out[get_group_id(0)] = sum;
}
kernel void reduce(global const float *in, global float *out, int n)
{
    local float sums[1024];
    float sum = 0.0f;
    for (int i = get_local_id(0); i < n; i += get_local_size(0)) sum += in[i];
    sum = tree(sums, sum);
    if (get_local_id(0) == 0) *out = sum;
}
)";

int main(int argc, char **argv)
{
    int n = (problem_size(argc, argv) + 3) / 4 * 4;
    int blocks = (int)std::min(blocks_for(n / 4, 256), (size_t)2048), quarter = n / 4;
    auto in = units(n, 1);
    std::vector<float> partial(blocks), out(1);
    OpenCL cl(source);
    cl_mem din = cl.buffer(in), dpartial = cl.buffer(partial), dout = cl.buffer(out);
    cl_kernel first = cl.kernel("reduce4"), second = cl.kernel("reduce");
    double pocl = time_opencl(cl, [&] {
        cl.launch(first, shape(blocks, 256), din, dpartial, quarter);
        cl.launch(second, shape(1, 1024), dpartial, dout, blocks);
    });
    double openmp = time_loop([&] {
        const float *a = in.data();
        float sum = 0.0f;
#pragma omp parallel for simd reduction(+ : sum)
        for (int i = 0; i < n; i++) sum += a[i];
        out[0] = sum;
    });
    return report(agree(cl.read<float>(dout, 1), out, 1e-4), pocl, openmp);
}
