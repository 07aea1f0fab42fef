// unique_ptr.
#ifndef _CXX_UNIQUE_PTR_H
#define _CXX_UNIQUE_PTR_H
#if __cplusplus >= 202002L
#include <compare>
#endif
#include <__cxx/hash.h>
#include <__cxx/move.h>

namespace std {

template <class T> struct default_delete {
  constexpr default_delete() noexcept = default;
  template <class U, class = enable_if_t<is_convertible<U*, T*>::value>> __CW_HD constexpr default_delete(const default_delete<U>&) noexcept {}
  __CW_HD void operator()(T* p) const {
    static_assert(sizeof(T) > 0, "an incomplete type cannot be deleted");
    delete p;
  }
};
template <class T> struct default_delete<T[]> {
  constexpr default_delete() noexcept = default;
  template <class U, class = enable_if_t<is_convertible<U (*)[], T (*)[]>::value>>
  __CW_HD constexpr default_delete(const default_delete<U[]>&) noexcept {}
  template <class U> __CW_HD enable_if_t<is_convertible<U (*)[], T (*)[]>::value> operator()(U* p) const { delete[] p; }
};

template <class T, class D, class = void> struct __deleter_pointer { typedef T* type; };
template <class T, class D> struct __deleter_pointer<T, D, void_t<typename remove_reference_t<D>::pointer>> {
  typedef typename remove_reference_t<D>::pointer type;
};

// The pointer and the deleter, which takes no room where it is an empty class.
template <class P, class D, bool = __is_empty(D) && !__is_final(D)> struct __owned : D {
  P p;
  constexpr explicit __owned(P q) : D(), p(q) {}
  template <class E> constexpr __owned(P q, E&& d) : D(static_cast<E&&>(d)), p(q) {}
  D& deleter() noexcept { return *this; }
  const D& deleter() const noexcept { return *this; }
};
template <class P, class D> struct __owned<P, D, false> {
  P p;
  D d;
  constexpr explicit __owned(P q) : p(q), d() {}
  template <class E> constexpr __owned(P q, E&& e) : p(q), d(static_cast<E&&>(e)) {}
  remove_reference_t<D>& deleter() noexcept { return d; }
  const remove_reference_t<D>& deleter() const noexcept { return d; }
};

// What unique_ptr<T> and unique_ptr<T[]> have in common; E is the element.
template <class T, class E, class D> class __unique {
 public:
  typedef typename __deleter_pointer<E, D>::type pointer;
  typedef E element_type;
  typedef D deleter_type;

 protected:
  __owned<pointer, D> o;
  constexpr explicit __unique(pointer p) noexcept : o(p) {}
  template <class X> constexpr __unique(pointer p, X&& d) noexcept : o(p, static_cast<X&&>(d)) {}

 public:
  __unique(__unique&& u) noexcept : o(u.release(), static_cast<D&&>(u.get_deleter())) {}
  ~__unique() {
    if (o.p != nullptr) get_deleter()(std::move(o.p));
  }
  pointer get() const noexcept { return o.p; }
  remove_reference_t<D>& get_deleter() noexcept { return o.deleter(); }
  const remove_reference_t<D>& get_deleter() const noexcept { return o.deleter(); }
  explicit operator bool() const noexcept { return o.p != nullptr; }
  pointer release() noexcept {
    pointer p = o.p;
    o.p = pointer();
    return p;
  }
  void reset(pointer p = pointer()) noexcept {
    pointer old = o.p;
    o.p = p;
    if (old != nullptr) get_deleter()(std::move(old));
  }
};

template <class T, class D = default_delete<T>> class unique_ptr : public __unique<T, T, D> {
  typedef __unique<T, T, D> base;
  template <class X> using if_default = enable_if_t<!is_pointer<X>::value && is_default_constructible<X>::value>;

 public:
  typedef typename base::pointer pointer;
  template <class X = D, class = if_default<X>> constexpr unique_ptr() noexcept : base(pointer()) {}
  template <class X = D, class = if_default<X>> constexpr unique_ptr(decltype(nullptr)) noexcept : base(pointer()) {}
  template <class X = D, class = if_default<X>> explicit unique_ptr(pointer p) noexcept : base(p) {}
  template <class X = D, class = enable_if_t<is_copy_constructible<X>::value>>
  unique_ptr(pointer p, const remove_reference_t<D>& d) noexcept : base(p, d) {}
  template <class X = D, class = enable_if_t<!is_reference<X>::value>>
  unique_ptr(pointer p, remove_reference_t<X>&& d) noexcept : base(p, std::move(d)) {}
  template <class X = D, class = enable_if_t<is_lvalue_reference<X>::value>, class = void>
  unique_ptr(pointer p, remove_reference_t<X>& d) noexcept : base(p, d) {}
  unique_ptr(unique_ptr&&) = default;
  template <class U, class E, class = enable_if_t<is_convertible<typename unique_ptr<U, E>::pointer, pointer>::value && !is_array<U>::value &&
                                                  (is_reference<D>::value ? is_same<E, D>::value : is_convertible<E, D>::value)>>
  unique_ptr(unique_ptr<U, E>&& u) noexcept : base(u.release(), static_cast<E&&>(u.get_deleter())) {}
  unique_ptr& operator=(unique_ptr&& u) noexcept {
    this->reset(u.release());
    this->get_deleter() = static_cast<D&&>(u.get_deleter());
    return *this;
  }
  template <class U, class E>
  enable_if_t<is_convertible<typename unique_ptr<U, E>::pointer, pointer>::value && !is_array<U>::value && is_assignable<D&, E&&>::value, unique_ptr&>
  operator=(unique_ptr<U, E>&& u) noexcept {
    this->reset(u.release());
    this->get_deleter() = static_cast<E&&>(u.get_deleter());
    return *this;
  }
  unique_ptr& operator=(decltype(nullptr)) noexcept {
    this->reset();
    return *this;
  }
  add_lvalue_reference_t<T> operator*() const { return *this->o.p; }
  pointer operator->() const noexcept { return this->o.p; }
  void swap(unique_ptr& u) noexcept {
    std::swap(this->o.p, u.o.p);
    if constexpr (!__is_empty(D)) std::swap(this->get_deleter(), u.get_deleter());
  }
};
template <class T, class D> class unique_ptr<T[], D> : public __unique<T[], T, D> {
  typedef __unique<T[], T, D> base;
  template <class X> using if_default = enable_if_t<!is_pointer<X>::value && is_default_constructible<X>::value>;
  // Pointers to other classes, derived ones too, do not convert.
  template <class U> static constexpr bool accepts = is_same<U, typename base::pointer>::value || is_same<U, decltype(nullptr)>::value ||
      (is_pointer<U>::value && is_convertible<remove_pointer_t<U> (*)[], T (*)[]>::value);

 public:
  typedef typename base::pointer pointer;
  template <class X = D, class = if_default<X>> constexpr unique_ptr() noexcept : base(pointer()) {}
  template <class X = D, class = if_default<X>> constexpr unique_ptr(decltype(nullptr)) noexcept : base(pointer()) {}
  template <class U, class X = D, class = if_default<X>, class = enable_if_t<accepts<U>>> explicit unique_ptr(U p) noexcept : base(p) {}
  template <class U, class = enable_if_t<accepts<U>>> unique_ptr(U p, const remove_reference_t<D>& d) noexcept : base(p, d) {}
  template <class U, class X = D, class = enable_if_t<accepts<U> && !is_reference<X>::value>>
  unique_ptr(U p, remove_reference_t<X>&& d) noexcept : base(p, std::move(d)) {}
  unique_ptr(unique_ptr&&) = default;
  template <class U, class E, class = enable_if_t<is_array<U>::value && is_convertible<remove_extent_t<U> (*)[], T (*)[]>::value && is_convertible<E, D>::value>>
  unique_ptr(unique_ptr<U, E>&& u) noexcept : base(u.release(), static_cast<E&&>(u.get_deleter())) {}
  unique_ptr& operator=(unique_ptr&& u) noexcept {
    this->reset(u.release());
    this->get_deleter() = static_cast<D&&>(u.get_deleter());
    return *this;
  }
  unique_ptr& operator=(decltype(nullptr)) noexcept {
    this->reset();
    return *this;
  }
  T& operator[](size_t i) const { return this->o.p[i]; }
  void swap(unique_ptr& u) noexcept {
    std::swap(this->o.p, u.o.p);
    if constexpr (!__is_empty(D)) std::swap(this->get_deleter(), u.get_deleter());
  }
};

template <class T, class D> inline void swap(unique_ptr<T, D>& a, unique_ptr<T, D>& b) noexcept { a.swap(b); }
#define __CW_COMPARE(op)                                                                                                        \
  template <class T, class D, class U, class E>                                                                                 \
  inline bool operator op(const unique_ptr<T, D>& a, const unique_ptr<U, E>& b) { return a.get() op b.get(); }
__CW_COMPARE(==) __CW_COMPARE(!=) __CW_COMPARE(<) __CW_COMPARE(>) __CW_COMPARE(<=) __CW_COMPARE(>=)
#undef __CW_COMPARE
#if __cplusplus >= 202002L
template <class T, class D, class U, class E> inline strong_ordering operator<=>(const unique_ptr<T, D>& a, const unique_ptr<U, E>& b) { return a.get() <=> b.get(); }
#endif
template <class T, class D> inline bool operator==(const unique_ptr<T, D>& u, decltype(nullptr)) noexcept { return !u; }
template <class T, class D> inline bool operator==(decltype(nullptr), const unique_ptr<T, D>& u) noexcept { return !u; }
template <class T, class D> inline bool operator!=(const unique_ptr<T, D>& u, decltype(nullptr)) noexcept { return bool(u); }
template <class T, class D> inline bool operator!=(decltype(nullptr), const unique_ptr<T, D>& u) noexcept { return bool(u); }

template <class T, class... A> inline enable_if_t<!is_array<T>::value, unique_ptr<T>> make_unique(A&&... a) {
  return unique_ptr<T>(new T(static_cast<A&&>(a)...));
}
template <class T> inline enable_if_t<is_unbounded_array<T>::value, unique_ptr<T>> make_unique(size_t n) {
  return unique_ptr<T>(new remove_extent_t<T>[n]());
}
template <class T, class... A> enable_if_t<is_bounded_array<T>::value> make_unique(A&&...) = delete;
#if __cplusplus >= 202002L
template <class T> inline enable_if_t<!is_array<T>::value, unique_ptr<T>> make_unique_for_overwrite() { return unique_ptr<T>(new T); }
template <class T> inline enable_if_t<is_unbounded_array<T>::value, unique_ptr<T>> make_unique_for_overwrite(size_t n) {
  return unique_ptr<T>(new remove_extent_t<T>[n]);
}
#endif

template <class T, class D> struct hash<unique_ptr<T, D>> {
  size_t operator()(const unique_ptr<T, D>& u) const { return hash<typename unique_ptr<T, D>::pointer>()(u.get()); }
};

}
#endif
