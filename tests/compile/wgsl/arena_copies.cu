#include <cstdio>

struct Large {
  int data[100];
  Large *next;
};

__global__ void copies(Large **list, float4 **vectors) {
  Large *first = list[threadIdx.x];
  *first->next = *first;
  *vectors[1] = *vectors[0];
  float4 sum = vectors[2][threadIdx.x];
  sum.x += sum.w;
  vectors[3][threadIdx.x] = sum;
}

__global__ void strings(const char *s) { printf("%s\n", s); }
