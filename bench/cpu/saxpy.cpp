/* y = a * x + y. */
#include "bench.hpp"

static const char *source = R"(
kernel void saxpy(int n, float a, global const float *x, global float *y)
{
    for (int i = get_global_id(0); i < n; i += get_global_size(0)) y[i] = a * x[i] + y[i];
}
)";

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    auto x = units(n, 1), y = units(n, 2);
    OpenCL cl(source);
    cl_mem dx = cl.buffer(x), dy = cl.buffer(y);
    cl_kernel k = cl.kernel("saxpy");
    Shape s = shape(std::min(blocks_for(n, 256), (size_t)8192), 256);
    float tiny = 1.0f / 1024;
    auto loop = [&](float a) {
        const float *px = x.data();
        float *py = y.data();
#pragma omp parallel for simd
        for (int i = 0; i < n; i++) py[i] = a * px[i] + py[i];
    };
    cl.launch(k, s, n, 2.5f, dx, dy);
    loop(2.5f);
    bool ok = agree(cl.read<float>(dy, n), y, 1e-6);
    double pocl = time_opencl(cl, [&] { cl.launch(k, s, n, tiny, dx, dy); });
    double openmp = time_loop([&] { loop(tiny); });
    return report(ok, pocl, openmp);
}
