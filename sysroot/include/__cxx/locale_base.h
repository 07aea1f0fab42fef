// std::locale and numpunct, as far as streams need them. Bodies: sysroot/lib/cxx/locale.cpp.
#ifndef _CXX_LOCALE_BASE_H
#define _CXX_LOCALE_BASE_H
#include <string>

namespace std {

// The classic locale, and copies of it with facets of the program's.
class locale {
 public:
  typedef int category;
  static constexpr category none = 0, ctype = 1, numeric = 2, collate = 4, time = 8, monetary = 16, messages = 32, all = 63;
  class id {};
  class facet {
    friend class locale;
    friend struct __facets;
    long __users;

   protected:
    // Locales own facets made with refs == 0.
    explicit facet(size_t refs = 0) noexcept : __users(long(refs)) {}
    virtual ~facet();
    facet(const facet&) = delete;
    facet& operator=(const facet&) = delete;
  };

  locale() noexcept;
  locale(const locale& o) noexcept;
  explicit locale(const char* name);
  explicit locale(const string& name) : locale(name.c_str()) {}
  locale(const locale& base, const char* name, category) : locale(name) { (void)base; }
  locale(const locale& base, const locale&, category) noexcept : locale(base) {}
  template <class F> locale(const locale& base, F* f) : locale(base) {
    if (f) __install(&F::id, f);
  }
  ~locale();
  const locale& operator=(const locale& o) noexcept;
  string name() const;
  bool operator==(const locale& o) const noexcept { return __own == o.__own; }
  bool operator!=(const locale& o) const noexcept { return __own != o.__own; }
  template <class C, class T, class A> bool operator()(const basic_string<C, T, A>& a, const basic_string<C, T, A>& b) const { return a < b; }
  static locale global(const locale& l);
  static const locale& classic() noexcept;

  // The program's facet, or null.
  facet* __find(const id* which) const noexcept { return __own ? __search(which) : nullptr; }

 private:
  struct __facets* __own; // null: the classic locale
  explicit locale(__facets* own) noexcept : __own(own) {}
  facet* __search(const id* which) const noexcept;
  void __install(const id* which, facet* f);
};

template <class C> class numpunct : public locale::facet {
 public:
  typedef C char_type;
  typedef basic_string<C> string_type;
  static inline locale::id id;
  explicit numpunct(size_t refs = 0) : facet(refs) {}
  C decimal_point() const { return do_decimal_point(); }
  C thousands_sep() const { return do_thousands_sep(); }
  string grouping() const { return do_grouping(); }
  string_type truename() const { return do_truename(); }
  string_type falsename() const { return do_falsename(); }
  static const numpunct& __classic() {
    static const numpunct n(1);
    return n;
  }

 protected:
  ~numpunct() override {}
  virtual C do_decimal_point() const { return C('.'); }
  virtual C do_thousands_sep() const { return C(','); }
  virtual string do_grouping() const { return string(); }
  virtual string_type do_truename() const { return __plain("true", 4); }
  virtual string_type do_falsename() const { return __plain("false", 5); }

 private:
  static string_type __plain(const char* s, size_t n) { return string_type(s, s + n); }
};

}
#endif
