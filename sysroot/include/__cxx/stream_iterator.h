// Iterators over streams and stream buffers. <istream> and <ostream> have the classes they use.
#ifndef _CXX_STREAM_ITERATOR_H
#define _CXX_STREAM_ITERATOR_H
#include <__cxx/iterator_base.h>
#include <iosfwd>

namespace std {

template <class V, class C = char, class T = char_traits<C>, class D = long> class istream_iterator {
  basic_istream<C, T>* in = nullptr;
  V value = V();
  bool valid = false;
  void read() {
    if (valid && !(*in >> value)) valid = false;
  }

 public:
  typedef input_iterator_tag iterator_category;
  typedef V value_type;
  typedef D difference_type;
  typedef const V* pointer;
  typedef const V& reference;
  typedef C char_type;
  typedef T traits_type;
  typedef basic_istream<C, T> istream_type;
  constexpr istream_iterator() {}
  istream_iterator(istream_type& s) : in(std::addressof(s)), valid(bool(s)) { read(); }
  const V& operator*() const { return value; }
  const V* operator->() const { return std::addressof(value); }
  istream_iterator& operator++() {
    read();
    return *this;
  }
  istream_iterator operator++(int) {
    istream_iterator old = *this;
    read();
    return old;
  }
  friend bool operator==(const istream_iterator& a, const istream_iterator& b) { return a.valid == b.valid && (!a.valid || a.in == b.in); }
  friend bool operator!=(const istream_iterator& a, const istream_iterator& b) { return !(a == b); }
};

template <class V, class C = char, class T = char_traits<C>> class ostream_iterator {
  basic_ostream<C, T>* out;
  const C* separator;

 public:
  typedef output_iterator_tag iterator_category;
  typedef void value_type;
  typedef long difference_type;
  typedef void pointer;
  typedef void reference;
  typedef C char_type;
  typedef T traits_type;
  typedef basic_ostream<C, T> ostream_type;
  ostream_iterator(ostream_type& s, const C* between = nullptr) : out(std::addressof(s)), separator(between) {}
  ostream_iterator& operator=(const V& value) {
    *out << value;
    if (separator) *out << separator;
    return *this;
  }
  ostream_iterator& operator*() { return *this; }
  ostream_iterator& operator++() { return *this; }
  ostream_iterator& operator++(int) { return *this; }
};

template <class C, class T> class istreambuf_iterator {
  mutable basic_streambuf<C, T>* buffer = nullptr;
  bool at_end() const {
    if (buffer && T::eq_int_type(buffer->sgetc(), T::eof())) buffer = nullptr;
    return buffer == nullptr;
  }
  struct proxy {
    C c;
    C operator*() const { return c; }
  };

 public:
  typedef input_iterator_tag iterator_category;
  typedef C value_type;
  typedef long difference_type;
  typedef C* pointer;
  typedef C reference;
  typedef C char_type;
  typedef T traits_type;
  typedef typename T::int_type int_type;
  typedef basic_streambuf<C, T> streambuf_type;
  typedef basic_istream<C, T> istream_type;
  constexpr istreambuf_iterator() noexcept {}
  istreambuf_iterator(istream_type& s) noexcept : buffer(s.rdbuf()) {}
  istreambuf_iterator(streambuf_type* b) noexcept : buffer(b) {}
  C operator*() const { return T::to_char_type(buffer->sgetc()); }
  istreambuf_iterator& operator++() {
    buffer->sbumpc();
    return *this;
  }
  proxy operator++(int) { return proxy{T::to_char_type(buffer->sbumpc())}; }
  bool equal(const istreambuf_iterator& i) const { return at_end() == i.at_end(); }
  friend bool operator==(const istreambuf_iterator& a, const istreambuf_iterator& b) { return a.equal(b); }
  friend bool operator!=(const istreambuf_iterator& a, const istreambuf_iterator& b) { return !a.equal(b); }
};

template <class C, class T> class ostreambuf_iterator {
  basic_streambuf<C, T>* buffer;
  bool bad = false;

 public:
  typedef output_iterator_tag iterator_category;
  typedef void value_type;
  typedef long difference_type;
  typedef void pointer;
  typedef void reference;
  typedef C char_type;
  typedef T traits_type;
  typedef basic_streambuf<C, T> streambuf_type;
  typedef basic_ostream<C, T> ostream_type;
  ostreambuf_iterator(ostream_type& s) noexcept : buffer(s.rdbuf()) {}
  ostreambuf_iterator(streambuf_type* b) noexcept : buffer(b) {}
  ostreambuf_iterator& operator=(C c) {
    if (!bad && T::eq_int_type(buffer->sputc(c), T::eof())) bad = true;
    return *this;
  }
  ostreambuf_iterator& operator*() { return *this; }
  ostreambuf_iterator& operator++() { return *this; }
  ostreambuf_iterator& operator++(int) { return *this; }
  bool failed() const noexcept { return bad; }
};

}
#endif
