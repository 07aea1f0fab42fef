// run: tolerance=0
// Managed memory: a list built by the host and walked by the device, a class that allocates itself so, strings changed on both sides.
#include <stdio.h>
#include <string.h>
#include <new>
struct Managed {
  void *operator new(size_t n) {
    void *p;
    cudaMallocManaged(&p, n);
    return p;
  }
  void operator delete(void *p) { cudaFree(p); }
};
struct Node : Managed {
  int value;
  Node *next;
  Node(int v, Node *n) : value(v), next(n) {}
};
struct Text : Managed {
  char s[64];
  int length;
};
__global__ void walk(Node *n, int *sum) {
  for (; n; n = n->next) {
    *sum += n->value;
    n->value *= 2;
  }
}
__global__ void upper(Text *t) {
  for (int i = threadIdx.x; i < t->length; i += blockDim.x)
    if (t->s[i] >= 'a' && t->s[i] <= 'z') t->s[i] -= 32;
}
int main() {
  Node *list = nullptr;
  for (int i = 1; i <= 20; i++)
    list = new Node(i * i, list);
  int *sum;
  cudaMallocManaged(&sum, sizeof *sum);
  *sum = 0;
  walk<<<1, 1>>>(list, sum);
  cudaDeviceSynchronize();
  printf("%d %d\n", *sum, list->value);
  for (Node *n = list; n; n = n->next)
    n->value++;
  walk<<<1, 1>>>(list, sum);
  cudaDeviceSynchronize();
  printf("%d\n", *sum);
  Text *t = new Text;
  strcpy(t->s, "written by the host, Changed by the device");
  t->length = strlen(t->s);
  upper<<<1, 16>>>(t);
  cudaDeviceSynchronize();
  printf("%s\n", t->s);
  delete t;
  while (list) {
    Node *n = list->next;
    delete list;
    list = n;
  }
  cudaPointerAttributes a;
  cudaPointerGetAttributes(&a, sum);
  printf("%d\n", a.type == cudaMemoryTypeManaged);
  printf("%s\n", cudaGetErrorName(cudaFree(sum)));
  return 0;
}
