/* Black-Scholes prices of European calls and puts: expf, logf, sqrtf, a polynomial for the normal distribution. Verified in double, tolerance 1e-5 of a price of 10. Small size: 20000. */
#include "bench.cuh"

constexpr float RATE = 0.02f, VOLATILITY = 0.30f;

__device__ float normal_cdf(float d)
{
    const float A1 = 0.31938153f, A2 = -0.356563782f, A3 = 1.781477937f, A4 = -1.821255978f, A5 = 1.330274429f;
    float k = 1.0f / (1.0f + 0.2316419f * fabsf(d));
    float cdf = 0.39894228040143267794f * expf(-0.5f * d * d) * (k * (A1 + k * (A2 + k * (A3 + k * (A4 + k * A5)))));
    return d > 0 ? 1.0f - cdf : cdf;
}

__global__ void black_scholes(const float *__restrict__ price, const float *__restrict__ strike, const float *__restrict__ years,
                              float *__restrict__ call, float *__restrict__ put, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i >= n) return;
    float s = 5.0f + 25.0f * price[i], x = 1.0f + 99.0f * strike[i], t = 0.25f + 9.75f * years[i];
    float root = sqrtf(t);
    float d1 = (logf(s / x) + (RATE + 0.5f * VOLATILITY * VOLATILITY) * t) / (VOLATILITY * root);
    float d2 = d1 - VOLATILITY * root;
    float cdf1 = normal_cdf(d1), cdf2 = normal_cdf(d2);
    float discount = expf(-RATE * t);
    call[i] = s * cdf1 - x * discount * cdf2;
    put[i] = x * discount * (1.0f - cdf2) - s * (1.0f - cdf1);
}

/** The call's price in double, with the distribution by erfc; the polynomial is good to 7.5e-8. */
static double expected_call(size_t i)
{
    double s = 5.0 + 25.0 * unit(i, 1), x = 1.0 + 99.0 * unit(i, 2), t = 0.25 + 9.75 * unit(i, 3);
    double d1 = (std::log(s / x) + (RATE + 0.5 * VOLATILITY * VOLATILITY) * t) / (VOLATILITY * std::sqrt(t));
    double d2 = d1 - VOLATILITY * std::sqrt(t);
    return s * 0.5 * std::erfc(-d1 * M_SQRT1_2) - x * std::exp(-RATE * t) * 0.5 * std::erfc(-d2 * M_SQRT1_2);
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 16 << 20);
    printf("black_scholes: %d options\n", n);
    float *price = device_array<float>(n), *strike = device_array<float>(n), *years = device_array<float>(n);
    float *call = device_array<float>(n), *put = device_array<float>(n);
    fill_units(price, n, 1);
    fill_units(strike, n, 2);
    fill_units(years, n, 3);

    Timing t = time_launches([&] { black_scholes<<<blocks_for(n, 256), 256>>>(price, strike, years, call, put, n); });
    bool ok = verify(call, n, expected_call, 1e-5, 10.0);
    auto expected_put = [](size_t i) {
        double s = 5.0 + 25.0 * unit(i, 1), x = 1.0 + 99.0 * unit(i, 2), years = 0.25 + 9.75 * unit(i, 3);
        return expected_call(i) + x * std::exp(-RATE * years) - s;
    };
    ok = verify(put, n, expected_put, 1e-5, 10.0) && ok;
    return report(ok, t, n, "Goption");
}
