// run: tolerance=0
// Records in constant memory whose sizes are no powers of two, found by an index known when the kernel runs.
#include <cstdio>

struct Five {
    float a, b, c, d;
    int e;
};

struct Six {
    int a[6];
};

struct Nine {
    float3 p, q, r;
};

__constant__ Five fives[7];
__constant__ Six sixes[5];
__constant__ Nine nines[3];

__global__ void read(float *fs, int *es, int *ss, float *ns)
{
    int i = threadIdx.x;
    const Five &five = fives[i % 7];
    fs[i] = five.a + 10 * five.b + 100 * five.c + 1000 * five.d;
    es[i] = five.e;
    const Six &six = sixes[i % 5];
    ss[i] = six.a[0] + six.a[1] * 3 + six.a[i % 6] * 7 + sixes[(i + 1) % 5].a[5];
    const Nine &nine = nines[i % 3];
    ns[i] = nine.p.x + nine.p.z * 2 + nine.q.y * 4 + nine.r.z * 8;
}

int main()
{
    Five five[7];
    for (int i = 0; i < 7; i++) five[i] = {i + 0.5f, i + 1.0f, i * 2.0f, i * 3.0f, i * 100};
    Six six[5];
    for (int i = 0; i < 5; i++)
        for (int k = 0; k < 6; k++) six[i].a[k] = i * 10 + k;
    Nine nine[3];
    for (int i = 0; i < 3; i++) {
        float f = i * 9;
        nine[i] = {{f, f + 1, f + 2}, {f + 3, f + 4, f + 5}, {f + 6, f + 7, f + 8}};
    }
    cudaMemcpyToSymbol(fives, five, sizeof five);
    cudaMemcpyToSymbol(sixes, six, sizeof six);
    cudaMemcpyToSymbol(nines, nine, sizeof nine);

    const int n = 12;
    float *fs, *ns;
    int *es, *ss;
    cudaMallocManaged(&fs, n * sizeof(float));
    cudaMallocManaged(&ns, n * sizeof(float));
    cudaMallocManaged(&es, n * sizeof(int));
    cudaMallocManaged(&ss, n * sizeof(int));
    read<<<1, n>>>(fs, es, ss, ns);
    cudaDeviceSynchronize();
    for (int i = 0; i < n; i++) printf("%g %d %d %g\n", fs[i], es[i], ss[i], ns[i]);
    return 0;
}
