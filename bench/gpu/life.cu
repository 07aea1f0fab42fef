/* Conway's Game of Life on a torus, an int a cell, two generations a repeat (there and back). Exact. Small size: 300. */
#include "bench.cuh"

__global__ void generation(const int *cells, int *next, int width, int height)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    int left = (x + width - 1) % width, right = (x + 1) % width;
    int up = (y + height - 1) % height * width, here = y * width, down = (y + 1) % height * width;
    int alive = cells[up + left] + cells[up + x] + cells[up + right] + cells[here + left] + cells[here + right] + cells[down + left] + cells[down + x] + cells[down + right];
    next[here + x] = alive == 3 || (alive == 2 && cells[here + x]);
}

__global__ void seed_cells(int *cells, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) cells[i] = hash32(i) >> 31;
}

/** The cell after `age` generations, from the seed, by recursion. */
static int expected_cell(int x, int y, int n, int age)
{
    x = (x + n) % n;
    y = (y + n) % n;
    if (age == 0) return hash32(y * n + x) >> 31;
    int alive = 0;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            if (dx != 0 || dy != 0) alive += expected_cell(x + dx, y + dy, n, age - 1);
    return alive == 3 || (alive == 2 && expected_cell(x, y, n, age - 1));
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 8192);
    size_t count = (size_t)n * n;
    printf("life: %d x %d cells\n", n, n);
    int *cells = device_array<int>(count), *next = device_array<int>(count);
    seed_cells<<<blocks_for(count, 256), 256>>>(cells, (int)count);

    dim3 block(32, 8), grid(blocks_for(n, 32), blocks_for(n, 8));
    auto two = [&] {
        generation<<<grid, block>>>(cells, next, n, n);
        generation<<<grid, block>>>(next, cells, n, n);
    };
    Timing t = time_launches(two);

    seed_cells<<<blocks_for(count, 256), 256>>>(cells, (int)count);
    two();
    bool ok = verify(cells, count, [=](size_t i) { return expected_cell(i % n, i / n, n, 2); }, 0.0, 1.0, 64, 256);
    return report(ok, t, 2.0 * count, "Gcell");
}
