/* Matrix transpose: tiles in local memory; blocked loops. */
#include "bench.hpp"

static const char *source = R"(
kernel void transpose(global const float *in, global float *out, int width, int height)
{
    local float tile[32][33];
    int tx = get_local_id(0), ty = get_local_id(1);
    int x = get_group_id(0) * 32 + tx, y = get_group_id(1) * 32 + ty;
    for (int j = 0; j < 32; j += 8)
        if (x < width && y + j < height) tile[ty + j][tx] = in[(y + j) * width + x];
    barrier(CLK_LOCAL_MEM_FENCE);
    x = get_group_id(1) * 32 + tx;
    y = get_group_id(0) * 32 + ty;
    for (int j = 0; j < 32; j += 8)
        if (x < height && y + j < width) out[(y + j) * height + x] = tile[tx][ty + j];
}
)";

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    size_t count = (size_t)n * n, tiles = blocks_for(n, 32);
    auto in = units(count, 1);
    std::vector<float> out(count);
    OpenCL cl(source);
    cl_mem din = cl.buffer(in), dout = cl.buffer(out);
    cl_kernel k = cl.kernel("transpose");
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(tiles, tiles, 32, 8), din, dout, n, n); });
    double openmp = time_loop([&] {
        const float *a = in.data();
        float *b = out.data();
#pragma omp parallel for collapse(2)
        for (int ty = 0; ty < n; ty += 32)
            for (int tx = 0; tx < n; tx += 32)
                for (int x = tx; x < std::min(tx + 32, n); x++)
                    for (int y = ty; y < std::min(ty + 32, n); y++) b[(size_t)x * n + y] = a[(size_t)y * n + x];
    });
    return report(agree(cl.read<float>(dout, count), out, 0.0), pocl, openmp);
}
