// run: tolerance=0
// Sums and states that kernels keep in memory while loops run: read and written in each round, in no round, now and then, together with what lies beside them or overlaps, in loops within loops.
#include <cstdio>

struct State {
    unsigned a, b;
    float sum;
    int rounds;
};

__device__ unsigned step(State *s)
{
    unsigned t = s->a ^ (s->a << 7);
    s->a = s->b;
    s->b = t ^ (s->b >> 3);
    s->rounds++;
    return s->b;
}

__global__ void run(State *states, const int *counts, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    State *s = &states[i];
    for (int k = 0; k < counts[i]; k++) {
        s->sum += (step(s) & 255) * 0.5f;
        if (s->sum > 4000.0f) s->sum -= 4000.0f;
    }
}

__global__ void sums(float *out, const float *in, int width, int n)
{
    __shared__ float tile[32];
    tile[threadIdx.x] = in[threadIdx.x];
    __syncthreads();
    int i = threadIdx.x;
    for (int outer = 0; outer < n; outer++) {
        for (int k = 0; k < width - outer; k++) out[i] += tile[(k + i) % 32];
        if (outer % 2 == 1) out[i] *= 0.5f;
    }
}

__global__ void overlapping(int *values, int n, int distance)
{
    int i = threadIdx.x * 8;
    for (int k = 0; k < n; k++) {
        values[i] += k;
        values[i + distance] += values[i] & 7;
        values[i + k % 4] ^= 1;
    }
}

__global__ void until(int *where, const int *in, int limit)
{
    int i = threadIdx.x;
    where[i] = 0;
    do {
        where[i] += in[(where[i] + i) % 16] + 1;
        if (where[i] % 11 == 10) return;
    } while (where[i] < limit);
    where[i] = -where[i];
}

__global__ void within(long long *total, double *mean, int n)
{
    int i = threadIdx.x;
    for (int k = 0; k < n; k++) {
        total[i] += (long long)k * i << 20;
        if (k % 3 == i % 3) continue;
        mean[i] += 0.25 * k;
    }
}

template <class T> static T *managed(int n)
{
    T *p;
    cudaMallocManaged(&p, n * sizeof(T));
    return p;
}

int main()
{
    State *states = managed<State>(20);
    int *counts = managed<int>(20);
    for (int i = 0; i < 20; i++) {
        states[i] = {i * 77u + 1, i * 13u + 5, 0.25f * i, 0};
        counts[i] = i % 4 == 2 ? 0 : i * 11;
    }
    run<<<2, 16>>>(states, counts, 20);
    cudaDeviceSynchronize();
    for (int i = 0; i < 20; i++) printf("%u %u %g %d\n", states[i].a, states[i].b, states[i].sum, states[i].rounds);

    float *out = managed<float>(32), *in = managed<float>(32);
    for (int i = 0; i < 32; i++) {
        out[i] = i;
        in[i] = i * 0.5f;
    }
    sums<<<1, 32>>>(out, in, 5, 8);
    cudaDeviceSynchronize();
    for (int i = 0; i < 32; i++) printf("%g%c", out[i], i % 8 == 7 ? '\n' : ' ');

    int *values = managed<int>(80);
    for (int distance : {0, 1, 5}) {
        for (int i = 0; i < 80; i++) values[i] = i;
        overlapping<<<1, 8>>>(values, 9, distance);
        cudaDeviceSynchronize();
        for (int i = 0; i < 32; i++) printf("%d%c", values[i], i % 16 == 15 ? '\n' : ' ');
    }

    int *where = managed<int>(16);
    for (int i = 0; i < 16; i++) values[i] = i * 5 % 7;
    until<<<1, 16>>>(where, values, 40);
    long long *total = managed<long long>(8);
    double *mean = managed<double>(8);
    for (int i = 0; i < 8; i++) {
        total[i] = i;
        mean[i] = -i;
    }
    within<<<1, 8>>>(total, mean, 50);
    cudaDeviceSynchronize();
    for (int i = 0; i < 16; i++) printf("%d%c", where[i], i == 15 ? '\n' : ' ');
    for (int i = 0; i < 8; i++) printf("%lld %g\n", total[i], mean[i]);
    return 0;
}
