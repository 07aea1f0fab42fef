// run: tolerance=0
// Pointers that lie at no multiple of their size, in packed structs.
#include <cstdio>

#pragma pack(push, 1)
struct Entry {
  char tag;
  int *data;
  short count;
  Entry *next;
};
#pragma pack(pop)

__global__ void link(Entry *entries, int *data, int n) {
  for (int i = 0; i < n; i++) {
    Entry e = {(char)i, data + 3 * i, (short)(i + 1), i == 0 ? nullptr : &entries[i - 1]};
    entries[i] = e;
  }
}

__global__ void walk(Entry *last, int *out) {
  int sum = 0, depth = 0;
  for (Entry *e = last; e != nullptr; e = e->next, depth++) {
    for (int i = 0; i < e->count; i++) sum += e->data[i] * (e->tag + 1);
    e->data++;
    e->data[-1] = -depth;
  }
  out[0] = sum;
  out[1] = depth;
  out[2] = (int)(last->data - last->next->data);
}

int main() {
  const int n = 5;
  Entry *entries;
  int *data, *out;
  cudaMalloc(&entries, n * sizeof *entries);
  cudaMallocManaged(&data, 4 * n * sizeof *data);
  cudaMallocManaged(&out, 3 * sizeof *out);
  for (int i = 0; i < 4 * n; i++) data[i] = i;
  link<<<1, 1>>>(entries, data, n);
  walk<<<1, 1>>>(entries + n - 1, out);
  cudaDeviceSynchronize();
  printf("%d %d %d\n", out[0], out[1], out[2]);
  for (int i = 0; i < 4 * n; i++) printf("%d ", data[i]);
  printf("%s\n", cudaGetErrorString(cudaGetLastError()));
}
