// std::locale.
#include <__cxx/locale_base.h>
#include <cstdlib>
#include <cstring>

namespace std {

// A locale that is not the classic one: its facets, the latest first.
struct __facets {
  struct entry {
    entry* next;
    const locale::id* which;
    locale::facet* facet;
  };
  long users = 1;
  entry* first = nullptr;

  void add(const locale::id* which, locale::facet* f) {
    f->__users++;
    first = new entry{first, which, f};
  }
  ~__facets() {
    while (entry* e = first) {
      first = e->next;
      if (--e->facet->__users == 0) delete e->facet;
      delete e;
    }
  }
};

static void drop(__facets* f) {
  if (f && --f->users == 0) delete f;
}
static __facets* keep(__facets* f) {
  if (f) f->users++;
  return f;
}
static __facets* current;

locale::facet::~facet() {}
locale::locale() noexcept : __own(keep(current)) {}
locale::locale(const locale& o) noexcept : __own(keep(o.__own)) {}
locale::locale(const char* name) : __own(nullptr) {
  if (!name) __throw_runtime_error("locale::locale null not valid");
  // "" stands for what the environment names, which is "C" here.
  for (const char* known : {"", "C", "POSIX", "C.UTF-8", "C.utf8"})
    if (strcmp(name, known) == 0) return;
  __throw_runtime_error("locale::facet::_S_create_c_locale name not valid");
}
locale::~locale() { drop(__own); }
const locale& locale::operator=(const locale& o) noexcept {
  __facets* const old = __own;
  __own = keep(o.__own);
  drop(old);
  return *this;
}
string locale::name() const { return __own ? "*" : "C"; }
locale locale::global(const locale& l) {
  locale old;
  drop(current);
  current = keep(l.__own);
  return old;
}
const locale& locale::classic() noexcept {
  // No facets, never destroyed.
  alignas(locale) static char none[sizeof(locale)];
  return reinterpret_cast<const locale&>(none);
}
locale::facet* locale::__search(const id* which) const noexcept {
  for (const __facets::entry* e = __own->first; e; e = e->next)
    if (e->which == which) return e->facet;
  return nullptr;
}
void locale::__install(const id* which, facet* f) {
  __facets* const fresh = new __facets;
  // In the old order.
  if (__own) {
    __facets::entry** to = &fresh->first;
    for (const __facets::entry* e = __own->first; e; e = e->next) {
      e->facet->__users++;
      *to = new __facets::entry{nullptr, e->which, e->facet};
      to = &(*to)->next;
    }
  }
  fresh->add(which, f);
  drop(__own);
  __own = fresh;
}

}
