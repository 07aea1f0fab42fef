/* Mandelbrot set, up to 512 iterations. 1% of the pixels may differ: rounding (fused or not) decides chaotic points. */
#include "bench.hpp"

static const char *source = R"(
kernel void mandelbrot(global int *out, int width, int height, float x0, float y0, float step)
{
    int px = get_global_id(0), py = get_global_id(1);
    if (px >= width || py >= height) return;
    float cx = x0 + px * step, cy = y0 + py * step, x = 0.0f, y = 0.0f;
    int i = 0;
    while (i < 512 && x * x + y * y < 4.0f) {
        float next = x * x - y * y + cx;
        y = 2.0f * x * y + cy;
        x = next;
        i++;
    }
    out[py * width + px] = i;
}
)";

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    size_t count = (size_t)n * n;
    std::vector<int> out(count);
    OpenCL cl(source);
    cl_mem dout = cl.buffer(out);
    cl_kernel k = cl.kernel("mandelbrot");
    float step = 3.0f / n;
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(blocks_for(n, 16), blocks_for(n, 16), 16, 16), dout, n, n, -2.0f, -1.5f, step); });
    double openmp = time_loop([&] {
        int *o = out.data();
#pragma omp parallel for
        for (int py = 0; py < n; py++)
#pragma omp simd
            for (int px = 0; px < n; px++) {
                float cx = -2.0f + px * step, cy = -1.5f + py * step, x = 0.0f, y = 0.0f;
                int i = 0;
                while (i < 512 && x * x + y * y < 4.0f) {
                    float next = x * x - y * y + cx;
                    y = 2.0f * x * y + cy;
                    x = next;
                    i++;
                }
                o[py * n + px] = i;
            }
    });
    return report(agree(cl.read<int>(dout, count), out, 0.0, 1.0, count / 100), pocl, openmp);
}
