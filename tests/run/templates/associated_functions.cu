// run: tolerance=0
// Functions that only their arguments' classes bring, called in templates with arguments that depend on no parameter: friends, namespaces, pointers to classes, enumerations.
#include <cstdio>
#include <cuda/barrier>

namespace lib {
struct Box {
    int n;
    __host__ __device__ friend int open(const Box *b, int by) { return b->n * by; }
};
enum Mode { FAST, SLOW };
__host__ __device__ inline int speed(Mode m) { return m == FAST ? 9 : 1; }
__host__ __device__ inline int total(Box a, Box b) { return a.n + b.n; }
} // namespace lib

template <int N> int host(int x)
{
    lib::Box b = {x};
    lib::Mode m = lib::FAST;
    return open(&b, N) * 100 + speed(m) * 10 + total(b, lib::Box{2});
}

template <int N> __global__ void arrive(int *out)
{
    __shared__ cuda::barrier<cuda::thread_scope_block> bar;
    __shared__ int part[N];
    if (threadIdx.x == 0) init(&bar, blockDim.x);
    __syncthreads();
    part[threadIdx.x] = threadIdx.x * 3;
    bar.arrive_and_wait();
    out[threadIdx.x] = part[(threadIdx.x + 1) % N];
}

int main()
{
    int *d, h[8];
    cudaMalloc(&d, sizeof h);
    arrive<8><<<1, 8>>>(d);
    cudaMemcpy(h, d, sizeof h, cudaMemcpyDeviceToHost);
    for (int x : h) std::printf("%d ", x);
    std::printf("%d\n", host<3>(4));
    return 0;
}
