/* daxpy, y = a * x + y in double. Tolerance 1e-15: a compiler may fuse. Small size: 50000. */
#include "../bench.cuh"

__global__ void fill(double *out, int n, unsigned seed)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = unit(i, seed);
}

__global__ void daxpy(int n, double a, const double *__restrict__ x, double *__restrict__ y)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) y[i] = a * x[i] + y[i];
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 32 << 20);
    printf("daxpy: %d doubles\n", n);
    double *x = device_array<double>(n), *y = device_array<double>(n);
    fill<<<blocks_for(n, 256), 256>>>(x, n, 1);
    fill<<<blocks_for(n, 256), 256>>>(y, n, 2);

    Timing t = time_launches([&] { daxpy<<<blocks_for(n, 256), 256>>>(n, 1e-3, x, y); });

    fill<<<blocks_for(n, 256), 256>>>(y, n, 2);
    daxpy<<<blocks_for(n, 256), 256>>>(n, 0.1, x, y);
    bool ok = verify(y, n, [](size_t i) { return 0.1 * unit(i, 1) + unit(i, 2); }, 1e-15);
    return report(ok, t, 3.0 * n * sizeof(double), "GB");
}
