// run: tolerance=0
// printf in kernels of strings that lie in memory: tables of names, text that a kernel makes in local, shared and global memory, a struct's member, null.
#include <cstdio>

struct Person {
  char name[12];
  int age;
};

__device__ const char *const colors[] = {"red", "green", "blue"};
__constant__ char title[20];

__global__ void show(const Person *people, int n, char *text) {
  __shared__ char block[8];
  char own[16];
  for (int i = 0; i < n; i++) {
    int length = 0;
    for (const char *p = people[i].name; *p; p++) own[length++] = *p >= 'a' && *p <= 'z' ? (char)(*p - 32) : *p;
    own[length] = 0;
    printf("%s: [%10s] [%-8s] is %d, %s\n", title, people[i].name, own, people[i].age, colors[i % 3]);
  }
  for (int i = 0; i < 7; i++) block[i] = (char)('a' + i);
  block[7] = 0;
  text[0] = 'x';
  text[1] = 0;
  const char *chosen = n > 2 ? text : "none";
  printf("%s %s %.3s %s %s %s\n", block, block + 4, block, chosen, n > 5 ? "many" : "few", text + 1);
}

int main() {
  Person people[3] = {{"Ada", 36}, {"Grace", 85}, {"Katherine", 101}}, *device;
  char *text;
  cudaMalloc(&device, sizeof people);
  cudaMalloc(&text, 16);
  cudaMemcpy(device, people, sizeof people, cudaMemcpyHostToDevice);
  cudaMemcpyToSymbol(title, "people", 7);
  show<<<1, 1>>>(device, 3, text);
  printf("%s\n", cudaGetErrorString(cudaDeviceSynchronize()));
}
