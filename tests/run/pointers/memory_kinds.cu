// run: tolerance=0
// Pointers in managed memory to device, managed and pinned memory, while more and more of each is allocated and freed; and kernels that are given pointers as parameters beside.
#include <cstdio>
#include <vector>

struct Job {
  float *from, *to;
  int n;
  Job *next;
};

__managed__ Job *first;
__managed__ int total;

__global__ void run() {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  for (Job *job = first; job; job = job->next) {
    if (i < job->n) job->to[i] = job->from[i] * 2 + 1;
    if (i == 0) atomicAdd(&total, job->n);
  }
}

__global__ void add(const float *x, float *y, int n) {
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  if (i < n) y[i] = x[i] + 3;
}

static int wrong;

/** Are the values scale * i + start? */
static void expect(const float *values, int n, int scale, int start) {
  std::vector<float> host(n);
  cudaMemcpy(host.data(), values, n * sizeof(float), cudaMemcpyDefault);
  for (int i = 0; i < n; i++) wrong += host[i] != (float)(scale * i + start);
}

int main() {
  const int n = 1000;
  std::vector<Job *> jobs;
  std::vector<char *> fillers;
  for (int k = 0; k < 9; k++) {
    Job *job;
    cudaMallocManaged(&job, sizeof(Job));
    char *filler = nullptr;
    if (k % 2) cudaMalloc(&filler, (size_t)(k * 4) << 20);
    fillers.push_back(filler);
    if (k % 3 == 0) {
      cudaMallocHost(&job->from, n * sizeof(float));
      cudaMalloc(&job->to, n * sizeof(float));
      for (int i = 0; i < n; i++) job->from[i] = (float)(i + k);
    } else {
      std::vector<float> host(n);
      for (int i = 0; i < n; i++) host[i] = (float)(i + k);
      cudaMalloc(&job->from, n * sizeof(float));
      cudaMallocManaged(&job->to, n * sizeof(float));
      cudaMemcpy(job->from, host.data(), n * sizeof(float), cudaMemcpyHostToDevice);
    }
    void *large;
    if (k == 5) cudaMallocManaged(&large, 24 << 20);
    job->n = n;
    job->next = first;
    first = job;
    jobs.push_back(job);
    run<<<4, 256>>>();
    cudaDeviceSynchronize();
    for (int q = 0; q <= k; q++) expect(jobs[q]->to, n, 2, 2 * q + 1);
    if (k == 7) {
      for (char *&f : fillers) {
        cudaFree(f);
        f = nullptr;
      }
    }
    float *sums;
    cudaMalloc(&sums, n * sizeof(float));
    add<<<4, 256>>>(job->from, sums, n);
    add<<<4, 256>>>(sums, sums, n);
    expect(sums, n, 1, k + 6);
    cudaMemcpy(sums, job->to, n * sizeof(float), cudaMemcpyDefault);
    add<<<4, 256>>>(sums, sums, n);
    expect(sums, n, 2, 2 * k + 4);
  }
  printf("wrong %d, total %d, %s\n", wrong, total, cudaGetErrorString(cudaGetLastError()));
}
