// allocator, allocator_traits, and construction of objects in raw storage.
#ifndef _CXX_ALLOCATOR_H
#define _CXX_ALLOCATOR_H
#include <__cxx/iterator_base.h>
#include <__cxx/throw.h>
#include <new>

namespace std {

template <class T> class allocator {
 public:
  typedef T value_type;
  typedef size_t size_type;
  typedef long difference_type;
  typedef T* pointer;
  typedef const T* const_pointer;
  typedef T& reference;
  typedef const T& const_reference;
  typedef true_type propagate_on_container_move_assignment;
  typedef true_type is_always_equal;
  template <class U> struct rebind { typedef allocator<U> other; };
  constexpr allocator() noexcept {}
  template <class U> constexpr allocator(const allocator<U>&) noexcept {}
  __CW_C20 T* allocate(size_t n) {
    if (n > size_t(-1) / 2 / sizeof(T)) {
      if (n > size_t(-1) / sizeof(T)) __throw_bad_array_new_length();
      __throw_bad_alloc();
    }
    if constexpr (alignof(T) > 16) return static_cast<T*>(::operator new(n * sizeof(T), align_val_t(alignof(T))));
    else return static_cast<T*>(::operator new(n * sizeof(T)));
  }
  __CW_C20 T* allocate(size_t n, const void*) { return allocate(n); }
  __CW_C20 void deallocate(T* p, size_t) noexcept {
    if constexpr (alignof(T) > 16) ::operator delete(p, align_val_t(alignof(T)));
    else ::operator delete(p);
  }
  __CW_C20 size_t max_size() const noexcept { return size_t(-1) / 2 / sizeof(T); }
  template <class U, class... A> __CW_C20 void construct(U* p, A&&... a) { ::new ((void*)p) U(static_cast<A&&>(a)...); }
  template <class U> __CW_C20 void destroy(U* p) { p->~U(); }
  __CW_C20 T* address(T& t) const noexcept { return std::addressof(t); }
  __CW_C20 const T* address(const T& t) const noexcept { return std::addressof(t); }
};
template <> class allocator<void> {
 public:
  typedef void value_type;
  typedef void* pointer;
  typedef const void* const_pointer;
  typedef true_type propagate_on_container_move_assignment;
  typedef true_type is_always_equal;
  template <class U> struct rebind { typedef allocator<U> other; };
};
template <class T, class U> constexpr bool operator==(const allocator<T>&, const allocator<U>&) noexcept { return true; }
template <class T, class U> constexpr bool operator!=(const allocator<T>&, const allocator<U>&) noexcept { return false; }

template <class P, class = void> struct __pointee {};
template <template <class, class...> class P, class T, class... R> struct __pointee<P<T, R...>, void> { typedef T type; };
template <class P> struct __pointee<P, void_t<typename P::element_type>> { typedef typename P::element_type type; };
template <class P> struct pointer_traits {
  typedef P pointer;
  typedef typename __pointee<P>::type element_type;
  typedef typename P::difference_type difference_type;
  static pointer pointer_to(element_type& t) { return P::pointer_to(t); }
};
template <class T> struct pointer_traits<T*> {
  typedef T* pointer;
  typedef T element_type;
  typedef long difference_type;
  template <class U> using rebind = U*;
  __CW_HD static constexpr T* pointer_to(T& t) noexcept { return std::addressof(t); }
};

// allocator_traits: what an allocator leaves out has its default here. Pointers are plain ones.
#define __CW_MEMBER(name, fallback)                                                                            \
  template <class A, class = void> struct __alloc_##name { typedef fallback type; };                           \
  template <class A> struct __alloc_##name<A, void_t<typename A::name>> { typedef typename A::name type; };
__CW_MEMBER(pointer, typename A::value_type*)
__CW_MEMBER(propagate_on_container_copy_assignment, false_type)
__CW_MEMBER(propagate_on_container_move_assignment, false_type)
__CW_MEMBER(propagate_on_container_swap, false_type)
__CW_MEMBER(is_always_equal, is_empty<A>)
#undef __CW_MEMBER
template <class A, class U, class = void> struct __alloc_rebind {};
template <template <class, class...> class A, class T, class... R, class U> struct __alloc_rebind<A<T, R...>, U, void> { typedef A<U, R...> type; };
template <class A, class U> struct __alloc_rebind<A, U, void_t<typename A::template rebind<U>::other>> {
  typedef typename A::template rebind<U>::other type;
};
template <class V, class A, class P, class... X> struct __alloc_constructs : false_type {};
template <class A, class P, class... X>
struct __alloc_constructs<void_t<decltype(declval<A&>().construct(declval<P>(), declval<X>()...))>, A, P, X...> : true_type {};
template <class A, class P, class = void> struct __alloc_destroys : false_type {};
template <class A, class P> struct __alloc_destroys<A, P, void_t<decltype(declval<A&>().destroy(declval<P>()))>> : true_type {};
template <class A, class = void> struct __alloc_selects : false_type {};
template <class A> struct __alloc_selects<A, void_t<decltype(declval<const A&>().select_on_container_copy_construction())>> : true_type {};
template <class A, class = void> struct __alloc_bounded : false_type {};
template <class A> struct __alloc_bounded<A, void_t<decltype(declval<const A&>().max_size())>> : true_type {};

template <class A> struct allocator_traits {
  typedef A allocator_type;
  typedef typename A::value_type value_type;
  typedef typename __alloc_pointer<A>::type pointer;
  typedef const value_type* const_pointer;
  typedef void* void_pointer;
  typedef const void* const_void_pointer;
  typedef long difference_type;
  typedef size_t size_type;
  typedef typename __alloc_propagate_on_container_copy_assignment<A>::type propagate_on_container_copy_assignment;
  typedef typename __alloc_propagate_on_container_move_assignment<A>::type propagate_on_container_move_assignment;
  typedef typename __alloc_propagate_on_container_swap<A>::type propagate_on_container_swap;
  typedef typename __alloc_is_always_equal<A>::type is_always_equal;
  template <class U> using rebind_alloc = typename __alloc_rebind<A, U>::type;
  template <class U> using rebind_traits = allocator_traits<rebind_alloc<U>>;
  static __CW_C20 pointer allocate(A& a, size_t n) { return a.allocate(n); }
  static __CW_C20 pointer allocate(A& a, size_t n, const void*) { return a.allocate(n); }
  static __CW_C20 void deallocate(A& a, pointer p, size_t n) { a.deallocate(p, n); }
  template <class T, class... X> static __CW_C20 void construct(A& a, T* p, X&&... x) {
    if constexpr (__alloc_constructs<void, A, T*, X...>::value) a.construct(p, static_cast<X&&>(x)...);
    else ::new ((void*)p) T(static_cast<X&&>(x)...);
  }
  template <class T> static __CW_C20 void destroy(A& a, T* p) {
    if constexpr (__alloc_destroys<A, T*>::value) a.destroy(p);
    else p->~T();
  }
  static __CW_C20 size_t max_size(const A& a) noexcept {
    if constexpr (__alloc_bounded<A>::value) return a.max_size();
    else return size_t(-1) / sizeof(value_type);
  }
  static __CW_C20 A select_on_container_copy_construction(const A& a) {
    if constexpr (__alloc_selects<A>::value) return a.select_on_container_copy_construction();
    else return a;
  }
};
template <class T> struct allocator_traits<allocator<T>> {
  typedef allocator<T> allocator_type;
  typedef T value_type;
  typedef T* pointer;
  typedef const T* const_pointer;
  typedef void* void_pointer;
  typedef const void* const_void_pointer;
  typedef long difference_type;
  typedef size_t size_type;
  typedef false_type propagate_on_container_copy_assignment;
  typedef true_type propagate_on_container_move_assignment;
  typedef false_type propagate_on_container_swap;
  typedef true_type is_always_equal;
  template <class U> using rebind_alloc = allocator<U>;
  template <class U> using rebind_traits = allocator_traits<allocator<U>>;
  static __CW_C20 T* allocate(allocator<T>& a, size_t n, const void* = nullptr) { return a.allocate(n); }
  static __CW_C20 void deallocate(allocator<T>& a, T* p, size_t n) { a.deallocate(p, n); }
  template <class U, class... X> static __CW_C20 void construct(allocator<T>&, U* p, X&&... x) { ::new ((void*)p) U(static_cast<X&&>(x)...); }
  template <class U> static __CW_C20 void destroy(allocator<T>&, U* p) { p->~U(); }
  static __CW_C20 size_t max_size(const allocator<T>&) noexcept { return size_t(-1) / 2 / sizeof(T); }
  static __CW_C20 allocator<T> select_on_container_copy_construction(const allocator<T>& a) { return a; }
};
template <class A, class T> using __rebind_t = typename allocator_traits<A>::template rebind_alloc<T>;

// Deduction guides of containers ask: is A an allocator, or an iterator, a comparison, a size?
template <class A, class = void> struct __is_allocator : false_type {};
template <class A> struct __is_allocator<A, void_t<typename A::value_type, decltype(declval<A&>().allocate(size_t()))>> : true_type {};
template <class A> using __require_allocator_t = enable_if_t<__is_allocator<A>::value>;
template <class A> using __require_not_allocator_t = enable_if_t<!__is_allocator<A>::value>;

// ---- objects in raw storage

template <class T, class... A> __CW_HD constexpr auto construct_at(T* p, A&&... a) -> decltype(::new ((void*)0) T(static_cast<A&&>(a)...)) {
  return ::new ((void*)p) T(static_cast<A&&>(a)...);
}
template <class T> __CW_HD constexpr void destroy_at(T* p) {
  if constexpr (is_array<T>::value)
    for (auto& e : *p) std::destroy_at(std::addressof(e));
  else
    p->~T();
}
template <class I> __CW_HD constexpr void destroy(I first, I last) {
  if constexpr (!is_trivially_destructible<__iter_value_t<I>>::value)
    for (; first != last; ++first) std::destroy_at(std::addressof(*first));
}
template <class I, class N> __CW_HD constexpr I destroy_n(I first, N n) {
  for (; n > 0; --n, ++first) std::destroy_at(std::addressof(*first));
  return first;
}

// Destroys what stands between first and current, unless it is told that all went well.
template <class I> struct __construction_guard {
  I first, current;
  bool done = false;
  __CW_HD constexpr explicit __construction_guard(I i) : first(i), current(i) {}
  __CW_HD __CW_C20 ~__construction_guard() {
    if (!done) std::destroy(first, current);
  }
};
template <class I, class F> __CW_HD __CW_C20 inline I __construct_each(I to, F more) {
  if constexpr (is_trivially_destructible<__iter_value_t<I>>::value) {
    for (; more(to); ++to) {}
    return to;
  } else {
    __construction_guard<I> guard(to);
    for (; more(guard.current); ++guard.current) {}
    guard.done = true;
    return guard.current;
  }
}
// Bytes may be copied where both are pointers to one trivially copyable type.
template <class I, class O> struct __bytewise : false_type {};
template <class T> struct __bytewise<T*, T*> : bool_constant<__is_trivially_copyable(T)> {};
template <class T> struct __bytewise<const T*, T*> : bool_constant<__is_trivially_copyable(T)> {};

template <class I, class O> __CW_HD __CW_C20 inline O uninitialized_copy(I first, I last, O to) {
  typedef decltype(std::__unwrap_iterator(first)) P;
  if constexpr (__bytewise<P, decltype(std::__unwrap_iterator(to))>::value) {
    if (!__builtin_is_constant_evaluated()) {
      const P from = std::__unwrap_iterator(first);
      const long n = std::__unwrap_iterator(last) - from;
      if (n > 0) __builtin_memmove((void*)std::__unwrap_iterator(to), (const void*)from, n * sizeof(*from));
      return to + n;
    }
  }
  return std::__construct_each(to, [&](O& at) {
    if (!(first != last)) return false;
    ::new ((void*)std::addressof(*at)) __iter_value_t<O>(*first);
    ++first;
    return true;
  });
}
template <class I, class N, class O> __CW_HD __CW_C20 inline O uninitialized_copy_n(I first, N n, O to) {
  return std::__construct_each(to, [&](O& at) {
    if (n <= 0) return false;
    ::new ((void*)std::addressof(*at)) __iter_value_t<O>(*first);
    ++first;
    --n;
    return true;
  });
}
template <class I, class O> __CW_HD __CW_C20 inline O uninitialized_move(I first, I last, O to) {
  if constexpr (__bytewise<decltype(std::__unwrap_iterator(first)), decltype(std::__unwrap_iterator(to))>::value) {
    return std::uninitialized_copy(first, last, to);
  } else {
    return std::__construct_each(to, [&](O& at) {
      if (!(first != last)) return false;
      ::new ((void*)std::addressof(*at)) __iter_value_t<O>(std::move(*first));
      ++first;
      return true;
    });
  }
}
template <class I, class N, class T> __CW_HD __CW_C20 inline I uninitialized_fill_n(I first, N n, const T& value) {
  return std::__construct_each(first, [&](I& at) {
    if (n <= 0) return false;
    ::new ((void*)std::addressof(*at)) __iter_value_t<I>(value);
    --n;
    return true;
  });
}
template <class I, class T> __CW_HD __CW_C20 inline void uninitialized_fill(I first, I last, const T& value) {
  std::__construct_each(first, [&](I& at) {
    if (at == last) return false;
    ::new ((void*)std::addressof(*at)) __iter_value_t<I>(value);
    return true;
  });
}
template <class I, class N> __CW_HD __CW_C20 inline I uninitialized_value_construct_n(I first, N n) {
  return std::__construct_each(first, [&](I& at) {
    if (n <= 0) return false;
    ::new ((void*)std::addressof(*at)) __iter_value_t<I>();
    --n;
    return true;
  });
}
template <class I> __CW_HD __CW_C20 inline void uninitialized_value_construct(I first, I last) {
  std::uninitialized_value_construct_n(first, std::distance(first, last));
}
template <class I, class N> __CW_HD __CW_C20 inline I uninitialized_default_construct_n(I first, N n) {
  return std::__construct_each(first, [&](I& at) {
    if (n <= 0) return false;
    ::new ((void*)std::addressof(*at)) __iter_value_t<I>;
    --n;
    return true;
  });
}
template <class I> __CW_HD __CW_C20 inline void uninitialized_default_construct(I first, I last) {
  std::uninitialized_default_construct_n(first, std::distance(first, last));
}

// ---- the same through an allocator

template <class A> struct __standard_allocator : false_type {};
template <class T> struct __standard_allocator<allocator<T>> : true_type {};
template <class A, class T> __CW_C20 inline void __alloc_destroy(A& a, T* first, T* last) {
  if constexpr (__standard_allocator<A>::value) std::destroy(first, last);
  else for (; first != last; ++first) allocator_traits<A>::destroy(a, first);
}
template <class A, class I, class T> __CW_C20 inline T* __alloc_copy(A& a, I first, I last, T* to) {
  if constexpr (__standard_allocator<A>::value) return std::uninitialized_copy(first, last, to);
  else for (; first != last; ++first, ++to) allocator_traits<A>::construct(a, to, *first);
  return to;
}
// n objects from the arguments x: none (value initialization) or one to copy.
template <class A, class T, class... X> __CW_C20 inline T* __alloc_fill(A& a, T* to, size_t n, const X&... x) {
  if constexpr (!__standard_allocator<A>::value) {
    for (; n > 0; --n, ++to) allocator_traits<A>::construct(a, to, x...);
    return to;
  } else if constexpr (sizeof...(X) == 0) {
    if constexpr (is_trivially_default_constructible<T>::value && is_trivially_copyable<T>::value && !is_member_pointer<T>::value && !is_volatile<T>::value) {
      if (!__builtin_is_constant_evaluated()) {
        if (n > 0) __builtin_memset((void*)to, 0, n * sizeof(T));
        return to + n;
      }
    }
    return std::uninitialized_value_construct_n(to, n);
  } else {
    return std::uninitialized_fill_n(to, n, x...);
  }
}
// Moves [first, last) to raw storage at `to` and ends the life of the originals; copies where a move may throw.
template <class A, class T> __CW_C20 inline T* __alloc_relocate(A& a, T* first, T* last, T* to) {
  if constexpr (__standard_allocator<A>::value && __is_trivially_copyable(T)) {
    if (__builtin_is_constant_evaluated()) return std::uninitialized_copy((const T*)first, (const T*)last, to);
    if (first != last) __builtin_memmove((void*)to, (const void*)first, (last - first) * sizeof(T));
    return to + (last - first);
  } else if constexpr (is_nothrow_move_constructible<T>::value || !is_copy_constructible<T>::value) {
    for (; first != last; ++first, ++to) {
      allocator_traits<A>::construct(a, to, static_cast<T&&>(*first));
      allocator_traits<A>::destroy(a, first);
    }
    return to;
  } else {
    to = std::__alloc_copy(a, (const T*)first, (const T*)last, to);
    std::__alloc_destroy(a, first, last);
    return to;
  }
}

}
#endif
