// CUDA's rules.
__global__ int returns() { return 1; }
// @-1:1 error CW7003: kernel function type 'int' must have void return type
__global__ void reference(int &&x) { }
// @-1:1 error CW7004: a kernel parameter cannot have rvalue reference type
__global__ void variadic(int x, ...) { }
// @-1:1 error CW7006: a kernel cannot have variable arguments
struct S { __global__ void member(); static __global__ void static_member(); __host__ __device__ S(); int x; };
//                         ^ error CW7005: kernel function 'member' cannot be a member of a class
//                                                          ^ error CW7005: kernel function 'static_member' cannot be a member of a class
__global__ __device__ void conflicting() { }
// @-1:1 error CW7012: attributes '__global__' and '__device__' are not compatible
__device__ void initialized() { __shared__ int x = 3; }
//                                             ^ error CW7007: initialization is not supported for __shared__ variable 'x'
extern __shared__ int not_array;
//                    ^ error CW7008: __shared__ variable 'not_array' cannot be 'extern' unless it is an array
int host_function();
__device__ int from_host = host_function();
//             ^ error CW7010: dynamic initialization is not supported for __device__ variable 'from_host'
__device__ int device_function() { return host_function(); }
//                                        ^ error CW7106: calling a __host__ function('host_function') from a __device__ function('device_function') is not allowed
__global__ void kernel(int *p) { host_function(); }
//                               ^ error CW7106: calling a __host__ function('host_function') from a __global__ function('kernel') is not allowed
void host() { device_function(); }
//            ^ error CW7107: calling a __device__ function('device_function') from a __host__ function('host') is not allowed
void launches(int *p, double stream) {
  kernel<<<1, 1>>>(p);
  kernel<<<1, 1>>>(1.5);
//^ error CW5001: no matching function for call to 'kernel'
  kernel<<<1, 1>>>();
//^ error CW5001: no matching function for call to 'kernel'
  kernel(p);
//^ error CW7102: a __global__ function call must be configured: use 'kernel<<<grid, block>>>(…)'
  host<<<1, 1>>>();
//^ error CW7101: kernel launch of 'host', which is not a __global__ function
  kernel<<<p, 1>>>(p);
//         ^ error CW7104: launch configuration needs an integer or dim3, not 'int *'
  kernel<<<1, "x">>>(p);
//            ^ error CW7104: launch configuration needs an integer or dim3, not 'const char[2]'
  kernel<<<1, 1, 0, stream>>>(p);
//                  ^ error CW7108: stream of a kernel launch has type 'double', not cudaStream_t
  void (*pointer)(int *) = kernel;
  pointer<<<1, 1>>>(p);
  1<<<1, 1>>>();
//^ error CW7101: kernel launch of 'int', which is not a __global__ function
}
template <class T> __global__ void generic(T *p, T value) { *p = value; }
void generic_launch(float *p) {
  generic<<<1, 1>>>(p, 1.0f);
  generic<<<1, 1>>>(p, 1.0);
//^ error CW5001: no matching function for call to 'generic'
}
template <int... N> void pack_launch(int *p) { kernel<<<N...>>>(p); }
//                                             ^ error CW7103: a kernel launch takes 1 to 4 configuration arguments, not 5
void packs(int *p) { pack_launch<1, 2, 3, 4, 5>(p); }
__constant__ int constant_value;
__global__ void writes_constant() { constant_value = 1; }
//                                                 ^ error CW7109: device code cannot write to __constant__ memory
