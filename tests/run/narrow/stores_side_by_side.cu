// run: tolerance=0
// Threads that store bytes and shorts side by side into one word: rows from any place on, in order and against it, with gaps, in branches and loops that threads leave apart, in shared memory; structs of bytes as a whole. What lies beside stays.
#include <cstdio>
#include <cstring>
#include <cuda_runtime.h>

__device__ unsigned mix(unsigned x) { return (x ^ x >> 15) * 2654435761u; }

__global__ void row(unsigned char *out, int from, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[from + i] = (unsigned char)(mix(i) >> 24);
}

__global__ void backwards(signed char *out, int from, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[from + n - 1 - i] = (signed char)(i * 3 - 100);
}

__global__ void gaps(bool *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    if (mix(i) & 0x300) out[i] = (i & 1) != 0;
    else if (i % 7 == 0) out[i] = true;
}

__global__ void picture(unsigned char *out, int width, int height)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x < width && y < height) out[y * width + x] = (unsigned char)(x * 5 + y * 3);
}

__global__ void shorts(short *out, int from, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n && i % 11 != 3) out[from + i] = (short)(i * 7 - 3000);
}

__global__ void rounds(unsigned char *out, int n)
{
    int i = threadIdx.x;
    for (int k = 0; k < (i & 7) + 1; k++) {
        if (k == 5 && i % 3 == 0) break;
        out[k * n + i] = (unsigned char)(k * 16 + (i & 15));
    }
}

__global__ void same(unsigned char *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i / 2] = (unsigned char)(i / 2 * 3);
}

__global__ void through_shared(const unsigned char *in, unsigned char *out, int n)
{
    __shared__ unsigned char tile[130];
    int i = blockIdx.x * 128 + threadIdx.x;
    tile[threadIdx.x + 1] = i < n ? in[i] : 0;
    if (threadIdx.x == 0) tile[0] = i > 0 ? in[i - 1] : 0;
    if (threadIdx.x == 127) tile[129] = i + 1 < n ? in[i + 1] : 0;
    __syncthreads();
    if (i < n) out[i] = (unsigned char)((tile[threadIdx.x] + tile[threadIdx.x + 1] + tile[threadIdx.x + 2]) / 3);
}

__global__ void pixels(const uchar4 *in, uchar4 *out, ushort2 *pairs, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    uchar4 p = in[i];
    out[i] = make_uchar4(255 - p.x, p.z, p.y, (unsigned char)(p.x + p.y + p.z));
    pairs[i] = make_ushort2((unsigned short)(p.x * p.y), (unsigned short)(i - p.w));
    if (i % 5 == 0) out[i].w = 1;
}

static unsigned sum(const void *memory, size_t bytes)
{
    unsigned result = 1;
    for (size_t i = 0; i < bytes; i++) result = result * 31 + ((const unsigned char *)memory)[i];
    return result;
}

int main()
{
    const int n = 1000, room = 2048;
    unsigned char *a, *b;
    cudaMallocManaged(&a, 8 * room);
    cudaMallocManaged(&b, 8 * room);
    auto clear = [&] { cudaDeviceSynchronize(); memset(a, 0xa5, 8 * room); };
    for (int from = 0; from < 6; from++) {
        clear();
        row<<<8, 128>>>(a, from, n - from);
        cudaDeviceSynchronize();
        printf("row from %d: %08x\n", from, sum(a, room));
        clear();
        backwards<<<8, 128>>>((signed char *)a, from, n - 2 * from);
        cudaDeviceSynchronize();
        printf("backwards from %d: %08x\n", from, sum(a, room));
        clear();
        shorts<<<8, 128>>>((short *)a, from, n - from);
        cudaDeviceSynchronize();
        printf("shorts from %d: %08x\n", from, sum(a, 2 * room));
    }
    clear();
    memset(a, 0, room);
    gaps<<<8, 128>>>((bool *)a, n);
    cudaDeviceSynchronize();
    printf("gaps: %08x\n", sum(a, room));
    for (int width = 30; width < 37; width++) {
        clear();
        picture<<<dim3(2, 5), dim3(32, 4)>>>(a, width, 19);
        cudaDeviceSynchronize();
        printf("picture %d: %08x\n", width, sum(a, room));
    }
    clear();
    rounds<<<1, 100>>>(a, 101);
    cudaDeviceSynchronize();
    printf("rounds: %08x\n", sum(a, room));
    clear();
    same<<<8, 128>>>(a, n);
    cudaDeviceSynchronize();
    printf("same: %08x\n", sum(a, room));
    clear();
    for (int i = 0; i < room; i++) b[i] = (unsigned char)(i * i / 7);
    through_shared<<<8, 128>>>(b, a, n);
    cudaDeviceSynchronize();
    printf("through shared: %08x\n", sum(a, room));
    clear();
    pixels<<<4, 128>>>((const uchar4 *)b, (uchar4 *)a, (ushort2 *)(a + 4 * room), 300);
    cudaDeviceSynchronize();
    printf("pixels: %08x\n", sum(a, 8 * room));
    return 0;
}
