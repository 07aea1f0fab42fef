/* A ray tracer: spheres and materials in constant memory, up to four reflections a pixel, a checkered floor, one light with shadows; bytes out. Verified by the same code on the host for a sample: one pixel in 50 may differ (rounding at edges). Small size: 64. */
#include "../bench.cuh"

#define SPHERES 24
#define BOUNCES 4
#define FAR 1e20f

struct Material {
    float3 colour;
    float reflection;
};

struct Sphere {
    float3 center;
    float radius;
    int material;
};

struct Ray {
    float3 origin, direction;
};

struct Scene {
    Sphere spheres[SPHERES];
    Material materials[4];
    float3 light;
};

__constant__ Scene scene;

__host__ __device__ inline float3 operator+(float3 a, float3 b) { return make_float3(a.x + b.x, a.y + b.y, a.z + b.z); }
__host__ __device__ inline float3 operator-(float3 a, float3 b) { return make_float3(a.x - b.x, a.y - b.y, a.z - b.z); }
__host__ __device__ inline float3 operator*(float3 a, float s) { return make_float3(a.x * s, a.y * s, a.z * s); }
__host__ __device__ inline float dot(float3 a, float3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
__host__ __device__ inline float3 normalize(float3 a) { return a * (1.0f / sqrtf(dot(a, a))); }

__host__ __device__ inline float intersect(const Sphere &s, const Ray &ray)
{
    float3 to = s.center - ray.origin;
    float b = dot(to, ray.direction);
    float d = b * b - dot(to, to) + s.radius * s.radius;
    if (d < 0.0f) return FAR;
    d = sqrtf(d);
    if (b - d > 1e-3f) return b - d;
    if (b + d > 1e-3f) return b + d;
    return FAR;
}

__host__ __device__ inline int closest(const Scene &world, const Ray &ray, float *distance)
{
    int hit = -1;
    *distance = FAR;
    for (int i = 0; i < SPHERES; i++) {
        float t = intersect(world.spheres[i], ray);
        if (t < *distance) {
            *distance = t;
            hit = i;
        }
    }
    return hit;
}

__host__ __device__ inline uchar4 shade(const Scene &world, int px, int py, int width)
{
    Ray ray = {make_float3(0.0f, 0.5f, -4.0f), normalize(make_float3((px - 0.5f * width) / width, (0.5f * width - py) / width, 1.0f))};
    float3 colour = make_float3(0.0f, 0.0f, 0.0f);
    float strength = 1.0f;
    for (int bounce = 0; bounce < BOUNCES; bounce++) {
        float distance;
        int hit = closest(world, ray, &distance);
        Material material;
        float3 point, normal;
        if (hit >= 0) {
            point = ray.origin + ray.direction * distance;
            normal = normalize(point - world.spheres[hit].center);
            material = world.materials[world.spheres[hit].material];
        } else if (ray.direction.y < -1e-3f) {
            point = ray.origin + ray.direction * ((-1.0f - ray.origin.y) / ray.direction.y);
            normal = make_float3(0.0f, 1.0f, 0.0f);
            bool dark = (((int)floorf(point.x) + (int)floorf(point.z)) & 1) != 0;
            material.colour = dark ? make_float3(0.1f, 0.1f, 0.1f) : make_float3(0.8f, 0.8f, 0.8f);
            material.reflection = 0.2f;
        } else {
            colour = colour + make_float3(0.4f, 0.6f, 0.9f) * (strength * (0.3f + 0.7f * fabsf(ray.direction.y)));
            break;
        }
        float3 to_light = normalize(world.light - point);
        Ray shadow = {point, to_light};
        float blocked;
        float light = closest(world, shadow, &blocked) >= 0 ? 0.1f : 0.1f + 0.9f * fmaxf(0.0f, dot(normal, to_light));
        colour = colour + material.colour * (strength * light * (1.0f - material.reflection));
        strength *= material.reflection;
        if (strength < 0.01f) break;
        ray.direction = ray.direction - normal * (2.0f * dot(ray.direction, normal));
        ray.origin = point;
    }
    uchar4 pixel;
    pixel.x = (unsigned char)(255.0f * fminf(colour.x, 1.0f));
    pixel.y = (unsigned char)(255.0f * fminf(colour.y, 1.0f));
    pixel.z = (unsigned char)(255.0f * fminf(colour.z, 1.0f));
    pixel.w = 255;
    return pixel;
}

__global__ void render(uchar4 *image, int width, int height)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= width || y >= height) return;
    image[y * width + x] = shade(scene, x, y, width);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 2048);
    printf("ray_spheres: %d x %d pixels, %d spheres\n", n, n, SPHERES);
    static Scene host;
    for (int i = 0; i < SPHERES; i++) host.spheres[i] = {make_float3(6.0f * unit(i, 1) - 3.0f, 2.0f * unit(i, 2) - 0.8f, 4.0f * unit(i, 3)), 0.15f + 0.35f * unit(i, 4), i % 4};
    for (int i = 0; i < 4; i++) host.materials[i] = {make_float3(0.3f + 0.7f * unit(i, 5), 0.3f + 0.7f * unit(i, 6), 0.3f + 0.7f * unit(i, 7)), 0.15f + 0.2f * i};
    host.light = make_float3(4.0f, 6.0f, -3.0f);
    CHECK(cudaMemcpyToSymbol(scene, &host, sizeof(Scene)));
    uchar4 *image = device_array<uchar4>((size_t)n * n);

    dim3 block(16, 16), grid(blocks_for(n, 16), blocks_for(n, 16));
    Timing t = time_launches([&] { render<<<grid, block>>>(image, n, n); });
    int visited = 0, different = 0;
    sample(image, (size_t)n * n, [&](size_t i, uchar4 p) {
        uchar4 e = shade(host, i % n, i / n, n);
        visited++;
        different += std::abs(p.x - e.x) > 2 || std::abs(p.y - e.y) > 2 || std::abs(p.z - e.z) > 2 || p.w != e.w;
        return true;
    }, 64, 64);
    if (different > 0) fprintf(stderr, "%d of %d pixels differ\n", different, visited);
    return report(different * 50 <= visited, t, (double)n * n, "Gray");
}
