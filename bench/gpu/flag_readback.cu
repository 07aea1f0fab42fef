/* Launch a small kernel, read back its flag, decide: the round trip of iterative solvers. `ms` is one trip. Exact. Small size: 1000. */
#include "bench.cuh"

__global__ void countdown(int *values, int n, int *active)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n && values[i] > 0) {
        values[i]--;
        *active = 1;
    }
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 4096);
    printf("flag_readback: %d integers\n", n);
    int *values = device_array<int>(n), *active = device_array<int>(1);
    auto trip = [&] {
        int flag = 0;
        CHECK(cudaMemcpy(active, &flag, sizeof flag, cudaMemcpyHostToDevice));
        countdown<<<blocks_for(n, 256), 256>>>(values, n, active);
        CHECK(cudaMemcpy(&flag, active, sizeof flag, cudaMemcpyDeviceToHost));
        return flag;
    };
    std::vector<int> many(n, 1 << 30);
    CHECK(cudaMemcpy(values, many.data(), n * sizeof(int), cudaMemcpyHostToDevice));
    Timing t = time_launches(trip);

    std::vector<int> few(n);
    for (int i = 0; i < n; i++) few[i] = i % 50;
    CHECK(cudaMemcpy(values, few.data(), n * sizeof(int), cudaMemcpyHostToDevice));
    int trips = 1;
    while (trip() && trips < 1000) trips++;
    bool ok = verify(values, n, [](size_t) { return 0; }, 0.0) && check_element(0, trips, n < 50 ? n : 50, 0.0);
    return report(ok, t, 1.0, "Gtrip");
}
