// run:
// Reductions, scans, loads, stores and exchanges of blocks.
#include <cub/cub.cuh>
#include <cstdio>
#include <vector>

struct Larger {
  __host__ __device__ int operator()(int a, int b) const { return a > b ? a : b; }
};
struct Running {
  int total;
  __device__ Running(int start) : total(start) {}
  __device__ int operator()(int aggregate) {
    int before = total;
    total += aggregate;
    return before;
  }
};

// A tile at a time, with a running total from one to the next.
template <int THREADS, int ITEMS, cub::BlockLoadAlgorithm LOAD, cub::BlockStoreAlgorithm STORE, cub::BlockScanAlgorithm SCAN>
__global__ void scan_all(const int* in, int* out, int n) {
  typedef cub::BlockLoad<int, THREADS, ITEMS, LOAD> Load;
  typedef cub::BlockStore<int, THREADS, ITEMS, STORE> Store;
  typedef cub::BlockScan<int, THREADS, SCAN> Scan;
  __shared__ union {
    typename Load::TempStorage load;
    typename Store::TempStorage store;
    typename Scan::TempStorage scan;
  } storage;
  Running running(100);
  for (int base = 0; base < n; base += THREADS * ITEMS) {
    int items[ITEMS];
    Load(storage.load).Load(in + base, items, n - base, 0);
    __syncthreads();
    Scan(storage.scan).ExclusiveSum(items, items, running);
    __syncthreads();
    Store(storage.store).Store(out + base, items, n - base);
    __syncthreads();
  }
}
template <int THREADS, int ITEMS, cub::BlockLoadAlgorithm LOAD, cub::BlockStoreAlgorithm STORE, cub::BlockScanAlgorithm SCAN> bool check(const std::vector<int>& in, const int* d_in) {
  int n = (int)in.size(), *d_out;
  std::vector<int> out(n);
  cudaMalloc(&d_out, n * sizeof(int));
  scan_all<THREADS, ITEMS, LOAD, STORE, SCAN><<<1, THREADS>>>(d_in, d_out, n);
  cudaMemcpy(out.data(), d_out, n * sizeof(int), cudaMemcpyDeviceToHost);
  cudaFree(d_out);
  int sum = 100;
  for (int i = 0; i < n; i++) {
    if (out[i] != sum) return false;
    sum += in[i];
  }
  return true;
}

template <cub::BlockReduceAlgorithm ALGORITHM> __global__ void reductions(const int* in, int* out) {
  typedef cub::BlockReduce<int, 8, ALGORITHM, 5, 2> Reduce;
  __shared__ typename Reduce::TempStorage storage;
  int t = (threadIdx.z * 5 + threadIdx.y) * 8 + threadIdx.x;
  int sum = Reduce(storage).Sum(in[t]);
  __syncthreads();
  int most = Reduce(storage).Reduce(in[t], Larger());
  __syncthreads();
  int some = Reduce(storage).Sum(in[t], 41);
  __syncthreads();
  int items[3] = {in[t], in[80 + t], 1};
  int all = Reduce(storage).Sum(items);
  if (t == 0) {
    out[0] = sum;
    out[1] = most;
    out[2] = some;
    out[3] = all;
  }
}

__global__ void aggregates(const int* in, int* out) {
  typedef cub::BlockScan<int, 96> Scan;
  __shared__ Scan::TempStorage storage;
  int x = in[threadIdx.x], a, b, sum, most;
  Scan(storage).InclusiveSum(x, a, sum);
  __syncthreads();
  Scan(storage).ExclusiveScan(x, b, 7, Larger(), most);
  int* o = out + threadIdx.x * 4;
  o[0] = a;
  o[1] = sum;
  o[2] = b;
  o[3] = most;
}

__global__ void exchanges(int* out) {
  typedef cub::BlockExchange<int, 64, 3> Exchange;
  __shared__ Exchange::TempStorage storage;
  int t = threadIdx.x, items[3], ranks[3];
  for (int i = 0; i < 3; i++) items[i] = t * 3 + i;
  Exchange(storage).BlockedToStriped(items);
  for (int i = 0; i < 3; i++) out[t * 3 + i] = items[i];
  __syncthreads();
  Exchange(storage).StripedToBlocked(items);
  __syncthreads();
  Exchange(storage).BlockedToWarpStriped(items);
  for (int i = 0; i < 3; i++) out[192 + t * 3 + i] = items[i];
  __syncthreads();
  Exchange(storage).WarpStripedToBlocked(items);
  __syncthreads();
  for (int i = 0; i < 3; i++) ranks[i] = 191 - items[i];
  Exchange(storage).ScatterToBlocked(items, ranks);
  for (int i = 0; i < 3; i++) out[384 + t * 3 + i] = items[i];
}

int main() {
  std::vector<int> in(1000);
  unsigned seed = 3;
  for (int& x : in) x = (int)((seed = seed * 1664525u + 1013904223u) >> 24) - 100;
  int *d_in, *d_out;
  cudaMalloc(&d_in, in.size() * sizeof(int));
  cudaMalloc(&d_out, 576 * sizeof(int));
  cudaMemcpy(d_in, in.data(), in.size() * sizeof(int), cudaMemcpyHostToDevice);
  using namespace cub;
  printf("direct: %d\n", check<64, 1, BLOCK_LOAD_DIRECT, BLOCK_STORE_DIRECT, BLOCK_SCAN_RAKING>(in, d_in));
  printf("vectorize: %d\n", check<128, 4, BLOCK_LOAD_VECTORIZE, BLOCK_STORE_VECTORIZE, BLOCK_SCAN_RAKING_MEMOIZE>(in, d_in));
  printf("transpose: %d\n", check<96, 3, BLOCK_LOAD_TRANSPOSE, BLOCK_STORE_TRANSPOSE, BLOCK_SCAN_RAKING>(in, d_in));
  printf("warp transpose: %d\n", check<256, 5, BLOCK_LOAD_WARP_TRANSPOSE, BLOCK_STORE_WARP_TRANSPOSE, BLOCK_SCAN_WARP_SCANS>(in, d_in));

  int out[576], sum = 0, most = in[0], some = 0, all = 0;
  for (int i = 0; i < 80; i++) {
    sum += in[i];
    if (in[i] > most) most = in[i];
    if (i < 41) some += in[i];
    all += in[i] + in[80 + i] + 1;
  }
  auto reduces = [&] (auto kernel) {
    kernel<<<1, dim3(8, 5, 2)>>>(d_in, d_out);
    cudaMemcpy(out, d_out, 4 * sizeof(int), cudaMemcpyDeviceToHost);
    return out[0] == sum && out[1] == most && out[2] == some && out[3] == all;
  };
  printf("reductions: %d %d %d\n", reduces(reductions<BLOCK_REDUCE_WARP_REDUCTIONS>), reduces(reductions<BLOCK_REDUCE_RAKING>), reduces(reductions<BLOCK_REDUCE_RAKING_COMMUTATIVE_ONLY>));

  aggregates<<<1, 96>>>(d_in, d_out);
  cudaMemcpy(out, d_out, 384 * sizeof(int), cudaMemcpyDeviceToHost);
  bool right = true;
  int through = 0, before = 7, total = 0, highest = in[0];
  for (int i = 0; i < 96; i++) {
    total += in[i];
    highest = in[i] > highest ? in[i] : highest;
  }
  for (int i = 0; i < 96; i++) {
    through += in[i];
    int* o = out + i * 4;
    if (o[0] != through || o[1] != total || o[2] != before || o[3] != highest) right = false;
    before = in[i] > before ? in[i] : before;
  }
  printf("aggregates: %d\n", right);

  exchanges<<<1, 64>>>(d_out);
  cudaMemcpy(out, d_out, sizeof(out), cudaMemcpyDeviceToHost);
  right = true;
  for (int t = 0; t < 64; t++) {
    for (int i = 0; i < 3; i++) {
      if (out[t * 3 + i] != i * 64 + t) right = false;
      if (out[192 + t * 3 + i] != t / 32 * 96 + i * 32 + t % 32) right = false;
      if (out[384 + t * 3 + i] != 191 - t * 3 - i) right = false;
    }
  }
  printf("exchanges: %d\n", right);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
