/* An array of structures that each point to their own rows of a matrix: y = relu(W x + b) a layer unit, a block a unit. Verified in double, tolerance 1e-5. Small size: 64. */
#include "../bench.cuh"

constexpr int BLOCK = 128;
constexpr int INPUTS = 4096;

struct Unit {
    const float *weights;
    const float *inputs;
    float *output;
    int count;
    float bias;
};

__global__ void evaluate(const Unit *units)
{
    __shared__ float sums[BLOCK];
    const Unit &u = units[blockIdx.x];
    float sum = 0.0f;
    for (int k = threadIdx.x; k < u.count; k += BLOCK) sum += u.weights[k] * u.inputs[k];
    sums[threadIdx.x] = sum;
    __syncthreads();
    for (int s = BLOCK / 2; s > 0; s /= 2) {
        if (threadIdx.x < s) sums[threadIdx.x] += sums[threadIdx.x + s];
        __syncthreads();
    }
    if (threadIdx.x == 0) *u.output = fmaxf(0.0f, sums[0] + u.bias);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 16384);
    printf("struct_pointers: %d units of %d inputs\n", n, INPUTS);
    float *weights = device_array<float>((size_t)n * INPUTS), *inputs = device_array<float>(INPUTS), *outputs = device_array<float>(n);
    fill_units(weights, (size_t)n * INPUTS, 1);
    fill_units(inputs, INPUTS, 2);
    std::vector<Unit> table(n);
    for (int i = 0; i < n; i++) table[i] = {weights + (size_t)i * INPUTS, inputs, outputs + (n - 1 - i), INPUTS, i % 2 ? -2000.0f : 1.0f};
    Unit *units = device_copy(table);

    Timing t = time_launches([&] { evaluate<<<n, BLOCK>>>(units); });
    auto expected = [=](size_t place) {
        int i = n - 1 - (int)place;
        double sum = i % 2 ? -2000.0 : 1.0;
        for (int k = 0; k < INPUTS; k++) sum += (double)unit((unsigned)i * INPUTS + k, 1) * unit(k, 2);
        return std::max(0.0, sum);
    };
    bool ok = verify(outputs, n, expected, 1e-5, 1.0, 16, 16);
    return report(ok, t, (double)n * INPUTS * sizeof(float), "GB");
}
