// shared_ptr, weak_ptr, enable_shared_from_this. Counts are plain integers: host code runs in one thread.
#ifndef _CXX_SHARED_PTR_H
#define _CXX_SHARED_PTR_H
#if __cplusplus >= 202002L
#include <compare>
#endif
#include <__cxx/allocator.h>
#include <__cxx/unique_ptr.h>

namespace std {

class bad_weak_ptr : public exception {
 public:
  bad_weak_ptr() noexcept {}
  ~bad_weak_ptr() noexcept override;
  const char* what() const noexcept override;
};

// The owners of one object: `shared` of them keep it, and all of them together count as one of `weak`, which keep this block.
struct __owners {
  int shared = 1;
  int weak = 1;
  virtual void end_object() noexcept = 0;
  virtual void end_block() noexcept = 0;
  virtual void* find_deleter(const void*) noexcept { return nullptr; }
  void drop() noexcept {
    if (--shared == 0) {
      end_object();
      drop_weak();
    }
  }
  void drop_weak() noexcept {
    if (--weak == 0) end_block();
  }

 protected:
  ~__owners() {}
};
// An address that stands for the type D (get_deleter compares it).
template <class D> struct __type_mark { static const char mark; };
template <class D> const char __type_mark<D>::mark = 0;

template <class P, class D, class A> struct __owners_of_pointer final : __owners {
  P p;
  D d;
  A a;
  __owners_of_pointer(P q, D e, const A& b) : p(q), d(std::move(e)), a(b) {}
  void end_object() noexcept override { d(p); }
  void end_block() noexcept override {
    __rebind_t<A, __owners_of_pointer> b(a);
    this->~__owners_of_pointer();
    b.deallocate(this, 1);
  }
  void* find_deleter(const void* mark) noexcept override { return mark == &__type_mark<D>::mark ? std::addressof(d) : nullptr; }
};
template <class T, class A> struct __owners_with_object final : __owners {
  A a;
  // The object lives until end_object; this class neither makes nor ends it by itself.
  union slot {
    remove_cv_t<T> object;
    slot() {}
    ~slot() {}
  } u;
  template <class... X> explicit __owners_with_object(const A& b, X&&... x) : a(b) {
    __rebind_t<A, remove_cv_t<T>> c(a);
    allocator_traits<__rebind_t<A, remove_cv_t<T>>>::construct(c, std::addressof(u.object), static_cast<X&&>(x)...);
  }
  ~__owners_with_object() {}
  void end_object() noexcept override {
    __rebind_t<A, remove_cv_t<T>> c(a);
    allocator_traits<__rebind_t<A, remove_cv_t<T>>>::destroy(c, std::addressof(u.object));
  }
  void end_block() noexcept override {
    __rebind_t<A, __owners_with_object> b(a);
    this->~__owners_with_object();
    b.deallocate(this, 1);
  }
};

template <class T> class shared_ptr;
template <class T> class weak_ptr;
template <class T> class enable_shared_from_this;
template <class T, class U> void __remember_owner(__owners* o, const enable_shared_from_this<T>* e, U* p) noexcept;
inline void __remember_owner(__owners*, ...) noexcept {}

// U* may become shared_ptr<T>'s pointer.
template <class U, class T> struct __shares : is_convertible<U*, T*> {};
template <class U, class T> struct __shares<U, T[]> : is_convertible<U (*)[], T (*)[]> {};
template <class U, class T> struct __shares<U[], T[]> : is_convertible<U (*)[], T (*)[]> {};
template <class U, size_t n, class T> struct __shares<U[n], T[]> : is_convertible<U (*)[], T (*)[]> {};

template <class T> class shared_ptr {
  typedef remove_extent_t<T> E;
  E* p = nullptr;
  __owners* o = nullptr;
  template <class U> friend class shared_ptr;
  template <class U> friend class weak_ptr;
  template <class U, class P, class A, class... X> friend shared_ptr<U> __allocate_shared(const A& a, X&&... x);
  template <class P, class D, class A> void own(P q, D d, const A& a) {
    typedef __owners_of_pointer<P, D, A> block;
    __rebind_t<A, block> b(a);
    o = ::new ((void*)b.allocate(1)) block(q, std::move(d), a);
  }

 public:
  typedef E element_type;
  typedef weak_ptr<T> weak_type;
  constexpr shared_ptr() noexcept {}
  constexpr shared_ptr(decltype(nullptr)) noexcept {}
  template <class U, class = enable_if_t<__shares<U, T>::value || (is_array<T>::value && __shares<U, T>::value)>> explicit shared_ptr(U* q) : p(q) {
    if constexpr (is_array<T>::value) own(q, default_delete<U[]>(), allocator<char>());
    else own(q, default_delete<U>(), allocator<char>());
    __remember_owner(o, q, q);
  }
  template <class U, class D, class = enable_if_t<__shares<U, T>::value>> shared_ptr(U* q, D d) : p(q) {
    own(q, std::move(d), allocator<char>());
    __remember_owner(o, q, q);
  }
  template <class U, class D, class A, class = enable_if_t<__shares<U, T>::value>> shared_ptr(U* q, D d, A a) : p(q) {
    own(q, std::move(d), a);
    __remember_owner(o, q, q);
  }
  template <class D> shared_ptr(decltype(nullptr), D d) { own((E*)nullptr, std::move(d), allocator<char>()); }
  template <class D, class A> shared_ptr(decltype(nullptr), D d, A a) { own((E*)nullptr, std::move(d), a); }
  template <class U> shared_ptr(const shared_ptr<U>& s, E* q) noexcept : p(q), o(s.o) {
    if (o) ++o->shared;
  }
  template <class U> shared_ptr(shared_ptr<U>&& s, E* q) noexcept : p(q), o(s.o) {
    s.p = nullptr;
    s.o = nullptr;
  }
  shared_ptr(const shared_ptr& s) noexcept : p(s.p), o(s.o) {
    if (o) ++o->shared;
  }
  template <class U, class = enable_if_t<__shares<U, T>::value>> shared_ptr(const shared_ptr<U>& s) noexcept : p(s.p), o(s.o) {
    if (o) ++o->shared;
  }
  shared_ptr(shared_ptr&& s) noexcept : p(s.p), o(s.o) {
    s.p = nullptr;
    s.o = nullptr;
  }
  template <class U, class = enable_if_t<__shares<U, T>::value>> shared_ptr(shared_ptr<U>&& s) noexcept : p(s.p), o(s.o) {
    s.p = nullptr;
    s.o = nullptr;
  }
  template <class U, class = enable_if_t<__shares<U, T>::value>> explicit shared_ptr(const weak_ptr<U>& w) : p(w.p), o(w.o) {
    if (!o || o->shared == 0) __throw_bad_weak_ptr();
    ++o->shared;
  }
  template <class U, class D, class = enable_if_t<is_convertible<typename unique_ptr<U, D>::pointer, E*>::value>> shared_ptr(unique_ptr<U, D>&& u) : p(u.get()) {
    if (!p) return;
    auto q = u.get();
    if constexpr (is_reference<D>::value) own(q, std::reference_wrapper<remove_reference_t<D>>(u.get_deleter()), allocator<char>());
    else own(q, std::move(u.get_deleter()), allocator<char>());
    u.release();
    __remember_owner(o, q, q);
  }
  ~shared_ptr() {
    if (o) o->drop();
  }
  shared_ptr& operator=(const shared_ptr& s) noexcept {
    shared_ptr(s).swap(*this);
    return *this;
  }
  shared_ptr& operator=(shared_ptr&& s) noexcept {
    shared_ptr(std::move(s)).swap(*this);
    return *this;
  }
  template <class U> enable_if_t<__shares<U, T>::value, shared_ptr&> operator=(const shared_ptr<U>& s) noexcept {
    shared_ptr(s).swap(*this);
    return *this;
  }
  template <class U> enable_if_t<__shares<U, T>::value, shared_ptr&> operator=(shared_ptr<U>&& s) noexcept {
    shared_ptr(std::move(s)).swap(*this);
    return *this;
  }
  template <class U, class D> shared_ptr& operator=(unique_ptr<U, D>&& u) {
    shared_ptr(std::move(u)).swap(*this);
    return *this;
  }
  void swap(shared_ptr& s) noexcept {
    std::swap(p, s.p);
    std::swap(o, s.o);
  }
  void reset() noexcept { shared_ptr().swap(*this); }
  template <class U> enable_if_t<__shares<U, T>::value> reset(U* q) { shared_ptr(q).swap(*this); }
  template <class U, class D> enable_if_t<__shares<U, T>::value> reset(U* q, D d) { shared_ptr(q, std::move(d)).swap(*this); }
  template <class U, class D, class A> enable_if_t<__shares<U, T>::value> reset(U* q, D d, A a) { shared_ptr(q, std::move(d), a).swap(*this); }
  E* get() const noexcept { return p; }
  template <class U = T> add_lvalue_reference_t<remove_extent_t<U>> operator*() const noexcept { return *p; }
  E* operator->() const noexcept { return p; }
  template <class U = E> U& operator[](long i) const { return p[i]; }
  long use_count() const noexcept { return o ? o->shared : 0; }
  bool unique() const noexcept { return use_count() == 1; }
  explicit operator bool() const noexcept { return p != nullptr; }
  template <class U> bool owner_before(const shared_ptr<U>& s) const noexcept { return o < s.o; }
  template <class U> bool owner_before(const weak_ptr<U>& w) const noexcept { return o < w.o; }
  __owners* __block() const noexcept { return o; }
};
template <class T> shared_ptr(weak_ptr<T>) -> shared_ptr<T>;
template <class T, class D> shared_ptr(unique_ptr<T, D>) -> shared_ptr<T>;

template <class T> class weak_ptr {
  typedef remove_extent_t<T> E;
  E* p = nullptr;
  __owners* o = nullptr;
  template <class U> friend class shared_ptr;
  template <class U> friend class weak_ptr;
  template <class U> friend class enable_shared_from_this;
  template <class U, class V> friend void __remember_owner(__owners* b, const enable_shared_from_this<U>* e, V* q) noexcept;
  void hold() noexcept {
    if (o) ++o->weak;
  }

 public:
  typedef E element_type;
  constexpr weak_ptr() noexcept {}
  weak_ptr(const weak_ptr& w) noexcept : p(w.p), o(w.o) { hold(); }
  weak_ptr(weak_ptr&& w) noexcept : p(w.p), o(w.o) {
    w.p = nullptr;
    w.o = nullptr;
  }
  template <class U, class = enable_if_t<__shares<U, T>::value>> weak_ptr(const weak_ptr<U>& w) noexcept : p(w.lock().get()), o(w.o) { hold(); }
  template <class U, class = enable_if_t<__shares<U, T>::value>> weak_ptr(const shared_ptr<U>& s) noexcept : p(s.p), o(s.o) { hold(); }
  ~weak_ptr() {
    if (o) o->drop_weak();
  }
  weak_ptr& operator=(const weak_ptr& w) noexcept {
    weak_ptr(w).swap(*this);
    return *this;
  }
  weak_ptr& operator=(weak_ptr&& w) noexcept {
    weak_ptr(std::move(w)).swap(*this);
    return *this;
  }
  template <class U> enable_if_t<__shares<U, T>::value, weak_ptr&> operator=(const weak_ptr<U>& w) noexcept {
    weak_ptr(w).swap(*this);
    return *this;
  }
  template <class U> enable_if_t<__shares<U, T>::value, weak_ptr&> operator=(const shared_ptr<U>& s) noexcept {
    weak_ptr(s).swap(*this);
    return *this;
  }
  void swap(weak_ptr& w) noexcept {
    std::swap(p, w.p);
    std::swap(o, w.o);
  }
  void reset() noexcept { weak_ptr().swap(*this); }
  long use_count() const noexcept { return o ? o->shared : 0; }
  bool expired() const noexcept { return use_count() == 0; }
  shared_ptr<T> lock() const noexcept {
    shared_ptr<T> s;
    if (o && o->shared > 0) {
      ++o->shared;
      s.p = p;
      s.o = o;
    }
    return s;
  }
  template <class U> bool owner_before(const shared_ptr<U>& s) const noexcept { return o < s.__block(); }
  template <class U> bool owner_before(const weak_ptr<U>& w) const noexcept { return o < w.o; }
};
template <class T> weak_ptr(shared_ptr<T>) -> weak_ptr<T>;

template <class T> class enable_shared_from_this {
  mutable weak_ptr<T> __self;
  template <class U, class V> friend void __remember_owner(__owners* b, const enable_shared_from_this<U>* e, V* q) noexcept;

 protected:
  constexpr enable_shared_from_this() noexcept {}
  enable_shared_from_this(const enable_shared_from_this&) noexcept {}
  enable_shared_from_this& operator=(const enable_shared_from_this&) noexcept { return *this; }
  ~enable_shared_from_this() {}

 public:
  shared_ptr<T> shared_from_this() { return shared_ptr<T>(__self); }
  shared_ptr<const T> shared_from_this() const { return shared_ptr<const T>(__self); }
  weak_ptr<T> weak_from_this() noexcept { return __self; }
  weak_ptr<const T> weak_from_this() const noexcept { return __self; }
};
template <class T, class U> inline void __remember_owner(__owners* o, const enable_shared_from_this<T>* e, U* p) noexcept {
  if (!e || e->__self.use_count() != 0) return;
  weak_ptr<T> w;
  w.p = const_cast<remove_cv_t<U>*>(p);
  w.o = o;
  w.hold();
  e->__self = std::move(w);
}

template <class T, class P, class A, class... X> inline shared_ptr<T> __allocate_shared(const A& a, X&&... x) {
  typedef __owners_with_object<T, A> block;
  __rebind_t<A, block> b(a);
  block* made = b.allocate(1);
  struct guard {
    __rebind_t<A, block>& b;
    block* p;
    ~guard() {
      if (p) b.deallocate(p, 1);
    }
  } g{b, made};
  ::new ((void*)made) block(a, static_cast<X&&>(x)...);
  g.p = nullptr;
  shared_ptr<T> s;
  s.o = made;
  s.p = std::addressof(made->u.object);
  __remember_owner(s.o, s.p, s.p);
  return s;
}
template <class T, class A, class... X> inline enable_if_t<!is_array<T>::value, shared_ptr<T>> allocate_shared(const A& a, X&&... x) {
  return std::__allocate_shared<T, void>(a, static_cast<X&&>(x)...);
}
template <class T, class... X> inline enable_if_t<!is_array<T>::value, shared_ptr<T>> make_shared(X&&... x) {
  return std::__allocate_shared<T, void>(allocator<remove_cv_t<T>>(), static_cast<X&&>(x)...);
}
template <class T> inline enable_if_t<is_unbounded_array<T>::value, shared_ptr<T>> make_shared(size_t n) {
  return shared_ptr<T>(new remove_extent_t<T>[n]());
}
template <class T> inline enable_if_t<is_bounded_array<T>::value, shared_ptr<T>> make_shared() {
  return shared_ptr<T>(new remove_extent_t<T>[extent<T>::value]());
}

template <class T> inline void swap(shared_ptr<T>& a, shared_ptr<T>& b) noexcept { a.swap(b); }
template <class T> inline void swap(weak_ptr<T>& a, weak_ptr<T>& b) noexcept { a.swap(b); }
#define __CW_COMPARE(op)                                                                                                              \
  template <class T, class U> inline bool operator op(const shared_ptr<T>& a, const shared_ptr<U>& b) noexcept { return a.get() op b.get(); }
__CW_COMPARE(==) __CW_COMPARE(!=) __CW_COMPARE(<) __CW_COMPARE(>) __CW_COMPARE(<=) __CW_COMPARE(>=)
#undef __CW_COMPARE
#if __cplusplus >= 202002L
template <class T, class U> inline strong_ordering operator<=>(const shared_ptr<T>& a, const shared_ptr<U>& b) noexcept { return a.get() <=> b.get(); }
#endif
template <class T> inline bool operator==(const shared_ptr<T>& s, decltype(nullptr)) noexcept { return !s; }
template <class T> inline bool operator==(decltype(nullptr), const shared_ptr<T>& s) noexcept { return !s; }
template <class T> inline bool operator!=(const shared_ptr<T>& s, decltype(nullptr)) noexcept { return bool(s); }
template <class T> inline bool operator!=(decltype(nullptr), const shared_ptr<T>& s) noexcept { return bool(s); }

template <class T, class U> inline shared_ptr<T> static_pointer_cast(const shared_ptr<U>& s) noexcept {
  return shared_ptr<T>(s, static_cast<remove_extent_t<T>*>(s.get()));
}
template <class T, class U> inline shared_ptr<T> const_pointer_cast(const shared_ptr<U>& s) noexcept {
  return shared_ptr<T>(s, const_cast<remove_extent_t<T>*>(s.get()));
}
template <class T, class U> inline shared_ptr<T> reinterpret_pointer_cast(const shared_ptr<U>& s) noexcept {
  return shared_ptr<T>(s, reinterpret_cast<remove_extent_t<T>*>(s.get()));
}
template <class T, class U> inline shared_ptr<T> dynamic_pointer_cast(const shared_ptr<U>& s) noexcept {
  if (auto* p = dynamic_cast<remove_extent_t<T>*>(s.get())) return shared_ptr<T>(s, p);
  return shared_ptr<T>();
}
template <class D, class T> inline D* get_deleter(const shared_ptr<T>& s) noexcept {
  return s.__block() ? static_cast<D*>(s.__block()->find_deleter(&__type_mark<D>::mark)) : nullptr;
}
template <class T = void> struct owner_less;
template <class P> struct __owner_less {
  template <class A, class B> bool operator()(const A& a, const B& b) const noexcept { return a.owner_before(b); }
};
template <class T> struct owner_less<shared_ptr<T>> : __owner_less<T> {};
template <class T> struct owner_less<weak_ptr<T>> : __owner_less<T> {};
template <> struct owner_less<void> : __owner_less<void> {
  typedef void is_transparent;
};
template <class T> struct hash<shared_ptr<T>> {
  size_t operator()(const shared_ptr<T>& s) const noexcept { return reinterpret_cast<size_t>(s.get()); }
};
// Written by iostreams' user: the address.
template <class C, class R> class basic_ostream;
template <class C, class R, class T> inline basic_ostream<C, R>& operator<<(basic_ostream<C, R>& out, const shared_ptr<T>& s) { return out << s.get(); }

}
#endif
