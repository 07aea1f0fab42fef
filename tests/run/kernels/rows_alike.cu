// run:
// Grids in two and three dimensions whose bounds and borders depend on x only, on y too, or on the place in the whole block; rows of many lengths; structures of two and four words that are read and written in place.
#include <cstdio>
#include <vector>
#include <cuda_runtime.h>

struct Pair {
    int first, second;
};

__global__ void borders(const int *in, int *out, int nx, int ny, int nz)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y, z = blockIdx.z * blockDim.z + threadIdx.z;
    if (x >= nx || y >= ny || z >= nz) return;
    int i = (z * ny + y) * nx + x;
    if (x == 0 || x == nx - 1 || y == 0 || z == nz - 1) {
        out[i] = -in[i];
        return;
    }
    out[i] = in[i - 1] + 2 * in[i] + in[i + 1] - in[i - nx];
}

/** The bound depends on y: rows are not alike. */
__global__ void triangle(const int *in, int *out, int nx, int ny, int nz)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y, z = blockIdx.z * blockDim.z + threadIdx.z;
    if (y >= ny || z >= nz || x >= nx) return;
    int i = (z * ny + y) * nx + x;
    out[i] = x < y + z ? in[i] * 3 : x == y + z ? -1 : in[i] + x;
}

/** So does the place in the block. */
__global__ void linear(const int *in, int *out, int nx, int ny, int nz)
{
    int t = (threadIdx.z * blockDim.y + threadIdx.y) * blockDim.x + threadIdx.x;
    int block = (blockIdx.z * gridDim.y + blockIdx.y) * gridDim.x + blockIdx.x;
    int i = block * blockDim.x * blockDim.y * blockDim.z + t;
    if (i < nx * ny * nz && t > 5) out[i] = in[i] ^ t;
}

__global__ void turn(Pair *pairs, int4 *fours, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    int before = pairs[i].first;
    pairs[i].first = pairs[i].second;
    pairs[i].second = before + pairs[i].first;
    int4 v = fours[i];
    fours[i].x = v.w;
    fours[i].w = fours[i].x + fours[i].y;
    fours[i].z = v.z - fours[i].w;
}

static int failures = 0;

static void expect(const char *what, int row, int got, int wanted, int at)
{
    if (got == wanted) return;
    if (failures++ < 10) printf("%s, rows of %d: [%d] is %d, not %d\n", what, row, at, got, wanted);
}

int main()
{
    const int nx = 77, ny = 13, nz = 5, n = nx * ny * nz;
    int *in, *out;
    cudaMallocManaged(&in, n * sizeof(int));
    cudaMallocManaged(&out, n * sizeof(int));
    const dim3 shapes[] = {dim3(1, 4, 2), dim3(5, 3, 1), dim3(8, 8, 1), dim3(16, 4, 4), dim3(32, 8, 1), dim3(40, 2, 2), dim3(64, 1, 3), dim3(100, 2, 1), dim3(256, 1, 1)};
    for (int i = 0; i < n; i++) in[i] = (i * 37 + 11) % 1009;
    for (dim3 block : shapes) {
        dim3 grid((nx + block.x - 1) / block.x, (ny + block.y - 1) / block.y, (nz + block.z - 1) / block.z);
        int row = block.x;
        borders<<<grid, block>>>(in, out, nx, ny, nz);
        cudaDeviceSynchronize();
        for (int i = 0; i < n; i++) {
            int x = i % nx, y = i / nx % ny, z = i / nx / ny;
            expect("borders", row, out[i], x == 0 || x == nx - 1 || y == 0 || z == nz - 1 ? -in[i] : in[i - 1] + 2 * in[i] + in[i + 1] - in[i - nx], i);
        }
        triangle<<<grid, block>>>(in, out, nx, ny, nz);
        cudaDeviceSynchronize();
        for (int i = 0; i < n; i++) {
            int x = i % nx, y = i / nx % ny, z = i / nx / ny;
            expect("triangle", row, out[i], x < y + z ? in[i] * 3 : x == y + z ? -1 : in[i] + x, i);
        }
        cudaMemset(out, 0, n * sizeof(int));
        linear<<<grid, block>>>(in, out, nx, ny, nz);
        cudaDeviceSynchronize();
        int threads = block.x * block.y * block.z;
        for (int i = 0; i < n; i++) expect("linear", row, out[i], i % threads > 5 && i / threads < (int)(grid.x * grid.y * grid.z) ? in[i] ^ (i % threads) : 0, i);
    }
    const int m = 203;
    Pair *pairs;
    int4 *fours;
    cudaMallocManaged(&pairs, m * sizeof(Pair));
    cudaMallocManaged(&fours, m * sizeof(int4));
    for (int row : {3, 8, 32, 96}) {
        for (int i = 0; i < m; i++) pairs[i] = Pair{i, 1000 - 3 * i}, fours[i] = make_int4(i, 2 * i, 3 * i, 4 * i + 1);
        turn<<<(m + row - 1) / row, row>>>(pairs, fours, m);
        cudaDeviceSynchronize();
        for (int i = 0; i < m; i++) {
            expect("first", row, pairs[i].first, 1000 - 3 * i, i);
            expect("second", row, pairs[i].second, 1000 - 2 * i, i);
            int w = 4 * i + 1 + 2 * i;
            expect("x", row, fours[i].x, 4 * i + 1, i);
            expect("w", row, fours[i].w, w, i);
            expect("z", row, fours[i].z, 3 * i - w, i);
        }
    }
    printf("%s: %d\n", cudaGetErrorString(cudaGetLastError()), failures);
    return failures != 0;
}
