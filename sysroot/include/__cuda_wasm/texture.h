/* What a texture or surface object's handle points to (in device memory), and the functions that read through it
   (sysroot/lib/cuda/texture-fetch.cpp). Texels lie in plain memory, row after row. */
#ifndef __CUDA_WASM_TEXTURE_H
#define __CUDA_WASM_TEXTURE_H
#include <surface_types.h>
#include <texture_types.h>

enum { __CW_TEXTURE_LEVELS = 18 };

struct __cw_texture_level {
  char* data;
  unsigned width, height, depth; /* texels; height 0: one-dimensional; depth: slices or layers, 0 without */
  unsigned pitch, slice;         /* bytes from row to row, from slice to slice */
};

struct __cw_texture {
  unsigned levels;
  unsigned char channels, bits, kind;            /* kind: cudaChannelFormatKind Signed, Unsigned or Float */
  unsigned char texel;                           /* bytes */
  unsigned char layered;                         /* depth counts layers (or faces) */
  unsigned char linear, mip_linear, normalized;  /* normalized: the coordinates */
  unsigned char as_float;                        /* integers are read as [0, 1] or [-1, 1] */
  unsigned char srgb;
  unsigned char address[3];
  float border[4];
  float bias, least_level, most_level;
  struct __cw_texture_level level[__CW_TEXTURE_LEVELS];
};

extern "C" {
/* The texel at a coordinate as four words (floats as their bits); layer counts faces for cubemaps. */
__CW_HD void __cw_texture_sample(cudaTextureObject_t object, float x, float y, float z, int layer, float lod, unsigned* texel);
__CW_HD void __cw_texture_fetch(cudaTextureObject_t object, int x, unsigned* texel);
__CW_HD void __cw_texture_gather(cudaTextureObject_t object, float x, float y, int channel, unsigned* texels);
/* The face (0 … 5) that a direction points to, and where on it. */
__CW_HD int __cw_cubemap_face(float x, float y, float z, float* s, float* t);
/* The level of detail for differences of coordinates from pixel to pixel. */
__CW_HD float __cw_texture_lod(cudaTextureObject_t object, const float* dx, const float* dy, int dimensions);
/* Where a surface's bytes x … x + bytes - 1 are; 0: outside, and nothing is to be done. */
__CW_HD char* __cw_surface_address(cudaSurfaceObject_t object, int x, int y, int z, int bytes, int boundary);
}

#endif
