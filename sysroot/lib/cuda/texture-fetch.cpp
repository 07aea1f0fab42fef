// Reading textures as CUDA's programming guide defines it (appendix "Texture Fetching"): addressing, point and linear filtering
// with weights of 8 fractional bits, reads as normalized floats, layers, cubemaps, levels of detail. Runs in kernels.
#include <math.h>
#include <string.h>
#include <__cuda_wasm/texture.h>

#define HD static __CW_HD

HD unsigned bits_of(float value) {
  unsigned bits;
  memcpy(&bits, &value, 4);
  return bits;
}

HD float float_of(unsigned bits) {
  float value;
  memcpy(&value, &bits, 4);
  return value;
}

HD float half_value(unsigned h) {
  unsigned sign = (h & 0x8000) << 16, exponent = h >> 10 & 31, mantissa = h & 1023;
  if (exponent == 31) return float_of(sign | 0x7f800000 | mantissa << 13);
  if (exponent != 0) return float_of(sign | (exponent + 112) << 23 | mantissa << 13);
  float value = (float)mantissa * (1.0f / 16777216.0f);
  return sign ? -value : value;
}

HD float linear_from_srgb(float c) { return c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f); }

HD bool gives_floats(const __cw_texture* t) { return t->as_float || t->kind == cudaChannelFormatKindFloat; }

// One channel of 8 or 16 bits as it is read: a float's bits, or an integer.
HD unsigned channel(const __cw_texture* t, const char* texel, unsigned c) {
  bool is_signed = t->kind == cudaChannelFormatKindSigned;
  int value;
  if (t->bits == 16) {
    unsigned short raw;
    memcpy(&raw, texel + 2 * c, 2);
    if (t->kind == cudaChannelFormatKindFloat) return bits_of(half_value(raw));
    value = is_signed ? (int)(short)raw : (int)raw;
    if (!t->as_float) return (unsigned)value;
    return bits_of(is_signed ? fmaxf((float)value / 32767.0f, -1.0f) : (float)value / 65535.0f);
  }
  value = is_signed ? (int)(signed char)texel[c] : (int)(unsigned char)texel[c];
  if (!t->as_float) return (unsigned)value;
  if (is_signed) return bits_of(fmaxf((float)value / 127.0f, -1.0f));
  float scaled = (float)value / 255.0f;
  return bits_of(t->srgb && c < 3 ? linear_from_srgb(scaled) : scaled);
}

// Where a coordinate falls on one axis: two neighbours (-1: the border) and the weight of the second.
struct Place {
  int first, second;
  float weight;
};

HD __attribute__((always_inline)) int resolve(int i, int n, unsigned mode) {
  if (i >= 0 && i < n) return i;
  if (mode == cudaAddressModeBorder) return -1;
  if (mode == cudaAddressModeWrap) return i < 0 ? i + n : i - n;
  return i < 0 ? 0 : n - 1;
}

HD __attribute__((always_inline)) Place place(const __cw_texture* t, float x, unsigned size, int axis) {
  int n = (int)size;
  unsigned mode = t->address[axis];
  if (t->normalized) {
    if (mode == cudaAddressModeWrap) x -= floorf(x);
    if (mode == cudaAddressModeMirror) {
      x -= 2.0f * floorf(x * 0.5f);
      if (x > 1.0f) x = 2.0f - x;
    }
    x *= (float)n;
  }
  if (t->linear) x -= 0.5f;
  if (!(x > -1.5f)) x = -1.5f;
  if (x > (float)n + 0.5f) x = (float)n + 0.5f;
  float whole = floorf(x);
  Place p;
  p.weight = 0.0f;
  p.first = p.second = resolve((int)whole < -1 ? -1 : (int)whole, n, mode);
  if (t->linear) {
    p.weight = floorf((x - whole) * 256.0f + 0.5f) * (1.0f / 256.0f);
    int next = (int)whole + 1;
    p.second = resolve(next > n ? n : next, n, mode);
  }
  return p;
}

HD __attribute__((always_inline)) void texel_at(const __cw_texture* t, const __cw_texture_level* l, int x, int y, int z, unsigned* texel) {
  if (x < 0 || y < 0 || z < 0) {
    for (unsigned c = 0; c < 4; c++) texel[c] = gives_floats(t) ? bits_of(t->border[c]) : (unsigned)(int)t->border[c];
    return;
  }
  const char* p = l->data + (unsigned)z * l->slice + (unsigned)y * l->pitch + (unsigned)x * t->texel;
  if (t->bits == 32) {
    const unsigned* words = (const unsigned*)p;
    texel[0] = words[0];
    if (t->channels == 1) return;
    texel[1] = words[1];
    if (t->channels == 2) return;
    texel[2] = words[2];
    texel[3] = words[3];
    return;
  }
  for (unsigned c = 0; c < t->channels; c++) texel[c] = channel(t, p, c);
}

// To eight fractional bits, the nearest.
HD float rounded(float weight) { return floorf(weight * 256.0f + 0.5f) * (1.0f / 256.0f); }

// Of several texels the hardware weighs each with eight fractional bits again; together they are 1. (Measured on an H200.)
HD float corner_weight(float x, float y, float z, bool second_x, bool second_y, bool second_z) {
  float xy = rounded(x * y);
  if (!second_x) xy = second_y ? y - xy : 1.0f - x - y + xy;
  else if (!second_y) xy = x - xy;
  float far = rounded(xy * z);
  return second_z ? far : xy - far;
}

HD void sample_level(const __cw_texture* t, const __cw_texture_level* l, float x, float y, float z, int layer, unsigned* texel) {
  Place none = {0, 0, 0.0f};
  Place px = place(t, x, l->width, 0), py = none, pz = none;
  if (l->height != 0) py = place(t, y, l->height, 1);
  if (t->layered) {
    int last = (int)l->depth - 1;
    // As unsigned: a negative layer is the last one.
    pz.first = (unsigned)layer > (unsigned)last ? last : layer;
  } else if (l->depth != 0) {
    pz = place(t, z, l->depth, 2);
  }
  // One loop for both kinds of filtering: code that reads texels is large, and a shader has it once for each place that calls it.
  float sum[4] = {0.0f, 0.0f, 0.0f, 0.0f}, base[4] = {0.0f, 0.0f, 0.0f, 0.0f};
  bool is_first = true;
  // Of integers that are read as fractions the result has 16 bits, too. (Measured on an H200.) All but signed bytes are whole numbers of its steps.
  float steps = t->as_float && !t->srgb ? t->kind == cudaChannelFormatKindSigned ? 32767.0f : 65535.0f : 0.0f;
  bool is_whole = steps == 65535.0f || (steps != 0.0f && t->bits == 16);
  int corners = !t->linear ? 1 : l->depth != 0 && !t->layered ? 8 : l->height != 0 ? 4 : 2;
  for (int corner = 0; corner < corners; corner++) {
    bool second_x = corner & 1, second_y = corner >> 1 & 1, second_z = corner >> 2 & 1;
    float weight = corner_weight(px.weight, py.weight, pz.weight, second_x, second_y, second_z);
    if (weight == 0.0f) continue;
    texel_at(t, l, second_x ? px.second : px.first, second_y ? py.second : py.first, second_z ? pz.second : pz.first, texel);
    if (!t->linear) return;
    // As differences from the first one, so that equal texels give exactly what they hold. (Not from infinity, or what is too far from others.)
    for (unsigned c = 0; c < t->channels; c++) {
      float value = float_of(texel[c]);
      if (steps != 0.0f) value *= steps;
      if (is_whole) value = floorf(value + 0.5f);
      if (!is_first) {
        sum[c] += weight * (value - base[c]);
        continue;
      }
      bool is_near = value > -1e30f && value < 1e30f;
      base[c] = is_near ? value : 0.0f;
      sum[c] = is_near ? 0.0f : weight * value;
    }
    is_first = false;
  }
  for (unsigned c = 0; c < t->channels; c++) {
    float value = base[c] + sum[c];
    texel[c] = bits_of(steps != 0.0f ? floorf(value + 0.5f) / steps : value);
  }
}

extern "C" {
__CW_HD void __cw_texture_sample(cudaTextureObject_t object, float x, float y, float z, int layer, float lod, unsigned* texel) {
  const __cw_texture* t = (const __cw_texture*)object;
  texel[0] = texel[1] = texel[2] = texel[3] = 0;
  float finer = 0.0f, weight = 0.0f;
  if (t->levels > 1) {
    lod = fminf(fmaxf(lod + t->bias, t->least_level), t->most_level);
    lod = fminf(fmaxf(lod, 0.0f), (float)(t->levels - 1));
    finer = floorf(t->mip_linear ? lod : lod + 0.5f);
    if (t->mip_linear) weight = floorf((lod - finer) * 256.0f + 0.5f) * (1.0f / 256.0f);
  }
  unsigned first[4];
  for (int level = 0;; level++) {
    sample_level(t, &t->level[(int)finer + level], x, y, z, layer, texel);
    if (weight == 0.0f || level == 1) break;
    for (unsigned c = 0; c < t->channels; c++) first[c] = texel[c];
  }
  if (weight == 0.0f) return;
  for (unsigned c = 0; c < t->channels; c++) {
    texel[c] = bits_of((1.0f - weight) * float_of(first[c]) + weight * float_of(texel[c]));
  }
}

__CW_HD void __cw_texture_fetch(cudaTextureObject_t object, int x, unsigned* texel) {
  const __cw_texture* t = (const __cw_texture*)object;
  texel[0] = texel[1] = texel[2] = texel[3] = 0;
  if (x < 0 || (unsigned)x >= t->level[0].width) return;
  texel_at(t, &t->level[0], x, 0, 0, texel);
}

// The four texels that linear filtering would weigh, from the lower left one counter-clockwise.
__CW_HD void __cw_texture_gather(cudaTextureObject_t object, float x, float y, int channel, unsigned* texels) {
  __cw_texture t = *(const __cw_texture*)object;
  const __cw_texture_level* l = &t.level[0];
  t.linear = 1;
  Place px = place(&t, x, l->width, 0), py = place(&t, y, l->height, 1);
  for (int corner = 0; corner < 4; corner++) {
    unsigned texel[4] = {0, 0, 0, 0};
    texel_at(&t, l, corner == 1 || corner == 2 ? px.second : px.first, corner < 2 ? py.second : py.first, 0, texel);
    texels[corner] = texel[channel & 3];
  }
}

__CW_HD int __cw_cubemap_face(float x, float y, float z, float* s, float* t) {
  float ax = fabsf(x), ay = fabsf(y), az = fabsf(z), major, u, v;
  int face;
  if (ax >= ay && ax >= az) {
    face = x < 0.0f;
    major = ax;
    u = face ? z : -z;
    v = -y;
  } else if (ay >= az) {
    face = 2 + (y < 0.0f);
    major = ay;
    u = x;
    v = y < 0.0f ? -z : z;
  } else {
    face = 4 + (z < 0.0f);
    major = az;
    u = z < 0.0f ? -x : x;
    v = -y;
  }
  *s = (u / major + 1.0f) * 0.5f;
  *t = (v / major + 1.0f) * 0.5f;
  return face;
}

__CW_HD float __cw_texture_lod(cudaTextureObject_t object, const float* dx, const float* dy, int dimensions) {
  const __cw_texture* t = (const __cw_texture*)object;
  const __cw_texture_level* l = &t->level[0];
  float size[3] = {(float)l->width, (float)l->height, (float)l->depth};
  float along_x = 0.0f, along_y = 0.0f;
  for (int i = 0; i < dimensions; i++) {
    float scale = t->normalized ? size[i] : 1.0f;
    along_x += dx[i] * scale * dx[i] * scale;
    along_y += dy[i] * scale * dy[i] * scale;
  }
  float most = fmaxf(along_x, along_y);
  return most > 0.0f ? 0.5f * log2f(most) : 0.0f;
}

__CW_HD char* __cw_surface_address(cudaSurfaceObject_t object, int x, int y, int z, int bytes, int boundary) {
  const __cw_texture* t = (const __cw_texture*)object;
  const __cw_texture_level* l = &t->level[0];
  int right = (int)(l->width * t->texel) - bytes;
  int bottom = l->height ? (int)l->height - 1 : 0, back = l->depth ? (int)l->depth - 1 : 0;
  if (x < 0 || x > right || y < 0 || y > bottom || z < 0 || z > back) {
    if (boundary == cudaBoundaryModeZero) return 0;
    if (boundary == cudaBoundaryModeTrap) __builtin_trap();
    x = x < 0 ? 0 : x > right ? right : x;
    y = y < 0 ? 0 : y > bottom ? bottom : y;
    z = z < 0 ? 0 : z > back ? back : z;
  }
  return l->data + (unsigned)z * l->slice + (unsigned)y * l->pitch + (unsigned)x;
}
}
