// run: nvcc="-lcufft"
// cuFFT: complex transforms of all kinds of sizes, both ways, in both precisions, against the sum that defines them; batches.
#include <cmath>
#include <cstdio>
#include <cufft.h>
#include <vector>

struct number { double re, im; };

static std::vector<number> reference(const std::vector<number> &x, int sign)
{
    size_t n = x.size();
    std::vector<number> roots(n), y(n, number{0, 0});
    for (size_t k = 0; k < n; k++) roots[k] = {std::cos(2 * M_PI * k / n), sign * std::sin(2 * M_PI * k / n)};
    for (size_t k = 0; k < n; k++) {
        for (size_t j = 0; j < n; j++) {
            number w = roots[j * k % n];
            y[k].re += x[j].re * w.re - x[j].im * w.im;
            y[k].im += x[j].re * w.im + x[j].im * w.re;
        }
    }
    return y;
}

static cufftResult execute(cufftHandle plan, cufftComplex *in, cufftComplex *out, int sign) { return cufftExecC2C(plan, in, out, sign); }
static cufftResult execute(cufftHandle plan, cufftDoubleComplex *in, cufftDoubleComplex *out, int sign) { return cufftExecZ2Z(plan, in, out, sign); }

// The largest difference from the reference, by the norm of the result's elements.
template <class C> double error(int n, int batch, cufftType type, int sign, bool in_place)
{
    std::vector<C> host(n * batch);
    unsigned state = n;
    for (C &c : host) {
        state = state * 1664525u + 1013904223u;
        c.x = (int)(state >> 16) % 200 / 100.0 - 1;
        state = state * 1664525u + 1013904223u;
        c.y = (int)(state >> 16) % 200 / 100.0 - 1;
    }
    C *in, *out;
    size_t bytes = host.size() * sizeof(C);
    cudaMalloc(&in, bytes);
    cudaMalloc(&out, bytes);
    cudaMemcpy(in, host.data(), bytes, cudaMemcpyHostToDevice);
    cufftHandle plan;
    if (cufftPlan1d(&plan, n, type, batch) != CUFFT_SUCCESS || execute(plan, in, in_place ? in : out, sign) != CUFFT_SUCCESS) return 1e9;
    std::vector<C> result(n * batch), kept(n * batch);
    cudaMemcpy(result.data(), in_place ? in : out, bytes, cudaMemcpyDeviceToHost);
    cudaMemcpy(kept.data(), in, bytes, cudaMemcpyDeviceToHost);
    cufftDestroy(plan);
    cudaFree(in);
    cudaFree(out);
    double worst = 0;
    for (int b = 0; b < batch; b++) {
        std::vector<number> x(n);
        for (int i = 0; i < n; i++) x[i] = {host[b * n + i].x, host[b * n + i].y};
        std::vector<number> y = reference(x, sign);
        double norm = 0;
        for (const number &v : y) norm += v.re * v.re + v.im * v.im;
        norm = std::sqrt(norm / n);
        for (int i = 0; i < n; i++) {
            double e = std::hypot(result[b * n + i].x - y[i].re, result[b * n + i].y - y[i].im) / norm;
            if (!(e <= worst)) worst = e;
            if (!in_place && (kept[b * n + i].x != host[b * n + i].x || kept[b * n + i].y != host[b * n + i].y)) return 1e9;
        }
    }
    return worst;
}

int main()
{
    const int sizes[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 21, 24, 25, 27, 30, 32, 35, 48, 49, 60, 64, 77, 100, 127, 128, 131, 169, 210, 243, 251, 256, 257, 262, 343, 512, 625, 1000, 1009, 1024, 1031, 2048};
    int wrong = 0, checked = 0;
    for (int n : sizes) {
        for (int kind = 0; kind < 4; kind++) {
            int sign = kind & 1 ? CUFFT_INVERSE : CUFFT_FORWARD, batch = n < 300 ? 1 + n % 3 : 1;
            bool in_place = (kind & 2) != 0;
            double single = error<cufftComplex>(n, batch, CUFFT_C2C, sign, in_place), twofold = error<cufftDoubleComplex>(n, batch, CUFFT_Z2Z, sign, in_place);
            checked += 2;
            if (!(single < 2e-6)) wrong++, std::printf("C2C of %d, sign %d%s: error %.1e\n", n, sign, in_place ? " in place" : "", single);
            if (!(twofold < 2e-14)) wrong++, std::printf("Z2Z of %d, sign %d%s: error %.1e\n", n, sign, in_place ? " in place" : "", twofold);
        }
    }
    std::printf("%d transforms, %d wrong\n", checked, wrong);
    return 0;
}
