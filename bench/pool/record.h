// Put in front of a program (-include), it writes what the program allocates and frees to the file `trace`: n > 0 allocates so many bytes, -k frees the k-th allocation (from 1).
#pragma once
#include <cuda_runtime.h>
#include <cstdio>
#include <map>

struct AllocationTrace {
  FILE *file = fopen("trace", "w");
  std::map<void *, int> numbers;
  int count = 0;
  ~AllocationTrace() { fclose(file); }
};
inline AllocationTrace &allocationTrace() {
  // Never destroyed: variables of the program free their memory later than that.
  static AllocationTrace *trace = new AllocationTrace;
  return *trace;
}
template <typename T> inline cudaError_t recordedMalloc(T **pointer, size_t bytes) {
  cudaError_t error = (cudaMalloc)((void **)pointer, bytes);
  AllocationTrace &trace = allocationTrace();
  if (error == cudaSuccess && bytes > 0) {
    trace.numbers[(void *)*pointer] = ++trace.count;
    fprintf(trace.file, "%zu\n", bytes);
    fflush(trace.file);
  }
  return error;
}
inline cudaError_t recordedFree(void *pointer) {
  AllocationTrace &trace = allocationTrace();
  auto found = trace.numbers.find(pointer);
  if (found != trace.numbers.end()) {
    fprintf(trace.file, "-%d\n", found->second);
    fflush(trace.file);
    trace.numbers.erase(found);
  }
  return (cudaFree)(pointer);
}
#define cudaMalloc(pointer, bytes) recordedMalloc(pointer, bytes)
#define cudaFree(pointer) recordedFree(pointer)
