// run: tolerance=0
// Loads that only some threads would do: others' addresses may be anything. And threads that read what they then overwrite, some of which their neighbours read too.
#include <cstdio>
#include <cuda_runtime.h>

__global__ void guarded(const int *flags, const int *values, const int *wild, int *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    int sum = flags[i] == 2 ? values[i] : 0;
    sum += flags[i] > 5 ? wild[i] : 1;
    out[i] = sum == 1 || (sum > 100 && values[i + 1] > 10) ? sum : -sum;
}

__global__ void guarded_doubles(const int *flags, const double *values, const double *wild, double *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    double here = flags[i] == 2 ? values[i] : 0.5;
    if (flags[i] > 5) here += wild[0];
    out[i] = here;
}

/** `behind` is for nobody: threads to the left may have written it already. */
__global__ void overwrite(int *a, int *b, int *behind, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x + 4;
    if (i >= n) return;
    int left = a[i - 4], mine = a[i], right = a[i + 4];
    a[i] = 5;
    b[i] = mine;
    behind[i] = left + right;
    a[i] = mine * 2;
}

__global__ void choose(const float *in, float *out, int n, int row, float scale)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    float value;
    if (row == 0 || i == 0 || row == 7 || i == n - 1) value = in[i];
    else value = scale * in[i] + in[i - 1] + in[i + 1] + in[i + 2] + in[i + 3] * in[i + 4];
    out[i] = value;
}

int main()
{
    const int n = 3000;
    int *flags, *values, *out, *b, *behind;
    double *doubles, *out_doubles;
    float *in, *chosen;
    cudaMallocManaged(&flags, n * sizeof(int));
    cudaMallocManaged(&values, (n + 8) * sizeof(int));
    cudaMallocManaged(&out, n * sizeof(int));
    cudaMallocManaged(&b, n * sizeof(int));
    cudaMallocManaged(&behind, n * sizeof(int));
    cudaMallocManaged(&doubles, n * sizeof(double));
    cudaMallocManaged(&out_doubles, n * sizeof(double));
    cudaMallocManaged(&in, (n + 8) * sizeof(float));
    cudaMallocManaged(&chosen, n * sizeof(float));
    for (int i = 0; i < n; i++) {
        flags[i] = i % 3;
        values[i] = i;
        doubles[i] = i * 0.25;
        b[i] = 0;
    }
    for (int i = n; i < n + 8; i++) values[i] = i;
    for (int i = 0; i < n + 8; i++) in[i] = (float)(i % 17);
    const int *wild = (const int *)0x7ffffffff000;
    guarded<<<(n + 127) / 128, 128>>>(flags, values, wild, out, n);
    guarded_doubles<<<(n + 127) / 128, 128>>>(flags, doubles, (const double *)wild, out_doubles, n);
    printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
    long long sum = 0;
    double total = 0;
    for (int i = 0; i < n; i++) {
        sum += (long long)out[i] * (i % 11);
        total += out_doubles[i] * (i % 7);
    }
    printf("%lld %.2f, %d %d %d, %.2f %.2f\n", sum, total, out[0], out[2], out[101], out_doubles[1], out_doubles[5]);

    overwrite<<<(n + 63) / 64, 64>>>(values, b, behind, n);
    cudaDeviceSynchronize();
    int wrong = 0;
    for (int i = 4; i < n; i++) wrong += b[i] != i || values[i] != 2 * i;
    printf("%d wrong\n", wrong);

    for (int row = 0; row < 3; row++) {
        choose<<<(n + 255) / 256, 256>>>(in, chosen, n, row, 2.0f);
        cudaDeviceSynchronize();
        double all = 0;
        for (int i = 0; i < n; i++) all += chosen[i] * (i % 5);
        printf("%.1f %.1f %.1f %.1f\n", all, chosen[0], chosen[1], chosen[n - 1]);
    }
    return 0;
}
