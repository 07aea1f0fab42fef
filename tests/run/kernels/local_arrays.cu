// run: tolerance=0
// Arrays of a thread's own: with loops over all pairs of elements, which become values; with an element that only data choose, exchanged with the first; larger ones. The host computes the same.
#include <cstdio>

__host__ __device__ inline float median(const float *in, int w, int h, int x, int y)
{
    float v[9];
    int n = 0;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++) {
            int xx = x + dx < 0 ? 0 : x + dx >= w ? w - 1 : x + dx, yy = y + dy < 0 ? 0 : y + dy >= h ? h - 1 : y + dy;
            v[n++] = in[yy * w + xx];
        }
    for (int i = 0; i < 5; i++)
        for (int j = i + 1; j < 9; j++)
            if (v[i] > v[j]) {
                float t = v[i];
                v[i] = v[j];
                v[j] = t;
            }
    return v[4];
}
__host__ __device__ inline float insertion(const float *in, int w, int h, int x, int y)
{
    float v[9];
    for (int k = 0; k < 9; k++) v[k] = in[(y * w + x + k * 29) % (w * h)];
    for (int i = 1; i < 9; i++) {
        float key = v[i];
        int j = i - 1;
        while (j >= 0 && v[j] > key) {
            v[j + 1] = v[j];
            j--;
        }
        v[j + 1] = key;
    }
    return v[0] + 4 * v[4] + 16 * v[8];
}
/* The largest element is exchanged with the first, whichever it is. */
__host__ __device__ inline float pivot(const float *in, int w, int h, int x, int y)
{
    float a[4][5], sum = 0;
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 5; j++) a[i][j] = in[(y * w + x + i * 37 + j * 11) % (w * h)];
    for (int c = 0; c < 4; c++) {
        int p = c;
        for (int r = c + 1; r < 4; r++)
            if (a[r][c] > a[p][c]) p = r;
        if (p != c)
            for (int j = 0; j < 5; j++) {
                float s = a[c][j];
                a[c][j] = a[p][j];
                a[p][j] = s;
            }
        for (int r = c + 1; r < 4; r++) a[r][4] += a[c][4];
    }
    for (int i = 0; i < 4; i++) sum += (i + 1) * a[i][4] + a[i][i];
    return sum;
}
__host__ __device__ inline float least_unused(const float *in, int w, int h, int x, int y)
{
    bool used[16];
    for (int i = 0; i < 16; i++) used[i] = false;
    for (int k = 0; k < 12; k++) used[(int)in[(y * w + x + k * k) % (w * h)] & 15] = true;
    int k = 0;
    while (k < 16 && used[k]) k++;
    return k;
}
__host__ __device__ inline float result(int what, const float *in, int w, int h, int x, int y)
{
    switch (what) {
    case 0: return median(in, w, h, x, y);
    case 1: return insertion(in, w, h, x, y);
    case 2: return pivot(in, w, h, x, y);
    default: return least_unused(in, w, h, x, y);
    }
}

template <int WHAT> __global__ void all(const float *in, float *out, int w, int h)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x >= w || y >= h) return;
    out[y * w + x] = result(WHAT, in, w, h, x, y);
}

int main()
{
    const int w = 45, h = 18;
    float *in, *out;
    cudaMallocManaged(&in, w * h * sizeof(float));
    cudaMallocManaged(&out, w * h * sizeof(float));
    for (int i = 0; i < w * h; i++) in[i] = i * 7919 % 1013;
    dim3 block(16, 8), grid(3, 3);
    for (int what = 0; what < 4; what++) {
        switch (what) {
        case 0: all<0><<<grid, block>>>(in, out, w, h); break;
        case 1: all<1><<<grid, block>>>(in, out, w, h); break;
        case 2: all<2><<<grid, block>>>(in, out, w, h); break;
        default: all<3><<<grid, block>>>(in, out, w, h);
        }
        cudaDeviceSynchronize();
        int wrong = 0;
        for (int i = 0; i < w * h; i++) wrong += out[i] != result(what, in, w, h, i % w, i / w);
        printf("%d: %d wrong\n", what, wrong);
    }
}
