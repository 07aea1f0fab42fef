/* Conway's Game of Life on a torus, two generations a repeat. */
#include "bench.hpp"

static const char *source = R"(
kernel void generation(global const int *cells, global int *next, int width, int height)
{
    int x = get_global_id(0), y = get_global_id(1);
    if (x >= width || y >= height) return;
    int left = (x + width - 1) % width, right = (x + 1) % width;
    int up = (y + height - 1) % height * width, here = y * width, down = (y + 1) % height * width;
    int alive = cells[up + left] + cells[up + x] + cells[up + right] + cells[here + left] + cells[here + right] + cells[down + left] + cells[down + x] + cells[down + right];
    next[here + x] = alive == 3 || (alive == 2 && cells[here + x]);
}
)";

/** Whole rows, whose ends are done apart. */
static void generation(const int *cells, int *next, int n)
{
#pragma omp parallel for
    for (int y = 0; y < n; y++) {
        const int *up = cells + (size_t)((y + n - 1) % n) * n, *here = cells + (size_t)y * n, *down = cells + (size_t)((y + 1) % n) * n;
        int *out = next + (size_t)y * n;
        auto cell = [=](int left, int x, int right) {
            int alive = up[left] + up[x] + up[right] + here[left] + here[right] + down[left] + down[x] + down[right];
            return (int)(alive == 3) | ((int)(alive == 2) & here[x]);
        };
        out[0] = cell(n - 1, 0, 1 % n);
#pragma omp simd
        for (int x = 1; x < n - 1; x++) out[x] = cell(x - 1, x, x + 1);
        out[n - 1] = cell((n + n - 2) % n, n - 1, 0);
    }
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    size_t count = (size_t)n * n;
    std::vector<int> cells(count), next(count);
    for (size_t i = 0; i < count; i++) cells[i] = (int)(hash32((unsigned)i) >> 31);
    const std::vector<int> seed = cells;
    OpenCL cl(source);
    cl_mem first = cl.buffer(cells), second = cl.buffer(next);
    cl_kernel k = cl.kernel("generation");
    auto two = [&](cl_mem a, cl_mem b) {
        cl.launch(k, shape(blocks_for(n, 32), blocks_for(n, 8), 32, 8), a, b, n, n);
        cl.launch(k, shape(blocks_for(n, 32), blocks_for(n, 8), 32, 8), b, a, n, n);
    };
    double pocl = time_opencl(cl, [&] { two(first, second); });
    double openmp = time_loop([&] {
        generation(cells.data(), next.data(), n);
        generation(next.data(), cells.data(), n);
    });
    cells = seed;
    first = cl.buffer(cells);
    two(first, second);
    generation(cells.data(), next.data(), n);
    generation(next.data(), cells.data(), n);
    return report(agree(cl.read<int>(first, count), cells, 0.0), pocl, openmp);
}
