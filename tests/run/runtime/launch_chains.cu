// run: tolerance=0
// Many launches with small copies, fills and events between them: equal and changing parameters, buffers that take turns, several kernels. All of it happens in order, whatever is recorded together.
#include <cstdio>
#include <cuda_runtime.h>

__global__ void step(unsigned *values, int n, unsigned factor, unsigned addend)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) values[i] = values[i] * factor + addend;
}

__global__ void mix(unsigned *to, const unsigned *from, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) to[i] = from[i] ^ (from[(i + 1) % n] >> 3);
}

__global__ void count(const unsigned *values, int n, unsigned *flag, unsigned char *bytes)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n && values[i] % 3 == 0) atomicAdd(flag, 1u);
    if (i == 0) bytes[1]++;
}

static unsigned hash(const unsigned *device, int n)
{
    unsigned host[256], h = 2166136261u;
    cudaMemcpy(host, device, n * sizeof(unsigned), cudaMemcpyDeviceToHost);
    for (int i = 0; i < n; i++) h = (h ^ host[i]) * 16777619u;
    return h;
}

int main()
{
    const int n = 256;
    unsigned *a, *b, *flag, start[n], model[n], other[n];
    unsigned char *bytes;
    cudaMalloc(&a, sizeof start);
    cudaMalloc(&b, sizeof start);
    cudaMalloc(&flag, sizeof *flag);
    cudaMalloc(&bytes, 4);
    for (int i = 0; i < n; i++) start[i] = model[i] = i * 2654435761u;
    cudaMemcpy(a, start, sizeof start, cudaMemcpyHostToDevice);
    bool ok = true;

    // The same launch over and over, then with other parameters, then as before.
    for (int r = 0; r < 700; r++) {
        unsigned factor = r / 100 % 2 ? 5 : 3, addend = r % 7 == 6 ? r : 1;
        step<<<2, 128>>>(a, n, factor, addend);
        for (unsigned &value : model) value = value * factor + addend;
    }
    // Buffers that take turns.
    for (int r = 0; r < 50; r++) {
        mix<<<2, 128>>>(r % 2 ? a : b, r % 2 ? b : a, n);
        for (int i = 0; i < n; i++) other[i] = model[i] ^ (model[(i + 1) % n] >> 3);
        for (int i = 0; i < n; i++) model[i] = other[i];
    }
    unsigned h = 2166136261u;
    for (unsigned value : model) h = (h ^ value) * 16777619u;
    ok = ok && hash(a, n) == h;
    printf("chain %s\n", ok ? "ok" : "wrong");

    // A flag that is cleared, counted into and read back: cleared by a copy, by a fill, by a fill of other bytes.
    cudaMemset(bytes, 7, 4);
    unsigned total = 0, expected = 0;
    for (int r = 0; r < 60; r++) {
        unsigned zero = r % 3 == 2 ? 0xffffffffu : 0, got;
        if (r % 3 == 0) cudaMemcpy(flag, &zero, sizeof zero, cudaMemcpyHostToDevice);
        else cudaMemset(flag, r % 3 == 2 ? 255 : 0, sizeof zero);
        step<<<2, 128>>>(a, n, 1, 1);
        count<<<2, 128>>>(a, n, flag, bytes);
        unsigned char mark = (unsigned char)r;
        cudaMemcpy(bytes + 2, &mark, 1, cudaMemcpyHostToDevice);
        cudaMemcpy(bytes + 3, bytes + 1, 1, cudaMemcpyDeviceToDevice);
        cudaMemcpy(&got, flag, sizeof got, cudaMemcpyDeviceToHost);
        unsigned want = zero;
        for (unsigned &value : model) want += ++value % 3 == 0;
        ok = ok && got == want;
        total += got;
        expected += want;
    }
    unsigned char four[4];
    cudaMemcpy(four, bytes, 4, cudaMemcpyDeviceToHost);
    printf("flags %s, bytes %d %d %d %d\n", ok && total == expected ? "ok" : "wrong", four[0], four[1], four[2], four[3]);

    // Events around each launch; none is before the one that was recorded first.
    cudaEvent_t begin, end;
    cudaEventCreate(&begin);
    cudaEventCreate(&end);
    bool forward = true;
    for (int r = 0; r < 40; r++) {
        float ms = -1;
        cudaEventRecord(begin);
        step<<<2, 128>>>(a, n, 3, 1);
        cudaEventRecord(end);
        if (r % 2) cudaEventSynchronize(end);
        else while (cudaEventQuery(end) == cudaErrorNotReady) {}
        forward = forward && cudaEventElapsedTime(&ms, begin, end) == cudaSuccess && ms >= 0;
        for (unsigned &value : model) value = value * 3 + 1;
    }
    cudaGetLastError();
    h = 2166136261u;
    for (unsigned value : model) h = (h ^ value) * 16777619u;
    printf("events %s, values %s\n", forward ? "ok" : "wrong", hash(a, n) == h ? "ok" : "wrong");
    printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
    return 0;
}
