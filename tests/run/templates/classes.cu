// run: tolerance=0
// Class templates: members in and out of class, member templates, nested templates, static members, friends, inheritance from dependent bases, injected names, defaults.
#include <stdio.h>

template <class T, int capacity = 8> class Stack {
  T data_[capacity];
  int size_ = 0;
 public:
  typedef T value_type;
  enum { limit = capacity };
  static int pushes;
  void push(const T& v);
  T pop();
  bool empty() const { return size_ == 0; }
  template <class U> int count(const U& v) const;
  template <class F> void each(F f) { for (int i = 0; i < size_; i++) f(data_[i]); }
  Stack& operator+=(const T& v) { push(v); return *this; }
  Stack doubled() const { Stack s; for (int i = 0; i < size_; i++) s.push(data_[i] + data_[i]); return s; }
};
template <class T, int capacity> int Stack<T, capacity>::pushes = 0;
template <class T, int capacity> void Stack<T, capacity>::push(const T& v) { data_[size_++] = v; pushes++; }
template <class T, int capacity> T Stack<T, capacity>::pop() { return data_[--size_]; }
template <class T, int capacity> template <class U> int Stack<T, capacity>::count(const U& v) const { int n = 0; for (int i = 0; i < size_; i++) n += data_[i] == v; return n; }

template <class T> struct Base { T value; Base(T v) : value(v) {} T get() const { return value; } typedef T type; template <class U> U as() const { return U(value); } };
template <class T> struct Derived : Base<T> { using Base<T>::value; Derived(T v) : Base<T>(v) {} T twice() const { return this->get() + value; } typename Base<T>::type thrice() const { return twice() + Base<T>::get(); } int integer() const { return this->template as<int>(); } };
template <class Self> struct Comparable { bool operator>(const Self& o) const { return o < static_cast<const Self&>(*this); } bool operator<=(const Self& o) const { return !(*this > o); } };
struct Version : Comparable<Version> { int v; Version(int v) : v(v) {} bool operator<(const Version& o) const { return v < o.v; } };
template <class A, class B> struct Pair { A first; B second; template <class C, class D> Pair(const Pair<C, D>& o) : first(A(o.first)), second(B(o.second)) {} Pair(A a, B b) : first(a), second(b) {} Pair<B, A> swapped() const { return Pair<B, A>(second, first); } };
template <template <class> class Wrap, class T> struct Twice { Wrap<Wrap<T>> inner; };
template <class T> struct Box { T v; };
template <class T> struct List { struct Node { T v; Node* next; }; Node* head = nullptr; void push(T v) { head = new Node{v, head}; } T sum() const; ~List() { while (head) { Node* n = head; head = n->next; delete n; } } };
template <class T> T List<T>::sum() const { T s{}; for (typename List<T>::Node* n = head; n; n = n->next) s += n->v; return s; }
template <class T> struct Device { T scale; __device__ T operator()(T v) const { return v * scale; } };
template <class F> __global__ void map(F f, float* v) { v[threadIdx.x] = f(v[threadIdx.x]); }

int main() {
  Stack<int> s; s.push(1); s.push(2); (s += 2) += 3; printf("%d %d %d %d\n", s.count(2), s.count(2.0), s.pop(), Stack<int>::pushes);
  Stack<double, 2> t; t.push(1.5); double out = 0; t.each([&](double v) { out += v; }); printf("%.1f %d %d %d\n", out, Stack<double, 2>::limit, Stack<int>::limit, t.empty());
  Stack<int> dbl = s.doubled(); printf("%d %d %d\n", dbl.pop(), dbl.pop(), Stack<double, 2>::pushes);
  Derived<double> d(2.5); printf("%.1f %.1f %d\n", d.twice(), d.thrice(), d.integer());
  printf("%d %d\n", Version(3) > Version(2), Version(3) <= Version(2));
  Pair<int, double> p(1, 2.5); Pair<double, int> q = p; Pair<double, int> r = p.swapped(); printf("%.1f %d %.1f %d\n", q.first, q.second, r.first, r.second);
  Twice<Box, int> tw; tw.inner.v.v = 4; printf("%d %d\n", tw.inner.v.v, (int)sizeof tw);
  List<int> list; for (int i = 1; i <= 4; i++) list.push(i); printf("%d\n", list.sum());
  Stack<Stack<int, 2>, 2> nested; Stack<int, 2> in; in.push(7); nested.push(in); printf("%d\n", nested.pop().pop());
  float h[2] = {1, 2}, *dev; cudaMalloc(&dev, sizeof h); cudaMemcpy(dev, h, sizeof h, cudaMemcpyHostToDevice); map<<<1, 2>>>(Device<float>{2.5f}, dev); cudaMemcpy(h, dev, sizeof h, cudaMemcpyDeviceToHost); printf("%.1f %.1f\n", h[0], h[1]);
}
