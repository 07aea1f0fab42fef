/* Global alignment of two sequences (Needleman and Wunsch): tiles of 16 x 16 scores in shared memory, the tiles of an anti-diagonal a launch, cells of a tile in a wavefront. Exact, every score. Small size: 96. */
#include "../bench.cuh"

#define TILE 16
#define GAP 3

__constant__ int similarity[4][4] = {{5, -4, -1, -4}, {-4, 5, -4, -1}, {-1, -4, 5, -4}, {-4, -1, -4, 5}};
static const int host_similarity[4][4] = {{5, -4, -1, -4}, {-4, 5, -4, -1}, {-1, -4, 5, -4}, {-4, -1, -4, 5}};

__device__ __host__ int maximum(int a, int b, int c)
{
    int k = a > b ? a : b;
    return k > c ? k : c;
}

__global__ void align_tiles(const char *first, const char *second, int *scores, int n, int diagonal, int top)
{
    __shared__ int temp[TILE + 1][TILE + 1];
    __shared__ int ref[TILE][TILE];
    int tx = threadIdx.x;
    int tile_row = top + blockIdx.x;
    int tile_col = diagonal - tile_row;
    int cols = n + 1;
    int base = tile_row * TILE * cols + tile_col * TILE; /* the cell above and left of the tile */

    for (int y = 0; y < TILE; y++) ref[y][tx] = similarity[(int)first[tile_row * TILE + y]][(int)second[tile_col * TILE + tx]];
    if (tx == 0) temp[0][0] = scores[base];
    temp[0][tx + 1] = scores[base + tx + 1];
    temp[tx + 1][0] = scores[base + (tx + 1) * cols];
    __syncthreads();

    for (int m = 0; m < TILE; m++) {
        if (tx <= m) {
            int x = tx + 1, y = m - tx + 1;
            temp[y][x] = maximum(temp[y - 1][x - 1] + ref[y - 1][x - 1], temp[y][x - 1] - GAP, temp[y - 1][x] - GAP);
        }
        __syncthreads();
    }
    for (int m = TILE - 2; m >= 0; m--) {
        if (tx <= m) {
            int x = tx + TILE - m, y = TILE - tx;
            temp[y][x] = maximum(temp[y - 1][x - 1] + ref[y - 1][x - 1], temp[y][x - 1] - GAP, temp[y - 1][x] - GAP);
        }
        __syncthreads();
    }
    for (int y = 0; y < TILE; y++) scores[base + (y + 1) * cols + tx + 1] = temp[y + 1][tx + 1];
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 2048) / TILE * TILE;
    int cols = n + 1;
    printf("align_wavefront: %d x %d scores\n", n, n);
    std::vector<char> first(n), second(n);
    for (int i = 0; i < n; i++) {
        first[i] = hash32(i) & 3;
        second[i] = i % 5 == 0 ? hash32(i + 99999) & 3 : first[i];
    }
    std::vector<int> start((size_t)cols * cols, 0);
    for (int i = 1; i < cols; i++) start[i] = start[(size_t)i * cols] = -i * GAP;
    char *device_first = device_copy(first), *device_second = device_copy(second);
    int *scores = device_copy(start);

    int tiles = n / TILE;
    Timing t = time_launches([&] {
        for (int diagonal = 0; diagonal < 2 * tiles - 1; diagonal++) {
            int top = std::max(0, diagonal - tiles + 1), bottom = std::min(diagonal, tiles - 1);
            align_tiles<<<bottom - top + 1, TILE>>>(device_first, device_second, scores, n, diagonal, top);
        }
    });
    for (int y = 1; y < cols; y++)
        for (int x = 1; x < cols; x++) {
            int *here = &start[(size_t)y * cols + x];
            *here = maximum(here[-cols - 1] + host_similarity[(int)first[y - 1]][(int)second[x - 1]], here[-1] - GAP, here[-cols] - GAP);
        }
    bool ok = verify(scores, start.size(), [&](size_t i) { return start[i]; }, 0.0, 1.0, 1, (int)start.size());
    return report(ok, t, (double)n * n, "Gcell");
}
