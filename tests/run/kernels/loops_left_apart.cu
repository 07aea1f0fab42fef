// run: tolerance=0
// Loops that threads leave for what they find, inside of loops and behind tests that all of them decide alike: what each brings out is its own. The host computes the same.
#include <cstdio>

__host__ __device__ inline int first_of(const int *keys, int n, int key)
{
    int found = -1;
    for (int j = 0; j < n; j++)
        if (keys[j] == key) {
            found = j;
            break;
        }
    return found;
}
__host__ __device__ inline unsigned divisor(unsigned v, unsigned most)
{
    for (unsigned d = 2; d <= most; d++) {
        if (d * d > v) return v;
        if (v % d == 0) return d;
    }
    return 0;
}
__host__ __device__ inline unsigned common(unsigned a, unsigned b)
{
    while (b) {
        unsigned r = a % b;
        a = b;
        b = r;
    }
    return a;
}
/* The inner loop's end is common to all threads, the outer one's is not, and a round may be cut short. */
__host__ __device__ inline int rounds(const int *keys, int n, int start, int most)
{
    int sum = 0;
    for (int k = start; k < 40; k += 3) {
        int here = 0;
        for (int j = 0; j < n; j++) {
            if (j == most) break;
            if ((keys[j] + k) % 7 == 3) continue;
            here += keys[j];
            if (here > 60) break;
        }
        if (here % 5 == 0) continue;
        sum += here;
        if (sum > 300) return -sum;
    }
    return sum;
}
__host__ __device__ inline float root(float a)
{
    float x = 1;
    for (int k = 0; k < 30; k++) {
        float next = 0.5f * (x + a / x);
        if (next == x) break;
        x = next;
    }
    return x;
}
__host__ __device__ inline int result(int what, const int *keys, int n, int i)
{
    switch (what) {
    case 0: return first_of(keys, n, (i * 5) % 31);
    case 1: return divisor(i * 7 + 2, n);
    case 2: return common(i * 91 + 14, i * 35 + 49);
    case 3: return rounds(keys, n, i % 13, n - 2);
    default: return (int)(1024 * root(i + 0.5f));
    }
}

template <int WHAT> __global__ void all(const int *keys, int n, int *out, int count)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= count || i % 11 == 10) return;
    out[i] = result(WHAT, keys, n, i);
}

int main()
{
    const int n = 24, count = 203;
    int *keys, *out;
    cudaMallocManaged(&keys, n * sizeof(int));
    cudaMallocManaged(&out, count * sizeof(int));
    for (int j = 0; j < n; j++) keys[j] = (j * 11 + 4) % 31;
    for (int what = 0; what < 5; what++) {
        for (int i = 0; i < count; i++) out[i] = 7;
        switch (what) {
        case 0: all<0><<<4, 64>>>(keys, n, out, count); break;
        case 1: all<1><<<4, 64>>>(keys, n, out, count); break;
        case 2: all<2><<<4, 64>>>(keys, n, out, count); break;
        case 3: all<3><<<4, 64>>>(keys, n, out, count); break;
        default: all<4><<<4, 64>>>(keys, n, out, count);
        }
        cudaDeviceSynchronize();
        int wrong = 0;
        for (int i = 0; i < count; i++) wrong += out[i] != (i % 11 == 10 ? 7 : result(what, keys, n, i));
        printf("%d: %d wrong\n", what, wrong);
    }
}
