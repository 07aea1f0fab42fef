/* y = A * x: 32 work items a row and a reduction in local memory. */
#include "bench.hpp"

static const char *source = R"(
kernel void sgemv(global const float *restrict A, global const float *restrict x, global float *restrict y, int rows, int cols)
{
    local float partial[256];
    int t = get_local_id(0), lane = t % 32, row = get_global_id(0) / 32;
    float sum = 0.0f;
    if (row < rows)
        for (int j = lane; j < cols; j += 32) sum += A[(size_t)row * cols + j] * x[j];
    partial[t] = sum;
    for (int offset = 16; offset > 0; offset /= 2) {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (lane < offset) partial[t] += partial[t + offset];
    }
    if (lane == 0 && row < rows) y[row] = partial[t];
}
)";

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    auto A = units((size_t)n * n, 1), x = units(n, 2);
    std::vector<float> y(n);
    OpenCL cl(source);
    cl_mem dA = cl.buffer(A), dx = cl.buffer(x), dy = cl.buffer(y);
    cl_kernel k = cl.kernel("sgemv");
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(blocks_for((size_t)n * 32, 256), 256), dA, dx, dy, n, n); });
    double openmp = time_loop([&] {
        const float *a = A.data(), *v = x.data();
        float *out = y.data();
#pragma omp parallel for
        for (int row = 0; row < n; row++) {
            float sum = 0.0f;
#pragma omp simd reduction(+ : sum)
            for (int j = 0; j < n; j++) sum += a[(size_t)row * n + j] * v[j];
            out[row] = sum;
        }
    });
    return report(agree(cl.read<float>(dy, n), y, 1e-5), pocl, openmp);
}
