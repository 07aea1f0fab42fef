// run: tolerance=0
// Loops with barriers, and what each round hands to the next: sums that change where they are, values that change places, old values that are asked for when the new ones are there. The host computes the same.
#include <cstdio>
#include <cstring>
#include <cuda_runtime.h>

#define T 96

__global__ void halves(const int *in, int *out)
{
    __shared__ int part[128];
    int t = threadIdx.x, mine = in[t];
    part[t] = mine;
    __syncthreads();
    for (unsigned s = blockDim.x / 2; s > 0; s >>= 1) {
        if (t < s) part[t] = mine = mine + part[t + s];
        __syncthreads();
    }
    out[t] = mine;
}

/** Two values that change places, and the difference between old and new behind the barrier. */
__global__ void exchange(const int *in, int *out, int rounds)
{
    __shared__ int seen[T];
    int t = threadIdx.x, a = in[t], b = in[t + T], moved = 0;
    for (int k = 0; k < rounds; k++) {
        int next = a * 3 + b + k;
        seen[t] = next;
        __syncthreads();
        moved += seen[(t + 1) % T] - a;
        b = a;
        a = next;
        __syncthreads();
    }
    out[t] = a;
    out[t + T] = b;
    out[t + 2 * T] = moved;
}

/** One value becomes two; the loop ends with the old one. */
__global__ void doubled(const int *in, int *out, int rounds)
{
    __shared__ int seen[T];
    int t = threadIdx.x, a = in[t], b = 1, last = 0;
    for (int k = 0;; k++) {
        seen[t] = a + b;
        __syncthreads();
        int next = seen[(t + 7) % T] + k;
        __syncthreads();
        if (k == rounds) {
            last = a;
            break;
        }
        a = next;
        b = next;
    }
    out[t] = a + b;
    out[t + T] = last;
}

/** What lanes read of each other is the old value; its bits are asked for later. */
__global__ void mixed(const float *in, int *out, int rounds)
{
    __shared__ float seen[T];
    int t = threadIdx.x, bits = 0;
    float a = in[t];
    for (int k = 0; k < rounds; k++) {
        float next = a * 0.5f + k;
        seen[t] = next;
        __syncthreads();
        float other = __shfl_xor_sync(0xffffffffu, a, 1);
        bits ^= __float_as_int(a) + (int)(other + seen[(t + 1) % T]);
        __syncthreads();
        a = next;
    }
    out[t] = bits;
    out[t + T] = (int)(a * 8.0f);
}

/** A value of an inner loop with barriers becomes that of the outer one. */
__global__ void nested(const int *in, int *out, int rounds)
{
    __shared__ int seen[T];
    int t = threadIdx.x, a = in[t];
    for (int k = 0; k < rounds; k++) {
        int b = a;
        for (int j = 0; j < 3; j++) {
            seen[t] = b;
            __syncthreads();
            b = b + seen[(t + j + 1) % T] - (a >> 3);
            __syncthreads();
        }
        a = b & 0xffff;
    }
    out[t] = a;
}

static int in[4 * T], out[3 * T], want[3 * T], *device_in, *device_out;

static void compare(const char *name, int count)
{
    int wrong = 0;
    cudaError_t error = cudaMemcpy(out, device_out, sizeof out, cudaMemcpyDeviceToHost);
    for (int i = 0; i < count; i++) wrong += out[i] != want[i];
    printf("%s: %d wrong, %d, %s\n", name, wrong, want[5], cudaGetErrorString(error));
}

int main()
{
    for (int i = 0; i < 4 * T; i++) in[i] = i * 37 % 101;
    cudaMalloc(&device_in, sizeof in);
    cudaMalloc(&device_out, sizeof out);
    cudaMemcpy(device_in, in, sizeof in, cudaMemcpyHostToDevice);

    halves<<<1, 64>>>(device_in, device_out);
    memcpy(want, in, sizeof want);
    for (int s = 32; s > 0; s >>= 1)
        for (int t = 0; t < s; t++) want[t] += want[t + s];
    compare("halves", 64);

    exchange<<<1, T>>>(device_in, device_out, 5);
    int a[T], b[T], next[T], moved[T] = {};
    for (int t = 0; t < T; t++) a[t] = in[t], b[t] = in[t + T];
    for (int k = 0; k < 5; k++) {
        for (int t = 0; t < T; t++) next[t] = a[t] * 3 + b[t] + k;
        for (int t = 0; t < T; t++) moved[t] += next[(t + 1) % T] - a[t], b[t] = a[t];
        memcpy(a, next, sizeof a);
    }
    for (int t = 0; t < T; t++) want[t] = a[t], want[t + T] = b[t], want[t + 2 * T] = moved[t];
    compare("exchange", 3 * T);

    doubled<<<1, T>>>(device_in, device_out, 4);
    for (int t = 0; t < T; t++) a[t] = in[t], b[t] = 1;
    for (int k = 0; k < 4; k++) {
        for (int t = 0; t < T; t++) next[t] = a[(t + 7) % T] + b[(t + 7) % T] + k;
        memcpy(a, next, sizeof a);
        memcpy(b, next, sizeof b);
    }
    for (int t = 0; t < T; t++) want[t] = a[t] + b[t], want[t + T] = a[t];
    compare("doubled", 2 * T);

    float f[T], g[T];
    int bits[T] = {};
    for (int t = 0; t < T; t++) f[t] = in[t];
    cudaMemcpy(device_in, f, sizeof f, cudaMemcpyHostToDevice);
    mixed<<<1, T>>>((const float *)device_in, device_out, 4);
    for (int k = 0; k < 4; k++) {
        for (int t = 0; t < T; t++) g[t] = f[t] * 0.5f + k;
        for (int t = 0; t < T; t++) {
            int raw;
            memcpy(&raw, &f[t], 4);
            bits[t] ^= raw + (int)(f[t ^ 1] + g[(t + 1) % T]);
        }
        memcpy(f, g, sizeof f);
    }
    for (int t = 0; t < T; t++) want[t] = bits[t], want[t + T] = (int)(f[t] * 8.0f);
    compare("mixed", 2 * T);

    cudaMemcpy(device_in, in, sizeof in, cudaMemcpyHostToDevice);
    nested<<<1, T>>>(device_in, device_out, 3);
    for (int t = 0; t < T; t++) a[t] = in[t];
    for (int k = 0; k < 3; k++) {
        memcpy(b, a, sizeof b);
        for (int j = 0; j < 3; j++) {
            for (int t = 0; t < T; t++) next[t] = b[t] + b[(t + j + 1) % T] - (a[t] >> 3);
            memcpy(b, next, sizeof b);
        }
        for (int t = 0; t < T; t++) a[t] = b[t] & 0xffff;
    }
    memcpy(want, a, sizeof a);
    compare("nested", T);
    return 0;
}
