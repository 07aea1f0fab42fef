/* Mean and variance of floats: short sums in float, long ones in double, a shared-memory reduction of doubles, partial results to the host. Verified in double, tolerance 1e-6. Small size: 50000. */
#include "../bench.cuh"

#define BLOCK 256
#define RUN 16

struct Moments {
    double sum, squares;
};

__global__ void moments(const float *values, Moments *partial, int n)
{
    __shared__ double sums[BLOCK];
    __shared__ double squares[BLOCK];
    int tid = threadIdx.x;
    int stride = gridDim.x * blockDim.x;
    double sum = 0.0, square = 0.0;
    for (int i = blockIdx.x * blockDim.x + tid; i < n; i += RUN * stride) {
        float s = 0.0f, q = 0.0f;
        for (int k = 0; k < RUN && i + k * stride < n; k++) {
            float v = values[i + k * stride];
            s += v;
            q += v * v;
        }
        sum += s;
        square += q;
    }
    sums[tid] = sum;
    squares[tid] = square;
    __syncthreads();
    for (int s = BLOCK / 2; s > 0; s >>= 1) {
        if (tid < s) {
            sums[tid] += sums[tid + s];
            squares[tid] += squares[tid + s];
        }
        __syncthreads();
    }
    if (tid == 0) {
        partial[blockIdx.x].sum = sums[0];
        partial[blockIdx.x].squares = squares[0];
    }
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 32 << 20);
    printf("mixed_sum: %d floats\n", n);
    float *values = device_array<float>(n);
    fill_units(values, n, 1);
    int blocks = std::min(blocks_for(n, BLOCK), 1024u);
    Moments *partial = device_array<Moments>(blocks);

    Timing t = time_launches([&] { moments<<<blocks, BLOCK>>>(values, partial, n); });
    double sum = 0.0, squares = 0.0, expected_sum = 0.0, expected_squares = 0.0;
    for (Moments m : host_copy(partial, blocks)) {
        sum += m.sum;
        squares += m.squares;
    }
    for (int i = 0; i < n; i++) {
        double v = unit(i, 1);
        expected_sum += v;
        expected_squares += v * v;
    }
    double mean = sum / n, expected_mean = expected_sum / n;
    bool ok = check_element(0, mean, expected_mean, 1e-6) && check_element(1, squares / n - mean * mean, expected_squares / n - expected_mean * expected_mean, 1e-6);
    return report(ok, t, (double)n * sizeof(float), "GB");
}
