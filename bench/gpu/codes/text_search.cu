/* Where a pattern occurs in a text of chars: a position a thread, a flag for each position and a count for each block. Flags exact for a sample, counts for a sample of blocks. Small size: 20000. */
#include "../bench.cuh"

#define BLOCK 256
#define MAX_PATTERN 16

__constant__ char pattern[MAX_PATTERN];

__host__ __device__ inline char letter(unsigned i) { return "acgt"[hash32(i) >> 30]; }

__global__ void make_text(char *text, int n)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    if (i < n) text[i] = letter(i);
}

__global__ void find(const char *text, int text_length, int pattern_length, bool *matches, int *counts)
{
    __shared__ int found;
    if (threadIdx.x == 0) found = 0;
    __syncthreads();
    int start = blockIdx.x * blockDim.x + threadIdx.x;
    if (start <= text_length - pattern_length) {
        bool match = true;
        for (int k = 0; k < pattern_length; k++) {
            if (text[start + k] != pattern[k]) {
                match = false;
                break;
            }
        }
        matches[start] = match;
        if (match) atomicAdd(&found, 1);
    }
    __syncthreads();
    if (threadIdx.x == 0) counts[blockIdx.x] = found;
}

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv, 32 << 20);
    const char wanted[] = "gatta";
    int length = (int)sizeof wanted - 1, positions = n - length + 1;
    printf("text_search: %d letters, a pattern of %d\n", n, length);
    CHECK(cudaMemcpyToSymbol(pattern, wanted, length));
    char *text = device_array<char>(n);
    bool *matches = device_array<bool>(n);
    unsigned blocks = blocks_for(n, BLOCK);
    int *counts = device_array<int>(blocks);
    make_text<<<blocks, BLOCK>>>(text, n);

    Timing t = time_launches([&] { find<<<blocks, BLOCK>>>(text, n, length, matches, counts); });
    auto matches_at = [&](unsigned i) {
        for (int k = 0; k < length; k++)
            if (letter(i + k) != wanted[k]) return false;
        return true;
    };
    bool ok = verify((const unsigned char *)matches, positions, matches_at, 0.0, 1.0, 64, 512);
    ok = ok && verify(counts, blocks, [&](size_t b) {
        int sum = 0;
        for (int i = b * BLOCK; i < std::min((int)(b + 1) * BLOCK, positions); i++) sum += matches_at(i);
        return sum;
    }, 0.0, 1.0, 16, 8);
    return report(ok, t, (double)n, "Gletter");
}
