/* What a texture or surface object's handle points to (in device memory), and the functions that read through it
   (sysroot/lib/cuda/texture-fetch.cpp). Texels lie in plain memory, row after row. */
#ifndef __CUDA_WASM_TEXTURE_H
#define __CUDA_WASM_TEXTURE_H
#include <surface_types.h>
#include <texture_types.h>

enum { __CW_TEXTURE_LEVELS = 18 };

/* What a texture may be, a bit each; of each line it is one or, of the ways to treat coordinates that are outside, one an axis. */
enum {
  __CW_TEXTURE_POINT = 1 << 0, __CW_TEXTURE_LINEAR = 1 << 1,
  __CW_TEXTURE_ABSOLUTE = 1 << 2, __CW_TEXTURE_NORMALIZED = 1 << 3, /* coordinates */
  __CW_TEXTURE_FIRST_MODE = 4, __CW_TEXTURE_WRAP = 1 << 4, __CW_TEXTURE_CLAMP = 1 << 5, __CW_TEXTURE_MIRROR = 1 << 6, __CW_TEXTURE_BORDER = 1 << 7, /* in the order of cudaAddressMode */
  __CW_TEXTURE_ONE = 1 << 8, __CW_TEXTURE_TWO = 1 << 9, __CW_TEXTURE_FOUR = 1 << 10, /* channels */
  __CW_TEXTURE_BYTES = 1 << 11, __CW_TEXTURE_SHORTS = 1 << 12, __CW_TEXTURE_WORDS = 1 << 13,
  __CW_TEXTURE_FLOATS = 1 << 14, __CW_TEXTURE_INTEGERS = 1 << 15, __CW_TEXTURE_FRACTIONS = 1 << 16, /* fractions: integers that are read as [0, 1] or [-1, 1] */
  __CW_TEXTURE_SIGNED = 1 << 17, __CW_TEXTURE_UNSIGNED = 1 << 18,
  __CW_TEXTURE_PLAIN = 1 << 19, __CW_TEXTURE_SRGB = 1 << 20,
  __CW_TEXTURE_ROWS = 1 << 21, __CW_TEXTURE_PLANES = 1 << 22,
  __CW_TEXTURE_SHALLOW = 1 << 23, __CW_TEXTURE_DEEP = 1 << 24,
  __CW_TEXTURE_SINGLE = 1 << 25, __CW_TEXTURE_LAYERED = 1 << 26,
  __CW_TEXTURE_LEVEL = 1 << 27, __CW_TEXTURE_LEVELED = 1 << 28
};

struct __cw_texture_level {
  char* data;
  unsigned width, height, depth; /* texels; height 0: one-dimensional; depth: slices or layers, 0 without */
  unsigned pitch, slice;         /* bytes from row to row, from slice to slice */
};

struct __cw_texture {
  unsigned kinds;                                /* what it is, of the bits above */
  unsigned char texel_shift;                     /* bytes of a texel, as a power of two */
  unsigned char address[3];                      /* cudaAddressMode by axis */
  unsigned levels;
  unsigned char channels, bits, kind;            /* kind: cudaChannelFormatKind Signed, Unsigned or Float */
  unsigned char texel;                           /* bytes */
  unsigned char layered;                         /* depth counts layers (or faces) */
  unsigned char linear, mip_linear, normalized;  /* normalized: the coordinates */
  unsigned char as_float;                        /* integers are read as [0, 1] or [-1, 1] */
  unsigned char srgb;
  float border[4];
  float bias, least_level, most_level;
  struct __cw_texture_level level[__CW_TEXTURE_LEVELS];
};

extern "C" {
/* What the textures of the program are: all bits that one of them has, or more. Shaders are compiled for them. */
__CW_HD unsigned __cw_texture_kinds(void);
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
