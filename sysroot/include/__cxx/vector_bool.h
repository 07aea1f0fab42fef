// vector<bool>: one bit an element, in words of 64. Part of <vector>.
#ifndef _CXX_VECTOR_BOOL_H
#define _CXX_VECTOR_BOOL_H

namespace std {

struct __bit_reference {
  unsigned long* word;
  unsigned long mask;
  __bit_reference(unsigned long* w, unsigned long m) : word(w), mask(m) {}
  __bit_reference(const __bit_reference&) = default;
  operator bool() const noexcept { return (*word & mask) != 0; }
  __bit_reference& operator=(bool b) noexcept {
    if (b) *word |= mask;
    else *word &= ~mask;
    return *this;
  }
  __bit_reference& operator=(const __bit_reference& r) noexcept { return *this = bool(r); }
  bool operator==(const __bit_reference& r) const { return bool(*this) == bool(r); }
  bool operator<(const __bit_reference& r) const { return !bool(*this) && bool(r); }
  void flip() noexcept { *word ^= mask; }
};
inline void swap(__bit_reference a, __bit_reference b) noexcept { bool t = a; a = b; b = t; }
inline void swap(__bit_reference a, bool& b) noexcept { bool t = a; a = b; b = t; }
inline void swap(bool& a, __bit_reference b) noexcept { bool t = a; a = b; b = t; }

template <bool constant> struct __bit_iterator {
  typedef random_access_iterator_tag iterator_category;
  typedef bool value_type;
  typedef long difference_type;
  typedef conditional_t<constant, bool, __bit_reference> reference;
  typedef conditional_t<constant, const bool*, __bit_reference*> pointer;
  unsigned long* word;
  unsigned bit;
  __bit_iterator() : word(nullptr), bit(0) {}
  __bit_iterator(unsigned long* w, unsigned b) : word(w), bit(b) {}
  template <bool c, class = enable_if_t<constant || !c>> __bit_iterator(const __bit_iterator<c>& i) : word(i.word), bit(i.bit) {}
  reference operator*() const { return reference(__bit_reference(word, 1ul << bit)); }
  reference operator[](long n) const { return *(*this + n); }
  __bit_iterator& operator++() {
    if (bit++ == 63) bit = 0, ++word;
    return *this;
  }
  __bit_iterator& operator--() {
    if (bit-- == 0) bit = 63, --word;
    return *this;
  }
  __bit_iterator operator++(int) { __bit_iterator i = *this; ++*this; return i; }
  __bit_iterator operator--(int) { __bit_iterator i = *this; --*this; return i; }
  __bit_iterator& operator+=(long n) {
    n += bit;
    word += n >> 6;
    bit = n & 63;
    return *this;
  }
  __bit_iterator& operator-=(long n) { return *this += -n; }
  __bit_iterator operator+(long n) const { __bit_iterator i = *this; return i += n; }
  __bit_iterator operator-(long n) const { __bit_iterator i = *this; return i += -n; }
  friend __bit_iterator operator+(long n, const __bit_iterator& i) { return i + n; }
};
template <bool c, bool d> inline long operator-(const __bit_iterator<c>& a, const __bit_iterator<d>& b) {
  return (a.word - b.word) * 64 + long(a.bit) - long(b.bit);
}
template <bool c, bool d> inline bool operator==(const __bit_iterator<c>& a, const __bit_iterator<d>& b) { return a.word == b.word && a.bit == b.bit; }
template <bool c, bool d> inline bool operator!=(const __bit_iterator<c>& a, const __bit_iterator<d>& b) { return !(a == b); }
template <bool c, bool d> inline bool operator<(const __bit_iterator<c>& a, const __bit_iterator<d>& b) { return a - b < 0; }
template <bool c, bool d> inline bool operator>(const __bit_iterator<c>& a, const __bit_iterator<d>& b) { return a - b > 0; }
template <bool c, bool d> inline bool operator<=(const __bit_iterator<c>& a, const __bit_iterator<d>& b) { return a - b <= 0; }
template <bool c, bool d> inline bool operator>=(const __bit_iterator<c>& a, const __bit_iterator<d>& b) { return a - b >= 0; }

template <class A> class vector<bool, A> {
  typedef __rebind_t<A, unsigned long> word_allocator;
  typedef vector<unsigned long, word_allocator> words;
  words w;
  size_t n = 0;
  static size_t word_count(size_t bits) { return (bits + 63) / 64; }

 public:
  typedef bool value_type;
  typedef A allocator_type;
  typedef size_t size_type;
  typedef long difference_type;
  typedef __bit_reference reference;
  typedef bool const_reference;
  typedef __bit_iterator<false> iterator;
  typedef __bit_iterator<true> const_iterator;
  typedef __bit_reference* pointer;
  typedef const bool* const_pointer;
  typedef std::reverse_iterator<iterator> reverse_iterator;
  typedef std::reverse_iterator<const_iterator> const_reverse_iterator;

  vector() noexcept {}
  explicit vector(const A& a) noexcept : w(word_allocator(a)) {}
  explicit vector(size_t count, const A& a) : vector(count, false, a) {}
  explicit vector(size_t count, const bool& value = false, const A& a = A()) : w(word_count(count), value ? ~0ul : 0ul, word_allocator(a)), n(count) {}
  template <class I, class = __require_input_t<I>> vector(I first, I last, const A& a = A()) : w(word_allocator(a)) { insert(begin(), first, last); }
  vector(initializer_list<bool> list, const A& a = A()) : w(word_allocator(a)) { insert(begin(), list.begin(), list.end()); }
  vector(const vector&) = default;
  vector(vector&& v) noexcept : w(std::move(v.w)), n(v.n) { v.n = 0; }
  vector& operator=(const vector&) = default;
  vector& operator=(vector&& v) noexcept {
    w = std::move(v.w);
    n = v.n;
    if (this != &v) v.n = 0;
    return *this;
  }
  vector& operator=(initializer_list<bool> list) {
    assign(list.begin(), list.end());
    return *this;
  }
  void assign(size_t count, bool value) {
    w.assign(word_count(count), value ? ~0ul : 0ul);
    n = count;
  }
  template <class I, class = __require_input_t<I>> void assign(I first, I last) {
    clear();
    insert(end(), first, last);
  }
  void assign(initializer_list<bool> list) { assign(list.begin(), list.end()); }
  A get_allocator() const { return A(w.get_allocator()); }

  iterator begin() noexcept { return iterator(w.data(), 0); }
  iterator end() noexcept { return begin() + n; }
  const_iterator begin() const noexcept { return const_iterator(const_cast<unsigned long*>(w.data()), 0); }
  const_iterator end() const noexcept { return begin() + n; }
  const_iterator cbegin() const noexcept { return begin(); }
  const_iterator cend() const noexcept { return end(); }
  reverse_iterator rbegin() noexcept { return reverse_iterator(end()); }
  reverse_iterator rend() noexcept { return reverse_iterator(begin()); }
  const_reverse_iterator rbegin() const noexcept { return const_reverse_iterator(end()); }
  const_reverse_iterator rend() const noexcept { return const_reverse_iterator(begin()); }
  const_reverse_iterator crbegin() const noexcept { return rbegin(); }
  const_reverse_iterator crend() const noexcept { return rend(); }
  size_t size() const noexcept { return n; }
  size_t max_size() const noexcept { return size_t(-1) / 2 - 63; }
  size_t capacity() const noexcept { return w.capacity() * 64; }
  bool empty() const noexcept { return n == 0; }
  void reserve(size_t bits) {
    if (bits > max_size()) __throw_length_error("vector::reserve");
    w.reserve(word_count(bits));
  }
  void shrink_to_fit() { w.shrink_to_fit(); }
  reference operator[](size_t i) { return reference(w.data() + i / 64, 1ul << (i & 63)); }
  bool operator[](size_t i) const { return w[i / 64] >> (i & 63) & 1; }
  reference at(size_t i) {
    check(i);
    return (*this)[i];
  }
  bool at(size_t i) const {
    check(i);
    return (*this)[i];
  }
  reference front() { return (*this)[0]; }
  bool front() const { return (*this)[0]; }
  reference back() { return (*this)[n - 1]; }
  bool back() const { return (*this)[n - 1]; }
  void push_back(bool b) {
    if ((n & 63) == 0) w.push_back(0);
    ++n;
    back() = b;
  }
  template <class... X> reference emplace_back(X&&... x) {
    push_back(bool(static_cast<X&&>(x)...));
    return back();
  }
  void pop_back() {
    if ((--n & 63) == 0) w.pop_back();
  }
  iterator insert(const_iterator at, bool b) { return insert(at, size_t(1), b); }
  template <class... X> iterator emplace(const_iterator at, X&&... x) { return insert(at, bool(static_cast<X&&>(x)...)); }
  iterator insert(const_iterator at, size_t count, bool b) {
    iterator i = open(at, count);
    for (size_t k = 0; k < count; k++) i[k] = b;
    return i;
  }
  template <class I, class = __require_input_t<I>> iterator insert(const_iterator at, I first, I last) {
    if constexpr (__is_forward<I>) {
      iterator i = open(at, std::distance(first, last));
      std::copy(first, last, i);
      return i;
    } else {
      vector rest;
      for (; first != last; ++first) rest.push_back(*first);
      return insert(at, rest.begin(), rest.end());
    }
  }
  iterator insert(const_iterator at, initializer_list<bool> list) { return insert(at, list.begin(), list.end()); }
  iterator erase(const_iterator at) { return erase(at, at + 1); }
  iterator erase(const_iterator first, const_iterator last) {
    const size_t from = first - cbegin();
    shrink(std::copy(last, cend(), begin() + from) - begin());
    return begin() + from;
  }
  void resize(size_t bits, bool b = false) {
    if (bits <= n) shrink(bits);
    else insert(end(), bits - n, b);
  }
  void clear() noexcept { shrink(0); }
  void flip() noexcept {
    for (unsigned long& word : w) word = ~word;
  }
  void swap(vector& v) noexcept {
    w.swap(v.w);
    std::swap(n, v.n);
  }
  static void swap(reference a, reference b) noexcept { std::swap(a, b); }

  friend bool operator==(const vector& a, const vector& b) {
    if (a.n != b.n) return false;
    const size_t whole = a.n / 64;
    for (size_t i = 0; i < whole; i++)
      if (a.w[i] != b.w[i]) return false;
    return (a.n & 63) == 0 || ((a.w[whole] ^ b.w[whole]) & ((1ul << (a.n & 63)) - 1)) == 0;
  }
  // As libstdc++: the bytes that hold elements, bits beyond the last cleared.
  size_t __hash() const noexcept {
    if (n == 0) return 0;
    vector copy = *this;
    if (n & 63) copy.w.back() &= (1ul << (n & 63)) - 1;
    return __hash_bytes(copy.w.data(), (n + 7) / 8);
  }

 private:
  void check(size_t i) const {
    if (i >= n) __throw_index("vector<bool>::_M_range_check: __n (which is %zu) >= this->size() (which is %zu)", i, n);
  }
  void shrink(size_t bits) {
    n = bits;
    w.resize(word_count(bits));
  }
  iterator open(const_iterator position, size_t count) {
    const size_t at = position - cbegin(), old = n;
    n += count;
    if (word_count(n) > w.size()) w.resize(word_count(n));
    std::copy_backward(begin() + at, begin() + old, end());
    return begin() + at;
  }
};
template <class A> struct hash<vector<bool, A>> {
  size_t operator()(const vector<bool, A>& v) const noexcept { return v.__hash(); }
};

}
#endif
