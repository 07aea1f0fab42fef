/* a = b + s * c. */
#include "bench.hpp"

static const char *source = R"(
kernel void triad(global float *a, global const float *b, global const float *c, float s, int n)
{
    int i = get_global_id(0);
    if (i < n) a[i] = b[i] + s * c[i];
}
)";

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    auto b = units(n, 1), c = units(n, 2);
    std::vector<float> a(n);
    OpenCL cl(source);
    cl_mem da = cl.buffer(a), db = cl.buffer(b), dc = cl.buffer(c);
    cl_kernel k = cl.kernel("triad");
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(blocks_for(n, 256), 256), da, db, dc, 3.0f, n); });
    double openmp = time_loop([&] {
        float *pa = a.data();
        const float *pb = b.data(), *pc = c.data();
#pragma omp parallel for simd
        for (int i = 0; i < n; i++) pa[i] = pb[i] + 3.0f * pc[i];
    });
    return report(agree(cl.read<float>(da, n), a, 1e-6), pocl, openmp);
}
