/*
 * What the native halves of the CPU benchmark share: the inputs of bench/gpu/bench.cuh, OpenCL in a few calls, and timing.
 * A program computes one kernel twice, by OpenCL (PoCL) and by a C++ loop with OpenMP, compares the two results and prints
 * `result: ok  pocl: MS  openmp: MS`. With BENCH_PROCESS_TIME, times are milliseconds of process CPU time a launch: with one thread that is the time the kernel takes, however busy the machine is.
 * Else they are the clock's. BENCH_BATCH_MS: how long launches are timed together.
 */
#pragma once
#define CL_TARGET_OPENCL_VERSION 120
#include <CL/cl.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

inline unsigned hash32(unsigned x)
{
    x ^= x >> 16;
    x *= 0x85ebca6bu;
    x ^= x >> 13;
    x *= 0xc2b2ae35u;
    x ^= x >> 16;
    return x;
}

inline float unit(unsigned i, unsigned seed) { return (float)(hash32(i + seed * 0x9e3779b9u) >> 8) * (1.0f / 16777216.0f); }

inline std::vector<float> units(size_t n, unsigned seed)
{
    std::vector<float> values(n);
    for (size_t i = 0; i < n; i++) values[i] = unit((unsigned)i, seed);
    return values;
}

inline std::vector<unsigned> hashes(size_t n, unsigned seed)
{
    std::vector<unsigned> values(n);
    for (size_t i = 0; i < n; i++) values[i] = hash32((unsigned)i + seed * 0x9e3779b9u);
    return values;
}

inline int problem_size(int argc, char **argv)
{
    int n = argc > 1 ? atoi(argv[1]) : 0;
    if (n <= 0) {
        fprintf(stderr, "%s: the size must be a positive number\n", argv[0]);
        exit(2);
    }
    return n;
}

inline size_t blocks_for(size_t n, size_t block) { return (n + block - 1) / block; }

#define CHECK(call)                                                              \
    do {                                                                         \
        cl_int status_ = (call);                                                 \
        if (status_ != CL_SUCCESS) {                                             \
            fprintf(stderr, "%s:%d: OpenCL error %d\n", __FILE__, __LINE__, status_); \
            exit(2);                                                             \
        }                                                                        \
    } while (0)

/** Grid and block, in CUDA's terms. */
struct Shape {
    size_t grid[3], block[3];
};
inline Shape shape(size_t gx, size_t bx) { return {{gx, 1, 1}, {bx, 1, 1}}; }
inline Shape shape(size_t gx, size_t gy, size_t bx, size_t by) { return {{gx, gy, 1}, {bx, by, 1}}; }
inline Shape shape(size_t gx, size_t gy, size_t gz, size_t bx, size_t by) { return {{gx, gy, gz}, {bx, by, 1}}; }

/** PoCL's CPU device and one program. */
class OpenCL {
public:
    explicit OpenCL(const char *source)
    {
        cl_platform_id platform;
        cl_uint count = 0;
        CHECK(clGetPlatformIDs(1, &platform, &count));
        CHECK(clGetDeviceIDs(platform, CL_DEVICE_TYPE_CPU, 1, &device_, nullptr));
        cl_int status;
        context_ = clCreateContext(nullptr, 1, &device_, nullptr, nullptr, &status);
        CHECK(status);
        queue_ = clCreateCommandQueue(context_, device_, 0, &status);
        CHECK(status);
        program_ = clCreateProgramWithSource(context_, 1, &source, nullptr, &status);
        CHECK(status);
        if (clBuildProgram(program_, 1, &device_, "-cl-std=CL1.2", nullptr, nullptr) != CL_SUCCESS) {
            char log[8192] = "";
            clGetProgramBuildInfo(program_, device_, CL_PROGRAM_BUILD_LOG, sizeof log, log, nullptr);
            fprintf(stderr, "%s\n", log);
            exit(2);
        }
    }
    template <class T> cl_mem buffer(const std::vector<T> &values)
    {
        cl_int status;
        cl_mem memory = clCreateBuffer(context_, CL_MEM_READ_WRITE | CL_MEM_COPY_HOST_PTR, values.size() * sizeof(T), (void *)values.data(), &status);
        CHECK(status);
        return memory;
    }
    template <class T> std::vector<T> read(cl_mem memory, size_t n)
    {
        std::vector<T> values(n);
        CHECK(clEnqueueReadBuffer(queue_, memory, CL_TRUE, 0, n * sizeof(T), values.data(), 0, nullptr, nullptr));
        return values;
    }
    void zero(cl_mem memory, size_t bytes)
    {
        unsigned nothing = 0;
        CHECK(clEnqueueFillBuffer(queue_, memory, &nothing, 4, 0, bytes, 0, nullptr, nullptr));
    }
    cl_kernel kernel(const char *name)
    {
        cl_int status;
        cl_kernel found = clCreateKernel(program_, name, &status);
        CHECK(status);
        return found;
    }
    template <class... Args> void launch(cl_kernel k, Shape s, const Args &...args)
    {
        cl_uint i = 0;
        (void)std::initializer_list<int>{(setArgument(k, i++, args), 0)...};
        size_t global[3];
        for (int d = 0; d < 3; d++) global[d] = s.grid[d] * s.block[d];
        CHECK(clEnqueueNDRangeKernel(queue_, k, 3, nullptr, global, s.block, 0, nullptr, nullptr));
    }
    void finish() { CHECK(clFinish(queue_)); }

private:
    template <class T> static void setArgument(cl_kernel k, cl_uint i, const T &value) { CHECK(clSetKernelArg(k, i, sizeof value, &value)); }
    cl_device_id device_;
    cl_context context_;
    cl_command_queue queue_;
    cl_program program_;
};

#ifndef BENCH_BATCH_MS
#define BENCH_BATCH_MS 8.0
#endif

inline double now_ms()
{
#ifdef BENCH_PROCESS_TIME
    return (double)clock() * 1e3 / CLOCKS_PER_SEC;
#else
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
#endif
}

template <class Run> inline double batch_ms(int repeats, const Run &run)
{
    double begin = now_ms();
    run(repeats);
    return (now_ms() - begin) / repeats;
}

/** As bench/gpu does: warms up, finds how many launches take about BENCH_BATCH_MS, then the median of seven such batches. `run(repeats)` launches and waits. */
template <class Run> inline double time_ms(const Run &run)
{
    run(1);
    int repeats = 1;
    double probe = batch_ms(repeats, run);
    while (probe * repeats < 2.0 && repeats < 1024) probe = batch_ms(repeats *= 4, run);
    repeats = std::min(1024, std::max(1, (int)std::ceil(BENCH_BATCH_MS / probe)));
    std::vector<double> times;
    for (int b = 0; b < 7; b++) times.push_back(batch_ms(repeats, run));
    std::sort(times.begin(), times.end());
    return times[3];
}

template <class Launch> inline double time_opencl(OpenCL &cl, const Launch &launch)
{
    return time_ms([&](int repeats) {
        for (int r = 0; r < repeats; r++) launch();
        cl.finish();
    });
}

template <class Body> inline double time_loop(const Body &body)
{
    return time_ms([&](int repeats) {
        for (int r = 0; r < repeats; r++) body();
    });
}

template <class T> inline bool agree(const std::vector<T> &a, const std::vector<T> &b, double tolerance, double scale = 1.0, size_t allowed = 0)
{
    size_t different = 0;
    for (size_t i = 0; i < a.size(); i++) {
        if (std::fabs((double)a[i] - (double)b[i]) <= tolerance * std::max(std::fabs((double)b[i]), scale)) continue;
        if (different++ == 0) fprintf(stderr, "element %zu: %.9g by OpenCL, %.9g by OpenMP\n", i, (double)a[i], (double)b[i]);
    }
    return different <= allowed;
}

inline int report(bool ok, double pocl, double openmp)
{
    printf("result: %s  pocl: %.5f  openmp: %.5f\n", ok ? "ok" : "wrong", pocl, openmp);
    return ok ? 0 : 1;
}
