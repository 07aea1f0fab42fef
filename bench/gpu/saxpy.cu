/* saxpy, y = a * x + y, grid-stride loop. Tolerance 1e-6: a compiler may fuse. Small size: 100000. */
#include "bench.cuh"

__global__ void saxpy(int n, float a, const float *x, float *y)
{
    for (int i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += gridDim.x * blockDim.x) y[i] = a * x[i] + y[i];
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 64 << 20);
    printf("saxpy: %d floats\n", n);
    float *x = device_array<float>(n), *y = device_array<float>(n);
    fill_units(x, n, 1);
    fill_units(y, n, 2);

    int blocks = std::min(blocks_for(n, 256), 8192u);
    Timing t = time_launches([&] { saxpy<<<blocks, 256>>>(n, 1.0f / 1024, x, y); });

    /* The timed launches added up; one launch on fresh input is what can be verified. */
    fill_units(y, n, 2);
    saxpy<<<blocks, 256>>>(n, 2.5f, x, y);
    bool ok = verify(y, n, [](size_t i) { return 2.5 * unit(i, 1) + unit(i, 2); }, 1e-6);
    return report(ok, t, 3.0 * n * sizeof(float), "GB");
}
