/* Softmax of rows of 1,024, a group a row. */
#include "bench.hpp"

static const char *source = R"(
kernel void softmax(global const float *in, global float *out, int columns)
{
    local float partial[256];
    int t = get_local_id(0);
    global const float *row = in + (size_t)get_group_id(0) * columns;
    global float *result = out + (size_t)get_group_id(0) * columns;
    float maximum = -INFINITY;
    for (int c = t; c < columns; c += 256) maximum = fmax(maximum, row[c]);
    partial[t] = maximum;
    for (int offset = 128; offset > 0; offset /= 2) {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (t < offset) partial[t] = fmax(partial[t], partial[t + offset]);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    maximum = partial[0];
    barrier(CLK_LOCAL_MEM_FENCE);
    float sum = 0.0f;
    for (int c = t; c < columns; c += 256) sum += exp(row[c] - maximum);
    partial[t] = sum;
    for (int offset = 128; offset > 0; offset /= 2) {
        barrier(CLK_LOCAL_MEM_FENCE);
        if (t < offset) partial[t] += partial[t + offset];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    float scale = 1.0f / partial[0];
    for (int c = t; c < columns; c += 256) result[c] = exp(row[c] - maximum) * scale;
}
)";

int main(int argc, char **argv)
{
    int rows = problem_size(argc, argv), columns = 1024;
    size_t count = (size_t)rows * columns;
    auto in = units(count, 1);
    std::vector<float> out(count);
    OpenCL cl(source);
    cl_mem din = cl.buffer(in), dout = cl.buffer(out);
    cl_kernel k = cl.kernel("softmax");
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(rows, 256), din, dout, columns); });
    double openmp = time_loop([&] {
#pragma omp parallel for
        for (int r = 0; r < rows; r++) {
            const float *a = in.data() + (size_t)r * columns;
            float *b = out.data() + (size_t)r * columns;
            float maximum = -INFINITY, sum = 0.0f;
            for (int c = 0; c < columns; c++) maximum = std::max(maximum, a[c]);
            for (int c = 0; c < columns; c++) {
                b[c] = std::exp(a[c] - maximum);
                sum += b[c];
            }
            float scale = 1.0f / sum;
            for (int c = 0; c < columns; c++) b[c] *= scale;
        }
    });
    return report(agree(cl.read<float>(dout, count), out, 1e-5, 1e-3), pocl, openmp);
}
