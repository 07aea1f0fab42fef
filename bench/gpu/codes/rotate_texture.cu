/* An image rotated through a texture object: an array, linear filtering, wrapping coordinates. Verified by bilinear interpolation on the host, tolerance 0.02 (weights have eight bits). Small size: 64. */
#include "../bench.cuh"

__global__ void rotate(cudaTextureObject_t image, float *out, int width, int height, float theta)
{
    unsigned x = blockIdx.x * blockDim.x + threadIdx.x;
    unsigned y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    float u = x / (float)width - 0.5f;
    float v = y / (float)height - 0.5f;
    float tu = u * cosf(theta) - v * sinf(theta) + 0.5f;
    float tv = v * cosf(theta) + u * sinf(theta) + 0.5f;
    out[y * width + x] = tex2D<float>(image, tu, tv);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 4096);
    size_t count = (size_t)n * n;
    printf("rotate_texture: %d x %d pixels\n", n, n);
    std::vector<float> pixels(count);
    for (size_t i = 0; i < count; i++) pixels[i] = unit(i, 1);

    cudaChannelFormatDesc format = cudaCreateChannelDesc<float>();
    cudaArray_t array;
    CHECK(cudaMallocArray(&array, &format, n, n));
    CHECK(cudaMemcpy2DToArray(array, 0, 0, pixels.data(), n * sizeof(float), n * sizeof(float), n, cudaMemcpyHostToDevice));
    cudaResourceDesc resource = {};
    resource.resType = cudaResourceTypeArray;
    resource.res.array.array = array;
    cudaTextureDesc description = {};
    description.addressMode[0] = cudaAddressModeWrap;
    description.addressMode[1] = cudaAddressModeWrap;
    description.filterMode = cudaFilterModeLinear;
    description.readMode = cudaReadModeElementType;
    description.normalizedCoords = 1;
    cudaTextureObject_t texture = 0;
    CHECK(cudaCreateTextureObject(&texture, &resource, &description, nullptr));
    float *out = device_array<float>(count);

    const float theta = 0.5f;
    dim3 block(16, 16), grid(blocks_for(n, 16), blocks_for(n, 16));
    Timing t = time_launches([&] { rotate<<<grid, block>>>(texture, out, n, n, theta); });
    auto pixel = [&](int x, int y) { return (double)pixels[(size_t)((y % n + n) % n) * n + (x % n + n) % n]; };
    int visited = 0, different = 0;
    sample(out, count, [&](size_t i, float value) {
        double u = (double)(i % n) / n - 0.5, v = (double)(i / n) / n - 0.5;
        double x = (u * std::cos(theta) - v * std::sin(theta) + 0.5) * n - 0.5, y = (v * std::cos(theta) + u * std::sin(theta) + 0.5) * n - 0.5;
        int x0 = (int)std::floor(x), y0 = (int)std::floor(y);
        double a = x - x0, b = y - y0;
        double expected = (1 - b) * ((1 - a) * pixel(x0, y0) + a * pixel(x0 + 1, y0)) + b * ((1 - a) * pixel(x0, y0 + 1) + a * pixel(x0 + 1, y0 + 1));
        visited++;
        different += !agrees(value, expected, 0.02);
        return true;
    }, 64, 256);
    if (different > 0) fprintf(stderr, "%d of %d pixels differ\n", different, visited);
    CHECK(cudaDestroyTextureObject(texture));
    CHECK(cudaFreeArray(array));
    return report(different * 100 <= visited, t, (double)count, "Gpixel");
}
