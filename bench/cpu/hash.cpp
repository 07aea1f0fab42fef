/* Integer hashing: 64 rounds of multiplications, rotations, shifts and high products a key. */
#include "bench.hpp"

static const char *source = R"(
kernel void hash_keys(global const uint *keys, global uint *digests, int n)
{
    int i = get_global_id(0);
    if (i >= n) return;
    uint key = keys[i], h = key + 0x165667b1u;
    for (int r = 0; r < 64; r++) {
        uint x = h + key * 0x9e3779b1u;
        h = (x << 13 | x >> 19) * 0x85ebca77u;
        h ^= mul_hi(h, 0xc2b2ae3du) + (uint)r;
        h ^= h >> 15;
    }
    digests[i] = h;
}
)";

int main(int argc, char **argv)
{
    int n = problem_size(argc, argv);
    auto keys = hashes(n, 1);
    std::vector<unsigned> digests(n);
    OpenCL cl(source);
    cl_mem din = cl.buffer(keys), dout = cl.buffer(digests);
    cl_kernel k = cl.kernel("hash_keys");
    double pocl = time_opencl(cl, [&] { cl.launch(k, shape(blocks_for(n, 256), 256), din, dout, n); });
    double openmp = time_loop([&] {
        const unsigned *in = keys.data();
        unsigned *out = digests.data();
#pragma omp parallel for simd
        for (int i = 0; i < n; i++) {
            unsigned key = in[i], h = key + 0x165667b1u;
            for (int r = 0; r < 64; r++) {
                unsigned x = h + key * 0x9e3779b1u;
                h = (x << 13 | x >> 19) * 0x85ebca77u;
                h ^= (unsigned)((unsigned long long)h * 0xc2b2ae3du >> 32) + (unsigned)r;
                h ^= h >> 15;
            }
            out[i] = h;
        }
    });
    return report(agree(cl.read<unsigned>(dout, n), digests, 0.0), pocl, openmp);
}
