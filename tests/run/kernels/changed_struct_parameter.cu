// run: tolerance=0
// A kernel that changes a structure that it was passed changes its thread's own copy: in place, through member functions, through pointers, with and without barriers, element by element.
#include <cstdio>

struct View {
    const int *p;
    int step;
    int table[4];
    __device__ int at(int i) const { return p[i * step]; }
    __device__ void move(int by) { p += by; }
};

template <class A> __device__ int read(const A &a, int i) { return a.at(i); }
__device__ __noinline__ void add(int *place, int what) { *place += what; }

__global__ void plain(View v, int *out)
{
    v.p += blockIdx.x * 10;
    out[blockIdx.x * blockDim.x + threadIdx.x] = v.at(threadIdx.x);
}

__global__ void member(View v, int *out)
{
    if (threadIdx.x & 1) v.move(100);
    v.move(blockIdx.x);
    out[blockIdx.x * blockDim.x + threadIdx.x] = read(v, threadIdx.x);
}

template <class A> __global__ void shared(A v, int *out)
{
    __shared__ int part[64];
    v.p += blockIdx.x * 10;
    part[threadIdx.x] = read(v, threadIdx.x);
    __syncthreads();
    v.step = 2;
    out[blockIdx.x * blockDim.x + threadIdx.x] = part[(threadIdx.x + 1) % blockDim.x] * 1000 + read(v, threadIdx.x);
}

__global__ void tables(View v, int *out)
{
    for (int i = 0; i < 4; i++) v.table[(threadIdx.x + i) % 4] += threadIdx.x * i;
    add(&v.table[blockIdx.x % 4], 5);
    int sum = 0;
    for (int i = 0; i < 4; i++) sum = sum * 10 + v.table[i];
    out[blockIdx.x * blockDim.x + threadIdx.x] = sum;
}

static void show(const char *name, const int *out, int n)
{
    static int host[64];
    cudaMemcpy(host, out, n * sizeof(int), cudaMemcpyDeviceToHost);
    std::printf("%s:", name);
    for (int i = 0; i < n; i++) std::printf(" %d", host[i]);
    std::printf("\n");
}

int main()
{
    int host[200], *data, *out;
    for (int i = 0; i < 200; i++) host[i] = i;
    cudaMalloc(&data, sizeof host);
    cudaMalloc(&out, 64 * sizeof(int));
    cudaMemcpy(data, host, sizeof host, cudaMemcpyHostToDevice);
    View v = {data, 1, {1, 2, 3, 4}};
    plain<<<3, 7>>>(v, out);
    show("plain", out, 21);
    member<<<3, 7>>>(v, out);
    show("member", out, 21);
    shared<<<3, 7>>>(v, out);
    show("shared", out, 21);
    tables<<<2, 5>>>(v, out);
    show("tables", out, 10);
    return 0;
}
