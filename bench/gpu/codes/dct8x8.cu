/* The discrete cosine transform of blocks of 8 x 8 samples, in shared memory by two products with a table, and their quantization to shorts. Coefficients verified in double, tolerance 1e-4; quantized ones to one. Small size: 96. */
#include "../bench.cuh"

#define N 8
#define PER_BLOCK 4 /* blocks of samples beside each other, one thread block */

__constant__ float cosines[N][N];
__constant__ short quantizer[N][N] = {{16, 11, 10, 16, 24, 40, 51, 61}, {12, 12, 14, 19, 26, 58, 60, 55}, {14, 13, 16, 24, 40, 57, 69, 56}, {14, 17, 22, 29, 51, 87, 80, 62},
                                      {18, 22, 37, 56, 68, 109, 103, 77}, {24, 35, 55, 64, 81, 104, 113, 92}, {49, 64, 78, 87, 103, 121, 120, 101}, {72, 92, 95, 98, 112, 100, 103, 99}};

__global__ void dct(const float *image, float *coefficients, short *quantized, int width)
{
    __shared__ float samples[N][N * PER_BLOCK + 1];
    __shared__ float half[N][N * PER_BLOCK + 1];
    int tx = threadIdx.x, ty = threadIdx.y;
    int first = tx / N * N, u = tx % N;
    int x = blockIdx.x * N * PER_BLOCK + tx, y = blockIdx.y * N + ty;
    samples[ty][tx] = image[y * width + x] - 128.0f;
    __syncthreads();
    float sum = 0.0f;
    for (int k = 0; k < N; k++) sum += cosines[u][k] * samples[ty][first + k];
    half[ty][tx] = sum;
    __syncthreads();
    sum = 0.0f;
    for (int k = 0; k < N; k++) sum += cosines[ty][k] * half[k][tx];
    coefficients[y * width + x] = sum;
    quantized[y * width + x] = (short)rintf(sum / quantizer[ty][u]);
}

__global__ void scale(float *image, int n, float factor)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) image[i] *= factor;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 8192) / (N * PER_BLOCK) * (N * PER_BLOCK);
    size_t count = (size_t)n * n;
    printf("dct8x8: %d x %d samples\n", n, n);
    float table[N][N];
    for (int u = 0; u < N; u++)
        for (int k = 0; k < N; k++) table[u][k] = (float)((u == 0 ? std::sqrt(1.0 / N) : std::sqrt(2.0 / N)) * std::cos((2 * k + 1) * u * 3.14159265358979323846 / (2 * N)));
    CHECK(cudaMemcpyToSymbol(cosines, table, sizeof table));
    float *image = device_array<float>(count), *coefficients = device_array<float>(count);
    short *quantized = device_array<short>(count);
    fill_units(image, count, 1);
    scale<<<blocks_for(count, 256), 256>>>(image, (int)count, 255.0f);

    dim3 block(N * PER_BLOCK, N), grid(n / (N * PER_BLOCK), n / N);
    Timing t = time_launches([&] { dct<<<grid, block>>>(image, coefficients, quantized, n); });
    bool ok = verify(coefficients, count, [&](size_t i) {
        int x = i % n, y = i / n, x0 = x / N * N, y0 = y / N * N;
        double sum = 0.0;
        for (int r = 0; r < N; r++)
            for (int c = 0; c < N; c++) sum += (double)table[y - y0][r] * table[x - x0][c] * (255.0 * unit((y0 + r) * n + x0 + c, 1) - 128.0);
        return sum;
    }, 1e-4, 100.0, 64, 256);
    const short corner = 16;
    ok = ok && sample(quantized, count, [&](size_t i, short q) {
        if (i % n % N != 0 || i / n % N != 0) return true;
        float exact;
        CHECK(cudaMemcpy(&exact, coefficients + i, sizeof exact, cudaMemcpyDeviceToHost));
        return std::fabs(exact / corner - q) <= 0.51 || check_element(i, q, exact / corner, 0.0);
    }, 8, 64);
    return report(ok, t, (double)count, "Gsample");
}
