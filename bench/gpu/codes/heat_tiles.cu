/* Heat in a plate with sources: two explicit steps a launch, on shared tiles whose halo shrinks by one cell a step; insulated edges. Verified in double by recursion, tolerance 1e-4. Small size: 100. */
#include "../bench.cuh"

#define TILE 16
#define STEPS 2

__global__ void diffuse(const float *temperature, const float *power, float *result, int rows, int cols, float rate, float gain)
{
    __shared__ float current[TILE][TILE];
    __shared__ float next[TILE][TILE];
    __shared__ float source[TILE][TILE];

    const int inner = TILE - 2 * STEPS;
    int tx = threadIdx.x, ty = threadIdx.y;
    int col = blockIdx.x * inner + tx - STEPS;
    int row = blockIdx.y * inner + ty - STEPS;
    bool inside = row >= 0 && row < rows && col >= 0 && col < cols;
    int index = row * cols + col;
    if (inside) {
        current[ty][tx] = temperature[index];
        source[ty][tx] = power[index];
    }
    __syncthreads();

    bool computed = false;
    for (int step = 1; step <= STEPS; step++) {
        computed = inside && tx >= step && tx < TILE - step && ty >= step && ty < TILE - step;
        if (computed) {
            int north = row == 0 ? ty : ty - 1;
            int south = row == rows - 1 ? ty : ty + 1;
            int west = col == 0 ? tx : tx - 1;
            int east = col == cols - 1 ? tx : tx + 1;
            float here = current[ty][tx];
            float spread = (current[south][tx] - here) + (current[north][tx] - here) + (current[ty][east] - here) + (current[ty][west] - here);
            next[ty][tx] = here + rate * spread + gain * source[ty][tx];
        }
        __syncthreads();
        if (computed) current[ty][tx] = next[ty][tx];
        __syncthreads();
    }
    if (computed) result[index] = current[ty][tx];
}

static double heat_after(int row, int col, int n, int steps)
{
    row = std::min(std::max(row, 0), n - 1);
    col = std::min(std::max(col, 0), n - 1);
    if (steps == 0) return unit(row * n + col, 1);
    double here = heat_after(row, col, n, steps - 1);
    double around = heat_after(row - 1, col, n, steps - 1) + heat_after(row + 1, col, n, steps - 1) + heat_after(row, col - 1, n, steps - 1) + heat_after(row, col + 1, n, steps - 1);
    return here + 0.2 * (around - 4.0 * here) + 0.1 * unit(row * n + col, 2);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 6000);
    size_t count = (size_t)n * n;
    printf("heat_tiles: %d x %d cells, %d steps a launch\n", n, n, STEPS);
    float *temperature = device_array<float>(count), *power = device_array<float>(count), *result = device_array<float>(count);
    fill_units(temperature, count, 1);
    fill_units(power, count, 2);

    dim3 block(TILE, TILE), grid(blocks_for(n, TILE - 2 * STEPS), blocks_for(n, TILE - 2 * STEPS));
    Timing t = time_launches([&] { diffuse<<<grid, block>>>(temperature, power, result, n, n, 0.2f, 0.1f); });
    bool ok = verify(result, count, [=](size_t i) { return heat_after(i / n, i % n, n, STEPS); }, 1e-4, 1.0, 64, 256);
    return report(ok, t, (double)STEPS * count, "Gcell");
}
