/* The cheapest way down through a grid of costs, row by row: each cell follows the cheapest of three above. A launch goes down several rows on a shared row with ghost cells that get fewer. Exact, by columns around a sample. Small size: 2000. */
#include "../bench.cuh"

#define BLOCK 256
#define DEPTH 16
#define ROWS 64
#define IN_RANGE(v, low, high) ((v) >= (low) && (v) <= (high))
#define MIN(a, b) ((a) <= (b) ? (a) : (b))

__global__ void descend(const int *costs, const int *above, int *below, int cols, int first_row, int rows)
{
    __shared__ int previous[BLOCK];
    __shared__ int result[BLOCK];
    int tx = threadIdx.x;
    int useful = BLOCK - 2 * DEPTH;
    int col = (int)blockIdx.x * useful - DEPTH + tx;
    bool valid = IN_RANGE(col, 0, cols - 1);
    if (valid) previous[tx] = above[col];
    __syncthreads();

    int left = col <= 0 ? tx : tx - 1;
    int right = col >= cols - 1 ? tx : tx + 1;
    for (int k = 0; k < rows; k++) {
        bool computed = IN_RANGE(tx, k + 1, BLOCK - k - 2) && valid;
        if (computed) {
            int shortest = MIN(previous[left], previous[tx]);
            shortest = MIN(shortest, previous[right]);
            result[tx] = shortest + costs[(first_row + k) * cols + col];
        }
        __syncthreads();
        if (computed) previous[tx] = result[tx];
        __syncthreads();
    }
    if (valid && IN_RANGE(tx, DEPTH, BLOCK - DEPTH - 1)) below[col] = previous[tx];
}

__global__ void make_costs(int *costs, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) costs[i] = hash32(i) % 10;
}

int main(int argc, char **argv)
{
    int cols = problem_size(argc, argv, 1 << 20);
    printf("minimal_path: %d columns, %d rows\n", cols, ROWS);
    int *costs = device_array<int>((size_t)cols * ROWS);
    int *path[2] = {device_array<int>(cols), device_array<int>(cols)};
    make_costs<<<blocks_for((size_t)cols * ROWS, 256), 256>>>(costs, cols * ROWS);

    int last = 0;
    Timing t = time_launches([&] {
        CHECK(cudaMemcpyAsync(path[0], costs, cols * sizeof(int), cudaMemcpyDeviceToDevice));
        int from = 0;
        for (int row = 1; row < ROWS; row += DEPTH) {
            int rows = MIN(DEPTH, ROWS - row);
            descend<<<blocks_for(cols, BLOCK - 2 * DEPTH), BLOCK>>>(costs, path[from], path[1 - from], cols, row, rows);
            from = 1 - from;
        }
        last = from;
    });
    const int length = 64;
    std::vector<int> window;
    int begin = 0;
    auto compute = [&](int first) {
        begin = std::max(first - ROWS, 0);
        int end = std::min(first + length + ROWS, cols);
        window.resize(end - begin);
        for (int c = begin; c < end; c++) window[c - begin] = hash32(c) % 10;
        for (int row = 1; row < ROWS; row++) {
            std::vector<int> up = window;
            for (int c = begin; c < end; c++) {
                int best = up[c - begin];
                if (c > begin) best = std::min(best, up[c - begin - 1]);
                if (c + 1 < end) best = std::min(best, up[c - begin + 1]);
                window[c - begin] = best + hash32(row * cols + c) % 10;
            }
        }
    };
    int previous = -2;
    bool ok = sample(path[last], cols, [&](size_t i, int value) {
        if ((int)i != previous + 1 || (int)i >= begin + ROWS + length) compute(i);
        previous = i;
        return check_element(i, value, window[i - begin], 0.0);
    }, 32, length);
    return report(ok, t, (double)cols * ROWS, "Gcell");
}
