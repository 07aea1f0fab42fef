/* Edges in a colour photograph: three bytes a pixel to grey, then the Sobel operator on tiles of bytes with a halo in shared memory. Exact. Small size: 100. */
#include "../bench.cuh"

#define TILE 16

__global__ void to_grey(const uchar3 *colour, unsigned char *grey, int width, int height)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x < width && y < height) {
        uchar3 p = colour[y * width + x];
        grey[y * width + x] = (unsigned char)((77 * p.x + 150 * p.y + 29 * p.z) >> 8);
    }
}

__global__ void sobel(const unsigned char *grey, unsigned char *edges, int width, int height)
{
    __shared__ unsigned char tile[TILE + 2][TILE + 2];
    int x0 = blockIdx.x * TILE - 1, y0 = blockIdx.y * TILE - 1;
    for (int i = threadIdx.y * TILE + threadIdx.x; i < (TILE + 2) * (TILE + 2); i += TILE * TILE) {
        int x = min(max(x0 + i % (TILE + 2), 0), width - 1);
        int y = min(max(y0 + i / (TILE + 2), 0), height - 1);
        tile[i / (TILE + 2)][i % (TILE + 2)] = grey[y * width + x];
    }
    __syncthreads();
    int x = blockIdx.x * TILE + threadIdx.x, y = blockIdx.y * TILE + threadIdx.y;
    if (x >= width || y >= height) return;
    int tx = threadIdx.x + 1, ty = threadIdx.y + 1;
    int gx = tile[ty - 1][tx + 1] + 2 * tile[ty][tx + 1] + tile[ty + 1][tx + 1] - tile[ty - 1][tx - 1] - 2 * tile[ty][tx - 1] - tile[ty + 1][tx - 1];
    int gy = tile[ty + 1][tx - 1] + 2 * tile[ty + 1][tx] + tile[ty + 1][tx + 1] - tile[ty - 1][tx - 1] - 2 * tile[ty - 1][tx] - tile[ty - 1][tx + 1];
    int magnitude = abs(gx) + abs(gy);
    edges[y * width + x] = magnitude > 255 ? 255 : magnitude;
}

__host__ __device__ inline unsigned char colour_byte(unsigned i) { return hash32(i) >> 24; }

__global__ void make_photo(uchar3 *colour, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) colour[i] = make_uchar3(colour_byte(3 * i), colour_byte(3 * i + 1), colour_byte(3 * i + 2));
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 6144);
    size_t count = (size_t)n * n;
    printf("sobel_bytes: %d x %d pixels\n", n, n);
    uchar3 *colour = device_array<uchar3>(count);
    unsigned char *grey = device_array<unsigned char>(count), *edges = device_array<unsigned char>(count);
    make_photo<<<blocks_for(count, 256), 256>>>(colour, (int)count);

    dim3 block(TILE, TILE), grid(blocks_for(n, TILE), blocks_for(n, TILE));
    Timing t = time_launches([&] {
        to_grey<<<grid, block>>>(colour, grey, n, n);
        sobel<<<grid, block>>>(grey, edges, n, n);
    });
    auto at = [=](int x, int y) {
        unsigned i = (unsigned)std::min(std::max(y, 0), n - 1) * n + std::min(std::max(x, 0), n - 1);
        return (77 * colour_byte(3 * i) + 150 * colour_byte(3 * i + 1) + 29 * colour_byte(3 * i + 2)) >> 8;
    };
    bool ok = verify(edges, count, [=](size_t i) {
        int x = i % n, y = i / n;
        int gx = at(x + 1, y - 1) + 2 * at(x + 1, y) + at(x + 1, y + 1) - at(x - 1, y - 1) - 2 * at(x - 1, y) - at(x - 1, y + 1);
        int gy = at(x - 1, y + 1) + 2 * at(x, y + 1) + at(x + 1, y + 1) - at(x - 1, y - 1) - 2 * at(x, y - 1) - at(x + 1, y - 1);
        return std::min(255, std::abs(gx) + std::abs(gy));
    }, 0.0, 1.0, 64, 256);
    return report(ok, t, (double)count, "Gpixel");
}
