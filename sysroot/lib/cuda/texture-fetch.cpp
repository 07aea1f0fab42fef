// Reading textures as CUDA's programming guide defines it (appendix "Texture Fetching"): addressing, point and linear filtering
// with weights of 8 fractional bits, reads as normalized floats, layers, cubemaps, levels of detail. Runs in kernels.
#include <math.h>
#include <__cuda_wasm/texture.h>

#define HD static __CW_HD

HD unsigned bits_of(float value) { return __builtin_bit_cast(unsigned, value); }
HD float float_of(unsigned bits) { return __builtin_bit_cast(float, bits); }

HD float half_value(unsigned h) {
  unsigned sign = (h & 0x8000) << 16, exponent = h >> 10 & 31, mantissa = h & 1023;
  if (exponent == 31) return float_of(sign | 0x7f800000 | mantissa << 13);
  if (exponent != 0) return float_of(sign | (exponent + 112) << 23 | mantissa << 13);
  float value = (float)mantissa * (1.0f / 16777216.0f);
  return sign ? -value : value;
}

HD float linear_from_srgb(float c) { return c <= 0.04045f ? c / 12.92f : powf((c + 0.055f) / 1.055f, 2.4f); }

// Of a texture, and of all that there are. What all or none have in common needs no test: shaders are compiled for one set.
struct Kinds {
  unsigned own, all;
  unsigned shape; /* bytes of a texel, as a power of two, and how coordinates of each axis are treated: a byte each */
};

HD Kinds kinds_of(const __cw_texture* t) { return Kinds{t->kinds, __cw_texture_kinds(), *(const unsigned*)&t->texel_shift}; }

// Is it of that kind, where it can be of it or of one of the others?
HD bool is(Kinds k, unsigned kind, unsigned others) { return ((k.all & others) == 0) | ((k.own & k.all & kind) != 0); }

// A level as numbers: shaders know no pointers in memory.
struct Level {
  unsigned data, width, height, depth, pitch, slice;
};

HD Level level_of(const __cw_texture* t, int level) {
  const __cw_texture_level* l = &t->level[level];
  return Level{*(const unsigned*)&l->data, l->width, l->height, l->depth, l->pitch, l->slice};
}

// One channel of 8 or 16 bits as it is read: a float's bits, or an integer.
HD unsigned narrow_channel(Kinds k, unsigned texel, unsigned c) {
  bool is_float = is(k, __CW_TEXTURE_FLOATS, __CW_TEXTURE_INTEGERS | __CW_TEXTURE_FRACTIONS);
  bool is_fraction = is(k, __CW_TEXTURE_FRACTIONS, __CW_TEXTURE_INTEGERS | __CW_TEXTURE_FLOATS);
  bool is_signed = is(k, __CW_TEXTURE_SIGNED, __CW_TEXTURE_UNSIGNED);
  if (is(k, __CW_TEXTURE_SHORTS, __CW_TEXTURE_BYTES | __CW_TEXTURE_WORDS)) {
    unsigned raw = *(const unsigned short*)(unsigned long)(texel + 2 * c);
    if (is_float) return bits_of(half_value(raw));
    int value = is_signed ? (int)(short)raw : (int)raw;
    if (!is_fraction) return (unsigned)value;
    return bits_of(is_signed ? fmaxf((float)value / 32767.0f, -1.0f) : (float)value / 65535.0f);
  }
  unsigned raw = *(const unsigned char*)(unsigned long)(texel + c);
  int value = is_signed ? (int)(signed char)raw : (int)raw;
  if (!is_fraction) return (unsigned)value;
  if (is_signed) return bits_of(fmaxf((float)value / 127.0f, -1.0f));
  float scaled = (float)value / 255.0f;
  return bits_of(is(k, __CW_TEXTURE_SRGB, __CW_TEXTURE_PLAIN) && c < 3 ? linear_from_srgb(scaled) : scaled);
}

// A channel that is no word, or of the border around the texture (no texel is at 0). A function that shaders have once.
extern "C" __CW_HD __attribute__((noinline)) unsigned __cw_texture_other_channel(unsigned object, unsigned texel, unsigned c) {
  const __cw_texture* t = (const __cw_texture*)(unsigned long)object;
  Kinds k = kinds_of(t);
  if ((k.all & __CW_TEXTURE_BORDER) == 0 || texel != 0) return narrow_channel(k, texel, c);
  float border = t->border[c];
  return is(k, __CW_TEXTURE_INTEGERS, __CW_TEXTURE_FLOATS | __CW_TEXTURE_FRACTIONS) ? (unsigned)(int)border : bits_of(border);
}

HD __attribute__((always_inline)) unsigned channel(const __cw_texture* t, Kinds k, unsigned texel, unsigned c) {
  bool is_inside = ((k.all & __CW_TEXTURE_BORDER) == 0) | (texel != 0);
  if (is(k, __CW_TEXTURE_WORDS, __CW_TEXTURE_SHORTS | __CW_TEXTURE_BYTES) & is_inside) return *(const unsigned*)(unsigned long)(texel + 4 * c);
  return __cw_texture_other_channel((unsigned)(unsigned long)t, texel, c);
}

// Where a coordinate falls on one axis: two neighbours (-1: the border) and the weight of the second.
struct Place {
  int first, second;
  float weight;
};

HD __attribute__((always_inline)) int resolve(int i, int n, bool wrap, bool border) {
  int below = wrap ? i + n : 0, above = wrap ? i - n : n - 1;
  if (border) below = above = -1;
  return i < 0 ? below : i >= n ? above : i;
}

HD __attribute__((always_inline)) Place place(Kinds k, float x, unsigned size, int axis, bool is_linear) {
  const unsigned modes = __CW_TEXTURE_WRAP | __CW_TEXTURE_CLAMP | __CW_TEXTURE_MIRROR | __CW_TEXTURE_BORDER;
  int n = (int)size;
  // As if it were the only axis.
  Kinds mode = {1u << (__CW_TEXTURE_FIRST_MODE + (k.shape >> (8 + 8 * axis) & 3)), k.all, k.shape};
  bool wrap = is(mode, __CW_TEXTURE_WRAP, modes & ~__CW_TEXTURE_WRAP), border = is(mode, __CW_TEXTURE_BORDER, modes & ~__CW_TEXTURE_BORDER);
  if (is(k, __CW_TEXTURE_NORMALIZED, __CW_TEXTURE_ABSOLUTE)) {
    if (wrap) x -= floorf(x);
    if (is(mode, __CW_TEXTURE_MIRROR, modes & ~__CW_TEXTURE_MIRROR)) {
      x -= 2.0f * floorf(x * 0.5f);
      if (x > 1.0f) x = 2.0f - x;
    }
    x *= (float)n;
  }
  if (is_linear) x -= 0.5f;
  if (!(x > -1.5f)) x = -1.5f;
  if (x > (float)n + 0.5f) x = (float)n + 0.5f;
  float whole = floorf(x);
  int first = (int)whole, next = first + 1;
  if (first < -1) first = -1;
  if (next > n) next = n;
  Place p;
  p.first = resolve(first, n, wrap, border);
  p.second = is_linear ? resolve(next, n, wrap, border) : p.first;
  p.weight = is_linear ? floorf((x - whole) * 256.0f + 0.5f) * (1.0f / 256.0f) : 0.0f;
  return p;
}

// To eight fractional bits, the nearest.
HD __attribute__((always_inline)) float rounded(float weight) { return floorf(weight * 256.0f + 0.5f) * (1.0f / 256.0f); }

// Where a texel is, 0: outside.
HD __attribute__((always_inline)) unsigned texel_at(Kinds k, const Level& l, int x, int y, int z) {
  unsigned at = l.data + (unsigned)z * l.slice + (unsigned)y * l.pitch + ((unsigned)x << (k.shape & 7));
  return (k.all & __CW_TEXTURE_BORDER) != 0 && (x | y | z) < 0 ? 0 : at;
}

// The sum of a channel's texels, each with its weight. As differences from the first one, so that equal texels give exactly what they hold. (Not from infinity, or what is too far from others.)
struct Sum {
  float base, sum;
  bool is_first;
};

HD __attribute__((always_inline)) void add(Sum* s, float weight, float value) {
  bool counts = weight != 0.0f;
  bool is_base = counts & s->is_first & (value > -1e30f) & (value < 1e30f);
  s->is_first &= !counts;
  s->base = is_base ? value : s->base;
  float more = s->sum + weight * (value - s->base);
  s->sum = counts ? more : s->sum;
}

struct Places {
  Place x, y, z;
};

HD __attribute__((always_inline)) Places places(Kinds k, const Level& l, float x, float y, float z, int layer, bool is_deep, bool is_linear) {
  Place none = {0, 0, 0.0f};
  Places p = {place(k, x, l.width, 0, is_linear), none, none};
  if (is(k, __CW_TEXTURE_PLANES, __CW_TEXTURE_ROWS)) p.y = place(k, y, l.height, 1, is_linear);
  if (is_deep) p.z = place(k, z, l.depth, 2, is_linear);
  if (!is_deep && is(k, __CW_TEXTURE_LAYERED, __CW_TEXTURE_SINGLE)) {
    int last = (int)l.depth - 1;
    // As unsigned: a negative layer is the last one.
    p.z.first = p.z.second = (unsigned)layer > (unsigned)last ? last : layer;
  }
  return p;
}

// Of several texels the hardware weighs each with eight fractional bits again; together they are 1. (Measured on an H200.)
struct Weights {
  float left, right, lower_left, lower_right;
};

HD __attribute__((always_inline)) Weights weights_of(const Places& p) {
  float both = rounded(p.x.weight * p.y.weight);
  return Weights{1.0f - p.x.weight - p.y.weight + both, p.x.weight - both, p.y.weight - both, both};
}

HD bool has_several(Kinds k) { return is(k, __CW_TEXTURE_TWO | __CW_TEXTURE_FOUR, __CW_TEXTURE_ONE); }
HD bool has_four(Kinds k) { return is(k, __CW_TEXTURE_FOUR, __CW_TEXTURE_ONE | __CW_TEXTURE_TWO); }

HD unsigned long pair_of(unsigned low, unsigned high) { return (unsigned long)high << 32 | low; }

extern "C" {
__CW_HD __attribute__((noinline)) unsigned __cw_texture_kinds(void) { return ~0u; }

// Functions give two channels at a time, since shaders have functions that give a number (src/back/wgsl/prepare/outline.ts): those from `c` on. Drivers see what the two calls for four channels share. What only some
// textures need is a function of its own, which shaders for others do without.
#define READER __CW_HD __attribute__((noinline))

// The usual kinds: words along one or two axes, without a border. A point:
READER unsigned long __cw_texture_point_pair(unsigned object, int level, float x, float y, int layer, unsigned c) {
  const __cw_texture* t = (const __cw_texture*)(unsigned long)object;
  Kinds k = kinds_of(t);
  Level l = level_of(t, level);
  k.all &= ~__CW_TEXTURE_BORDER;
  Places p = places(k, l, x, y, 0.0f, layer, false, false);
  unsigned at = texel_at(k, l, p.x.first, p.y.first, p.z.first) + 4 * c;
  return pair_of(*(const unsigned*)(unsigned long)at, has_several(k) ? *(const unsigned*)(unsigned long)(at + 4) : 0);
}

HD __attribute__((always_inline)) float float_at(unsigned address) { return *(const float*)(unsigned long)address; }

// Floats, between four points:
READER unsigned long __cw_texture_floats_pair(unsigned object, int level, float x, float y, int layer, unsigned c) {
  const __cw_texture* t = (const __cw_texture*)(unsigned long)object;
  Kinds k = kinds_of(t);
  Level l = level_of(t, level);
  k.all &= ~__CW_TEXTURE_BORDER;
  Places p = places(k, l, x, y, 0.0f, layer, false, true);
  Weights w = weights_of(p);
  unsigned left = ((unsigned)p.x.first << (k.shape & 7)) + 4 * c, right = ((unsigned)p.x.second << (k.shape & 7)) + 4 * c;
  unsigned upper = l.data + (unsigned)p.z.first * l.slice + (unsigned)p.y.first * l.pitch, lower = l.data + (unsigned)p.z.first * l.slice + (unsigned)p.y.second * l.pitch;
  Sum low = {0.0f, 0.0f, true}, high = {0.0f, 0.0f, true};
  bool has_rows = is(k, __CW_TEXTURE_PLANES, __CW_TEXTURE_ROWS), both = has_several(k);
  add(&low, w.left, float_at(upper + left));
  add(&low, w.right, float_at(upper + right));
  if (has_rows) {
    add(&low, w.lower_left, float_at(lower + left));
    add(&low, w.lower_right, float_at(lower + right));
  }
  if (both) {
    add(&high, w.left, float_at(upper + left + 4));
    add(&high, w.right, float_at(upper + right + 4));
    if (has_rows) {
      add(&high, w.lower_left, float_at(lower + left + 4));
      add(&high, w.lower_right, float_at(lower + right + 4));
    }
  }
  return pair_of(bits_of(low.base + low.sum), bits_of(high.base + high.sum));
}

// Of integers that are read as fractions the result has 16 bits, too. (Measured on an H200.) All but signed bytes are whole numbers of its steps.
struct Steps {
  float count;  // 0: there are none
  bool is_whole;
};

HD __attribute__((always_inline)) float in_steps(Steps steps, unsigned texel) {
  float value = float_of(texel);
  if (steps.count != 0.0f) value *= steps.count;
  return steps.is_whole ? floorf(value + 0.5f) : value;
}

HD __attribute__((always_inline)) unsigned of_steps(Steps steps, const Sum& s) {
  float value = s.base + s.sum;
  return bits_of(steps.count != 0.0f ? floorf(value + 0.5f) / steps.count : value);
}

// All others.
READER unsigned long __cw_texture_other_pair(unsigned object, int level, float x, float y, float z, int layer, unsigned c) {
  const __cw_texture* t = (const __cw_texture*)(unsigned long)object;
  Kinds k = kinds_of(t);
  Level l = level_of(t, level);
  bool is_deep = is(k, __CW_TEXTURE_DEEP, __CW_TEXTURE_SHALLOW), is_linear = is(k, __CW_TEXTURE_LINEAR, __CW_TEXTURE_POINT);
  Places p = places(k, l, x, y, z, layer, is_deep, is_linear);
  Weights w = weights_of(p);
  bool is_stepped = is(k, __CW_TEXTURE_FRACTIONS, __CW_TEXTURE_FLOATS) & is(k, __CW_TEXTURE_PLAIN, __CW_TEXTURE_SRGB);
  bool is_signed = is(k, __CW_TEXTURE_SIGNED, __CW_TEXTURE_UNSIGNED);
  Steps steps = {is_stepped ? is_signed ? 32767.0f : 65535.0f : 0.0f, is_stepped && (!is_signed || is(k, __CW_TEXTURE_SHORTS, __CW_TEXTURE_BYTES))};
  unsigned low = 0, high = 0;
  // Loops, since code that reads texels is large: it is here once.
  unsigned channels = has_several(k) ? 2 : 1;
  int corners = !is_linear ? 1 : is_deep ? 8 : is(k, __CW_TEXTURE_PLANES, __CW_TEXTURE_ROWS) ? 4 : 2;
  for (unsigned i = 0; i < channels; i++) {
    Sum s = {0.0f, 0.0f, true};
    unsigned texel = 0;
    for (int corner = 0; corner < corners; corner++) {
      bool second_x = corner & 1, second_y = corner >> 1 & 1, second_z = corner >> 2 & 1;
      float plane = second_y ? second_x ? w.lower_right : w.lower_left : second_x ? w.right : w.left;
      float far = rounded(plane * p.z.weight), weight = second_z ? far : plane - far;
      unsigned at = texel_at(k, l, second_x ? p.x.second : p.x.first, second_y ? p.y.second : p.y.first, second_z ? p.z.second : p.z.first);
      texel = channel(t, k, at, c + i);
      add(&s, weight, in_steps(steps, texel));
    }
    high = is_linear ? of_steps(steps, s) : texel;
    if (i == 0) low = high;
  }
  return pair_of(low, channels == 1 ? 0 : high);
}

READER unsigned long __cw_texture_level_pair(unsigned object, int level, float x, float y, float z, int layer, unsigned c) {
  Kinds k = kinds_of((const __cw_texture*)(unsigned long)object);
  if (c != 0 && !has_four(k)) return 0;
  unsigned unusual = __CW_TEXTURE_SHORTS | __CW_TEXTURE_BYTES | __CW_TEXTURE_BORDER | __CW_TEXTURE_DEEP;
  if ((k.own & k.all & unusual) != 0) return __cw_texture_other_pair(object, level, x, y, z, layer, c);
  return is(k, __CW_TEXTURE_LINEAR, __CW_TEXTURE_POINT) ? __cw_texture_floats_pair(object, level, x, y, layer, c) : __cw_texture_point_pair(object, level, x, y, layer, c);
}

// The finer of two levels, and the weight of the coarser one.
READER unsigned long __cw_texture_levels(unsigned object, float lod) {
  const __cw_texture* t = (const __cw_texture*)(unsigned long)object;
  lod = fminf(fmaxf(lod + t->bias, t->least_level), t->most_level);
  lod = fminf(fmaxf(lod, 0.0f), (float)(t->levels - 1));
  float finer = floorf(t->mip_linear ? lod : lod + 0.5f);
  return pair_of((unsigned)(int)finer, bits_of(t->mip_linear ? floorf((lod - finer) * 256.0f + 0.5f) * (1.0f / 256.0f) : 0.0f));
}

HD unsigned between(unsigned finer, unsigned coarser, float weight) { return bits_of((1.0f - weight) * float_of(finer) + weight * float_of(coarser)); }

READER unsigned long __cw_texture_sample_pair(unsigned object, float x, float y, float z, int layer, float lod, unsigned c) {
  Kinds k = kinds_of((const __cw_texture*)(unsigned long)object);
  int level = 0;
  float weight = 0.0f;
  if (is(k, __CW_TEXTURE_LEVELED, __CW_TEXTURE_LEVEL)) {
    unsigned long levels = __cw_texture_levels(object, lod);
    level = (int)(unsigned)levels;
    weight = float_of((unsigned)(levels >> 32));
  }
  unsigned low = 0, high = 0;
  for (bool is_second = false;; is_second = true) {
    unsigned long found = __cw_texture_level_pair(object, level, x, y, z, layer, c);
    low = is_second ? between(low, (unsigned)found, weight) : (unsigned)found;
    high = is_second ? between(high, (unsigned)(found >> 32), weight) : (unsigned)(found >> 32);
    if (is_second || weight == 0.0f) break;
    level++;
  }
  return pair_of(low, high);
}

READER unsigned long __cw_texture_fetch_pair(unsigned object, int x, unsigned c) {
  const __cw_texture* t = (const __cw_texture*)(unsigned long)object;
  Kinds k = kinds_of(t);
  Level l = level_of(t, 0);
  if ((unsigned)x >= l.width || (c != 0 && !has_four(k))) return 0;
  unsigned at = l.data + ((unsigned)x << (k.shape & 7));
  return pair_of(channel(t, k, at, c), has_several(k) ? channel(t, k, at, c + 1) : 0);
}

// The two texels on one side.
READER unsigned long __cw_texture_gather_pair(unsigned object, float x, float y, unsigned c, bool second_y) {
  const __cw_texture* t = (const __cw_texture*)(unsigned long)object;
  Kinds k = kinds_of(t);
  Level l = level_of(t, 0);
  if (c >= t->channels) return 0;
  Place px = place(k, x, l.width, 0, true), py = place(k, y, l.height, 1, true);
  int row = second_y ? py.second : py.first;
  return pair_of(channel(t, k, texel_at(k, l, px.first, row, 0), c), channel(t, k, texel_at(k, l, px.second, row, 0), c));
}
#undef READER

HD void put(unsigned* words, unsigned long first, unsigned long second) {
  words[0] = (unsigned)first;
  words[1] = (unsigned)(first >> 32);
  words[2] = (unsigned)second;
  words[3] = (unsigned)(second >> 32);
}

__CW_HD void __cw_texture_sample(cudaTextureObject_t object, float x, float y, float z, int layer, float lod, unsigned* texel) {
  put(texel, __cw_texture_sample_pair((unsigned)object, x, y, z, layer, lod, 0), __cw_texture_sample_pair((unsigned)object, x, y, z, layer, lod, 2));
}

__CW_HD void __cw_texture_fetch(cudaTextureObject_t object, int x, unsigned* texel) {
  put(texel, __cw_texture_fetch_pair((unsigned)object, x, 0), __cw_texture_fetch_pair((unsigned)object, x, 2));
}

// The four texels that linear filtering would weigh, from the lower left one counter-clockwise.
__CW_HD void __cw_texture_gather(cudaTextureObject_t object, float x, float y, int channel, unsigned* texels) {
  unsigned long lower = __cw_texture_gather_pair((unsigned)object, x, y, (unsigned)channel & 3, true), upper = __cw_texture_gather_pair((unsigned)object, x, y, (unsigned)channel & 3, false);
  put(texels, lower, upper << 32 | upper >> 32);
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
