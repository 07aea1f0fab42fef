#pragma once
struct Settings { int scale, offset; float weights[4]; };
extern __managed__ int total;
extern __managed__ double *shared_list;
extern __constant__ Settings settings;
extern __constant__ int primes[5];
extern __device__ int hits;
void prepare(int scale);
__global__ void count(int n);
__device__ float weigh(int i);
