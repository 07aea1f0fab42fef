/* y = A * x, A sparse (CSR): 32 work items a row and a reduction in local memory. */
#include "bench.hpp"

static const char *source = R"(
kernel void spmv(global const int *restrict row_start, global const int *restrict columns, global const float *restrict values, global const float *restrict x, global float *restrict y, int rows)
{
    local float partial[256];
    int t = get_local_id(0), lane = t % 32, row = get_global_id(0) / 32;
    float sum = 0.0f;
    if (row < rows) {
        int end = row_start[row + 1];
        for (int k = row_start[row] + lane; k < end; k += 32) sum += values[k] * x[columns[k]];
    }
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
    int rows = problem_size(argc, argv);
    std::vector<int> starts(rows + 1, 0);
    for (int row = 0; row < rows; row++) starts[row + 1] = starts[row] + 16 + (int)(hash32(row) & 31);
    std::vector<int> columns(starts[rows]);
    for (int row = 0; row < rows; row++)
        for (int k = starts[row]; k < starts[row + 1]; k++) columns[k] = (int)((row + hash32((unsigned)k ^ 0x5bd1e995u) % 8192) % (unsigned)rows);
    auto values = units(starts[rows], 1), x = units(rows, 2);
    std::vector<float> y(rows);
    OpenCL cl(source);
    cl_mem dstarts = cl.buffer(starts), dcolumns = cl.buffer(columns), dvalues = cl.buffer(values), dx = cl.buffer(x), dy = cl.buffer(y);
    cl_kernel k = cl.kernel("spmv");
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(blocks_for((size_t)rows * 32, 256), 256), dstarts, dcolumns, dvalues, dx, dy, rows); });
    double openmp = time_loop([&] {
        const int *s = starts.data(), *c = columns.data();
        const float *v = values.data(), *in = x.data();
        float *out = y.data();
#pragma omp parallel for
        for (int row = 0; row < rows; row++) {
            float sum = 0.0f;
#pragma omp simd reduction(+ : sum)
            for (int k = s[row]; k < s[row + 1]; k++) sum += v[k] * in[c[k]];
            out[row] = sum;
        }
    });
    return report(agree(cl.read<float>(dy, rows), y, 1e-5), pocl, openmp);
}
