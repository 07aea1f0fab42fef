// run: tolerance=0 nvcc="-ldl"
// NVTX ranges and marks, which have no effect on a program.
#include <stdio.h>
#include <string.h>
#include <nvtx3/nvToolsExt.h>
#include <nvtx3/nvToolsExtCudaRt.h>
__global__ void one(int *p) { *p = 1; }
int main() {
  int *d, h = 0;
  nvtxEventAttributes_t attributes;
  memset(&attributes, 0, sizeof attributes);
  attributes.version = NVTX_VERSION;
  attributes.size = NVTX_EVENT_ATTRIB_STRUCT_SIZE;
  attributes.colorType = NVTX_COLOR_ARGB;
  attributes.color = 0xff00ff00;
  attributes.messageType = NVTX_MESSAGE_TYPE_ASCII;
  attributes.message.ascii = "work";
  nvtxRangePush("setup");
  cudaMalloc(&d, 4);
  nvtxRangePop();
  nvtxRangePushEx(&attributes);
  nvtxNameCudaStreamA(0, "default");
  one<<<1, 1>>>(d);
  nvtxRangeId_t id = nvtxRangeStartA("copy");
  cudaMemcpy(&h, d, 4, cudaMemcpyDeviceToHost);
  nvtxRangeEnd(id);
  nvtxRangePop();
  nvtxMark("end");
  printf("%d\n", h);
}
