// Texture and surface objects: resource and reading mode are validated and become a descriptor in device memory, whose address is
// the handle. How it is read: texture-fetch.cpp.
#include <stdlib.h>
#include <string.h>
#include <__cuda_wasm/texture.h>
#include <__cuda_wasm/device.h>
#include "runtime.h"

using namespace cw;

struct TextureObject {
  TextureObject* next;
  void* descriptor;
  cudaResourceDesc resource;
  cudaTextureDesc texture;
  bool surface;
};
static TextureObject* objects;

namespace cw {
void destroy_texture_objects() {
  while (objects) {
    TextureObject* next = objects->next;
    free(objects);
    objects = next;
  }
}
}  // namespace cw

static void set_format(__cw_texture* t, const cudaChannelFormatDesc* f, unsigned texel) {
  t->bits = (unsigned char)f->x;
  t->texel = (unsigned char)texel;
  t->texel_shift = (unsigned char)__builtin_ctz(texel);
  t->channels = (unsigned char)(texel * 8 / (unsigned)f->x);
  // The normalized formats are integers that always read as floats.
  t->as_float = f->f >= cudaChannelFormatKindUnsignedNormalized8X1;
  t->kind = (unsigned char)(f->f >= cudaChannelFormatKindSignedNormalized8X1 ? cudaChannelFormatKindSigned
                            : t->as_float                                     ? cudaChannelFormatKindUnsigned
                                                                              : f->f);
}

static void set_level(__cw_texture_level* l, char* data, unsigned long width, unsigned long height, unsigned long depth, unsigned long pitch) {
  l->data = data;
  l->width = (unsigned)width;
  l->height = (unsigned)height;
  l->depth = (unsigned)depth;
  l->pitch = (unsigned)pitch;
  l->slice = (unsigned)(pitch * (height ? height : 1));
}

// Fills in what the resource says: levels, format, layers.
static cudaError_t set_resource(__cw_texture* t, const cudaResourceDesc* resource) {
  unsigned texel;
  t->levels = 1;
  switch ((int)resource->resType) {
    case cudaResourceTypeLinear: {
      if (!valid_format(&resource->res.linear.desc, &texel)) return cudaErrorInvalidChannelDescriptor;
      if (!find_allocation(resource->res.linear.devPtr) || (unsigned long)resource->res.linear.devPtr % 512 != 0) return cudaErrorInvalidValue;
      set_format(t, &resource->res.linear.desc, texel);
      set_level(&t->level[0], (char*)resource->res.linear.devPtr, resource->res.linear.sizeInBytes / texel, 0, 0, 0);
      return cudaSuccess;
    }
    case cudaResourceTypePitch2D: {
      if (!valid_format(&resource->res.pitch2D.desc, &texel)) return cudaErrorInvalidChannelDescriptor;
      if (!find_allocation(resource->res.pitch2D.devPtr) || (unsigned long)resource->res.pitch2D.devPtr % 512 != 0) return cudaErrorInvalidValue;
      unsigned long pitch = resource->res.pitch2D.pitchInBytes;
      if (pitch % 32 != 0 || pitch < resource->res.pitch2D.width * texel || resource->res.pitch2D.height == 0) return cudaErrorInvalidValue;
      set_format(t, &resource->res.pitch2D.desc, texel);
      set_level(&t->level[0], (char*)resource->res.pitch2D.devPtr, resource->res.pitch2D.width, resource->res.pitch2D.height, 0, pitch);
      return cudaSuccess;
    }
    case cudaResourceTypeArray:
    case cudaResourceTypeMipmappedArray: {
      bool mipmapped = resource->resType == cudaResourceTypeMipmappedArray;
      if (mipmapped) t->levels = mipmap_levels(resource->res.mipmap.mipmap);
      if (t->levels == 0) return cudaErrorInvalidValue;
      for (unsigned i = 0; i < t->levels; i++) {
        cudaArray_t array = resource->res.array.array;
        if (mipmapped) cudaGetMipmappedArrayLevel(&array, resource->res.mipmap.mipmap, i);
        ArrayView a;
        if (!view_array(array, &a)) return cudaErrorInvalidValue;
        set_format(t, &a.format, a.texel);
        t->layered = (a.flags & (cudaArrayLayered | cudaArrayCubemap)) != 0;
        if (a.flags & cudaArrayCubemap) t->address[0] = t->address[1] = cudaAddressModeClamp;
        set_level(&t->level[i], a.data, a.extent.width, a.extent.height, a.extent.depth, a.pitch);
      }
      return cudaSuccess;
    }
  }
  return cudaErrorInvalidValue;
}

// The bits that say what a texture is.
static unsigned kinds_of(const __cw_texture* t) {
  const __cw_texture_level* l = &t->level[0];
  bool deep = l->depth != 0 && !t->layered, is_float = t->kind == cudaChannelFormatKindFloat;
  unsigned kinds = t->linear ? __CW_TEXTURE_LINEAR : __CW_TEXTURE_POINT;
  kinds |= t->normalized ? __CW_TEXTURE_NORMALIZED : __CW_TEXTURE_ABSOLUTE;
  for (int axis = 0; axis < (deep ? 3 : l->height != 0 ? 2 : 1); axis++) kinds |= 1u << (__CW_TEXTURE_FIRST_MODE + t->address[axis]);
  kinds |= t->channels == 1 ? __CW_TEXTURE_ONE : t->channels == 2 ? __CW_TEXTURE_TWO : __CW_TEXTURE_FOUR;
  kinds |= t->bits == 8 ? __CW_TEXTURE_BYTES : t->bits == 16 ? __CW_TEXTURE_SHORTS : __CW_TEXTURE_WORDS;
  kinds |= is_float ? __CW_TEXTURE_FLOATS : t->as_float ? __CW_TEXTURE_FRACTIONS : __CW_TEXTURE_INTEGERS;
  kinds |= t->kind == cudaChannelFormatKindSigned ? __CW_TEXTURE_SIGNED : __CW_TEXTURE_UNSIGNED;
  kinds |= t->srgb ? __CW_TEXTURE_SRGB : __CW_TEXTURE_PLAIN;
  kinds |= l->height != 0 ? __CW_TEXTURE_PLANES : __CW_TEXTURE_ROWS;
  kinds |= deep ? __CW_TEXTURE_DEEP : __CW_TEXTURE_SHALLOW;
  kinds |= t->layered ? __CW_TEXTURE_LAYERED : __CW_TEXTURE_SINGLE;
  return kinds | (t->levels > 1 ? __CW_TEXTURE_LEVELED : __CW_TEXTURE_LEVEL);
}

static cudaError_t register_object(unsigned long long* handle, const __cw_texture* t, const cudaResourceDesc* resource, const cudaTextureDesc* texture) {
  TextureObject* o = (TextureObject*)malloc(sizeof(TextureObject));
  if (!o) return fail(cudaErrorMemoryAllocation);
  cudaError_t error = allocate(&o->descriptor, sizeof *t, device_memory, 0);
  if (error == cudaSuccess) error = copy_rows(o->descriptor, sizeof *t, t, sizeof *t, sizeof *t, 1, cudaMemcpyHostToDevice, 0, true);
  if (error != cudaSuccess) {
    free(o);
    return error;
  }
  o->resource = *resource;
  o->surface = texture == 0;
  if (texture) o->texture = *texture;
  o->next = objects;
  objects = o;
  *handle = (unsigned long)o->descriptor;
  if (texture) __cw_dev_texture_kinds(o->descriptor, t->kinds);
  return cudaSuccess;
}

static TextureObject* find_object(unsigned long long handle, bool surface) {
  for (TextureObject* o = objects; o; o = o->next) {
    if ((unsigned long)o->descriptor == handle && o->surface == surface) return o;
  }
  return 0;
}

static cudaError_t destroy(unsigned long long handle, bool surface) {
  CW_CHECK_FAULT();
  if (handle == 0) return cudaSuccess;
  TextureObject* o = find_object(handle, surface);
  if (!o) return fail(cudaErrorInvalidValue);
  TextureObject** link = &objects;
  while (*link != o) link = &(*link)->next;
  *link = o->next;
  cudaError_t error = cudaFree(o->descriptor);
  free(o);
  return error;
}

extern "C" {
cudaError_t cudaCreateTextureObject(cudaTextureObject_t* object, const cudaResourceDesc* resource, const cudaTextureDesc* texture,
                                    const cudaResourceViewDesc* view) {
  CW_CHECK_FAULT();
  if (!object || !resource || !texture) return fail(cudaErrorInvalidValue);
  // Views would give an array another format or a part of its levels.
  if (view && view->format != cudaResViewFormatNone) return fail(cudaErrorNotSupported);
  __cw_texture t;
  memset(&t, 0, sizeof t);
  t.normalized = texture->normalizedCoords != 0;
  for (int i = 0; i < 3; i++) {
    unsigned mode = texture->addressMode[i];
    if (mode > cudaAddressModeBorder) return fail(cudaErrorInvalidValue);
    // Wrapping and mirroring are for normalized coordinates.
    if (!t.normalized && (mode == cudaAddressModeWrap || mode == cudaAddressModeMirror)) mode = cudaAddressModeClamp;
    t.address[i] = (unsigned char)mode;
  }
  cudaError_t error = set_resource(&t, resource);
  if (error != cudaSuccess) return fail(error);
  if (texture->readMode == cudaReadModeNormalizedFloat && t.kind != cudaChannelFormatKindFloat) {
    if (t.bits == 32) return fail(cudaErrorInvalidNormSetting);
    t.as_float = 1;
  }
  t.linear = texture->filterMode == cudaFilterModeLinear && resource->resType != cudaResourceTypeLinear;
  t.mip_linear = texture->mipmapFilterMode == cudaFilterModeLinear;
  if ((t.linear || (t.mip_linear && t.levels > 1)) && !t.as_float && t.kind != cudaChannelFormatKindFloat) return fail(cudaErrorInvalidFilterSetting);
  if (t.levels > 1 && (!t.normalized || texture->maxAnisotropy > 1)) return fail(t.normalized ? cudaErrorNotSupported : cudaErrorInvalidValue);
  if (texture->seamlessCubemap && t.layered && t.linear) return fail(cudaErrorNotSupported);
  t.srgb = texture->sRGB != 0 && t.as_float && t.bits == 8 && t.kind == cudaChannelFormatKindUnsigned;
  memcpy(t.border, texture->borderColor, sizeof t.border);
  t.bias = texture->mipmapLevelBias;
  t.least_level = texture->minMipmapLevelClamp;
  t.most_level = texture->maxMipmapLevelClamp;
  t.kinds = kinds_of(&t);
  return register_object(object, &t, resource, texture);
}
cudaError_t cudaDestroyTextureObject(cudaTextureObject_t object) { return destroy(object, false); }

cudaError_t cudaGetTextureObjectResourceDesc(cudaResourceDesc* resource, cudaTextureObject_t object) {
  CW_CHECK_FAULT();
  TextureObject* o = find_object(object, false);
  if (!resource || !o) return fail(cudaErrorInvalidValue);
  *resource = o->resource;
  return cudaSuccess;
}
cudaError_t cudaGetTextureObjectTextureDesc(cudaTextureDesc* texture, cudaTextureObject_t object) {
  CW_CHECK_FAULT();
  TextureObject* o = find_object(object, false);
  if (!texture || !o) return fail(cudaErrorInvalidValue);
  *texture = o->texture;
  return cudaSuccess;
}

cudaError_t cudaCreateSurfaceObject(cudaSurfaceObject_t* object, const cudaResourceDesc* resource) {
  CW_CHECK_FAULT();
  if (!object || !resource || resource->resType != cudaResourceTypeArray) return fail(cudaErrorInvalidValue);
  __cw_texture t;
  memset(&t, 0, sizeof t);
  cudaError_t error = set_resource(&t, resource);
  if (error != cudaSuccess) return fail(error);
  return register_object(object, &t, resource, 0);
}
cudaError_t cudaDestroySurfaceObject(cudaSurfaceObject_t object) { return destroy(object, true); }

cudaError_t cudaGetSurfaceObjectResourceDesc(cudaResourceDesc* resource, cudaSurfaceObject_t object) {
  CW_CHECK_FAULT();
  TextureObject* o = find_object(object, true);
  if (!resource || !o) return fail(cudaErrorInvalidValue);
  *resource = o->resource;
  return cudaSuccess;
}
}
