#pragma once
typedef float (*Op)(float, float);
struct Body { float x, v; __device__ void step(float dt); __device__ float energy() const; };
extern __device__ Op operations[3];
__device__ float apply(Op op, float a, float b);
__device__ int recursive(int n);
template <class T> __device__ T generic(T x);
class Solver { public: __device__ Solver(int n); __host__ __device__ static int twice(int n); __device__ int size() const; __device__ virtual float solve(float) const; private: int n; };
