// basic_ostream's members, which only the library compiles: for char and wchar_t.
#ifndef _CXX_OSTREAM_BODIES_H
#define _CXX_OSTREAM_BODIES_H

namespace std {

template <class C, class T> basic_ostream<C, T>& basic_ostream<C, T>::__padded(const C* s, streamsize n, streamsize prefix) {
  const sentry ok(*this);
  if (!ok) return *this;
  const streamsize pad = this->width() > n ? this->width() - n : 0;
  bool good = false;
  try {
    buffer* b = this->rdbuf();
    if (pad == 0) {
      good = b->sputn(s, n) == n;
    } else {
      const ios_base::fmtflags where = this->flags() & ios_base::adjustfield;
      const streamsize first = where == ios_base::left ? n : where == ios_base::internal ? prefix : 0;
      good = first == 0 || b->sputn(s, first) == first;
      for (streamsize i = 0; good && i < pad; i++) good = !T::eq_int_type(b->sputc(this->fill()), T::eof());
      if (good && first < n) good = b->sputn(s + first, n - first) == n - first;
    }
  } catch (...) {
    this->__caught();
    return *this;
  }
  this->width(0);
  if (!good) this->setstate(ios_base::badbit);
  return *this;
}
template <class C, class T> basic_ostream<C, T>& basic_ostream<C, T>::number(const __number_text& t) {
  if (const locale::facet* f = this->__locale().__find(&numpunct<C>::id)) return punctuated(t, static_cast<const numpunct<C>&>(*f));
  if constexpr (is_same<C, char>::value) {
    return __padded(t.text, t.size, t.prefix);
  } else {
    const basic_string<C> wide(t.text, t.text + t.size);
    return __padded(wide.data(), t.size, t.prefix);
  }
}
// By the program's own rules: digits in groups, another point.
template <class C, class T> basic_ostream<C, T>& basic_ostream<C, T>::punctuated(const __number_text& t, const numpunct<C>& p) {
  const string groups = p.grouping();
  const char* digits = t.text + t.prefix;
  basic_string<C> text(t.text, digits);
  if (t.whole > 0 && !groups.empty() && groups[0] > 0) {
    basic_string<C> grouped(2 * t.whole, C());
    grouped.resize(std::__group(grouped.data(), digits, t.whole, groups, p.thousands_sep()) - grouped.data());
    text += grouped;
  } else {
    text.append(digits, digits + t.whole);
  }
  const bool point = t.prefix + t.whole < t.size && digits[t.whole] == '.';
  if (point) text += p.decimal_point();
  text.append(digits + t.whole + point, t.text + t.size);
  return __padded(text.data(), text.size(), t.prefix);
}
template <class C, class T> basic_ostream<C, T>& basic_ostream<C, T>::operator<<(double x) {
  char small[400];
  const __number_text t = __float_text(this->flags(), this->precision(), x, small, sizeof small);
  number(t);
  if (t.text != small) free(const_cast<char*>(t.text));
  return *this;
}
template <class C, class T> basic_ostream<C, T>& basic_ostream<C, T>::operator<<(bool b) {
  if (!(this->flags() & ios_base::boolalpha)) return *this << long(b);
  if (const locale::facet* f = this->__locale().__find(&numpunct<C>::id)) {
    const numpunct<C>& p = static_cast<const numpunct<C>&>(*f);
    const basic_string<C> name = b ? p.truename() : p.falsename();
    return __padded(name.data(), name.size(), 0);
  }
  const char* name = b ? "true" : "false";
  return number({name, size_t(b ? 4 : 5), 0, 0});
}
template <class C, class T> basic_ostream<C, T>& basic_ostream<C, T>::operator<<(buffer* from) {
  const sentry ok(*this);
  if (!ok) return *this;
  bool some = false;
  if (from) {
    for (int_type c = from->sgetc(); !T::eq_int_type(c, T::eof()); c = from->snextc()) {
      if (T::eq_int_type(this->rdbuf()->sputc(T::to_char_type(c)), T::eof())) break;
      some = true;
    }
    if (!some) this->setstate(ios_base::failbit);
  } else {
    this->setstate(ios_base::badbit);
  }
  return *this;
}

}
#endif
