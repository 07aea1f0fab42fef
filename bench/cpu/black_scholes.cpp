/* Black-Scholes prices of European calls and puts. */
#include "bench.hpp"

static const char *source = R"(
float normal_cdf(float d)
{
    float k = 1.0f / (1.0f + 0.2316419f * fabs(d));
    float cdf = 0.39894228040143267794f * exp(-0.5f * d * d) * (k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f)))));
    return d > 0 ? 1.0f - cdf : cdf;
}
kernel void black_scholes(global const float *restrict price, global const float *restrict strike, global const float *restrict years, global float *restrict call, global float *restrict put, int n)
{
    int i = get_global_id(0);
    if (i >= n) return;
    float s = 5.0f + 25.0f * price[i], x = 1.0f + 99.0f * strike[i], t = 0.25f + 9.75f * years[i];
    float root = sqrt(t);
    float d1 = (log(s / x) + (0.02f + 0.5f * 0.30f * 0.30f) * t) / (0.30f * root);
    float d2 = d1 - 0.30f * root;
    float cdf1 = normal_cdf(d1), cdf2 = normal_cdf(d2);
    float discount = exp(-0.02f * t);
    call[i] = s * cdf1 - x * discount * cdf2;
    put[i] = x * discount * (1.0f - cdf2) - s * (1.0f - cdf1);
}
)";

static inline float normal_cdf(float d)
{
    float k = 1.0f / (1.0f + 0.2316419f * std::fabs(d));
    float cdf = 0.39894228040143267794f * std::exp(-0.5f * d * d) * (k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f)))));
    return d > 0 ? 1.0f - cdf : cdf;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    auto price = units(n, 1), strike = units(n, 2), years = units(n, 3);
    std::vector<float> call(n), put(n);
    OpenCL cl(source);
    cl_mem dp = cl.buffer(price), ds = cl.buffer(strike), dy = cl.buffer(years), dcall = cl.buffer(call), dput = cl.buffer(put);
    cl_kernel k = cl.kernel("black_scholes");
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(blocks_for(n, 256), 256), dp, ds, dy, dcall, dput, n); });
    double openmp = time_loop([&] {
        const float *p = price.data(), *q = strike.data(), *r = years.data();
        float *c = call.data(), *d = put.data();
#pragma omp parallel for simd
        for (int i = 0; i < n; i++) {
            float s = 5.0f + 25.0f * p[i], x = 1.0f + 99.0f * q[i], t = 0.25f + 9.75f * r[i];
            float root = std::sqrt(t);
            float d1 = (std::log(s / x) + (0.02f + 0.5f * 0.30f * 0.30f) * t) / (0.30f * root);
            float d2 = d1 - 0.30f * root;
            float cdf1 = normal_cdf(d1), cdf2 = normal_cdf(d2);
            float discount = std::exp(-0.02f * t);
            c[i] = s * cdf1 - x * discount * cdf2;
            d[i] = x * discount * (1.0f - cdf2) - s * (1.0f - cdf1);
        }
    });
    bool ok = agree(cl.read<float>(dcall, n), call, 1e-5, 10.0) && agree(cl.read<float>(dput, n), put, 1e-5, 10.0);
    return report(ok, pocl, openmp);
}
