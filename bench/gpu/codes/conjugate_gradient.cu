/* Five steps of the conjugate gradient method for a matrix in compressed rows (five-point Laplacian plus a diagonal): products, dot products with atomics, updates of vectors; scalars go over the host. The residual kept must be the true one, tolerance 1e-3, and smaller. Small size: 40. */
#include "../bench.cuh"

#define BLOCK 256
#define STEPS 5

__global__ void multiply(const int *row_start, const int *columns, const float *values, const float *x, float *y, int n)
{
    int row = blockIdx.x * blockDim.x + threadIdx.x;
    if (row < n) {
        float sum = 0.0f;
        int end = row_start[row + 1];
        for (int j = row_start[row]; j < end; j++) sum += values[j] * x[columns[j]];
        y[row] = sum;
    }
}

__global__ void dot_product(const float *a, const float *b, float *result, int n)
{
    __shared__ float cache[BLOCK];
    int tid = blockIdx.x * blockDim.x + threadIdx.x;
    float temp = 0.0f;
    while (tid < n) {
        temp += a[tid] * b[tid];
        tid += blockDim.x * gridDim.x;
    }
    cache[threadIdx.x] = temp;
    __syncthreads();
    int i = blockDim.x / 2;
    while (i != 0) {
        if (threadIdx.x < i) cache[threadIdx.x] += cache[threadIdx.x + i];
        __syncthreads();
        i /= 2;
    }
    if (threadIdx.x == 0) atomicAdd(result, cache[0]);
}

__global__ void step_solution(float *x, float *r, const float *p, const float *ap, float alpha, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) {
        x[i] += alpha * p[i];
        r[i] -= alpha * ap[i];
    }
}

__global__ void step_direction(float *p, const float *r, float beta, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) p[i] = r[i] + beta * p[i];
}

int main(int argc, char **argv)
{
    int side = problem_size(argc, argv, 1400), n = side * side;
    printf("conjugate_gradient: %d unknowns\n", n);
    std::vector<int> row_start(n + 1, 0), columns;
    std::vector<float> values;
    for (int i = 0; i < n; i++) {
        int x = i % side, y = i / side;
        auto add = [&](int column, float value) {
            columns.push_back(column);
            values.push_back(value);
        };
        if (y > 0) add(i - side, -1.0f);
        if (x > 0) add(i - 1, -1.0f);
        add(i, 4.5f);
        if (x < side - 1) add(i + 1, -1.0f);
        if (y < side - 1) add(i + side, -1.0f);
        row_start[i + 1] = (int)columns.size();
    }
    int *device_rows = device_copy(row_start), *device_columns = device_copy(columns);
    float *device_values = device_copy(values), *b = device_array<float>(n), *x = device_array<float>(n), *r = device_array<float>(n), *p = device_array<float>(n), *ap = device_array<float>(n), *scalar = device_array<float>(1);
    fill_units(b, n, 1);

    unsigned blocks = blocks_for(n, BLOCK), dot_blocks = std::min(blocks, 512u);
    auto dot = [&](const float *u, const float *v) {
        float value = 0.0f;
        CHECK(cudaMemset(scalar, 0, sizeof(float)));
        dot_product<<<dot_blocks, BLOCK>>>(u, v, scalar, n);
        CHECK(cudaMemcpy(&value, scalar, sizeof(float), cudaMemcpyDeviceToHost));
        return value;
    };
    float first = 0.0f, rr = 0.0f;
    Timing t = time_launches([&] {
        CHECK(cudaMemset(x, 0, n * sizeof(float)));
        CHECK(cudaMemcpy(r, b, n * sizeof(float), cudaMemcpyDeviceToDevice));
        CHECK(cudaMemcpy(p, b, n * sizeof(float), cudaMemcpyDeviceToDevice));
        rr = first = dot(r, r);
        for (int k = 0; k < STEPS; k++) {
            multiply<<<blocks, BLOCK>>>(device_rows, device_columns, device_values, p, ap, n);
            float alpha = rr / dot(p, ap);
            step_solution<<<blocks, BLOCK>>>(x, r, p, ap, alpha, n);
            float next = dot(r, r);
            step_direction<<<blocks, BLOCK>>>(p, r, next / rr, n);
            rr = next;
        }
    });
    std::vector<float> solution = host_copy(x, n);
    bool ok = verify(r, n, [&](size_t i) {
        double residual = unit(i, 1);
        for (int j = row_start[i]; j < row_start[i + 1]; j++) residual -= (double)values[j] * solution[columns[j]];
        return residual;
    }, 1e-3, 1.0, 64, 1024);
    ok = ok && check_element(0, rr / first, 0.0, 0.1);
    return report(ok, t, (double)STEPS * n, "Grow");
}
