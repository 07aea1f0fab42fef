/* All-pairs gravitation: tiles of bodies in shared memory, softened inverse square. Verified for 256 bodies in double, tolerance 1e-4 of the typical acceleration. Small size: 1024. */
#include "bench.cuh"

constexpr int BLOCK = 256;
constexpr float SOFTENING = 1e-3f;

__device__ float3 interact(float4 self, float4 other, float3 acceleration)
{
    float dx = other.x - self.x, dy = other.y - self.y, dz = other.z - self.z;
    float distance2 = dx * dx + dy * dy + dz * dz + SOFTENING;
    float inverse = rsqrtf(distance2);
    float strength = other.w * inverse * inverse * inverse;
    acceleration.x += dx * strength;
    acceleration.y += dy * strength;
    acceleration.z += dz * strength;
    return acceleration;
}

__global__ void forces(const float4 *bodies, float4 *accelerations, int n)
{
    __shared__ float4 tile[BLOCK];
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    float4 self = bodies[i];
    float3 acceleration = make_float3(0.0f, 0.0f, 0.0f);
    for (int base = 0; base < n; base += BLOCK) {
        tile[threadIdx.x] = bodies[base + threadIdx.x];
        __syncthreads();
#pragma unroll 8
        for (int k = 0; k < BLOCK; k++) acceleration = interact(self, tile[k], acceleration);
        __syncthreads();
    }
    accelerations[i] = make_float4(acceleration.x, acceleration.y, acceleration.z, 0.0f);
}

int main(int argc, char **argv)
{
    int n = std::max(BLOCK, problem_size(argc, argv, 65536) / BLOCK * BLOCK);
    printf("nbody: %d bodies\n", n);
    float *bodies = device_array<float>((size_t)n * 4), *accelerations = device_array<float>((size_t)n * 4);
    fill_units(bodies, (size_t)n * 4, 1);

    Timing t = time_launches([&] { forces<<<n / BLOCK, BLOCK>>>((const float4 *)bodies, (float4 *)accelerations, n); });

    auto expected = [=](size_t index) {
        unsigned i = index / 4 * 4, axis = index % 4;
        if (axis == 3) return 0.0;
        double sum = 0.0;
        for (unsigned j = 0; j < 4u * n; j += 4) {
            double d[3], distance2 = SOFTENING;
            for (int a = 0; a < 3; a++) {
                d[a] = (double)unit(j + a, 1) - unit(i + a, 1);
                distance2 += d[a] * d[a];
            }
            sum += unit(j + 3, 1) * d[axis] / (distance2 * std::sqrt(distance2));
        }
        return sum;
    };
    bool ok = verify(accelerations, (size_t)n * 4, expected, 1e-4, 0.1 * n, 64, 16);
    return report(ok, t, 20.0 * n * n, "GFLOP");
}
