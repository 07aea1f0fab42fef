/* C = A * B, one element a work item; the loops in the order that suits caches. */
#include "gemm.hpp"

static const char *source = R"(
kernel void sgemm(global const float *A, global const float *B, global float *C, int n)
{
    int col = get_global_id(0), row = get_global_id(1);
    if (row >= n || col >= n) return;
    float sum = 0.0f;
    for (int k = 0; k < n; k++) sum += A[row * n + k] * B[k * n + col];
    C[row * n + col] = sum;
}
)";

int main(int argc, char **argv) { return bench_gemm(source, problem_size(argc, argv)); }
