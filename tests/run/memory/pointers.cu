// run: tolerance=0
// Structs as kernel arguments, structs with pointers to structs, linked lists and trees built on the device, generic pointers, pointer arithmetic, local arrays, device malloc.
#include <stdio.h>
#include <string.h>
struct Vec {
  float x, y, z;
};
struct Params {
  int n;
  double scale;
  int *data;
  Vec v[2];
  char name[8];
  short s;
};
struct Node {
  int value;
  Node *next;
};
struct Tree {
  int key;
  Tree *left, *right;
};
struct Matrix {
  int rows, cols;
  float *cells;
  __host__ __device__ float &at(int r, int c) { return cells[r * cols + c]; }
};
__global__ void take(Params p, char c, short s, long l, float f, bool b, Vec v,
                     unsigned char *out) {
  p.data[0] = p.n + (int)p.scale + (int)p.v[1].y + p.name[2] + p.s;
  p.data[1] = c + s + (int)(l >> 30) + (int)(f * 2) + b;
  p.data[2] = (int)(v.x + v.y * 10 + v.z * 100);
  p.n++;
  p.data[3] = p.n;
  *out = 200;
}
__global__ void build(Node *nodes, Node **head, int n) {
  int t = threadIdx.x;
  if (t < n) {
    nodes[t].value = t * t;
    nodes[t].next = t + 1 < n ? &nodes[t + 1] : nullptr;
  }
  if (t == 0) *head = nodes;
}
__global__ void reverse(Node **head) {
  Node *prev = nullptr, *cur = *head;
  while (cur) {
    Node *next = cur->next;
    cur->next = prev;
    prev = cur;
    cur = next;
  }
  *head = prev;
}
__global__ void walk(Node *const *head, int *out) {
  int h = 0, n = 0;
  for (const Node *p = *head; p; p = p->next) {
    h = h * 31 + p->value;
    n++;
  }
  out[0] = h;
  out[1] = n;
}
__global__ void insert(Tree *pool, int n, int *out) {
  Tree *root = nullptr;
  for (int i = 0; i < n; i++) {
    Tree *t = &pool[i];
    t->key = i * 37 % 101;
    t->left = t->right = nullptr;
    Tree **p = &root;
    while (*p)
      p = t->key < (*p)->key ? &(*p)->left : &(*p)->right;
    *p = t;
  }
  Tree *stack[32];
  int top = 0, k = 0;
  for (Tree *t = root; t || top;) {
    if (t) {
      stack[top++] = t;
      t = t->left;
    } else {
      t = stack[--top];
      out[k++] = t->key;
      t = t->right;
    }
  }
}
__device__ int total(const int *p, int n) {
  int s = 0;
  while (n--)
    s += *p++;
  return s;
}
__device__ int global_array[4] = {1, 2, 3, 4};
__constant__ int constant_array[4] = {10, 20, 30, 40};
__global__ void generic(const int *param, int *out) {
  __shared__ int s[4];
  int local[4];
  for (int i = 0; i < 4; i++) {
    s[i] = 100 * (i + 1);
    local[i] = 1000 * (i + 1);
  }
  const int *p[] = {global_array, constant_array, s, local, param};
  for (int k = 0; k < 5; k++)
    out[k] = total(p[k], 4) + p[(k + threadIdx.x) % 5][1];
  int *q = threadIdx.x == 0 ? s : local;
  q[1] = 5;
  out[5] = s[1] + local[1];
  const int *e = local + 3;
  out[6] = (int)(e - local) + (e > local) + (e[-1] == 3000);
  out[7] = ((char *)&local[2])[1];
  char raw[16];
  memset(raw, 0x11, 16);
  *(int *)(raw + 4) = 7;
  short *sh = (short *)raw;
  out[8] = sh[2] + sh[4];
  memcpy(raw + 8, raw, 8);
  out[9] = raw[12];
  out[10] = raw[11] - raw[3];
  out[11] = (int)((size_t)&raw[5] - (size_t)raw);
}
__global__ void local_arrays(int *out) {
  int t = threadIdx.x, a[20], b[3][4];
  for (int i = 0; i < 20; i++)
    a[(i * 7 + t) % 20] = i;
  for (int i = 0; i < 12; i++)
    (&b[0][0])[i] = a[(i + t) % 20];
  a[t % 20] += b[t % 3][t % 4];
  int s = 0;
  for (int i = 0; i < 20; i++)
    s = s * 3 + a[(i * t) % 20];
  out[t] = s;
}
__global__ void matrix(Matrix *ms, int n) {
  Matrix m = ms[blockIdx.x];
  for (int i = threadIdx.x; i < m.rows * m.cols; i += blockDim.x)
    ms[blockIdx.x].at(i / m.cols, i % m.cols) = m.at(0, 0) + i;
}
__global__ void heap(int *out) {
  int t = threadIdx.x;
  int *p = (int *)malloc((t + 1) * sizeof(int));
  for (int i = 0; i <= t; i++)
    p[i] = i * t;
  int s = 0;
  for (int i = 0; i <= t; i++)
    s += p[i];
  free(p);
  Vec *v = new Vec[2]{{1, 2, 3}, {4, 5, (float)t}};
  s += (int)v[1].z;
  delete[] v;
  out[t] = s;
}
static int *d, h[128];
static void show(const char *name, int n) {
  cudaError_t e = cudaMemcpy(h, d, n * 4, cudaMemcpyDeviceToHost);
  printf("%s%s", name, e ? cudaGetErrorName(e) : "");
  for (int i = 0; i < n && i < 12; i++)
    printf(" %d", h[i]);
  unsigned s = 0;
  for (int i = 0; i < n; i++)
    s = s * 31 + h[i];
  printf(" %08x\n", s);
}
int main() {
  cudaMalloc(&d, sizeof h);
  Params p = {5, 2.75, d, {{1, 2, 3}, {4, 50, 6}}, "name", -3};
  take<<<1, 1>>>(p, -1, -300, 5L << 30, 1.5f, true, Vec{1, 2, 3}, (unsigned char *)(d + 4));
  show("arguments", 4);
  Node *nodes, **head;
  cudaMalloc(&nodes, 50 * sizeof(Node));
  cudaMalloc(&head, sizeof *head);
  build<<<1, 64>>>(nodes, head, 50);
  walk<<<1, 1>>>(head, d);
  show("list", 2);
  reverse<<<1, 1>>>(head);
  walk<<<1, 1>>>(head, d);
  show("reversed", 2);
  Node hn[50];
  cudaMemcpy(hn, nodes, sizeof hn, cudaMemcpyDeviceToHost);
  printf("%td %d\n", hn[9].next - nodes, hn[0].next == nullptr);
  Tree *pool;
  cudaMalloc(&pool, 60 * sizeof(Tree));
  insert<<<1, 1>>>(pool, 60, d);
  show("tree", 60);
  int four[4] = {7, 8, 9, 10}, *df;
  cudaMalloc(&df, 16);
  cudaMemcpy(df, four, 16, cudaMemcpyHostToDevice);
  generic<<<1, 1>>>(df, d);
  show("generic", 12);
  local_arrays<<<1, 64>>>(d);
  show("local", 64);
  float *cells, hc[30] = {5};
  cudaMalloc(&cells, sizeof hc);
  hc[20] = 50;
  cudaMemcpy(cells, hc, sizeof hc, cudaMemcpyHostToDevice);
  Matrix hm[2] = {{4, 5, cells}, {2, 3, cells + 20}}, *dm;
  cudaMalloc(&dm, sizeof hm);
  cudaMemcpy(dm, hm, sizeof hm, cudaMemcpyHostToDevice);
  matrix<<<2, 1>>>(dm, 2);
  cudaMemcpy(hc, cells, sizeof hc, cudaMemcpyDeviceToHost);
  for (int i : {1, 19, 20, 25, 26})
    printf("%.0f ", hc[i]);
  printf("\n");
  heap<<<1, 64>>>(d);
  show("heap", 64);
  return 0;
}
