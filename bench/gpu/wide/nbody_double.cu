/* All-pairs gravitation in double, with sqrt and division, tiles in shared memory. Verified for 64 bodies, tolerance 1e-11 of the typical acceleration. Small size: 256. */
#include "../bench.cuh"

constexpr int BLOCK = 128;
constexpr double SOFTENING = 1e-3;

struct Vector {
    double x, y, z, w;
};

__global__ void fill(double *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = unit(i, 1);
}

__global__ void forces(const Vector *bodies, Vector *accelerations, int n)
{
    __shared__ Vector tile[BLOCK];
    int i = blockIdx.x * BLOCK + threadIdx.x;
    Vector self = bodies[i];
    double ax = 0.0, ay = 0.0, az = 0.0;
    for (int base = 0; base < n; base += BLOCK) {
        tile[threadIdx.x] = bodies[base + threadIdx.x];
        __syncthreads();
        for (int k = 0; k < BLOCK; k++) {
            double dx = tile[k].x - self.x, dy = tile[k].y - self.y, dz = tile[k].z - self.z;
            double distance2 = dx * dx + dy * dy + dz * dz + SOFTENING;
            double strength = tile[k].w / (distance2 * sqrt(distance2));
            ax += dx * strength;
            ay += dy * strength;
            az += dz * strength;
        }
        __syncthreads();
    }
    accelerations[i] = {ax, ay, az, 0.0};
}

int main(int argc, char **argv)
{
    int n = std::max(BLOCK, problem_size(argc, argv, 8192) / BLOCK * BLOCK);
    printf("nbody_double: %d bodies\n", n);
    double *bodies = device_array<double>((size_t)n * 4), *accelerations = device_array<double>((size_t)n * 4);
    fill<<<blocks_for((size_t)n * 4, 256), 256>>>(bodies, n * 4);

    Timing t = time_launches([&] { forces<<<n / BLOCK, BLOCK>>>((const Vector *)bodies, (Vector *)accelerations, n); });
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
    bool ok = verify(accelerations, (size_t)n * 4, expected, 1e-11, 0.1 * n, 16, 16);
    return report(ok, t, 20.0 * n * n, "GFLOP");
}
