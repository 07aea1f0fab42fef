// run: tolerance=0
// A loop that neighbours leave together as long as they decide alike reads what lies beside what it reads, behind a condition that was computed for each of them. The host computes the same.
#include <cstdio>

__host__ __device__ inline unsigned rounds(const signed char *in, int t, int block, int i)
{
    unsigned b = 7;
    for (int k = 0; k < 3;) {
        k++;
        if ((t % 65536 ? k / 5 : block != 3) & 4) break;
        for (int j = 0; j < 4; j++) b = 144u | ~in[i & 63];
    }
    return b;
}

__global__ void all(const signed char *in, unsigned *out)
{
    int i = blockIdx.x * 32 + threadIdx.x;
    out[i] = rounds(in, threadIdx.x, blockIdx.x, i);
}

int main()
{
    signed char *in;
    unsigned *out;
    cudaMallocManaged(&in, 64);
    cudaMallocManaged(&out, 160 * sizeof(unsigned));
    for (int i = 0; i < 64; i++) in[i] = i * 37;
    all<<<5, 32>>>(in, out);
    cudaDeviceSynchronize();
    int wrong = 0;
    for (int i = 0; i < 160; i++) wrong += out[i] != rounds(in, i % 32, i / 32, i);
    printf("%d wrong\n", wrong);
}
