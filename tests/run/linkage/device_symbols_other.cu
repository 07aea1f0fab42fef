__device__ int shared_counter = 0;
__constant__ float coefficients[3] = {1, 2, 3};
__device__ float evaluate(float x) { return coefficients[0] * x; }
__global__ void increment(int by) { atomicAdd(&shared_counter, by); }
struct Functor { float k; __device__ float operator()(float v) const; };
__device__ float Functor::operator()(float v) const { return v * k; }
static __device__ float negative(float v) { return -v; }
typedef float (*Fn)(float);
__device__ Fn chosen = negative;
static __device__ int mine = 50;
template <class T> __device__ T doubled(T v) { return v + v; }
__device__ int use_double(int v) { return doubled(v) * 10; }
static __global__ void here(float* out) { out[threadIdx.x] = evaluate(1) + mine + threadIdx.x; }
void run_there(float* out) { here<<<1, 2>>>(out); }
