/* One Jacobi step of the 7-point stencil in three dimensions, borders copied. Verified in double, tolerance 1e-5. Small size: 40. */
#include "bench.cuh"

__global__ void stencil(const float *__restrict__ in, float *__restrict__ out, int nx, int ny, int nz, float center, float neighbour)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    int z = blockIdx.z * blockDim.z + threadIdx.z;
    if (x >= nx || y >= ny || z >= nz) return;
    int i = (z * ny + y) * nx + x;
    if (x == 0 || x == nx - 1 || y == 0 || y == ny - 1 || z == 0 || z == nz - 1) {
        out[i] = in[i];
        return;
    }
    out[i] = center * in[i] + neighbour * (in[i - 1] + in[i + 1] + in[i - nx] + in[i + nx] + in[i - nx * ny] + in[i + nx * ny]);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 400);
    size_t count = (size_t)n * n * n;
    printf("stencil3d: %d x %d x %d floats\n", n, n, n);
    float *in = device_array<float>(count), *out = device_array<float>(count);
    fill_units(in, count, 1);

    dim3 block(32, 8, 1), grid(blocks_for(n, 32), blocks_for(n, 8), n);
    Timing t = time_launches([&] { stencil<<<grid, block>>>(in, out, n, n, n, 0.4f, 0.1f); });
    auto expected = [=](size_t i) {
        int x = i % n, y = i / n % n, z = i / n / n;
        double here = unit(i, 1);
        if (x == 0 || x == n - 1 || y == 0 || y == n - 1 || z == 0 || z == n - 1) return here;
        int row = n, slice = n * n;
        double around = (double)unit(i - 1, 1) + unit(i + 1, 1) + unit(i - row, 1) + unit(i + row, 1) + unit(i - slice, 1) + unit(i + slice, 1);
        return 0.4 * here + 0.1 * around;
    };
    bool ok = verify(out, count, expected, 1e-5);
    return report(ok, t, 2.0 * count * sizeof(float), "GB");
}
