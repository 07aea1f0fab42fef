// run: nvcc="-lcufft"
// cuFFT's extended interface on one device: plans of all types by the types of data, execution of any plan.
#include <cmath>
#include <cstdio>
#include <cufftXt.h>

int main()
{
    const int n = 12;
    float in[n], *d_in;
    cufftComplex out[n / 2 + 1], *d_out;
    for (int i = 0; i < n; i++) in[i] = (float)std::cos(2 * M_PI * i * 2 / n);
    cudaMalloc(&d_in, sizeof in);
    cudaMalloc(&d_out, sizeof out);
    cudaMemcpy(d_in, in, sizeof in, cudaMemcpyHostToDevice);
    cufftHandle plan, back, none;
    long long int length[] = {n};
    size_t bytes;
    cufftCreate(&plan);
    cufftCreate(&back);
    cufftCreate(&none);
    cufftXtMakePlanMany(plan, 1, length, nullptr, 1, 0, CUDA_R_32F, nullptr, 1, 0, CUDA_C_32F, 1, &bytes, CUDA_C_32F);
    cufftXtMakePlanMany(back, 1, length, nullptr, 1, 0, CUDA_C_32F, nullptr, 1, 0, CUDA_R_32F, 1, &bytes, CUDA_C_32F);
    cufftXtExec(plan, d_in, d_out, CUFFT_FORWARD);
    cudaMemcpy(out, d_out, sizeof out, cudaMemcpyDeviceToHost);
    for (int i = 0; i <= n / 2; i++) {
        if (std::hypot(out[i].x, out[i].y) > 0.01) std::printf("%d: %.2f\n", i, out[i].x);
    }
    cufftXtExec(back, d_out, d_in, CUFFT_INVERSE);
    float result[n], worst = 0;
    cudaMemcpy(result, d_in, sizeof result, cudaMemcpyDeviceToHost);
    for (int i = 0; i < n; i++) worst = std::fmax(worst, std::fabs(result[i] / n - in[i]));
    std::printf("round trip %s, %d\n", worst < 1e-6 ? "ok" : "wrong", cufftXtExec(none, d_in, d_out, CUFFT_FORWARD) == CUFFT_INVALID_PLAN);
    return 0;
}
