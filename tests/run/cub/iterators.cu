// run: tolerance=0 nvcc="--extended-lambda"
// CUB's iterators in algorithms and in kernels, loads and stores with cache modifiers, functions over indices, differences of neighbours.
#include <cstdio>
#include <cub/cub.cuh>

struct Square {
    __host__ __device__ int operator()(int x) const { return x * x; }
};

template <class T> static void show(const char *name, const T *p, int n)
{
    T host[64];
    cudaMemcpy(host, p, n * sizeof(T), cudaMemcpyDeviceToHost);
    std::printf("%s:", name);
    for (int i = 0; i < n; i++) std::printf(" %g", (double)host[i]);
    std::printf("\n");
}

// Calls an algorithm in its two phases.
template <class F> static void run(F f)
{
    size_t bytes = 0;
    void *memory = nullptr;
    f(nullptr, bytes);
    cudaMalloc(&memory, bytes);
    cudaError_t error = f(memory, bytes);
    if (error != cudaSuccess) std::printf("%s\n", cudaGetErrorName(error));
    cudaFree(memory);
}

__global__ void modified(const int *in, int *out, int n)
{
    cub::CacheModifiedInputIterator<cub::LOAD_LDG, int> from(in);
    cub::CacheModifiedOutputIterator<cub::STORE_CG, int> to(out);
    int i = threadIdx.x;
    if (i < n) to[i] = from[i] + cub::ThreadLoad<cub::LOAD_CV>(in + (i + 1) % n) * 100;
    __syncthreads();
    if (i == 0) cub::ThreadStore<cub::STORE_WB>(out + n - 1, *(from + 2));
    if (i == 1) *(to + 0) = (int)cub::LaneId() + (int)cub::BFE(0xab, 4, 4) * 10;
}

int main()
{
    const int n = 20;
    int host[n], *in, *out;
    for (int i = 0; i < n; i++) host[i] = (i * 7) % 13 - 4;
    cudaMalloc(&in, sizeof host);
    cudaMalloc(&out, 64 * sizeof(int));
    cudaMemcpy(in, host, sizeof host, cudaMemcpyHostToDevice);

    cub::CountingInputIterator<int> count(3);
    cub::TransformInputIterator<int, Square, cub::CountingInputIterator<int>> squares(count, Square());
    cub::TransformInputIterator<int, Square, int *> elements(in, Square());
    cub::ConstantInputIterator<int> ones(1);
    std::printf("host: %d %d %d %d %d\n", count[4], *(squares + 2), squares[3], ones[9], (int)((squares + 5) - squares));
    run([&](void *m, size_t &bytes) { return cub::DeviceReduce::Sum(m, bytes, squares, out, 10); });
    run([&](void *m, size_t &bytes) { return cub::DeviceReduce::Sum(m, bytes, elements, out + 1, n); });
    run([&](void *m, size_t &bytes) { return cub::DeviceReduce::Sum(m, bytes, cub::CacheModifiedInputIterator<cub::LOAD_CS, int>(in), out + 2, n); });
    show("sums", out, 3);
    run([&](void *m, size_t &bytes) { return cub::DeviceScan::InclusiveSum(m, bytes, ones, out, n); });
    show("scan", out, n);

    typedef cub::ArgIndexInputIterator<int *> Indexed;
    cub::KeyValuePair<ptrdiff_t, int> *best, found;
    cudaMalloc(&best, sizeof found);
    Indexed indexed(in);
    run([&](void *m, size_t &bytes) { return cub::DeviceReduce::Reduce(m, bytes, indexed, best, n, cub::ArgMax(), cub::KeyValuePair<ptrdiff_t, int>(-1, -100)); });
    cudaMemcpy(&found, best, sizeof found, cudaMemcpyDeviceToHost);
    std::printf("most: %d at %d\n", found.value, (int)found.key);

    int *selected;
    cudaMalloc(&selected, sizeof(int));
    run([&](void *m, size_t &bytes) { return cub::DeviceSelect::Flagged(m, bytes, count, in, cub::DiscardOutputIterator<>(), selected, 4); });
    show("flagged", selected, 1);

    modified<<<1, 32>>>(in, out, n);
    show("modified", out, n);
    run([&](void *m, size_t &bytes) { return cub::DeviceAdjacentDifference::SubtractLeftCopy(m, bytes, in, out, n); });
    show("left", out, n);
    run([&](void *m, size_t &bytes) { return cub::DeviceAdjacentDifference::SubtractRight(m, bytes, out, n); });
    show("right", out, n);
    cub::DeviceFor::Bulk(n, [=] __device__(int i) { out[i] = i * in[i]; });
    cub::DeviceFor::ForEachN(out, n, [] __device__(int &x) { x += 1000; });
    show("for each", out, n);
    return 0;
}
