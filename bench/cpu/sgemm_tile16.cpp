/* C = A * B through 16 x 16 tiles in local memory. */
#include "gemm.hpp"

static const char *source = R"(
kernel void sgemm(global const float *A, global const float *B, global float *C, int n)
{
    local float As[16][16], Bs[16][16];
    int tx = get_local_id(0), ty = get_local_id(1);
    int row = get_group_id(1) * 16 + ty, col = get_group_id(0) * 16 + tx;
    float sum = 0.0f;
    for (int t = 0; t < n / 16; t++) {
        As[ty][tx] = A[row * n + t * 16 + tx];
        Bs[ty][tx] = B[(t * 16 + ty) * n + col];
        barrier(CLK_LOCAL_MEM_FENCE);
        for (int k = 0; k < 16; k++) sum += As[ty][k] * Bs[k][tx];
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    C[row * n + col] = sum;
}
)";

int main(int argc, char **argv) { return bench_gemm(source, problem_size(argc, argv) / 16 * 16); }
