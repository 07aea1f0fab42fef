/* Two loops in a row whose bounds are loaded: each has a constant of its own for its bound. */
__global__ void twice(const unsigned *bounds, unsigned *out)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < bounds[threadIdx.x * 2]; i++) sum = sum * 3 + i;
    for (unsigned i = 0; i < bounds[threadIdx.x * 2 + 1]; i++) sum = sum * 5 + i;
    out[threadIdx.x] = sum;
}
