/* Attention, a block a query: scores in dynamic shared memory, softmax by shuffles, then the weighted sum of values. 16 heads of 64 dimensions. Verified in double for 64 queries, tolerance 1e-5. Small size: 64. */
#include "bench.cuh"

constexpr int BLOCK = 128;
constexpr int DIM = 64;
constexpr int HEADS = 16;

template <class Combine> __device__ float block_reduce(float value, Combine combine)
{
    __shared__ float partial[BLOCK / 32];
    for (int offset = 16; offset > 0; offset /= 2) value = combine(value, __shfl_xor_sync(0xffffffff, value, offset));
    if (threadIdx.x % 32 == 0) partial[threadIdx.x / 32] = value;
    __syncthreads();
    value = partial[0];
    for (int w = 1; w < BLOCK / 32; w++) value = combine(value, partial[w]);
    __syncthreads();
    return value;
}

/** Q, K, V and out are [head][position][DIM]; blockIdx.x is the query, blockIdx.y the head. */
__global__ void attention(const float *Q, const float *K, const float *V, float *out, int length, float scale)
{
    extern __shared__ float scores[];
    __shared__ float query[DIM];
    __shared__ float half[DIM];
    const float *keys = K + blockIdx.y * length * DIM;
    const float *values = V + blockIdx.y * length * DIM;
    int row = (blockIdx.y * length + blockIdx.x) * DIM;
    if (threadIdx.x < DIM) query[threadIdx.x] = Q[row + threadIdx.x];
    __syncthreads();

    float maximum = -INFINITY;
    for (int j = threadIdx.x; j < length; j += BLOCK) {
        const float4 *key = reinterpret_cast<const float4 *>(keys + j * DIM);
        float dot = 0.0f;
#pragma unroll
        for (int d = 0; d < DIM / 4; d++) {
            float4 k = key[d];
            dot += query[4 * d] * k.x + query[4 * d + 1] * k.y + query[4 * d + 2] * k.z + query[4 * d + 3] * k.w;
        }
        dot *= scale;
        scores[j] = dot;
        maximum = fmaxf(maximum, dot);
    }
    maximum = block_reduce(maximum, [](float a, float b) { return fmaxf(a, b); });
    float sum = 0.0f;
    for (int j = threadIdx.x; j < length; j += BLOCK) {
        float e = expf(scores[j] - maximum);
        scores[j] = e;
        sum += e;
    }
    sum = block_reduce(sum, [](float a, float b) { return a + b; });

    int d = threadIdx.x % DIM, part = threadIdx.x / DIM;
    float result = 0.0f;
    for (int j = part; j < length; j += BLOCK / DIM) result += scores[j] * values[j * DIM + d];
    if (part == 1) half[d] = result;
    __syncthreads();
    if (part == 0) out[row + d] = (result + half[d]) / sum;
}

int main(int argc, char **argv)
{
    int length = problem_size(argc, argv, 1024);
    size_t count = (size_t)HEADS * length * DIM;
    printf("attention: %d heads, %d positions, %d dimensions\n", HEADS, length, DIM);
    float *Q = device_array<float>(count), *K = device_array<float>(count), *V = device_array<float>(count), *out = device_array<float>(count);
    fill_units(Q, count, 1);
    fill_units(K, count, 2);
    fill_units(V, count, 3);

    dim3 grid(length, HEADS);
    Timing t = time_launches([&] { attention<<<grid, BLOCK, length * sizeof(float)>>>(Q, K, V, out, length, 0.125f); });
    bool ok = true;
    for (int q = 0; q < 64 && ok; q++) {
        size_t row = (size_t)((double)(HEADS * length - 1) * q / 63);
        size_t head = row / length * length;
        std::vector<double> weight(length);
        double sum = 0.0;
        for (int j = 0; j < length; j++) {
            double dot = 0.0;
            for (int d = 0; d < DIM; d++) dot += (double)unit(row * DIM + d, 1) * unit((head + j) * DIM + d, 2);
            sum += weight[j] = std::exp(dot * 0.125);
        }
        auto expected = [&](size_t d) {
            double result = 0.0;
            for (int j = 0; j < length; j++) result += weight[j] * unit((head + j) * DIM + d, 3);
            return result / sum;
        };
        ok = verify(out + row * DIM, DIM, expected, 1e-5, 1.0, 1, DIM);
    }
    return report(ok, t, 4.0 * count * length, "GFLOP");
}
