/* All-pairs gravitation: tiles of bodies in local memory. */
#include "bench.hpp"

static const char *source = R"(
kernel void forces(global const float4 *bodies, global float4 *accelerations, int n)
{
    local float4 tile[256];
    int i = get_global_id(0);
    float4 self = bodies[i];
    float ax = 0.0f, ay = 0.0f, az = 0.0f;
    for (int base = 0; base < n; base += 256) {
        tile[get_local_id(0)] = bodies[base + get_local_id(0)];
        barrier(CLK_LOCAL_MEM_FENCE);
        for (int k = 0; k < 256; k++) {
            float4 other = tile[k];
            float dx = other.x - self.x, dy = other.y - self.y, dz = other.z - self.z;
            float inverse = rsqrt(dx * dx + dy * dy + dz * dz + 1e-3f);
            float strength = other.w * inverse * inverse * inverse;
            ax += dx * strength;
            ay += dy * strength;
            az += dz * strength;
        }
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    accelerations[i] = (float4)(ax, ay, az, 0.0f);
}
)";

int main(int argc, char **argv)
{
    int n = std::max(256, problem_size(argc, argv) / 256 * 256);
    auto bodies = units((size_t)n * 4, 1);
    std::vector<float> accelerations((size_t)n * 4);
    OpenCL cl(source);
    cl_mem din = cl.buffer(bodies), dout = cl.buffer(accelerations);
    cl_kernel k = cl.kernel("forces");
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(n / 256, 256), din, dout, n); });
    double openmp = time_loop([&] {
        const float *p = bodies.data();
        float *a = accelerations.data();
#pragma omp parallel for simd
        for (int i = 0; i < n; i++) {
            float ax = 0.0f, ay = 0.0f, az = 0.0f, x = p[4 * i], y = p[4 * i + 1], z = p[4 * i + 2];
            for (int j = 0; j < n; j++) {
                float dx = p[4 * j] - x, dy = p[4 * j + 1] - y, dz = p[4 * j + 2] - z;
                float inverse = 1.0f / std::sqrt(dx * dx + dy * dy + dz * dz + 1e-3f);
                float strength = p[4 * j + 3] * inverse * inverse * inverse;
                ax += dx * strength;
                ay += dy * strength;
                az += dz * strength;
            }
            a[4 * i] = ax;
            a[4 * i + 1] = ay;
            a[4 * i + 2] = az;
            a[4 * i + 3] = 0.0f;
        }
    });
    return report(agree(cl.read<float>(dout, (size_t)n * 4), accelerations, 1e-4, 0.1 * n), pocl, openmp);
}
