/* make_cudaPitchedPtr and its kin. */
#ifndef __CUDA_WASM_DRIVER_FUNCTIONS_H
#define __CUDA_WASM_DRIVER_FUNCTIONS_H
#include <driver_types.h>

static inline struct cudaPitchedPtr make_cudaPitchedPtr(void* p, size_t pitch, size_t xsize, size_t ysize) {
  struct cudaPitchedPtr r;
  r.ptr = p;
  r.pitch = pitch;
  r.xsize = xsize;
  r.ysize = ysize;
  return r;
}
static inline struct cudaPos make_cudaPos(size_t x, size_t y, size_t z) {
  struct cudaPos r;
  r.x = x;
  r.y = y;
  r.z = z;
  return r;
}
static inline struct cudaExtent make_cudaExtent(size_t width, size_t height, size_t depth) {
  struct cudaExtent r;
  r.width = width;
  r.height = height;
  r.depth = depth;
  return r;
}

#endif
