/* What a launch of an empty kernel costs, in microseconds by the host's clock: of one block, and of as many as there are for threads to share. The median of several batches. */
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>
#include <cuda_runtime.h>

__global__ void empty(int *) {}

static double launches(unsigned blocks, int count)
{
    auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < count; i++) empty<<<blocks, 64>>>(nullptr);
    cudaDeviceSynchronize();
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count() / count;
}

int main()
{
    for (unsigned blocks : {1u, 64u}) {
        std::vector<double> times;
        launches(blocks, 2000);
        for (int batch = 0; batch < 15; batch++) times.push_back(launches(blocks, 500));
        std::sort(times.begin(), times.end());
        printf("%u: %.3f us\n", blocks, times[times.size() / 2]);
    }
    return cudaGetLastError() != cudaSuccess;
}
