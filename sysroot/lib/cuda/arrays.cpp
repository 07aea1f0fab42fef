// CUDA arrays: texels in plain device memory, with their format and extent; arrays of levels; copies from and to them.
#include <stdlib.h>
#include "runtime.h"

using namespace cw;

struct cudaArray {
  cudaArray* next;
  ArrayView view;
  bool level;  // of a mipmapped array, which frees it
};
struct cudaMipmappedArray {
  cudaMipmappedArray* next;
  unsigned count;
  cudaArray levels[1];
};

static cudaArray* arrays;
static cudaMipmappedArray* mipmapped;

static const unsigned long most_wide = 131072, most_high = 65536, most_deep = 16384, most_layers = 2048;

static cudaArray* find(cudaArray_const_t array) {
  for (cudaArray* a = arrays; a; a = a->next) {
    if (a == array) return a;
  }
  for (cudaMipmappedArray* m = mipmapped; m; m = m->next) {
    if (array >= m->levels && array < m->levels + m->count) return (cudaArray*)array;
  }
  return 0;
}

static unsigned long rows_of(const cudaExtent& e) { return (e.height ? e.height : 1) * (e.depth ? e.depth : 1); }

namespace cw {

bool valid_format(const cudaChannelFormatDesc* f, unsigned* texel) {
  int bits[4] = {f->x, f->y, f->z, f->w};
  int channels = 0;
  while (channels < 4 && bits[channels] != 0) channels++;
  for (int i = channels; i < 4; i++) {
    if (bits[i] != 0) return false;
  }
  for (int i = 1; i < channels; i++) {
    if (bits[i] != bits[0]) return false;
  }
  if (channels != 1 && channels != 2 && channels != 4) return false;
  if (bits[0] != 8 && bits[0] != 16 && bits[0] != 32) return false;
  int kind = f->f;
  if (kind == cudaChannelFormatKindNone || kind == cudaChannelFormatKindNV12 || (unsigned)kind > cudaChannelFormatKindSignedNormalized16X4) {
    return false;
  }
  if (kind == cudaChannelFormatKindFloat && bits[0] == 8) return false;
  if (kind > cudaChannelFormatKindNV12 && bits[0] == 32) return false;
  *texel = (unsigned)(bits[0] / 8 * channels);
  return true;
}

bool view_array(cudaArray_const_t array, ArrayView* view) {
  cudaArray* a = find(array);
  if (a) *view = a->view;
  return a != 0;
}

unsigned mipmap_levels(cudaMipmappedArray_const_t array) {
  for (cudaMipmappedArray* m = mipmapped; m; m = m->next) {
    if (m == array) return m->count;
  }
  return 0;
}

void destroy_arrays() {
  while (arrays) {
    cudaArray* next = arrays->next;
    free(arrays);
    arrays = next;
  }
  while (mipmapped) {
    cudaMipmappedArray* next = mipmapped->next;
    free(mipmapped);
    mipmapped = next;
  }
}

}  // namespace cw

static bool valid_extent(const cudaExtent& e, unsigned flags) {
  bool layered = flags & cudaArrayLayered, cubemap = flags & cudaArrayCubemap;
  if (e.width == 0 || e.width > most_wide || e.height > most_high) return false;
  if (cubemap) return e.width == e.height && e.depth != 0 && e.depth % 6 == 0 && (layered || e.depth == 6);
  if (layered) return e.depth != 0 && e.depth <= most_layers;
  return e.depth == 0 || (e.height != 0 && e.width <= most_deep && e.height <= most_deep && e.depth <= most_deep);
}

static cudaError_t make(ArrayView* view, const cudaChannelFormatDesc* format, cudaExtent extent, unsigned flags) {
  unsigned texel;
  if (!format || (flags & ~0x2fu)) return fail(cudaErrorInvalidValue);
  if (!valid_format(format, &texel)) return fail(cudaErrorInvalidChannelDescriptor);
  if (!valid_extent(extent, flags)) return fail(cudaErrorInvalidValue);
  void* data;
  cudaError_t error = allocate(&data, extent.width * texel * rows_of(extent), device_memory, 0);
  if (error != cudaSuccess) return error;
  view->format = *format;
  view->extent = extent;
  view->flags = flags;
  view->texel = texel;
  view->data = (char*)data;
  view->pitch = extent.width * texel;
  return cudaSuccess;
}

// [p, p + count) of an array whose rows are seen as one sequence of bytes, x bytes into row y; 0: not inside.
static char* bytes_at(cudaArray_const_t array, size_t x, size_t y, size_t count) {
  cudaArray* a = find(array);
  if (!a || a->view.extent.depth != 0) return 0;
  unsigned long at = y * a->view.pitch + x, size = a->view.pitch * rows_of(a->view.extent);
  return at <= size && count <= size - at ? a->view.data + at : 0;
}

// A rectangle of width bytes by height rows, x bytes into row y; 0: not inside.
static char* rectangle_at(cudaArray_const_t array, size_t x, size_t y, size_t width, size_t height, unsigned long* pitch) {
  cudaArray* a = find(array);
  if (!a || a->view.extent.depth != 0) return 0;
  if (x + width > a->view.pitch || y + height > rows_of(a->view.extent)) return 0;
  *pitch = a->view.pitch;
  return a->view.data + y * a->view.pitch + x;
}

extern "C" {
cudaChannelFormatDesc cudaCreateChannelDesc(int x, int y, int z, int w, cudaChannelFormatKind f) {
  cudaChannelFormatDesc desc = {x, y, z, w, f};
  return desc;
}

cudaError_t cudaMalloc3DArray(cudaArray_t* array, const cudaChannelFormatDesc* format, cudaExtent extent, unsigned flags) {
  CW_CHECK_FAULT();
  if (!array) return fail(cudaErrorInvalidValue);
  cudaArray* a = (cudaArray*)malloc(sizeof(cudaArray));
  if (!a) return fail(cudaErrorMemoryAllocation);
  cudaError_t error = make(&a->view, format, extent, flags);
  if (error != cudaSuccess) {
    free(a);
    return error;
  }
  a->level = false;
  a->next = arrays;
  arrays = a;
  *array = a;
  return cudaSuccess;
}
cudaError_t cudaMallocArray(cudaArray_t* array, const cudaChannelFormatDesc* format, size_t width, size_t height, unsigned flags) {
  if (flags & (cudaArrayLayered | cudaArrayCubemap)) return fail(cudaErrorInvalidValue);
  cudaExtent extent = {width, height, 0};
  return cudaMalloc3DArray(array, format, extent, flags);
}

cudaError_t cudaFreeArray(cudaArray_t array) {
  CW_CHECK_FAULT();
  if (!array) return cudaSuccess;
  for (cudaArray** link = &arrays; *link; link = &(*link)->next) {
    if (*link != array) continue;
    *link = array->next;
    cudaError_t error = cudaFree(array->view.data);
    free(array);
    return error;
  }
  return fail(cudaErrorInvalidResourceHandle);
}

cudaError_t cudaMallocMipmappedArray(cudaMipmappedArray_t* array, const cudaChannelFormatDesc* format, cudaExtent extent, unsigned levels,
                                     unsigned flags) {
  CW_CHECK_FAULT();
  if (!array) return fail(cudaErrorInvalidValue);
  bool layers = flags & (cudaArrayLayered | cudaArrayCubemap);
  unsigned long largest = extent.width > extent.height ? extent.width : extent.height;
  if (!layers && extent.depth > largest) largest = extent.depth;
  unsigned most = 1;
  while (largest >> most) most++;
  if (levels == 0) levels = 1;
  if (levels > most) levels = most;
  cudaMipmappedArray* m = (cudaMipmappedArray*)malloc(sizeof(cudaMipmappedArray) + (levels - 1) * sizeof(cudaArray));
  if (!m) return fail(cudaErrorMemoryAllocation);
  for (m->count = 0; m->count < levels; m->count++) {
    cudaArray* a = &m->levels[m->count];
    a->next = 0;
    a->level = true;
    cudaError_t error = make(&a->view, format, extent, flags);
    if (error != cudaSuccess) {
      while (m->count > 0) cudaFree(m->levels[--m->count].view.data);
      free(m);
      return error;
    }
    if (extent.width > 1) extent.width /= 2;
    if (extent.height > 1) extent.height /= 2;
    if (!layers && extent.depth > 1) extent.depth /= 2;
  }
  m->next = mipmapped;
  mipmapped = m;
  *array = m;
  return cudaSuccess;
}

cudaError_t cudaGetMipmappedArrayLevel(cudaArray_t* level, cudaMipmappedArray_const_t array, unsigned which) {
  CW_CHECK_FAULT();
  if (!level || which >= mipmap_levels(array)) return fail(cudaErrorInvalidValue);
  *level = (cudaArray_t)&array->levels[which];
  return cudaSuccess;
}

cudaError_t cudaFreeMipmappedArray(cudaMipmappedArray_t array) {
  CW_CHECK_FAULT();
  if (!array) return cudaSuccess;
  for (cudaMipmappedArray** link = &mipmapped; *link; link = &(*link)->next) {
    if (*link != array) continue;
    *link = array->next;
    cudaError_t error = cudaSuccess;
    for (unsigned i = 0; i < array->count && error == cudaSuccess; i++) error = cudaFree(array->levels[i].view.data);
    free(array);
    return error;
  }
  return fail(cudaErrorInvalidResourceHandle);
}

cudaError_t cudaArrayGetInfo(cudaChannelFormatDesc* format, cudaExtent* extent, unsigned* flags, cudaArray_t array) {
  CW_CHECK_FAULT();
  cudaArray* a = find(array);
  if (!a) return fail(cudaErrorInvalidResourceHandle);
  if (format) *format = a->view.format;
  if (extent) *extent = a->view.extent;
  if (flags) *flags = a->view.flags;
  return cudaSuccess;
}
cudaError_t cudaGetChannelDesc(cudaChannelFormatDesc* format, cudaArray_const_t array) {
  if (!format) return fail(cudaErrorInvalidValue);
  return cudaArrayGetInfo(format, 0, 0, (cudaArray_t)array);
}

cudaError_t cudaMemcpyToArrayAsync(cudaArray_t to, size_t x, size_t y, const void* from, size_t count, cudaMemcpyKind kind, cudaStream_t stream) {
  char* p = bytes_at(to, x, y, count);
  if (!p) return fail(cudaErrorInvalidValue);
  return copy_rows(p, count, from, count, count, 1, kind, stream, true);
}
cudaError_t cudaMemcpyFromArrayAsync(void* to, cudaArray_const_t from, size_t x, size_t y, size_t count, cudaMemcpyKind kind, cudaStream_t stream) {
  char* p = bytes_at(from, x, y, count);
  if (!p) return fail(cudaErrorInvalidValue);
  return copy_rows(to, count, p, count, count, 1, kind, stream, true);
}
cudaError_t cudaMemcpyToArray(cudaArray_t to, size_t x, size_t y, const void* from, size_t count, cudaMemcpyKind kind) {
  char* p = bytes_at(to, x, y, count);
  if (!p) return fail(cudaErrorInvalidValue);
  return copy_rows(p, count, from, count, count, 1, kind, 0, false);
}
cudaError_t cudaMemcpyFromArray(void* to, cudaArray_const_t from, size_t x, size_t y, size_t count, cudaMemcpyKind kind) {
  char* p = bytes_at(from, x, y, count);
  if (!p) return fail(cudaErrorInvalidValue);
  return copy_rows(to, count, p, count, count, 1, kind, 0, false);
}
cudaError_t cudaMemcpyArrayToArray(cudaArray_t to, size_t to_x, size_t to_y, cudaArray_const_t from, size_t from_x, size_t from_y,
                                   size_t count, cudaMemcpyKind kind) {
  char *p = bytes_at(to, to_x, to_y, count), *q = bytes_at(from, from_x, from_y, count);
  if (!p || !q) return fail(cudaErrorInvalidValue);
  return copy_rows(p, count, q, count, count, 1, kind, 0, false);
}

static cudaError_t to_array(cudaArray_t to, size_t x, size_t y, const void* from, size_t pitch, size_t width, size_t height, cudaMemcpyKind kind,
                            cudaStream_t stream, bool async) {
  unsigned long own;
  char* p = rectangle_at(to, x, y, width, height, &own);
  if (!p) return fail(cudaErrorInvalidValue);
  return copy_rows(p, own, from, pitch, width, height, kind, stream, async);
}
static cudaError_t from_array(void* to, size_t pitch, cudaArray_const_t from, size_t x, size_t y, size_t width, size_t height,
                              cudaMemcpyKind kind, cudaStream_t stream, bool async) {
  unsigned long own;
  char* p = rectangle_at(from, x, y, width, height, &own);
  if (!p) return fail(cudaErrorInvalidValue);
  return copy_rows(to, pitch, p, own, width, height, kind, stream, async);
}
cudaError_t cudaMemcpy2DToArray(cudaArray_t to, size_t x, size_t y, const void* from, size_t pitch, size_t width, size_t height,
                                cudaMemcpyKind kind) {
  return to_array(to, x, y, from, pitch, width, height, kind, 0, false);
}
cudaError_t cudaMemcpy2DToArrayAsync(cudaArray_t to, size_t x, size_t y, const void* from, size_t pitch, size_t width, size_t height,
                                     cudaMemcpyKind kind, cudaStream_t stream) {
  return to_array(to, x, y, from, pitch, width, height, kind, stream, true);
}
cudaError_t cudaMemcpy2DFromArray(void* to, size_t pitch, cudaArray_const_t from, size_t x, size_t y, size_t width, size_t height,
                                  cudaMemcpyKind kind) {
  return from_array(to, pitch, from, x, y, width, height, kind, 0, false);
}
cudaError_t cudaMemcpy2DFromArrayAsync(void* to, size_t pitch, cudaArray_const_t from, size_t x, size_t y, size_t width, size_t height,
                                       cudaMemcpyKind kind, cudaStream_t stream) {
  return from_array(to, pitch, from, x, y, width, height, kind, stream, true);
}
cudaError_t cudaMemcpy2DArrayToArray(cudaArray_t to, size_t to_x, size_t to_y, cudaArray_const_t from, size_t from_x, size_t from_y,
                                     size_t width, size_t height, cudaMemcpyKind kind) {
  unsigned long pitch;
  char* p = rectangle_at(from, from_x, from_y, width, height, &pitch);
  if (!p) return fail(cudaErrorInvalidValue);
  return to_array(to, to_x, to_y, p, pitch, width, height, kind, 0, false);
}
}
