/* Successive over-relaxation of Poisson's equation on a checkerboard, in place: red points, then black ones. Verified in double after one sweep, tolerance 1e-4. Small size: 100. */
#include "../bench.cuh"

#define INDEX(row, col, n) ((row) * (n) + (col))

__global__ void relax(float *u, const float *f, int n, float h2, float omega, int colour)
{
    int col = blockIdx.x * blockDim.x + threadIdx.x;
    int row = blockIdx.y * blockDim.y + threadIdx.y;
    if (row > 0 && row < n - 1 && col > 0 && col < n - 1) {
        if ((row + col) % 2 == colour) {
            float sum = u[INDEX(row - 1, col, n)] + u[INDEX(row + 1, col, n)] + u[INDEX(row, col - 1, n)] + u[INDEX(row, col + 1, n)];
            float residual = 0.25f * (sum - h2 * f[INDEX(row, col, n)]) - u[INDEX(row, col, n)];
            u[INDEX(row, col, n)] += omega * residual;
        }
    }
}

static double relaxed(int row, int col, int n, bool after_red)
{
    double here = unit(row * n + col, 1);
    bool border = row == 0 || row == n - 1 || col == 0 || col == n - 1;
    if (border || (!after_red && (row + col) % 2 == 1)) return here;
    auto at = [&](int r, int c) { return (row + col) % 2 == 1 ? relaxed(r, c, n, false) : (double)unit(r * n + c, 1); };
    double sum = at(row - 1, col) + at(row + 1, col) + at(row, col - 1) + at(row, col + 1);
    return here + 1.5 * (0.25 * (sum - 0.01 * unit(row * n + col, 2)) - here);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 6144);
    size_t count = (size_t)n * n;
    printf("sor_redblack: %d x %d points\n", n, n);
    float *u = device_array<float>(count), *f = device_array<float>(count);
    fill_units(u, count, 1);
    fill_units(f, count, 2);

    dim3 block(16, 16), grid(blocks_for(n, 16), blocks_for(n, 16));
    auto sweep = [&] {
        for (int colour = 0; colour < 2; colour++) relax<<<grid, block>>>(u, f, n, 0.01f, 1.5f, colour);
    };
    Timing t = time_launches(sweep);
    fill_units(u, count, 1);
    sweep();
    bool ok = verify(u, count, [=](size_t i) { return relaxed(i / n, i % n, n, true); }, 1e-4, 1.0, 64, 256);
    return report(ok, t, (double)count, "Gpoint");
}
