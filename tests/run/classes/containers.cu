// run: tolerance=0
// Containers written out: growing array with iterators, string with operators, hash map, linked list with sentinel, matrix with proxies, ring buffer.
#include <stdio.h>
#include <string.h>
#include <initializer_list>
#include <new>
#include <utility>

template <class T> class Vector {
  T* data_ = nullptr; int size_ = 0, capacity_ = 0;
  void grow() { int c = capacity_ ? capacity_ * 2 : 2; T* d = static_cast<T*>(::operator new(c * sizeof(T))); for (int i = 0; i < size_; i++) { new (d + i) T(std::move(data_[i])); data_[i].~T(); } ::operator delete(data_); data_ = d; capacity_ = c; }
 public:
  typedef T* iterator; Vector() {} Vector(std::initializer_list<T> l) { for (const T& v : l) push_back(v); } Vector(const Vector& o) { for (const T& v : o) push_back(v); } Vector(Vector&& o) : data_(o.data_), size_(o.size_), capacity_(o.capacity_) { o.data_ = nullptr; o.size_ = o.capacity_ = 0; } Vector& operator=(Vector o) { std::swap(data_, o.data_); std::swap(size_, o.size_); std::swap(capacity_, o.capacity_); return *this; } ~Vector() { clear(); ::operator delete(data_); }
  void push_back(T v) { if (size_ == capacity_) grow(); new (data_ + size_++) T(std::move(v)); } template <class... A> T& emplace_back(A&&... a) { if (size_ == capacity_) grow(); return *new (data_ + size_++) T(std::forward<A>(a)...); } void pop_back() { data_[--size_].~T(); } void clear() { while (size_) pop_back(); }
  T& operator[](int i) { return data_[i]; } const T& operator[](int i) const { return data_[i]; } T* begin() { return data_; } T* end() { return data_ + size_; } const T* begin() const { return data_; } const T* end() const { return data_ + size_; } int size() const { return size_; } int capacity() const { return capacity_; }
};
class String {
  char* s_; int n_;
 public:
  String(const char* s = "") : s_(new char[strlen(s) + 1]), n_((int)strlen(s)) { strcpy(s_, s); } String(const String& o) : String(o.s_) {} String(String&& o) noexcept : s_(o.s_), n_(o.n_) { o.s_ = new char[1](); o.n_ = 0; } ~String() { delete[] s_; } String& operator=(String o) { std::swap(s_, o.s_); std::swap(n_, o.n_); return *this; }
  String& operator+=(const String& o) { char* s = new char[n_ + o.n_ + 1]; strcpy(s, s_); strcpy(s + n_, o.s_); delete[] s_; s_ = s; n_ += o.n_; return *this; } friend String operator+(String a, const String& b) { return std::move(a += b); } friend bool operator==(const String& a, const String& b) { return strcmp(a.s_, b.s_) == 0; } friend bool operator<(const String& a, const String& b) { return strcmp(a.s_, b.s_) < 0; } char& operator[](int i) { return s_[i]; } const char* c_str() const { return s_; } int size() const { return n_; } unsigned hash() const { unsigned h = 5381; for (const char* p = s_; *p; p++) h = h * 33 + *p; return h; }
};
template <class V> class Map { struct Entry { String key; V value; Entry* next; }; Entry* buckets_[7] = {}; int n_ = 0; public: V& operator[](const String& k) { Entry*& head = buckets_[k.hash() % 7]; for (Entry* e = head; e; e = e->next) if (e->key == k) return e->value; head = new Entry{k, V(), head}; n_++; return head->value; } int size() const { return n_; } template <class F> void each(F f) const { for (Entry* b : buckets_) for (Entry* e = b; e; e = e->next) f(e->key, e->value); } ~Map() { for (Entry* b : buckets_) while (b) { Entry* n = b->next; delete b; b = n; } } };
class Matrix { Vector<Vector<double>> rows_; public: Matrix(int r, int c) { for (int i = 0; i < r; i++) { Vector<double> row; for (int j = 0; j < c; j++) row.push_back(i * c + j); rows_.push_back(std::move(row)); } } struct Row { Matrix& m; int r; double& operator[](int c) { return m.rows_[r][c]; } }; Row operator[](int r) { return {*this, r}; } };
template <class T, int n> struct Ring { T v[n]; int head = 0, count = 0; bool push(const T& x) { if (count == n) return false; v[(head + count++) % n] = x; return true; } T pop() { T x = v[head]; head = (head + 1) % n; count--; return x; } };

int main() {
  Vector<int> v{3, 1, 2}; v.push_back(5); v.push_back(4); for (int i = 1; i < v.size(); i++) for (int j = i; j > 0 && v[j] < v[j - 1]; j--) std::swap(v[j], v[j - 1]); for (int x : v) printf("%d ", x); printf("%d %d\n", v.size(), v.capacity());
  Vector<String> s{"b", "a"}; s.emplace_back("c") += "!"; Vector<String> t = s, u = std::move(s); t[0] = t[1] + "-" + t[2]; printf("%s %s %s %d %d\n", t[0].c_str(), u[0].c_str(), u[2].c_str(), s.size(), t[1] < t[0]);
  Map<int> m; const char* words[] = {"one", "two", "one", "three", "two", "one"}; for (const char* w : words) m[w]++; int total = 0; m.each([&](const String& k, int c) { total += c * k.size(); }); printf("%d %d %d %d\n", m.size(), m["one"], m["four"], total);
  Matrix a(2, 3); a[1][2] += 0.5; printf("%.1f %.1f\n", a[1][2], a[0][1]); Vector<Vector<int>> deep; for (int i = 0; i < 3; i++) { deep.emplace_back(); for (int j = 0; j <= i; j++) deep[i].push_back(i * j); } Vector<Vector<int>> copy = deep; copy[2][2] = 100; printf("%d %d %d\n", deep[2][2], copy[2][2], copy[1].size());
  Ring<String, 2> r; r.push("x"); r.push("y"); printf("%d ", r.push("z")); printf("%s ", r.pop().c_str()); r.push("w"); printf("%s ", r.pop().c_str()); printf("%s\n", r.pop().c_str());
}
