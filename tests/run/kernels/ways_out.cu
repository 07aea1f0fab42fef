// run:
// Loops that are left early by different ways, in rounds of all numbers, and guarded stores side by side: unrolled, they find and write the same.
#include <cstdio>
#include <cuda_runtime.h>

__host__ __device__ int place_of(const int *x, int n, int wanted)
{
    for (int i = 0; i < n; i++)
        if (x[i] == wanted) return i;
    return -1;
}

__host__ __device__ int first_pair(const int *x, int n)
{
    for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
            if (x[i] == x[j]) return i * 100 + j;
            if (x[i] + x[j] == 40) return -(i * 100 + j);
        }
    }
    return 12345;
}

/** Three values come out, by two ways. */
__host__ __device__ int sum_until(const int *x, int n, int limit, int *last)
{
    int sum = 0, i;
    for (i = 0; i < n && sum < limit; i++) {
        if (x[i] == 13) {
            *last = -i;
            return sum * 2;
        }
        sum += x[i];
    }
    *last = i;
    return sum;
}

__global__ void search(const int *x, int n, int *out)
{
    int wanted = threadIdx.x;
    int last;
    out[4 * wanted] = place_of(x, n, wanted);
    out[4 * wanted + 1] = first_pair(x + wanted % 3, n - wanted % 3 > 0 ? n - wanted % 3 : 0);
    out[4 * wanted + 2] = sum_until(x, n, 7 * wanted, &last);
    out[4 * wanted + 3] = last;
}

/** Inner loops whose rounds are known once the outer one is unrolled. */
__global__ void triangle(const int *x, int *out)
{
    int t = threadIdx.x, found = -1;
    for (int i = 0; i < 4 && found < 0; i++) {
        for (int j = 0; j < i; j++) {
            if (x[t + i] == x[t + j]) {
                found = 10 * i + j;
                break;
            }
        }
    }
    out[t] = found;
}

__global__ void four_each(const int *x, int *out, int n)
{
    int first = 4 * (blockIdx.x * blockDim.x + threadIdx.x), value[4];
#pragma unroll
    for (int k = 0; k < 4; k++) value[k] = first + k < n ? x[first + k] : -7;
    int sum = 0;
#pragma unroll
    for (int k = 0; k < 4; k++) {
        sum += value[k];
        if (first + k < n) out[first + k] = sum;
    }
}

int main()
{
    const int most = 37, threads = 32;
    int x[most + 8], *dx, *dout, out[128];
    for (int i = 0; i < most + 8; i++) x[i] = (i * 29 + 5) % 41;
    x[20] = 13;
    x[30] = x[9];
    cudaMalloc(&dx, sizeof x);
    cudaMalloc(&dout, sizeof out);
    cudaMemcpy(dx, x, sizeof x, cudaMemcpyHostToDevice);
    int wrong = 0;
    for (int n = 0; n <= most; n++) {
        search<<<1, threads>>>(dx, n, dout);
        cudaMemcpy(out, dout, sizeof out, cudaMemcpyDeviceToHost);
        unsigned hash = 0;
        for (int w = 0; w < threads; w++) {
            int last, expected[4] = {place_of(x, n, w), first_pair(x + w % 3, n - w % 3 > 0 ? n - w % 3 : 0), sum_until(x, n, 7 * w, &last)};
            expected[3] = last;
            for (int k = 0; k < 4; k++) {
                wrong += out[4 * w + k] != expected[k];
                hash = hash * 31 + out[4 * w + k];
            }
        }
        if (n % 6 == 0) printf("%d: %08x\n", n, hash);
    }
    triangle<<<1, threads>>>(dx, dout);
    cudaMemcpy(out, dout, sizeof out, cudaMemcpyDeviceToHost);
    for (int t = 0; t < threads; t++) {
        int found = -1;
        for (int i = 0; i < 4 && found < 0; i++)
            for (int j = 0; j < i && found < 0; j++)
                if (x[t + i] == x[t + j]) found = 10 * i + j;
        wrong += out[t] != found;
    }
    for (int n = 0; n <= most; n++) {
        cudaMemset(dout, 0xff, sizeof out);
        four_each<<<2, 8>>>(dx, dout, n);
        cudaMemcpy(out, dout, sizeof out, cudaMemcpyDeviceToHost);
        for (int i = 0; i < 64; i++) {
            int sum = 0;
            for (int k = i / 4 * 4; k <= i; k++) sum += k < n ? x[k] : -7;
            wrong += out[i] != (i < n ? sum : -1);
        }
    }
    printf("%d wrong\n", wrong);
    return wrong != 0;
}
