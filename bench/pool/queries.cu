// Queries on columns in device memory: filter, compact, sort, join by a hash table, group. Temporary columns have as many rows as are left, which differs from query to query.
#include <cstdio>
#include <cstdlib>
#include <thrust/device_vector.h>
#include <thrust/functional.h>
#include <thrust/reduce.h>
#include <thrust/scan.h>
#include <thrust/sort.h>

template <typename T> struct Column {
  T *data = nullptr;
  int rows;
  explicit Column(int n) : rows(n) { cudaMalloc(&data, sizeof(T) * (n > 0 ? n : 1)); }
  Column(const Column &) = delete;
  ~Column() { cudaFree(data); }
};

__global__ void make(int *key, int *amount, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  unsigned x = (i + 1) * 2654435761u;
  x ^= x >> 15, x *= 2246822519u, x ^= x >> 13;
  key[i] = x % 5000, amount[i] = (x >> 12) % 1000;
}
__global__ void flagBetween(const int *amount, int low, int high, int *flag, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) flag[i] = amount[i] >= low && amount[i] < high;
}
__global__ void compact(const int *flag, const int *place, const int *key, const int *amount, int *keys, int *amounts, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n && flag[i]) keys[place[i]] = key[i], amounts[place[i]] = amount[i];
}
__global__ void insert(const int *key, int n, int *table, int mask) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  for (int slot = key[i] * 40503 & mask;; slot = (slot + 1) & mask) {
    int old = atomicCAS(&table[slot], -1, key[i]);
    if (old == -1 || old == key[i]) return;
  }
}
__global__ void probe(const int *key, int n, const int *table, int mask, int *flag) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i >= n) return;
  int found = 0;
  for (int slot = key[i] * 40503 & mask; table[slot] != -1; slot = (slot + 1) & mask)
    if (table[slot] == key[i]) { found = 1; break; }
  flag[i] = found;
}
__global__ void addUp(const int *key, const int *amount, int n, unsigned *sums, int groups) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) atomicAdd(&sums[key[i] % groups], (unsigned)amount[i]);
}

static int blocks(int n) { return (n + 255) / 256; }

// Rows that are flagged: how many, and their places.
static int places(const Column<int> &flag, Column<int> &place) {
  thrust::device_ptr<int> from(flag.data), to(place.data);
  thrust::exclusive_scan(from, from + flag.rows, to);
  int last[2];
  cudaMemcpy(&last[0], place.data + flag.rows - 1, sizeof(int), cudaMemcpyDeviceToHost);
  cudaMemcpy(&last[1], flag.data + flag.rows - 1, sizeof(int), cudaMemcpyDeviceToHost);
  return last[0] + last[1];
}

int main(int argc, char **argv) {
  int queries = argc > 1 ? atoi(argv[1]) : 16;
  const int rows = 1500000;
  Column<int> key(rows), amount(rows);
  make<<<blocks(rows), 256>>>(key.data, amount.data, rows);
  srand(3);
  long long total = 0, check = 0;
  for (int query = 0; query < queries; query++) {
    int low = rand() % 300, high = low + 250 + rand() % 100;
    Column<int> flag(rows), place(rows);
    flagBetween<<<blocks(rows), 256>>>(amount.data, low, high, flag.data, rows);
    int kept = places(flag, place);
    Column<int> keys(kept), amounts(kept);
    compact<<<blocks(rows), 256>>>(flag.data, place.data, key.data, amount.data, keys.data, amounts.data, rows);
    thrust::device_ptr<int> k(keys.data), a(amounts.data);
    thrust::sort_by_key(k, k + kept, a);
    // Joined with the keys of every third row that was kept.
    int chosen = kept / 3, size = 1;
    while (size < 2 * chosen + 2) size *= 2;
    Column<int> table(size), matched(kept), matchedPlace(kept);
    cudaMemset(table.data, 0xff, sizeof(int) * size);
    insert<<<blocks(chosen), 256>>>(keys.data, chosen, table.data, size - 1);
    probe<<<blocks(kept), 256>>>(keys.data, kept, table.data, size - 1, matched.data);
    int joined = places(matched, matchedPlace);
    Column<int> joinedKeys(joined), joinedAmounts(joined);
    compact<<<blocks(kept), 256>>>(matched.data, matchedPlace.data, keys.data, amounts.data, joinedKeys.data, joinedAmounts.data, kept);
    int groups = 100 + rand() % 50;
    Column<unsigned> sums(groups);
    cudaMemset(sums.data, 0, sizeof(unsigned) * groups);
    addUp<<<blocks(joined), 256>>>(joinedKeys.data, joinedAmounts.data, joined, sums.data, groups);
    thrust::device_ptr<unsigned> s(sums.data);
    thrust::device_ptr<int> j(joinedAmounts.data);
    total += thrust::reduce(s, s + groups, 0u);
    check += thrust::reduce(j, j + joined, 0);
  }
  printf("%lld, %lld: %s\n", total, check, total == check && total > 0 ? "PASSED" : "FAILED");
  return total == check ? 0 : 1;
}
