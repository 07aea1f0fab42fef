/* Two images of four bytes a pixel: one over the other by alpha, then a blur of three by three that reads them through pointers to bytes. Exact. Small size: 100. */
#include "../bench.cuh"

__device__ __host__ inline unsigned char mix(unsigned char over, unsigned char under, unsigned char alpha) { return (unsigned char)((over * alpha + under * (255 - alpha) + 127) / 255); }

__global__ void blend(const uchar4 *front, const uchar4 *back, uchar4 *out, int width, int height)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    int idx = y * width + x;
    uchar4 f = front[idx], b = back[idx];
    out[idx] = make_uchar4(mix(f.x, b.x, f.w), mix(f.y, b.y, f.w), mix(f.z, b.z, f.w), 255);
}

__global__ void blur(const unsigned char *in, unsigned char *out, int width, int height, int channels)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    for (int c = 0; c < channels; c++) {
        int sum = 0, taken = 0;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                int nx = x + dx, ny = y + dy;
                if (nx >= 0 && nx < width && ny >= 0 && ny < height) {
                    sum += in[(ny * width + nx) * channels + c];
                    taken++;
                }
            }
        }
        out[(y * width + x) * channels + c] = (unsigned char)(sum / taken);
    }
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 4096);
    size_t count = (size_t)n * n;
    printf("blend_images: %d x %d pixels\n", n, n);
    uchar4 *front = device_array<uchar4>(count), *back = device_array<uchar4>(count), *mixed = device_array<uchar4>(count), *out = device_array<uchar4>(count);
    fill_hashes((unsigned *)front, count, 1);
    fill_hashes((unsigned *)back, count, 2);

    dim3 block(32, 8), grid(blocks_for(n, 32), blocks_for(n, 8));
    Timing t = time_launches([&] {
        blend<<<grid, block>>>(front, back, mixed, n, n);
        blur<<<grid, block>>>((const unsigned char *)mixed, (unsigned char *)out, n, n, 4);
    });
    auto mixed_byte = [=](unsigned i, int c) -> int {
        unsigned f = hash32(i + 0x9e3779b9u), b = hash32(i + 2 * 0x9e3779b9u);
        return c == 3 ? 255 : mix(f >> 8 * c & 255, b >> 8 * c & 255, f >> 24);
    };
    bool ok = verify((const unsigned char *)out, 4 * count, [=](size_t k) {
        int c = k % 4, x = k / 4 % n, y = k / 4 / n, sum = 0, taken = 0;
        for (int ny = std::max(y - 1, 0); ny <= std::min(y + 1, n - 1); ny++)
            for (int nx = std::max(x - 1, 0); nx <= std::min(x + 1, n - 1); nx++, taken++) sum += mixed_byte(ny * n + nx, c);
        return sum / taken;
    }, 0.0, 1.0, 64, 256);
    return report(ok, t, (double)count, "Gpixel");
}
