/* LU decomposition without pivoting, in blocks of 16: a kernel each for the diagonal block, the row and column of blocks, and the rest. A launch restores the matrix first. Verified by products of L and U, tolerance 1e-4. Small size: 128. */
#include "../bench.cuh"

#define B 16

__global__ void diagonal(float *m, int n, int offset)
{
    __shared__ float tile[B][B];
    int tx = threadIdx.x;
    float *base = m + (size_t)offset * n + offset;
    for (int i = 0; i < B; i++) tile[i][tx] = base[i * n + tx];
    __syncthreads();
    for (int k = 0; k < B - 1; k++) {
        if (tx > k) {
            float factor = tile[tx][k] / tile[k][k];
            for (int j = k + 1; j < B; j++) tile[tx][j] -= factor * tile[k][j];
            tile[tx][k] = factor;
        }
        __syncthreads();
    }
    for (int i = 0; i < B; i++) base[i * n + tx] = tile[i][tx];
}

__global__ void perimeter(float *m, int n, int offset)
{
    __shared__ float corner[B][B];
    __shared__ float row[B][B];
    __shared__ float column[B][B];
    int tx = threadIdx.x % B;
    bool lower = threadIdx.x >= B;
    int other = offset + (blockIdx.x + 1) * B;
    if (!lower) {
        for (int i = 0; i < B; i++) corner[i][tx] = m[(offset + i) * n + offset + tx];
        for (int i = 0; i < B; i++) row[i][tx] = m[(offset + i) * n + other + tx];
    } else {
        for (int i = 0; i < B; i++) column[i][tx] = m[(other + i) * n + offset + tx];
    }
    __syncthreads();
    if (!lower) {
        for (int i = 1; i < B; i++)
            for (int k = 0; k < i; k++) row[i][tx] -= corner[i][k] * row[k][tx];
    } else {
        for (int j = 0; j < B; j++) {
            for (int k = 0; k < j; k++) column[tx][j] -= column[tx][k] * corner[k][j];
            column[tx][j] /= corner[j][j];
        }
    }
    __syncthreads();
    if (!lower) {
        for (int i = 1; i < B; i++) m[(offset + i) * n + other + tx] = row[i][tx];
    } else {
        for (int i = 0; i < B; i++) m[(other + i) * n + offset + tx] = column[i][tx];
    }
}

__global__ void interior(float *m, int n, int offset)
{
    __shared__ float row[B][B];
    __shared__ float column[B][B];
    int tx = threadIdx.x, ty = threadIdx.y;
    int global_row = offset + (blockIdx.y + 1) * B;
    int global_col = offset + (blockIdx.x + 1) * B;
    row[ty][tx] = m[(offset + ty) * n + global_col + tx];
    column[ty][tx] = m[(global_row + ty) * n + offset + tx];
    __syncthreads();
    float sum = 0;
    for (int k = 0; k < B; k++) sum += column[ty][k] * row[k][tx];
    m[(global_row + ty) * n + global_col + tx] -= sum;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 1024) / B * B;
    size_t count = (size_t)n * n;
    printf("lu_blocked: %d x %d floats\n", n, n);
    std::vector<float> matrix(count);
    for (size_t i = 0; i < count; i++) matrix[i] = unit(i, 1) + (i / n == i % n ? (float)n : 0.0f);
    float *original = device_copy(matrix), *m = device_array<float>(count);

    Timing t = time_launches([&] {
        CHECK(cudaMemcpyAsync(m, original, count * sizeof(float), cudaMemcpyDeviceToDevice));
        for (int offset = 0; offset < n; offset += B) {
            diagonal<<<1, B>>>(m, n, offset);
            int rest = (n - offset) / B - 1;
            if (rest == 0) break;
            perimeter<<<rest, 2 * B>>>(m, n, offset);
            interior<<<dim3(rest, rest), dim3(B, B)>>>(m, n, offset);
        }
    });
    std::vector<float> lu = host_copy(m, count);
    bool ok = true;
    for (int s = 0; s < 2000 && ok; s++) {
        int row = hash32(s) % n, col = s % 8 == 0 ? row : (int)(hash32(s + 7777) % n);
        double sum = row <= col ? lu[(size_t)row * n + col] : 0.0;
        for (int k = 0; k < row && k <= col; k++) sum += (double)lu[(size_t)row * n + k] * lu[(size_t)k * n + col];
        ok = check_element((size_t)row * n + col, sum, matrix[(size_t)row * n + col], 1e-4);
    }
    return report(ok, t, 2.0 / 3.0 * n * n * n, "GFLOP");
}
