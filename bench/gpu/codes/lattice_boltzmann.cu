/* A lattice Boltzmann step in two dimensions with nine velocities: pull from the neighbours, bounce back at obstacles, collide. Verified in double for a sample, tolerance 1e-5. Small size: 80. */
#include "../bench.cuh"

#define Q 9
#define OMEGA 1.2f

__constant__ int cx[Q] = {0, 1, 0, -1, 0, 1, -1, -1, 1};
__constant__ int cy[Q] = {0, 0, 1, 0, -1, 1, 1, -1, -1};
__constant__ float weight[Q] = {4.f / 9, 1.f / 9, 1.f / 9, 1.f / 9, 1.f / 9, 1.f / 36, 1.f / 36, 1.f / 36, 1.f / 36};
__constant__ int opposite[Q] = {0, 3, 4, 1, 2, 7, 8, 5, 6};
static const int host_cx[Q] = {0, 1, 0, -1, 0, 1, -1, -1, 1}, host_cy[Q] = {0, 0, 1, 0, -1, 1, 1, -1, -1}, host_opposite[Q] = {0, 3, 4, 1, 2, 7, 8, 5, 6};
static const double host_weight[Q] = {4. / 9, 1. / 9, 1. / 9, 1. / 9, 1. / 9, 1. / 36, 1. / 36, 1. / 36, 1. / 36};

__global__ void step(const float *f_in, float *f_out, const unsigned char *solid, int nx, int ny)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x;
    int y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= nx || y >= ny) return;
    int n = nx * ny;
    int cell = y * nx + x;
    float f[Q];
    float rho = 0.0f, ux = 0.0f, uy = 0.0f;
    for (int q = 0; q < Q; q++) {
        int xs = (x - cx[q] + nx) % nx;
        int ys = (y - cy[q] + ny) % ny;
        int from = ys * nx + xs;
        if (solid[from])
            f[q] = f_in[opposite[q] * n + cell];
        else
            f[q] = f_in[q * n + from];
        rho += f[q];
        ux += cx[q] * f[q];
        uy += cy[q] * f[q];
    }
    ux /= rho;
    uy /= rho;
    float u2 = ux * ux + uy * uy;
    for (int q = 0; q < Q; q++) {
        float cu = 3.0f * (cx[q] * ux + cy[q] * uy);
        float equilibrium = weight[q] * rho * (1.0f + cu + 0.5f * cu * cu - 1.5f * u2);
        f_out[q * n + cell] = f[q] - OMEGA * (f[q] - equilibrium);
    }
}

__host__ __device__ inline float start_value(int q, int cell, float w) { return w * (1.0f + 0.1f * unit(cell, q)); }

__global__ void start(float *f, unsigned char *solid, int n)
{
    int cell = blockIdx.x * blockDim.x + threadIdx.x;
    if (cell >= n) return;
    for (int q = 0; q < Q; q++) f[q * n + cell] = start_value(q, cell, weight[q]);
    solid[cell] = hash32(cell / 8) % 16 == 0;
}

int main(int argc, char **argv)
{
    int nx = problem_size(argc, argv, 3072), ny = nx, n = nx * ny;
    printf("lattice_boltzmann: %d x %d cells\n", nx, ny);
    float *f = device_array<float>((size_t)n * Q), *g = device_array<float>((size_t)n * Q);
    unsigned char *solid = device_array<unsigned char>(n);
    start<<<blocks_for(n, 256), 256>>>(f, solid, n);

    dim3 block(32, 4), grid(blocks_for(nx, 32), blocks_for(ny, 4));
    Timing t = time_launches([&] { step<<<grid, block>>>(f, g, solid, nx, ny); });
    bool ok = verify(g, (size_t)n * Q, [=](size_t k) {
        int cell = k % n, which = k / n, x = cell % nx, y = cell / nx;
        double value[Q], rho = 0, ux = 0, uy = 0;
        for (int q = 0; q < Q; q++) {
            int from = (y - host_cy[q] + ny) % ny * nx + (x - host_cx[q] + nx) % nx;
            bool blocked = hash32(from / 8) % 16 == 0;
            int dir = blocked ? host_opposite[q] : q, at = blocked ? cell : from;
            value[q] = start_value(dir, at, (float)host_weight[dir]);
            rho += value[q];
            ux += host_cx[q] * value[q];
            uy += host_cy[q] * value[q];
        }
        ux /= rho;
        uy /= rho;
        double cu = 3.0 * (host_cx[which] * ux + host_cy[which] * uy);
        double equilibrium = host_weight[which] * rho * (1.0 + cu + 0.5 * cu * cu - 1.5 * (ux * ux + uy * uy));
        return value[which] - 1.2 * (value[which] - equilibrium);
    }, 1e-5, 1.0, 64, 256);
    return report(ok, t, (double)n, "Gcell");
}
