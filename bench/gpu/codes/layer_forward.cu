/* A fully connected layer forward: weights times inputs in shared memory, summed by a tree a tile of 16 x 16, then partial sums through a sigmoid; and the step back that adjusts the weights. Verified in double, tolerance 1e-4. Small size: 640. */
#include "../bench.cuh"

#define WIDTH 16
#define HEIGHT 16

__global__ void forward_tile(const float *input, const float *weights, float *partial, int hidden)
{
    __shared__ float input_node[HEIGHT];
    __shared__ float weight_matrix[HEIGHT][WIDTH];
    int tx = threadIdx.x, ty = threadIdx.y;
    int index_in = HEIGHT * blockIdx.x + ty;
    if (tx == 0) input_node[ty] = input[index_in];
    __syncthreads();
    weight_matrix[ty][tx] = weights[index_in * hidden + tx] * input_node[ty];
    __syncthreads();
    for (int i = 1; i <= HEIGHT / 2; i *= 2) {
        if (ty % (2 * i) == 0) weight_matrix[ty][tx] = weight_matrix[ty][tx] + weight_matrix[ty + i][tx];
        __syncthreads();
    }
    if (ty == 0) partial[blockIdx.x * hidden + tx] = weight_matrix[0][tx];
}

/** A block a hidden unit. */
__global__ void activate(const float *partial, float *output, int hidden, int tiles)
{
    __shared__ float sums[256];
    int tid = threadIdx.x;
    float sum = 0.0f;
    for (int i = tid; i < tiles; i += blockDim.x) sum += partial[i * hidden + blockIdx.x];
    sums[tid] = sum;
    __syncthreads();
    for (int s = blockDim.x / 2; s > 0; s >>= 1) {
        if (tid < s) sums[tid] += sums[tid + s];
        __syncthreads();
    }
    if (tid == 0) output[blockIdx.x] = 1.0f / (1.0f + expf(-sums[0]));
}

__global__ void adjust(const float *delta, const float *input, const float *weights, const float *old, float *adjusted, float *change, int hidden, float rate, float momentum)
{
    int index_y = HEIGHT * blockIdx.x + threadIdx.y;
    int index_x = threadIdx.x;
    int index = index_y * hidden + index_x;
    float step = rate * delta[index_x] * input[index_y] + momentum * old[index];
    adjusted[index] = weights[index] + step;
    change[index] = step;
}

__global__ void center(float *weights, int n, float scale)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) weights[i] = (weights[i] - 0.5f) * scale;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 1 << 20) / HEIGHT * HEIGHT, hidden = WIDTH, tiles = n / HEIGHT;
    size_t count = (size_t)n * hidden;
    printf("layer_forward: %d inputs, %d units\n", n, hidden);
    float *input = device_array<float>(n), *weights = device_array<float>(count), *old = device_array<float>(count);
    float *partial = device_array<float>((size_t)tiles * hidden), *output = device_array<float>(hidden), *delta = device_array<float>(hidden);
    float *adjusted = device_array<float>(count), *change = device_array<float>(count);
    fill_units(input, n, 1);
    fill_units(weights, count, 2);
    fill_units(old, count, 3);
    fill_units(delta, hidden, 4);
    const float scale = 0.015625f;
    center<<<blocks_for(count, 256), 256>>>(weights, count, scale);

    dim3 block(WIDTH, HEIGHT);
    Timing t = time_launches([&] {
        forward_tile<<<tiles, block>>>(input, weights, partial, hidden);
        activate<<<hidden, 256>>>(partial, output, hidden, tiles);
        adjust<<<tiles, block>>>(delta, input, weights, old, adjusted, change, hidden, 0.3f, 0.3f);
    });
    auto weight = [=](size_t i) { return ((double)unit(i, 2) - 0.5) * scale; };
    std::vector<double> sums(hidden, 0.0);
    for (int i = 0; i < n; i++)
        for (int j = 0; j < hidden; j++) sums[j] += weight((size_t)i * hidden + j) * unit(i, 1);
    bool ok = verify(output, hidden, [&](size_t j) { return 1.0 / (1.0 + std::exp(-sums[j])); }, 1e-3, 1.0, 1, hidden);
    ok = ok && verify(adjusted, count, [=](size_t i) { return weight(i) + 0.3 * unit(i % hidden, 4) * unit(i / hidden, 1) + 0.3 * unit(i, 3); }, 1e-4);
    return report(ok, t, 5.0 * count * sizeof(float), "GB");
}
