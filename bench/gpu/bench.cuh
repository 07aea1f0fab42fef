/*
 * What the benchmark programs share. In: a kernel launch to time, and the device array and host function that verify it.
 * Out: a header line, `result: ok  ms: 0.1234  work: 268.4 GB/s` (milliseconds a launch by CUDA events), and `wall: 0.1240 ms`,
 * the same by the host's clock, so that events which miss part of the work show. With BENCH_PROCESS_TIME that is the process's own time
 * (bench/cpu: kernels run in the process, and other processes are busy). BENCH_BATCH_MS: how long launches are timed together.
 * Inputs are hashes of an element's index (`unit`, `hash32`): device and host make them alike, nothing large is uploaded.
 */
#pragma once
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>
#include <cuda_runtime.h>

#define CHECK(call)                                                                             \
    do {                                                                                        \
        cudaError_t status_ = (call);                                                           \
        if (status_ != cudaSuccess) {                                                           \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, cudaGetErrorString(status_));    \
            exit(2);                                                                            \
        }                                                                                       \
    } while (0)

/** The problem's size: the first argument, or what suits a large GPU. */
inline int problem_size(int argc, char **argv, int normal)
{
    int size = argc > 1 ? atoi(argv[1]) : normal;
    if (size <= 0) {
        fprintf(stderr, "%s: the size must be a positive number\n", argv[0]);
        exit(2);
    }
    return size;
}

template <class T> inline T *device_array(size_t count)
{
    T *pointer = nullptr;
    CHECK(cudaMalloc(&pointer, count * sizeof(T)));
    return pointer;
}

template <class T> inline T *device_copy(const std::vector<T> &values)
{
    T *pointer = device_array<T>(values.size());
    CHECK(cudaMemcpy(pointer, values.data(), values.size() * sizeof(T), cudaMemcpyHostToDevice));
    return pointer;
}

template <class T> inline std::vector<T> host_copy(const T *device, size_t count)
{
    std::vector<T> values(count);
    CHECK(cudaMemcpy(values.data(), device, count * sizeof(T), cudaMemcpyDeviceToHost));
    return values;
}

/** Mixes the bits of an index (the finalizer of MurmurHash3). */
__host__ __device__ inline unsigned hash32(unsigned x)
{
    x ^= x >> 16;
    x *= 0x85ebca6bu;
    x ^= x >> 13;
    x *= 0xc2b2ae35u;
    x ^= x >> 16;
    return x;
}

/** Element i of the pseudo-random sequence `seed`, in [0, 1): 24 bits, so exact in float. */
__host__ __device__ inline float unit(unsigned i, unsigned seed)
{
    return (float)(hash32(i + seed * 0x9e3779b9u) >> 8) * (1.0f / 16777216.0f);
}

__global__ void fill_units_kernel(float *out, unsigned n, unsigned seed)
{
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = unit(i, seed);
}

__global__ void fill_hashes_kernel(unsigned *out, unsigned n, unsigned seed)
{
    unsigned i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) out[i] = hash32(i + seed * 0x9e3779b9u);
}

inline unsigned blocks_for(size_t n, unsigned block) { return (unsigned)((n + block - 1) / block); }

inline void fill_units(float *out, size_t n, unsigned seed)
{
    fill_units_kernel<<<blocks_for(n, 256), 256>>>(out, (unsigned)n, seed);
    CHECK(cudaGetLastError());
}

inline void fill_hashes(unsigned *out, size_t n, unsigned seed)
{
    fill_hashes_kernel<<<blocks_for(n, 256), 256>>>(out, (unsigned)n, seed);
    CHECK(cudaGetLastError());
}

struct Timing {
    double ms;      /* a launch, by events: the median of several batches */
    double wall_ms; /* a launch, by the host's clock: the median likewise */
};

/** Milliseconds by the host's clock. */
inline double host_ms()
{
#ifdef BENCH_PROCESS_TIME
    return (double)clock() * 1e3 / CLOCKS_PER_SEC;
#else
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
#endif
}

/** One batch of `repeats` launches between two events, then a synchronization. */
template <class Launch> inline Timing time_batch(int repeats, const Launch &launch, cudaEvent_t start, cudaEvent_t stop)
{
    double begin = host_ms();
    CHECK(cudaEventRecord(start));
    for (int r = 0; r < repeats; r++) launch();
    CHECK(cudaEventRecord(stop));
    CHECK(cudaEventSynchronize(stop));
    double wall = host_ms() - begin;
    float ms = 0;
    CHECK(cudaEventElapsedTime(&ms, start, stop));
    return {ms / repeats, wall / repeats};
}

inline double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

#ifndef BENCH_BATCH_MS
#define BENCH_BATCH_MS 8.0
#endif

/** Warms up, finds how many launches take about BENCH_BATCH_MS, then times seven such batches (three where one launch takes longer than 30 ms). */
template <class Launch> inline Timing time_launches(const Launch &launch)
{
    cudaEvent_t start, stop;
    CHECK(cudaEventCreate(&start));
    CHECK(cudaEventCreate(&stop));
    launch();
    CHECK(cudaGetLastError());
    CHECK(cudaDeviceSynchronize());

    int repeats = 1;
    Timing probe = time_batch(repeats, launch, start, stop);
    while (probe.wall_ms * repeats < 2.0 && repeats < 1024) {
        repeats *= 4;
        probe = time_batch(repeats, launch, start, stop);
    }
    repeats = std::min(1024, std::max(1, (int)std::ceil(BENCH_BATCH_MS / probe.wall_ms)));

    int batches = probe.wall_ms > 30.0 ? 3 : 7;
    std::vector<double> by_events, by_clock;
    for (int b = 0; b < batches; b++) {
        Timing t = time_batch(repeats, launch, start, stop);
        by_events.push_back(t.ms);
        by_clock.push_back(t.wall_ms);
    }
    CHECK(cudaGetLastError());
    CHECK(cudaEventDestroy(start));
    CHECK(cudaEventDestroy(stop));
    return {median(by_events), median(by_clock)};
}

/** Whether a result agrees: the tolerance is relative to the larger of |expected| and `scale`. False for NaN. */
inline bool agrees(double actual, double expected, double tolerance, double scale = 1.0)
{
    return std::fabs(actual - expected) <= tolerance * std::max(std::fabs(expected), scale);
}

/** Compares one element; says on stderr what is wrong. */
inline bool check_element(size_t index, double actual, double expected, double tolerance, double scale = 1.0)
{
    if (agrees(actual, expected, tolerance, scale)) return true;
    fprintf(stderr, "element %zu: got %.9g, expected %.9g\n", index, actual, expected);
    return false;
}

/** Calls visit(index, value) for `chunks` runs of `length` elements, spread evenly, the first and the last included; false at the first false. */
template <class T, class Visit> inline bool sample(const T *device, size_t n, const Visit &visit, int chunks, int length)
{
    size_t run = std::min(n, (size_t)length);
    std::vector<T> values(run);
    for (int c = 0; c < chunks; c++) {
        size_t begin = chunks > 1 ? (size_t)((double)(n - run) * c / (chunks - 1)) : 0;
        CHECK(cudaMemcpy(values.data(), device + begin, run * sizeof(T), cudaMemcpyDeviceToHost));
        for (size_t k = 0; k < run; k++)
            if (!visit(begin + k, values[k])) return false;
    }
    return true;
}

/** Verifies a sample of an array of numbers against expected(index). */
template <class T, class Expected>
inline bool verify(const T *device, size_t n, const Expected &expected, double tolerance, double scale = 1.0, int chunks = 256, int length = 1024)
{
    auto visit = [&](size_t i, T value) { return check_element(i, (double)value, (double)expected(i), tolerance, scale); };
    return sample(device, n, visit, chunks, length);
}

/** Prints the result; `amount` is the work of a launch in `unit_name` times 10^9 (GB, GFLOP, Gitem). Returns main's exit code. */
inline int report(bool ok, Timing t, double amount, const char *unit_name)
{
    printf("result: %s  ms: %.4f  work: %.4g %s/s\n", ok ? "ok" : "wrong", t.ms, amount / t.ms * 1e-6, unit_name);
    printf("wall: %.4f ms\n", t.wall_ms);
    return ok ? 0 : 1;
}
