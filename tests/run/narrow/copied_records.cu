// run: tolerance=0
// Records with names, marks and shorts, copied between buffers, shared memory and variables of threads: what fills a word goes as one, what does not by itself.
#include <cstdio>

struct Record {
    char name[8];
    int number;
    bool marks[4];
    short pair[2];
    unsigned char rest[3];
};

struct Packed {
    signed char a[4];
    unsigned short b;
};

__global__ void reverse(const Record *in, Record *out, int n)
{
    __shared__ Record tile[16];
    int i = blockIdx.x * 16 + threadIdx.x;
    if (i < n) tile[threadIdx.x] = in[i];
    __syncthreads();
    int from = 15 - threadIdx.x;
    if (blockIdx.x * 16 + from < n) {
        Record r = tile[from];
        r.number += r.pair[1] + r.name[3] + (r.marks[2] ? 1000 : 0);
        r.rest[1]++;
        out[blockIdx.x * 16 + from] = r;
    }
    __syncthreads();
    if (i < n && i % 3 == 0) out[i] = tile[threadIdx.x];
}

__global__ void rotate(Packed *values, const Packed *from, int n)
{
    __shared__ Packed kept[32];
    kept[threadIdx.x] = from[threadIdx.x];
    __syncthreads();
    if (threadIdx.x < n) values[threadIdx.x] = kept[(threadIdx.x + 1) % n];
}

int main()
{
    const int n = 40;
    Record *in, *out;
    Packed *values, *more;
    cudaMallocManaged(&in, n * sizeof(Record));
    cudaMallocManaged(&out, n * sizeof(Record));
    cudaMallocManaged(&values, 32 * sizeof(Packed));
    cudaMallocManaged(&more, 32 * sizeof(Packed));
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < 8; k++) in[i].name[k] = (char)(i * 31 + k * 77);
        in[i].number = i * 1000;
        for (int k = 0; k < 4; k++) in[i].marks[k] = (i + k) % 3 == 0;
        in[i].pair[0] = (short)(i * 3001);
        in[i].pair[1] = (short)(-i * 7);
        for (int k = 0; k < 3; k++) in[i].rest[k] = (unsigned char)(i * k + 200);
    }
    for (int i = 0; i < 32; i++) {
        for (int k = 0; k < 4; k++) more[i].a[k] = (signed char)(i * 9 - 128 + k);
        more[i].b = (unsigned short)(i * 4000);
        values[i] = more[i];
    }
    reverse<<<3, 16>>>(in, out, n);
    rotate<<<1, 32>>>(values, more, 29);
    cudaDeviceSynchronize();
    for (int i = 0; i < n; i++) {
        const Record &r = out[i];
        for (int k = 0; k < 8; k++) printf("%d ", r.name[k]);
        printf("| %d | %d%d%d%d | %d %d | %d %d %d\n", r.number, r.marks[0], r.marks[1], r.marks[2], r.marks[3], r.pair[0], r.pair[1], r.rest[0], r.rest[1], r.rest[2]);
    }
    for (int i = 0; i < 32; i++) printf("%d %d %d %d %d\n", values[i].a[0], values[i].a[1], values[i].a[2], values[i].a[3], values[i].b);
    return 0;
}
