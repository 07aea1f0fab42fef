// run: tolerance=0
// Bytes, shorts and truth values that neighbouring threads store: whole words of them, parts of words, rows that begin anywhere, threads missing in between, two images of one buffer; members of four bytes read and written.
#include <cstdio>
#include <cstring>

__global__ void bytes(unsigned char *out, int width, int height, int pitch)
{
    int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
    if (x < width && y < height) out[y * pitch + x] = (unsigned char)(x * 3 + y * 7);
}

__global__ void shorts(short *out, int n, int step)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i * step] = (short)(i * 37 - 5000);
}

__global__ void truths(bool *out, const int *values, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n && values[i] % 5 != 0) out[i] = values[i] % 3 == 0;
}

__global__ void reversed(signed char *out, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[n - 1 - i] = (signed char)(i - 100);
}

__global__ void flags(bool *raised, bool *lowered, const int *values, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n && values[i] == 77) *raised = true;
    if (i < n && values[i] == 78) *lowered = false;
}

__global__ void pixels(const uchar4 *in, uchar4 *out, char4 *differences, short2 *sums, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    uchar4 p = in[i], q = in[n - 1 - i];
    out[i] = make_uchar4(p.w, p.z, (unsigned char)(p.x + q.y), 255);
    char4 d = differences[i];
    differences[i] = make_char4((char)(d.x - d.w), (char)(p.x - q.x), (char)(d.y >> 1), (char)-d.z);
    short2 s = sums[i];
    sums[i] = make_short2((short)(s.y >> 2), (short)(s.x + d.x));
}

__global__ void swap_in_place(uchar4 *pixels, const uchar4 *same, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) pixels[i] = make_uchar4(same[i].w, same[i].z, same[i].y, same[i].x);
}

static unsigned sum_of(const void *data, size_t bytes)
{
    unsigned sum = 17;
    for (size_t i = 0; i < bytes; i++) sum = sum * 31 + ((const unsigned char *)data)[i];
    return sum;
}

template <class T> static T *managed(size_t n)
{
    T *p;
    cudaMallocManaged(&p, n * sizeof(T));
    memset((void *)p, 0x5a, n * sizeof(T));
    return p;
}

int main()
{
    const int n = 1000;
    unsigned char *image = managed<unsigned char>(200 * 40);
    for (int width : {128, 96, 67, 3}) {
        for (int pitch : {128, 131}) {
            memset(image, 0x5a, 200 * 40);
            bytes<<<dim3((width + 15) / 16, 3), dim3(16, 16)>>>(image, width, 37, pitch);
            cudaDeviceSynchronize();
            int wrong = 0;
            for (int i = 0; i < 200 * 40; i++) {
                int x = i % pitch, y = i / pitch;
                wrong += image[i] != (x < width && y < 37 ? (unsigned char)(x * 3 + y * 7) : 0x5a);
            }
            printf("bytes %d %d: %d wrong\n", width, pitch, wrong);
        }
    }
    memset(image, 0x5a, 200 * 40);
    bytes<<<dim3(8, 3), dim3(16, 16)>>>(image + 1, 128, 37, 128);
    cudaDeviceSynchronize();
    printf("bytes from an odd place: %u\n", sum_of(image, 200 * 40));

    short *words = managed<short>(3 * n);
    int *values = managed<int>(n);
    for (int i = 0; i < n; i++) values[i] = i * 7 % 101;
    shorts<<<4, 256>>>(words, n, 1);
    cudaDeviceSynchronize();
    printf("shorts: %u\n", sum_of(words, 3 * n * sizeof(short)));
    shorts<<<4, 256>>>(words + 1, n - 1, 2);
    cudaDeviceSynchronize();
    printf("every other short: %u\n", sum_of(words, 3 * n * sizeof(short)));

    bool *marks = managed<bool>(n);
    truths<<<8, 128>>>(marks, values, n);
    signed char *back = managed<signed char>(n);
    reversed<<<16, 64>>>(back, n);
    bool *raised = managed<bool>(8), *lowered = managed<bool>(8);
    for (int i = 0; i < 8; i++) {
        raised[i] = false;
        lowered[i] = true;
    }
    flags<<<8, 128>>>(raised + 5, lowered + 2, values, n);
    cudaDeviceSynchronize();
    printf("truths: %u, reversed: %u, flags:", sum_of(marks, n), sum_of(back, n));
    for (int i = 0; i < 8; i++) printf(" %d%d", raised[i], lowered[i]);
    printf("\n");

    uchar4 *in = managed<uchar4>(n), *out = managed<uchar4>(n);
    char4 *differences = managed<char4>(n);
    short2 *sums = managed<short2>(n);
    for (int i = 0; i < n; i++) {
        in[i] = make_uchar4(i, i * 3, i * 5, i * 11);
        differences[i] = make_char4(i, -i, i * 7, i / 2);
        sums[i] = make_short2(i * 50 - 20000, -i * 30);
    }
    pixels<<<8, 128>>>(in, out, differences, sums, n);
    cudaDeviceSynchronize();
    printf("pixels: %u %u %u\n", sum_of(out, n * sizeof *out), sum_of(differences, n * sizeof *differences), sum_of(sums, n * sizeof *sums));
    swap_in_place<<<8, 128>>>(out, out, n);
    cudaDeviceSynchronize();
    printf("in place: %u\n", sum_of(out, n * sizeof *out));
    return 0;
}
