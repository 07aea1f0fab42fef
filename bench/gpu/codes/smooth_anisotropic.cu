/* Edge-preserving smoothing of an image (Perona and Malik): a kernel stores the conduction of each pixel, a second one the divergence. Verified in double, tolerance 1e-4. Small size: 90. */
#include "../bench.cuh"

__device__ int clamp_index(int i, int n) { return i < 0 ? 0 : (i >= n ? n - 1 : i); }

__global__ void conduction(const float *image, float *c, int width, int height, float k2)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x < width && y < height) {
        float here = image[y * width + x];
        float dn = image[clamp_index(y - 1, height) * width + x] - here;
        float ds = image[clamp_index(y + 1, height) * width + x] - here;
        float dw = image[y * width + clamp_index(x - 1, width)] - here;
        float de = image[y * width + clamp_index(x + 1, width)] - here;
        float g2 = (dn * dn + ds * ds + dw * dw + de * de) / (here * here + 0.01f);
        float value = 1.0f / (1.0f + g2 / k2);
        if (value < 0.0f) value = 0.0f;
        if (value > 1.0f) value = 1.0f;
        c[y * width + x] = value;
    }
}

__global__ void smooth(const float *image, const float *c, float *result, int width, int height, float lambda)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x < width && y < height) {
        int i = y * width + x;
        int in = clamp_index(y - 1, height) * width + x, is = clamp_index(y + 1, height) * width + x;
        int iw = y * width + clamp_index(x - 1, width), ie = y * width + clamp_index(x + 1, width);
        float here = image[i];
        float c_here = c[i], c_south = c[is], c_east = c[ie];
        float divergence = c_south * (image[is] - here) + c_here * (image[in] - here) + c_east * (image[ie] - here) + c_here * (image[iw] - here);
        result[i] = here + 0.25f * lambda * divergence;
    }
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 6144);
    size_t count = (size_t)n * n;
    printf("smooth_anisotropic: %d x %d pixels\n", n, n);
    float *image = device_array<float>(count), *c = device_array<float>(count), *result = device_array<float>(count);
    fill_units(image, count, 1);

    const float k = 0.5f;
    dim3 block(16, 16), grid(blocks_for(n, 16), blocks_for(n, 16));
    Timing t = time_launches([&] {
        conduction<<<grid, block>>>(image, c, n, n, k * k);
        smooth<<<grid, block>>>(image, c, result, n, n, 0.5f);
    });
    auto pixel = [=](int x, int y) { return (double)unit(std::min(std::max(y, 0), n - 1) * n + std::min(std::max(x, 0), n - 1), 1); };
    auto conduct = [=](int x, int y) {
        x = std::min(x, n - 1);
        y = std::min(y, n - 1);
        double here = pixel(x, y), dn = pixel(x, y - 1) - here, ds = pixel(x, y + 1) - here, dw = pixel(x - 1, y) - here, de = pixel(x + 1, y) - here;
        return 1.0 / (1.0 + (dn * dn + ds * ds + dw * dw + de * de) / (here * here + 0.01) / 0.25);
    };
    auto expected = [=](size_t i) {
        int x = i % n, y = i / n;
        double here = pixel(x, y), c_here = conduct(x, y);
        double divergence = conduct(x, y + 1) * (pixel(x, y + 1) - here) + c_here * (pixel(x, y - 1) - here) + conduct(x + 1, y) * (pixel(x + 1, y) - here) + c_here * (pixel(x - 1, y) - here);
        return here + 0.25 * 0.5 * divergence;
    };
    bool ok = verify(result, count, expected, 1e-4, 1.0, 64, 512);
    return report(ok, t, (double)count, "Gpixel");
}
