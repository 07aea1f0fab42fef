// run:
// Reductions and scans of warps and of parts of these.
#include <cub/cub.cuh>
#include <cstdio>

struct Pair {
  int count;
  float low;
  short tag;
};
struct Join {
  __host__ __device__ Pair operator()(const Pair& a, const Pair& b) const { return Pair{a.count + b.count, a.low < b.low ? a.low : b.low, b.tag}; }
};
struct Larger {
  __host__ __device__ int operator()(int a, int b) const { return a > b ? a : b; }
};

template <int LANES> __global__ void sums(const int* in, int* out) {
  typedef cub::WarpReduce<int, LANES> Reduce;
  typedef cub::WarpScan<int, LANES> Scan;
  __shared__ typename Reduce::TempStorage reduce_storage[64 / LANES];
  __shared__ typename Scan::TempStorage scan_storage[64 / LANES];
  int t = threadIdx.x, part = t / LANES, x = in[t], sum, inclusive, exclusive, all;
  sum = Reduce(reduce_storage[part]).Sum(x);
  int most = Reduce(reduce_storage[part]).Reduce(x, Larger());
  int some = Reduce(reduce_storage[part]).Sum(x, LANES / 2 + 1);
  Scan(scan_storage[part]).InclusiveSum(x, inclusive);
  Scan(scan_storage[part]).ExclusiveSum(x, exclusive, all);
  int highest;
  Scan(scan_storage[part]).ExclusiveScan(x, highest, -5, Larger());
  if (t % LANES == 0) {
    out[t * 6] = sum;
    out[t * 6 + 1] = most;
    out[t * 6 + 2] = some;
  }
  out[t * 6 + 3] = inclusive;
  out[t * 6 + 4] = exclusive + 1000 * all;
  out[t * 6 + 5] = highest;
}

template <int LANES> bool check(const int* in) {
  int *d_in, *d_out, out[64 * 6];
  cudaMalloc(&d_in, 64 * sizeof(int));
  cudaMalloc(&d_out, sizeof(out));
  cudaMemcpy(d_in, in, 64 * sizeof(int), cudaMemcpyHostToDevice);
  sums<LANES><<<1, 64>>>(d_in, d_out);
  cudaMemcpy(out, d_out, sizeof(out), cudaMemcpyDeviceToHost);
  cudaFree(d_in);
  cudaFree(d_out);
  for (int first = 0; first < 64; first += LANES) {
    int sum = 0, most = in[first], some = 0, all = 0, highest = -5;
    for (int i = 0; i < LANES; i++) all += in[first + i];
    for (int i = 0; i < LANES; i++) {
      int x = in[first + i], *o = out + (first + i) * 6;
      if (o[5] != highest || o[4] != sum + 1000 * all) return false;
      sum += x;
      if (x > most) most = x;
      if (x > highest) highest = x;
      if (i < LANES / 2 + 1) some += x;
      if (o[3] != sum) return false;
    }
    if (out[first * 6] != sum || out[first * 6 + 1] != most || out[first * 6 + 2] != some) return false;
  }
  return true;
}

__global__ void structures(Pair* out) {
  typedef cub::WarpReduce<Pair> Reduce;
  typedef cub::WarpScan<Pair> Scan;
  __shared__ union {
    Reduce::TempStorage reduce;
    Scan::TempStorage scan;
  } storage;
  int t = threadIdx.x;
  Pair p{t, 10.0f - t * (t - 20) % 17, (short)(t * 3)}, result, last;
  result = Reduce(storage.reduce).Reduce(p, Join());
  if (t == 0) out[32] = result;
  __syncwarp();
  Scan(storage.scan).InclusiveScan(p, result, Join(), last);
  out[t] = result;
  if (t == 5) out[33] = last;
}

__global__ void segments(const int* in, int* out) {
  typedef cub::WarpReduce<int, 16> Reduce;
  __shared__ Reduce::TempStorage storage[2];
  int t = threadIdx.x, x = in[t];
  bool head = t % 16 == 0 || x % 3 == 0;
  int sum = Reduce(storage[t / 16]).HeadSegmentedSum(x, head);
  out[t] = head ? sum : -1;
  bool tail = x % 4 == 0;
  out[32 + t] = Reduce(storage[t / 16]).TailSegmentedReduce(x, tail, Larger());
}

int main() {
  int in[64];
  unsigned seed = 7;
  for (int& x : in) x = (int)((seed = seed * 1664525u + 1013904223u) >> 25) - 20;
  printf("32: %d\n", check<32>(in));
  printf("16: %d\n", check<16>(in));
  printf("8: %d\n", check<8>(in));
  printf("4: %d\n", check<4>(in));
  printf("2: %d\n", check<2>(in));

  Pair* d_pairs;
  Pair pairs[34];
  cudaMalloc(&d_pairs, sizeof(pairs));
  structures<<<1, 32>>>(d_pairs);
  cudaMemcpy(pairs, d_pairs, sizeof(pairs), cudaMemcpyDeviceToHost);
  for (int i : {0, 7, 31, 32, 33}) printf("%d: %d %g %d\n", i, pairs[i].count, pairs[i].low, pairs[i].tag);

  int *d_in, *d_out, out[64];
  cudaMalloc(&d_in, sizeof(in));
  cudaMalloc(&d_out, sizeof(out));
  cudaMemcpy(d_in, in, sizeof(in), cudaMemcpyHostToDevice);
  segments<<<1, 32>>>(d_in, d_out);
  cudaMemcpy(out, d_out, sizeof(out), cudaMemcpyDeviceToHost);
  bool right = true;
  for (int i = 0; i < 32; i++) {
    bool head = i % 16 == 0 || in[i] % 3 == 0;
    int sum = in[i];
    for (int j = i + 1; j % 16 != 0 && in[j] % 3 != 0; j++) sum += in[j];
    if (out[i] != (head ? sum : -1)) right = false;
    if (i % 16 == 0 || in[i - 1] % 4 == 0) {
      int most = in[i];
      for (int j = i; in[j] % 4 != 0 && (j + 1) % 16 != 0; j++) most = in[j + 1] > most ? in[j + 1] : most;
      if (out[32 + i] != most) right = false;
    }
  }
  printf("segments: %d\n", right);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
