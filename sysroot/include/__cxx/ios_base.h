// ios_base, positions in streams, and how streams write and read numbers. Bodies: sysroot/lib/cxx/ios.cpp, number-text.cpp.
#ifndef _CXX_IOS_BASE_H
#define _CXX_IOS_BASE_H
#include <__cxx/locale_base.h>
#include <iosfwd>
#include <time.h>

namespace std {

template <class S> class fpos {
  streamoff offset = 0;
  S conversion = S();

 public:
  fpos() {}
  fpos(streamoff o) : offset(o) {}
  operator streamoff() const { return offset; }
  S state() const { return conversion; }
  void state(S s) { conversion = s; }
  fpos& operator+=(streamoff o) { offset += o; return *this; }
  fpos& operator-=(streamoff o) { offset -= o; return *this; }
  fpos operator+(streamoff o) const { return fpos(*this) += o; }
  fpos operator-(streamoff o) const { return fpos(*this) -= o; }
  streamoff operator-(const fpos& o) const { return offset - o.offset; }
};
template <class S> inline bool operator==(const fpos<S>& a, const fpos<S>& b) { return streamoff(a) == streamoff(b); }
template <class S> inline bool operator!=(const fpos<S>& a, const fpos<S>& b) { return streamoff(a) != streamoff(b); }

class ios_base {
 public:
  typedef unsigned fmtflags;
  typedef unsigned iostate;
  typedef unsigned openmode;
  enum seekdir { beg, cur, end };
  static constexpr fmtflags boolalpha = 1, dec = 2, fixed = 4, hex = 8, internal = 16, left = 32, oct = 64, right = 128, scientific = 256,
    showbase = 512, showpoint = 1024, showpos = 2048, skipws = 4096, unitbuf = 8192, uppercase = 16384,
    adjustfield = left | right | internal, basefield = dec | oct | hex, floatfield = scientific | fixed;
  static constexpr iostate goodbit = 0, badbit = 1, eofbit = 2, failbit = 4;
  static constexpr openmode app = 1, ate = 2, binary = 4, in = 8, out = 16, trunc = 32;
  class failure; // <ios>
  enum event { erase_event, imbue_event, copyfmt_event };
  typedef void (*event_callback)(event e, ios_base& s, int index);
  // Nothing to do: a standard stream is set up wherever it is named.
  struct Init {
    Init() {}
    ~Init() {}
  };

  virtual ~ios_base();
  ios_base(const ios_base&) = delete;
  ios_base& operator=(const ios_base&) = delete;
  fmtflags flags() const { return format; }
  fmtflags flags(fmtflags f) { return exchange(format, f); }
  fmtflags setf(fmtflags f) { return exchange(format, format | f); }
  fmtflags setf(fmtflags f, fmtflags mask) { return exchange(format, (format & ~mask) | (f & mask)); }
  void unsetf(fmtflags mask) { format &= ~mask; }
  streamsize precision() const { return digits; }
  streamsize precision(streamsize n) { return exchange(digits, n); }
  streamsize width() const { return columns; }
  streamsize width(streamsize n) { return exchange(columns, n); }
  locale getloc() const { return place; }
  locale imbue(const locale& l);
  static int xalloc();
  long& iword(int index) { return word(index).number; }
  void*& pword(int index) { return word(index).pointer; }
  void register_callback(event_callback f, int index);
  // The standard streams go through C's always, whose buffers are as good.
  static bool sync_with_stdio(bool on = true);

  iostate rdstate() const { return condition; }
  bool good() const { return condition == 0; }
  bool eof() const { return (condition & eofbit) != 0; }
  bool fail() const { return (condition & (badbit | failbit)) != 0; }
  bool bad() const { return (condition & badbit) != 0; }
  explicit operator bool() const { return !fail(); }
  bool operator!() const { return fail(); }
  iostate exceptions() const { return throwing; }

  const locale& __locale() const { return place; }
  // Within a handler: the stream is bad, and the exception goes on where the program asked for that.
  void __caught();

 protected:
  ios_base();
  void start(bool has_buffer);
  void set_state(iostate s) {
    condition = s;
    if (s & throwing) fail_loudly();
  }
  void set_throwing(iostate s) {
    throwing = s;
    set_state(condition);
  }
  void copy_format(const ios_base& o);
  void swap_base(ios_base& o) noexcept;
  void call(event e);

 private:
  struct storage {
    long number = 0;
    void* pointer = nullptr;
  };
  struct callback {
    callback* next;
    event_callback function;
    int index;
  };
  fmtflags format = skipws | dec;
  iostate condition = badbit, throwing = 0;
  streamsize digits = 6, columns = 0;
  locale place;
  storage* words = nullptr;
  int word_count = 0;
  callback* callbacks = nullptr;

  template <class V> static V exchange(V& v, V to) {
    const V old = v;
    v = to;
    return old;
  }
  storage& word(int index);
  void drop_callbacks();
  void fail_loudly();
};

// ---- numbers as text

// Sign and base in front: `prefix` characters; of what follows, `whole` digits may be grouped.
struct __number_text {
  const char* text;
  size_t size, prefix, whole;
};
// The text ends at `end`; 70 characters are enough.
__number_text __integer_text(ios_base::fmtflags flags, unsigned long magnitude, bool negative, bool is_signed, char* end);
// In `small`, or in memory from malloc where that is too small.
__number_text __float_text(ios_base::fmtflags flags, streamsize precision, double x, char* small, size_t size);
// Digits with separators; a group size ≤ 0 or CHAR_MAX takes all that is left. Returns the end.
template <class C> C* __group(C* to, const char* digits, size_t n, const string& groups, C separator) {
  size_t heads[70], count = 0, g = 0;
  for (size_t left = n; left > 0 && count < 69;) {
    const signed char size = groups[g];
    const size_t take = size <= 0 || size == 127 || size_t(size) > left ? left : size_t(size);
    heads[count++] = take;
    left -= take;
    if (g + 1 < groups.size()) g++;
  }
  while (count > 0) {
    const size_t take = heads[--count];
    for (size_t i = 0; i < take; i++) *to++ = C(*digits++);
    if (count > 0) *to++ = separator;
  }
  return to;
}

// The value of the text that a stream's characters made for a floating type of `bits` (24 or 53). False: no number, or too large.
bool __float_value(const char* text, int bits, double& x);
// Whether the sizes of the groups that were read (the first last) fit `groups`.
bool __grouped_as(const string& groups, const string& sizes);

#define __CW_FLAG(name, change)                  \
  inline ios_base& name(ios_base& s) {           \
    change;                                      \
    return s;                                    \
  }
__CW_FLAG(boolalpha, s.setf(ios_base::boolalpha))
__CW_FLAG(noboolalpha, s.unsetf(ios_base::boolalpha))
__CW_FLAG(showbase, s.setf(ios_base::showbase))
__CW_FLAG(noshowbase, s.unsetf(ios_base::showbase))
__CW_FLAG(showpoint, s.setf(ios_base::showpoint))
__CW_FLAG(noshowpoint, s.unsetf(ios_base::showpoint))
__CW_FLAG(showpos, s.setf(ios_base::showpos))
__CW_FLAG(noshowpos, s.unsetf(ios_base::showpos))
__CW_FLAG(skipws, s.setf(ios_base::skipws))
__CW_FLAG(noskipws, s.unsetf(ios_base::skipws))
__CW_FLAG(uppercase, s.setf(ios_base::uppercase))
__CW_FLAG(nouppercase, s.unsetf(ios_base::uppercase))
__CW_FLAG(unitbuf, s.setf(ios_base::unitbuf))
__CW_FLAG(nounitbuf, s.unsetf(ios_base::unitbuf))
__CW_FLAG(internal, s.setf(ios_base::internal, ios_base::adjustfield))
__CW_FLAG(left, s.setf(ios_base::left, ios_base::adjustfield))
__CW_FLAG(right, s.setf(ios_base::right, ios_base::adjustfield))
__CW_FLAG(dec, s.setf(ios_base::dec, ios_base::basefield))
__CW_FLAG(hex, s.setf(ios_base::hex, ios_base::basefield))
__CW_FLAG(oct, s.setf(ios_base::oct, ios_base::basefield))
__CW_FLAG(fixed, s.setf(ios_base::fixed, ios_base::floatfield))
__CW_FLAG(scientific, s.setf(ios_base::scientific, ios_base::floatfield))
__CW_FLAG(hexfloat, s.setf(ios_base::fixed | ios_base::scientific, ios_base::floatfield))
__CW_FLAG(defaultfloat, s.unsetf(ios_base::floatfield))
#undef __CW_FLAG

}
#endif
