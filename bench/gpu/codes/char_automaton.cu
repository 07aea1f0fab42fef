/* A cellular automaton of three states (ready, firing, resting; Brian's Brain) on chars: tiles with a halo in shared memory, dead borders, two generations. Exact. Small size: 120. */
#include "../bench.cuh"

#define TILE_X 32
#define TILE_Y 8
#define READY 0
#define FIRING 1
#define RESTING 2

__global__ void generation(const char *cells, char *next, int width, int height)
{
    __shared__ char tile[TILE_Y + 2][TILE_X + 2];
    int x = blockIdx.x * TILE_X + threadIdx.x, y = blockIdx.y * TILE_Y + threadIdx.y;
    int tx = threadIdx.x + 1, ty = threadIdx.y + 1;
    auto cell = [=](int cx, int cy) -> char { return cx >= 0 && cx < width && cy >= 0 && cy < height ? cells[cy * width + cx] : READY; };

    tile[ty][tx] = cell(x, y);
    if (threadIdx.x == 0) tile[ty][0] = cell(x - 1, y);
    if (threadIdx.x == TILE_X - 1) tile[ty][TILE_X + 1] = cell(x + 1, y);
    if (threadIdx.y == 0) tile[0][tx] = cell(x, y - 1);
    if (threadIdx.y == TILE_Y - 1) tile[TILE_Y + 1][tx] = cell(x, y + 1);
    if (threadIdx.x == 0 && threadIdx.y == 0) {
        int right = (blockIdx.x + 1) * TILE_X, below = (blockIdx.y + 1) * TILE_Y;
        tile[0][0] = cell(x - 1, y - 1);
        tile[0][TILE_X + 1] = cell(right, y - 1);
        tile[TILE_Y + 1][0] = cell(x - 1, below);
        tile[TILE_Y + 1][TILE_X + 1] = cell(right, below);
    }
    __syncthreads();
    if (x >= width || y >= height) return;

    char state = tile[ty][tx];
    int firing = 0;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            if ((dx != 0 || dy != 0) && tile[ty + dy][tx + dx] == FIRING) firing++;
    char result;
    if (state == FIRING)
        result = RESTING;
    else if (state == RESTING)
        result = READY;
    else
        result = firing == 2 ? FIRING : READY;
    next[y * width + x] = result;
}

__host__ __device__ inline char start_state(unsigned i)
{
    unsigned h = hash32(i) % 8;
    return h < 2 ? FIRING : h < 3 ? RESTING : READY;
}

__global__ void start(char *cells, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) cells[i] = start_state(i);
}

static char expected_cell(int x, int y, int n, int age)
{
    if (x < 0 || y < 0 || x >= n || y >= n) return READY;
    if (age == 0) return start_state(y * n + x);
    char state = expected_cell(x, y, n, age - 1);
    if (state != READY) return state == FIRING ? RESTING : READY;
    int firing = 0;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
            if (dx != 0 || dy != 0) firing += expected_cell(x + dx, y + dy, n, age - 1) == FIRING;
    return firing == 2 ? FIRING : READY;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 8192);
    size_t count = (size_t)n * n;
    printf("char_automaton: %d x %d cells\n", n, n);
    char *cells = device_array<char>(count), *middle = device_array<char>(count), *next = device_array<char>(count);
    start<<<blocks_for(count, 256), 256>>>(cells, (int)count);

    dim3 block(TILE_X, TILE_Y), grid(blocks_for(n, TILE_X), blocks_for(n, TILE_Y));
    Timing t = time_launches([&] {
        generation<<<grid, block>>>(cells, middle, n, n);
        generation<<<grid, block>>>(middle, next, n, n);
    });
    bool ok = verify(next, count, [=](size_t i) { return expected_cell(i % n, i / n, n, 2); }, 0.0, 1.0, 64, 256);
    return report(ok, t, 2.0 * count, "Gcell");
}
