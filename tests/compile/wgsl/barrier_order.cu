// Barriers order device memory only where threads may meet in it; constant memory is read as uniforms; halving loops count their rounds.
struct Settings {
    float scale;
    int shift;
};
__constant__ float weights[7];
__constant__ unsigned table[64];
__constant__ Settings settings;

__global__ void sorted(unsigned *keys)
{
    __shared__ unsigned local[256];
    local[threadIdx.x] = keys[threadIdx.x];
    for (unsigned stride = 128; stride > 0; stride /= 2) {
        __syncthreads();
        unsigned other = local[threadIdx.x ^ stride];
        __syncthreads();
        local[threadIdx.x] = min(local[threadIdx.x], other);
    }
    __syncthreads();
    keys[threadIdx.x] = local[threadIdx.x ^ 1];
}

__global__ void shifted(float *x, int n)
{
    for (int s = n / 2; s > 0; s >>= 1) {
        if (threadIdx.x < s) x[threadIdx.x] += x[threadIdx.x + s];
        __syncthreads();
    }
}

__global__ void read_then_written(float *x)
{
    float own = x[threadIdx.x ^ 1];
    __syncthreads();
    x[threadIdx.x] = own;
}

__global__ void weighted(const float *in, float *out)
{
    int i = blockIdx.x * blockDim.x + threadIdx.x;
    out[i] = weights[6] * in[i] + weights[i % 7] * settings.scale + (float)(table[in[i] > 0.0f ? i & 63 : 5] >> settings.shift);
}

// Both may be the same array.
__global__ void reverse_in_place(const float *in, float *out)
{
    float own = in[blockDim.x - 1 - threadIdx.x];
    __syncthreads();
    out[threadIdx.x] = own;
}
