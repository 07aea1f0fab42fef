// run: tolerance=0
// Memory that a graph has freed is taken again by a later allocation node that depends on the free node, by hand and by capture; memory in use is not.
#include <cstdio>

__global__ void fill(int *p, int value) { p[threadIdx.x] = value + threadIdx.x; }
__global__ void add(int *to, const int *from) { to[threadIdx.x] += from[threadIdx.x]; }

static const size_t bytes = 4 << 20;
static cudaGraphNode_t allocate(cudaGraph_t g, cudaGraphNode_t after, int **p)
{
    cudaMemAllocNodeParams a = {};
    a.poolProps.allocType = cudaMemAllocationTypePinned;
    a.poolProps.location.type = cudaMemLocationTypeDevice;
    a.bytesize = bytes;
    cudaGraphNode_t node;
    cudaGraphAddMemAllocNode(&node, g, after ? &after : nullptr, after ? 1 : 0, &a);
    *p = (int *)a.dptr;
    return node;
}
static cudaGraphNode_t release(cudaGraph_t g, cudaGraphNode_t after, int *p)
{
    cudaGraphNode_t node;
    cudaGraphAddMemFreeNode(&node, g, &after, 1, p);
    return node;
}
static cudaGraphNode_t launch(cudaGraph_t g, cudaGraphNode_t after, void *kernel, void **args)
{
    cudaKernelNodeParams k = {};
    k.func = kernel;
    k.gridDim = dim3(1);
    k.blockDim = dim3(4);
    k.kernelParams = args;
    cudaGraphNode_t node;
    cudaGraphAddKernelNode(&node, g, &after, 1, &k);
    return node;
}

int main()
{
    int *out, host[4];
    cudaMalloc(&out, sizeof host);
    cudaMemset(out, 0, sizeof host);
    cudaGraph_t g;
    cudaGraphCreate(&g, 0);
    int *a, *b, *c, *d, value = 10, other = 100, third = 1000;
    cudaGraphNode_t at = allocate(g, nullptr, &a);
    void *fill_a[] = {&a, &value}, *add_a[] = {&out, &a};
    at = launch(g, at, (void *)fill, fill_a);
    at = launch(g, at, (void *)add, add_a);
    // While a is in use.
    cudaGraphNode_t beside = allocate(g, at, &c);
    void *fill_c[] = {&c, &third}, *add_c[] = {&out, &c};
    beside = launch(g, beside, (void *)fill, fill_c);
    beside = launch(g, beside, (void *)add, add_c);
    at = release(g, beside, a);
    at = allocate(g, at, &b);
    void *fill_b[] = {&b, &other}, *add_b[] = {&out, &b};
    at = launch(g, at, (void *)fill, fill_b);
    at = launch(g, at, (void *)add, add_b);
    cudaGraphNode_t both = allocate(g, at, &d);
    std::printf("%d %d %d %d\n", b == a, c == a, d == b, d == c);
    at = release(g, both, b);
    at = release(g, at, c);
    release(g, at, d);
    cudaGraphExec_t exec;
    cudaGraphInstantiate(&exec, g, 0);
    for (int i = 0; i < 3; i++) cudaGraphLaunch(exec, 0);
    cudaError_t error = cudaDeviceSynchronize();
    cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
    std::printf("%s %d %d\n", cudaGetErrorName(error), host[0], host[3]);
    cudaGraphExecDestroy(exec);
    std::printf("%s\n", cudaGetErrorName(cudaGraphDestroy(g)));

    cudaStream_t s;
    cudaStreamCreate(&s);
    cudaStreamBeginCapture(s, cudaStreamCaptureModeGlobal);
    int *p, *q;
    cudaMallocAsync(&p, bytes, s);
    fill<<<1, 4, 0, s>>>(p, 5);
    add<<<1, 4, 0, s>>>(out, p);
    cudaFreeAsync(p, s);
    cudaMallocAsync(&q, bytes, s);
    fill<<<1, 4, 0, s>>>(q, 6);
    add<<<1, 4, 0, s>>>(out, q);
    cudaFreeAsync(q, s);
    cudaStreamEndCapture(s, &g);
    std::printf("%d\n", p == q);
    cudaGraphInstantiate(&exec, g, 0);
    for (int i = 0; i < 2; i++) cudaGraphLaunch(exec, s);
    error = cudaStreamSynchronize(s);
    cudaMemcpy(host, out, sizeof host, cudaMemcpyDeviceToHost);
    std::printf("%s %d %d\n", cudaGetErrorName(error), host[0], host[3]);
    cudaGraphExecDestroy(exec);
    cudaGraphDestroy(g);
}
