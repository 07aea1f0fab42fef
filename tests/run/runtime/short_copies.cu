// run: tolerance=0
// Copies of a few bytes, fills and copies on the device between launches, at every place in a word and of many lengths: whatever way they take, they touch their bytes only, and in order. A model on the host says what is right.
#include <cstdio>
#include <cstring>
#include <cuda_runtime.h>

#define BYTES 512

__global__ void stir(unsigned *words, unsigned addend)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < BYTES / 4) words[i] = words[i] * 1664525u + addend;
}

static unsigned state = 1;

static unsigned next(unsigned below)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
}

static unsigned char a_model[BYTES], b_model[BYTES];

static void stir_model(unsigned char *bytes, unsigned addend)
{
    for (int i = 0; i < BYTES / 4; i++) {
        unsigned word;
        memcpy(&word, bytes + 4 * i, 4);
        word = word * 1664525u + addend;
        memcpy(bytes + 4 * i, &word, 4);
    }
}

static int wrong = 0, copies = 0;

static void look(const char *what, const unsigned char *device, const unsigned char *model)
{
    unsigned char host[BYTES];
    cudaMemcpy(host, device, BYTES, cudaMemcpyDeviceToHost);
    if (memcmp(host, model, BYTES) == 0) return;
    if (wrong++ > 3) return;
    int at = 0;
    while (host[at] == model[at]) at++;
    printf("%s: byte %d is %d, not %d\n", what, at, host[at], model[at]);
}

/* What happens between launches: one of the calls, on both sides. */
static void one(unsigned char *a, unsigned char *b, unsigned kind, unsigned at, unsigned from, unsigned bytes)
{
    unsigned char data[64];
    switch (kind) {
    case 0:
        for (unsigned i = 0; i < bytes; i++) data[i] = a_model[at + i] = (unsigned char)next(256);
        cudaMemcpy(a + at, data, bytes, cudaMemcpyHostToDevice);
        memset(data, 0xee, sizeof data);
        break;
    case 1:
        cudaMemset(a + at, 0, bytes);
        memset(a_model + at, 0, bytes);
        break;
    case 2:
        cudaMemset(a + at, 0x5a, bytes);
        memset(a_model + at, 0x5a, bytes);
        break;
    case 3:
        cudaMemcpy(a + at, b + from, bytes, cudaMemcpyDeviceToDevice);
        memcpy(a_model + at, b_model + from, bytes);
        break;
    default:
        /* Within one allocation, apart. */
        cudaMemcpy(a + at % 128, a + 256 + from % 128, bytes, cudaMemcpyDeviceToDevice);
        memcpy(a_model + at % 128, a_model + 256 + from % 128, bytes);
        break;
    }
    copies++;
}

int main()
{
    unsigned char *a, *b;
    cudaMalloc(&a, BYTES);
    cudaMalloc(&b, BYTES);
    cudaMemset(a, 1, BYTES);
    cudaMemset(b, 2, BYTES);
    memset(a_model, 1, BYTES);
    memset(b_model, 2, BYTES);

    /* Each place in a word and each length, alone between two launches; twice, since ways may differ once the device is warm. */
    for (int round = 0; round < 2; round++) {
        for (unsigned at = 0; at < 4; at++) {
            for (unsigned bytes = 1; bytes <= 50; bytes += bytes < 9 ? 1 : 7) {
                stir<<<1, BYTES / 4>>>((unsigned *)a, bytes);
                stir_model(a_model, bytes);
                one(a, b, 0, 100 + at, 0, bytes);
                stir<<<1, BYTES / 4>>>((unsigned *)a, at);
                stir_model(a_model, at);
            }
            look("single", a, a_model);
        }
    }
    /* Chains of all kinds, looked at now and then. */
    for (int i = 0; i < 600; i++) {
        unsigned bytes = 1 + next(60), words = next(2);
        unsigned at = next(BYTES - 64), from = next(BYTES - 64);
        if (words) {
            at &= ~3u;
            from &= ~3u;
            bytes = (bytes + 3) & ~3u;
        }
        one(a, b, next(5), at, from, bytes);
        if (next(3) == 0) {
            unsigned addend = next(1000);
            stir<<<2, BYTES / 8>>>((unsigned *)b, addend);
            stir_model(b_model, addend);
        }
        if (i % 75 == 74) {
            look("a", a, a_model);
            look("b", b, b_model);
        }
    }
    /* A flag that is set, counted by a launch, and read back. */
    for (int i = 0; i < 20; i++) {
        unsigned flag = i * 3, back = 0;
        cudaMemcpy(b + 4 * i, &flag, sizeof flag, cudaMemcpyHostToDevice);
        memcpy(b_model + 4 * i, &flag, sizeof flag);
        stir<<<1, BYTES / 4>>>((unsigned *)b, i);
        stir_model(b_model, i);
        cudaMemcpy(&back, b + 4 * i, sizeof back, cudaMemcpyDeviceToHost);
        if (back != flag * 1664525u + i) wrong++;
    }
    look("b", b, b_model);
    printf("%d copies, %d wrong: %s\n", copies, wrong, cudaGetErrorString(cudaGetLastError()));
    cudaFree(a);
    cudaFree(b);
    return 0;
}
