// What CUDA asks of kernels, variables in memory spaces, and lambdas.
#include <initializer_list>
struct Holder { static __global__ void kernel(); };
//                                     ^ error CW7005: kernel function 'kernel' cannot be a member of a class
__global__ constexpr void folded() {}
// @-1:1 error CW7021: a kernel cannot be constexpr or consteval
__global__ void listed(std::initializer_list<int> list);
//              ^ error CW7022: a kernel parameter cannot be a std::initializer_list
__launch_bounds__(256) __device__ void bounded() {}
// @-1:1 error CW7016: '__launch_bounds__' is only allowed on a kernel, not on 'bounded'
__cluster_dims__(1, 1, 1) __global__ void single() {}
__global__ void __cluster_dims__(2, 2, 1) clustered() {}
//              ^ error CW7024: clusters of 4 blocks are not supported: a cluster is one block
__launch_bounds__(128) void bounded_host() {}
// @-1:1 error CW7016: '__launch_bounds__' is only allowed on a kernel, not on 'bounded_host'
__global__ void __launch_bounds__(64) bounded_kernel() {}
__managed__ const int fixed_managed = 1;
//                    ^ error CW7019: __managed__ variable 'fixed_managed' cannot have the const-qualified type 'const int'
void host_locals() {
  static __managed__ int counter;
//                       ^ error CW7018: __managed__ variable 'counter' cannot be declared in a function
}
__device__ int device_locals(int start) {
  __constant__ int table[2];
//                 ^ error CW7017: variable 'table' in a device function cannot be '__constant__' unless it is static
  __device__ int cell;
//               ^ error CW7017: variable 'cell' in a device function cannot be '__device__' unless it is static
  static __device__ int kept;
  static int computed = start;
//           ^ error CW7020: dynamic initialization is not supported for the static variable 'computed' of a device function
  static int plain = 3;
  return kept + plain + computed;
}
__global__ void first_shared() { extern __shared__ int pool[]; pool[0] = 1; }
__global__ void second_shared() { extern __shared__ float pool[]; pool[0] = 1; }
//                                                        ^ error CW7023: extern __shared__ variable 'pool' is redeclared with type 'float[]', after 'int[]'
__global__ void third_shared() { extern __shared__ int pool[]; pool[0] = 2; }
struct Base { __device__ virtual int f() { return 0; } };
struct Derived : Base {};
__device__ Derived *down(Base *base) { return dynamic_cast<Derived *>(base); }
//                                            ^ error CW7114: 'dynamic_cast' is not allowed in device code
__global__ void address() { auto where = &threadIdx; }
//                                       ^ error CW7115: cannot take the address of the built-in variable 'threadIdx'
constexpr int host_square(int x) { return x * x; }
__device__ constexpr int device_square(int x) { return x * x; }
__host__ __device__ constexpr int any_square(int x) { return x * x; }
struct Constant { constexpr int get() const { return 1; } };
__global__ void squares(int *p) { *p = host_square(*p) + any_square(*p) + Constant().get(); }
//                                     ^ warning CW7110: 'host_square' is a constexpr __host__ function, which device function 'squares' may only call with --expt-relaxed-constexpr in nvcc
//                                                                        ^ warning CW7110: 'get' is a constexpr __host__ function, which device function 'squares' may only call with --expt-relaxed-constexpr in nvcc
int host_squares(int x) { return device_square(x) + any_square(x) + host_square(x); }
//                               ^ warning CW7111: 'device_square' is a constexpr __device__ function, which host function 'host_squares' may only call with --expt-relaxed-constexpr in nvcc
__host__ __device__ int both_squares(int x) { return host_square(x); }
template <class F> __global__ void apply(F f) { f(); }
void lambdas(int *p) {
  int local = 1;
  apply<<<1, 1>>>([=] __device__() { *p = local; });
//                ^ warning CW7112: an execution space on a lambda needs --extended-lambda in nvcc
  apply<<<1, 1>>>([&] __device__() { *p = local; });
//                ^ warning CW7112: an execution space on a lambda needs --extended-lambda in nvcc
//                ^ error CW7113: an extended __device__ lambda cannot capture variable 'p' by reference
  auto both = [&local] __host__ __device__() { return local; };
//            ^ warning CW7112: an execution space on a lambda needs --extended-lambda in nvcc
//            ^ error CW7113: an extended __host__ __device__ lambda cannot capture variable 'local' by reference
  both();
}
void bad_launch() { bounded_kernel<<<>>>(); bounded_kernel<<<1>>>(); }
//                                   ^ error CW3028: a launch configuration has one to four arguments: grid, block, shared memory, stream
void few() { bounded_kernel<<<1, 1, 0, 0, 0>>>(); }
//                                         ^ error CW3028: a launch configuration has one to four arguments: grid, block, shared memory, stream
