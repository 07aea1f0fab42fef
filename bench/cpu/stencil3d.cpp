/* One Jacobi step of the 7-point stencil in three dimensions, borders copied. */
#include "bench.hpp"

static const char *source = R"(
kernel void stencil(global const float *restrict in, global float *restrict out, int nx, int ny, int nz, float center, float neighbour)
{
    int x = get_global_id(0), y = get_global_id(1), z = get_global_id(2);
    if (x >= nx || y >= ny || z >= nz) return;
    int i = (z * ny + y) * nx + x;
    if (x == 0 || x == nx - 1 || y == 0 || y == ny - 1 || z == 0 || z == nz - 1) {
        out[i] = in[i];
        return;
    }
    out[i] = center * in[i] + neighbour * (in[i - 1] + in[i + 1] + in[i - nx] + in[i + nx] + in[i - nx * ny] + in[i + nx * ny]);
}
)";

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    size_t count = (size_t)n * n * n;
    auto in = units(count, 1);
    std::vector<float> out(count);
    OpenCL cl(source);
    cl_mem din = cl.buffer(in), dout = cl.buffer(out);
    cl_kernel k = cl.kernel("stencil");
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(blocks_for(n, 32), blocks_for(n, 8), n, 32, 8), din, dout, n, n, n, 0.4f, 0.1f); });
    double openmp = time_loop([&] {
        const float *a = in.data();
        float *b = out.data();
        int slice = n * n;
#pragma omp parallel for
        for (int z = 0; z < n; z++)
            for (int y = 0; y < n; y++) {
                int row = (z * n + y) * n;
                if (z == 0 || z == n - 1 || y == 0 || y == n - 1) {
                    std::copy(a + row, a + row + n, b + row);
                    continue;
                }
                b[row] = a[row];
                b[row + n - 1] = a[row + n - 1];
#pragma omp simd
                for (int i = row + 1; i < row + n - 1; i++) b[i] = 0.4f * a[i] + 0.1f * (a[i - 1] + a[i + 1] + a[i - n] + a[i + n] + a[i - slice] + a[i + slice]);
            }
    });
    return report(agree(cl.read<float>(dout, count), out, 1e-5), pocl, openmp);
}
