/* A step of the Euler equations on an unstructured mesh: five conserved variables, an array each, four neighbours an element, Rusanov fluxes of float3 through walls, outer faces and inner ones. Verified by the same arithmetic on the host for a sample, tolerance 1e-3. Small size: 60. */
#include "../bench.cuh"

#define NNB 4
#define GAMMA 1.4f
#define VAR_DENSITY 0
#define VAR_MOMENTUM 1
#define VAR_ENERGY 4
#define WALL -1
#define OUTSIDE -2

struct State {
    float density, energy;
    float3 momentum;
};

__constant__ State far_field;

__host__ __device__ inline float3 velocity_of(const State &s)
{
    return make_float3(s.momentum.x / s.density, s.momentum.y / s.density, s.momentum.z / s.density);
}
__host__ __device__ inline float pressure_of(const State &s, float speed2) { return (GAMMA - 1.0f) * (s.energy - 0.5f * s.density * speed2); }
__host__ __device__ inline float dot(float3 a, float3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }

__host__ __device__ inline void flux_of(const State &s, float3 velocity, float pressure, float3 &mx, float3 &my, float3 &mz, float3 &energy)
{
    mx = make_float3(velocity.x * s.momentum.x + pressure, velocity.x * s.momentum.y, velocity.x * s.momentum.z);
    my = make_float3(mx.y, velocity.y * s.momentum.y + pressure, velocity.y * s.momentum.z);
    mz = make_float3(mx.z, my.z, velocity.z * s.momentum.z + pressure);
    float de_p = s.energy + pressure;
    energy = make_float3(velocity.x * de_p, velocity.y * de_p, velocity.z * de_p);
}

__host__ __device__ inline State load_state(const float *variables, int i, int n)
{
    State s;
    s.density = variables[i + VAR_DENSITY * n];
    s.momentum.x = variables[i + (VAR_MOMENTUM + 0) * n];
    s.momentum.y = variables[i + (VAR_MOMENTUM + 1) * n];
    s.momentum.z = variables[i + (VAR_MOMENTUM + 2) * n];
    s.energy = variables[i + VAR_ENERGY * n];
    return s;
}

/** What flows into element i. */
__host__ __device__ inline State gather(int i, int n, const int *neighbours, const float *normals, const float *variables, const State &outer)
{
    State own = load_state(variables, i, n), flux = {0.0f, 0.0f, {0.0f, 0.0f, 0.0f}};
    float3 velocity = velocity_of(own);
    float speed2 = dot(velocity, velocity), pressure = pressure_of(own, speed2), sound = sqrtf(GAMMA * pressure / own.density);
    float3 mx, my, mz, fe;
    flux_of(own, velocity, pressure, mx, my, mz, fe);
    for (int j = 0; j < NNB; j++) {
        int nb = neighbours[i + j * n];
        float3 normal = make_float3(normals[i + (j + 0 * NNB) * n], normals[i + (j + 1 * NNB) * n], normals[i + (j + 2 * NNB) * n]);
        float length = sqrtf(dot(normal, normal));
        if (nb == WALL) {
            flux.momentum.x -= normal.x * pressure;
            flux.momentum.y -= normal.y * pressure;
            flux.momentum.z -= normal.z * pressure;
            continue;
        }
        State other = nb == OUTSIDE ? outer : load_state(variables, nb, n);
        float3 velocity_nb = velocity_of(other);
        float speed2_nb = dot(velocity_nb, velocity_nb), pressure_nb = pressure_of(other, speed2_nb), sound_nb = sqrtf(GAMMA * pressure_nb / other.density);
        float3 mx_nb, my_nb, mz_nb, fe_nb;
        flux_of(other, velocity_nb, pressure_nb, mx_nb, my_nb, mz_nb, fe_nb);
        float factor = length * 0.25f * (sqrtf(speed2) + sqrtf(speed2_nb) + sound + sound_nb);
        flux.density += factor * (other.density - own.density);
        flux.energy += factor * (other.energy - own.energy);
        flux.momentum.x += factor * (other.momentum.x - own.momentum.x);
        flux.momentum.y += factor * (other.momentum.y - own.momentum.y);
        flux.momentum.z += factor * (other.momentum.z - own.momentum.z);
        float3 half = make_float3(-0.5f * normal.x, -0.5f * normal.y, -0.5f * normal.z);
        flux.density += half.x * (own.momentum.x + other.momentum.x) + half.y * (own.momentum.y + other.momentum.y) + half.z * (own.momentum.z + other.momentum.z);
        flux.energy += half.x * (fe.x + fe_nb.x) + half.y * (fe.y + fe_nb.y) + half.z * (fe.z + fe_nb.z);
        flux.momentum.x += half.x * (mx.x + mx_nb.x) + half.y * (mx.y + mx_nb.y) + half.z * (mx.z + mx_nb.z);
        flux.momentum.y += half.x * (my.x + my_nb.x) + half.y * (my.y + my_nb.y) + half.z * (my.z + my_nb.z);
        flux.momentum.z += half.x * (mz.x + mz_nb.x) + half.y * (mz.y + mz_nb.y) + half.z * (mz.z + mz_nb.z);
    }
    return flux;
}

__global__ void compute_flux(const int *neighbours, const float *normals, const float *variables, float *fluxes, int n)
{
    int i = blockDim.x * blockIdx.x + threadIdx.x;
    if (i >= n) return;
    State flux = gather(i, n, neighbours, normals, variables, far_field);
    fluxes[i + VAR_DENSITY * n] = flux.density;
    fluxes[i + (VAR_MOMENTUM + 0) * n] = flux.momentum.x;
    fluxes[i + (VAR_MOMENTUM + 1) * n] = flux.momentum.y;
    fluxes[i + (VAR_MOMENTUM + 2) * n] = flux.momentum.z;
    fluxes[i + VAR_ENERGY * n] = flux.energy;
}

__global__ void time_step(const float *old, const float *fluxes, float *variables, float factor, int n)
{
    int i = blockDim.x * blockIdx.x + threadIdx.x;
    if (i >= n) return;
    for (int v = 0; v < 5; v++) variables[i + v * n] = old[i + v * n] + factor * fluxes[i + v * n];
}

int main(int argc, char **argv)
{
    int side = problem_size(argc, argv, 1000), n = side * side;
    printf("euler_mesh: %d elements\n", n);
    std::vector<int> neighbours((size_t)n * NNB);
    std::vector<float> normals((size_t)n * NNB * 3), variables((size_t)n * 5);
    for (int i = 0; i < n; i++) {
        int x = i % side, y = i / side;
        const int next[NNB] = {x > 0 ? i - 1 : WALL, x < side - 1 ? i + 1 : OUTSIDE, y > 0 ? i - side : WALL, y < side - 1 ? i + side : OUTSIDE};
        for (int j = 0; j < NNB; j++) {
            neighbours[i + (size_t)j * n] = next[j];
            for (int k = 0; k < 3; k++) normals[i + (size_t)(j + k * NNB) * n] = (k == j / 2 ? (j % 2 ? 1.0f : -1.0f) : 0.0f) + 0.1f * unit(i * 16 + j, k);
        }
        for (int v = 0; v < 5; v++) variables[i + (size_t)v * n] = (v == VAR_DENSITY ? 1.0f : v == VAR_ENERGY ? 3.0f : 0.2f) + 0.1f * unit(i, v + 9);
    }
    State outer = {1.4f, 3.2f, {0.5f, 0.1f, 0.0f}};
    CHECK(cudaMemcpyToSymbol(far_field, &outer, sizeof(State)));
    int *device_neighbours = device_copy(neighbours);
    float *device_normals = device_copy(normals), *old = device_copy(variables), *fluxes = device_array<float>((size_t)n * 5), *result = device_array<float>((size_t)n * 5);

    unsigned blocks = blocks_for(n, 192);
    Timing t = time_launches([&] {
        compute_flux<<<blocks, 192>>>(device_neighbours, device_normals, old, fluxes, n);
        time_step<<<blocks, 192>>>(old, fluxes, result, 0.01f, n);
    });
    bool ok = verify(result, (size_t)n * 5, [&](size_t k) {
        int i = k % n, v = k / n;
        State f = gather(i, n, neighbours.data(), normals.data(), variables.data(), outer);
        const float flux[5] = {f.density, f.momentum.x, f.momentum.y, f.momentum.z, f.energy};
        return variables[k] + 0.01 * flux[v];
    }, 1e-4, 1.0, 64, 256);
    return report(ok, t, (double)n, "Gelement");
}
