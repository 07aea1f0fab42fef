#include "device_functions.cuh"
static __device__ float add(float a, float b) { return a + b; }
static __device__ float sub(float a, float b) { return a - b; }
static __device__ float ratio(float a, float b) { return a / b; }
__device__ Op operations[3] = {add, sub, ratio};
__device__ float apply(Op op, float a, float b) { return op(a, b); }
__device__ void Body::step(float dt) {
  v -= dt;
  x += v * dt;
}
__device__ float Body::energy() const { return 0.5f * v * v + x; }
__device__ int recursive(int n) { return n < 2 ? n : recursive(n - 1) + recursive(n - 2); }
template <class T> __device__ T generic(T x) { return x + T(1); }
template __device__ int generic<int>(int);
__device__ Solver::Solver(int k) : n(k) {}
__device__ int Solver::size() const { return n; }
__host__ __device__ int Solver::twice(int n) { return 2 * n; }
__device__ float Solver::solve(float x) const { return x + n; }
