// basic_istream's members, which only the library compiles: for char and wchar_t.
#ifndef _CXX_ISTREAM_BODIES_H
#define _CXX_ISTREAM_BODIES_H

namespace std {

template <class C, class T> bool basic_istream<C, T>::skip_space() {
  buffer* b = this->rdbuf();
  int_type c = b->sgetc();
  while (!T::eq_int_type(c, T::eof()) && __is_space(T::to_char_type(c))) c = b->snextc();
  return !T::eq_int_type(c, T::eof());
}

template <class C, class T> unsigned long basic_istream<C, T>::scan_integer(bool is_signed, unsigned long largest, iostate& e) {
  buffer* b = this->rdbuf();
  const locale::facet* f = this->__locale().__find(&numpunct<C>::id);
  const numpunct<C>* p = static_cast<const numpunct<C>*>(f);
  const string groups = p ? p->grouping() : string();
  const bool grouping = !groups.empty() && groups[0] > 0;
  const C separator = p ? p->thousands_sep() : C(','), point = p ? p->decimal_point() : C('.');
  const ios_base::fmtflags field = this->flags() & ios_base::basefield;
  unsigned base = field == ios_base::oct ? 8 : field == ios_base::hex ? 16 : 10;
  int_type i = b->sgetc();
  const auto ended = [&] { return T::eq_int_type(i, T::eof()); };
  const auto current = [&] { return T::to_char_type(i); };

  bool negative = false;
  if (!ended() && (current() == C('-') || current() == C('+')) && !(grouping && current() == separator) && current() != point) {
    negative = current() == C('-');
    i = b->snextc();
  }
  // Leading zeros and what they say about the base.
  bool zero = false;
  long digits = 0; // since the last separator
  for (; !ended(); i = b->snextc()) {
    const C c = current();
    if ((grouping && c == separator) || c == point) break;
    if (c == C('0') && (!zero || base == 10)) {
      zero = true;
      digits++;
      if (field == 0) base = 8;
      if (base == 8) digits = 0;
    } else if (zero && (c == C('x') || c == C('X'))) {
      if (field == 0) base = 16;
      if (base != 16) break;
      zero = false;
      digits = 0;
      i = b->snextc();
      break;
    } else {
      break;
    }
  }
  const unsigned long limit = negative && is_signed ? largest + 1 : largest;
  unsigned long value = 0;
  bool overflow = false, misplaced = false;
  string sizes;
  for (; !ended(); i = b->snextc()) {
    const C c = current();
    if (grouping && c == separator) {
      if (digits == 0) {
        misplaced = true;
        break;
      }
      sizes += char(digits);
      digits = 0;
      continue;
    }
    if (c == point) break;
    const unsigned digit = c >= C('0') && c <= C('9') ? unsigned(c - C('0')) : c >= C('a') && c <= C('f') ? unsigned(c - C('a')) + 10
      : c >= C('A') && c <= C('F') ? unsigned(c - C('A')) + 10 : 99;
    if (digit >= base) break;
    if (value > limit / base || value * base > limit - digit) overflow = true;
    else value = value * base + digit;
    digits++;
  }
  if (!sizes.empty()) {
    sizes += char(digits);
    if (!__grouped_as(groups, sizes)) e = ios_base::failbit;
  }
  if (misplaced || (digits == 0 && !zero && sizes.empty())) {
    value = 0;
    e = ios_base::failbit;
  } else if (overflow) {
    value = limit;
    e = ios_base::failbit;
    if (negative && is_signed) value = 0 - limit;
  } else if (negative) {
    value = 0 - value;
  }
  if (ended()) e |= ios_base::eofbit;
  return value;
}

template <class C, class T> double basic_istream<C, T>::scan_float(int bits, iostate& e) {
  buffer* b = this->rdbuf();
  const locale::facet* f = this->__locale().__find(&numpunct<C>::id);
  const numpunct<C>* p = static_cast<const numpunct<C>*>(f);
  const string groups = p ? p->grouping() : string();
  const bool grouping = !groups.empty() && groups[0] > 0;
  const C separator = p ? p->thousands_sep() : C(','), point = p ? p->decimal_point() : C('.');
  int_type i = b->sgetc();
  const auto ended = [&] { return T::eq_int_type(i, T::eof()); };
  const auto current = [&] { return T::to_char_type(i); };

  string text, sizes;
  if (!ended() && (current() == C('-') || current() == C('+')) && !(grouping && current() == separator) && current() != point) {
    text += char(current());
    i = b->snextc();
  }
  bool mantissa = false, pointed = false, scientific = false, misplaced = false;
  long digits = 0;
  for (; !ended() && current() == C('0') && point != C('0'); i = b->snextc()) {
    if (!mantissa) text += '0';
    mantissa = true;
    digits++;
  }
  while (!ended()) {
    const C c = current();
    if (grouping && c == separator && !pointed && !scientific) {
      if (digits == 0) {
        misplaced = true;
        break;
      }
      sizes += char(digits);
      digits = 0;
    } else if (c == point) {
      if (pointed || scientific) break;
      if (!sizes.empty()) sizes += char(digits);
      text += '.';
      pointed = true;
    } else if (c >= C('0') && c <= C('9')) {
      text += char(c);
      mantissa = true;
      digits++;
    } else if ((c == C('e') || c == C('E')) && !scientific && mantissa) {
      if (!sizes.empty() && !pointed) sizes += char(digits);
      text += 'e';
      scientific = true;
      i = b->snextc();
      if (ended() || (current() != C('+') && current() != C('-'))) continue;
      text += char(current());
    } else {
      break;
    }
    i = b->snextc();
  }
  if (!sizes.empty()) {
    if (!pointed && !scientific) sizes += char(digits);
    if (!__grouped_as(groups, sizes)) e = ios_base::failbit;
  }
  double x = 0;
  if (misplaced || !__float_value(text.c_str(), bits, x)) e = ios_base::failbit;
  if (ended()) e |= ios_base::eofbit;
  return misplaced ? 0 : x;
}

template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::operator>>(bool& v) {
  const sentry ok(*this);
  if (!ok) return *this;
  iostate e = ios_base::goodbit;
  if (!(this->flags() & ios_base::boolalpha)) {
    const long n = long(scan_integer(true, numeric_limits<long>::max(), e));
    v = n != 0;
    if (n != 0 && n != 1) e |= ios_base::failbit;
    return finish(e);
  }
  basic_string<C> names[2];
  if (const locale::facet* f = this->__locale().__find(&numpunct<C>::id)) {
    names[0] = static_cast<const numpunct<C>*>(f)->falsename();
    names[1] = static_cast<const numpunct<C>*>(f)->truename();
  } else {
    for (const char c : {'f', 'a', 'l', 's', 'e'}) names[0] += C(c);
    for (const char c : {'t', 'r', 'u', 'e'}) names[1] += C(c);
  }
  // Reads as long as a name goes on.
  bool fits[2] = {true, true};
  size_t n = 0;
  bool at_end = false;
  for (int_type i = this->rdbuf()->sgetc(); (fits[0] && n < names[0].size()) || (fits[1] && n < names[1].size()); i = this->rdbuf()->snextc()) {
    if (T::eq_int_type(i, T::eof())) {
      at_end = true;
      break;
    }
    bool any = false, next[2];
    for (int k = 0; k < 2; k++) any |= next[k] = fits[k] && n < names[k].size() && T::eq(names[k][n], T::to_char_type(i));
    if (!any) break;
    fits[0] = next[0];
    fits[1] = next[1];
    n++;
  }
  const bool is_false = fits[0] && n == names[0].size() && n > 0, is_true = fits[1] && n == names[1].size() && n > 0;
  v = is_true && !is_false;
  if (!is_true && !is_false) e = ios_base::failbit;
  if (at_end) e |= ios_base::eofbit;
  return finish(e);
}
template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::operator>>(buffer* to) {
  const sentry ok(*this);
  if (!ok) return *this;
  bool some = false, at_end = false;
  if (to) {
    for (int_type c = this->rdbuf()->sgetc();; c = this->rdbuf()->snextc()) {
      at_end = T::eq_int_type(c, T::eof());
      if (at_end || T::eq_int_type(to->sputc(T::to_char_type(c)), T::eof())) break;
      some = true;
    }
  }
  return finish((some ? 0 : ios_base::failbit) | (at_end ? ios_base::eofbit : 0));
}
template <class C, class T> typename T::int_type basic_istream<C, T>::get() {
  count = 0;
  int_type c = T::eof();
  const sentry ok(*this, true);
  if (!ok) return c;
  c = this->rdbuf()->sbumpc();
  if (T::eq_int_type(c, T::eof())) this->setstate(ios_base::eofbit | ios_base::failbit);
  else count = 1;
  return c;
}
template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::get(C* s, streamsize n, C delimiter) {
  count = 0;
  iostate e = ios_base::goodbit;
  const sentry ok(*this, true);
  if (ok) {
    buffer* b = this->rdbuf();
    int_type c = b->sgetc();
    while (count + 1 < n && !T::eq_int_type(c, T::eof()) && !T::eq(T::to_char_type(c), delimiter)) {
      *s++ = T::to_char_type(c);
      count++;
      c = b->snextc();
    }
    if (T::eq_int_type(c, T::eof())) e |= ios_base::eofbit;
  }
  if (n > 0) *s = C();
  if (count == 0) e |= ios_base::failbit;
  return finish(e);
}
template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::get(buffer& to, C delimiter) {
  count = 0;
  iostate e = ios_base::goodbit;
  const sentry ok(*this, true);
  if (ok) {
    buffer* b = this->rdbuf();
    int_type c = b->sgetc();
    while (!T::eq_int_type(c, T::eof()) && !T::eq(T::to_char_type(c), delimiter) && !T::eq_int_type(to.sputc(T::to_char_type(c)), T::eof())) {
      count++;
      c = b->snextc();
    }
    if (T::eq_int_type(c, T::eof())) e |= ios_base::eofbit;
  }
  if (count == 0) e |= ios_base::failbit;
  return finish(e);
}
template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::getline(C* s, streamsize n, C delimiter) {
  count = 0;
  iostate e = ios_base::goodbit;
  const sentry ok(*this, true);
  if (ok) {
    buffer* b = this->rdbuf();
    int_type c = b->sgetc();
    while (count + 1 < n && !T::eq_int_type(c, T::eof()) && !T::eq(T::to_char_type(c), delimiter)) {
      *s++ = T::to_char_type(c);
      count++;
      c = b->snextc();
    }
    if (T::eq_int_type(c, T::eof())) {
      e |= ios_base::eofbit;
    } else if (T::eq(T::to_char_type(c), delimiter)) {
      b->sbumpc();
      count++;
    } else {
      e |= ios_base::failbit;
    }
  }
  if (n > 0) *s = C();
  if (count == 0) e |= ios_base::failbit;
  return finish(e);
}
template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::ignore(streamsize n, int_type delimiter) {
  count = 0;
  const sentry ok(*this, true);
  if (!ok) return *this;
  buffer* b = this->rdbuf();
  const bool endless = n == numeric_limits<streamsize>::max();
  while (endless || count < n) {
    const int_type c = b->sbumpc();
    if (T::eq_int_type(c, T::eof())) {
      this->setstate(ios_base::eofbit);
      break;
    }
    if (count < numeric_limits<streamsize>::max()) count++;
    if (T::eq_int_type(c, delimiter)) break;
  }
  return *this;
}
template <class C, class T> typename T::int_type basic_istream<C, T>::peek() {
  count = 0;
  int_type c = T::eof();
  const sentry ok(*this, true);
  if (!ok) return c;
  c = this->rdbuf()->sgetc();
  if (T::eq_int_type(c, T::eof())) this->setstate(ios_base::eofbit);
  return c;
}
template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::read(C* s, streamsize n) {
  count = 0;
  const sentry ok(*this, true);
  if (!ok) return *this;
  count = this->rdbuf()->sgetn(s, n);
  if (count != n) this->setstate(ios_base::eofbit | ios_base::failbit);
  return *this;
}
template <class C, class T> streamsize basic_istream<C, T>::readsome(C* s, streamsize n) {
  count = 0;
  const sentry ok(*this, true);
  if (!ok) return 0;
  const streamsize there = this->rdbuf()->in_avail();
  if (there > 0) count = this->rdbuf()->sgetn(s, there < n ? there : n);
  else if (there == -1) this->setstate(ios_base::eofbit);
  return count;
}
template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::putback(C c) {
  count = 0;
  this->clear(this->rdstate() & ~ios_base::eofbit);
  const sentry ok(*this, true);
  if (ok && T::eq_int_type(this->rdbuf()->sputbackc(c), T::eof())) this->setstate(ios_base::badbit);
  return *this;
}
template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::unget() {
  count = 0;
  this->clear(this->rdstate() & ~ios_base::eofbit);
  const sentry ok(*this, true);
  if (ok && T::eq_int_type(this->rdbuf()->sungetc(), T::eof())) this->setstate(ios_base::badbit);
  return *this;
}
template <class C, class T> int basic_istream<C, T>::sync() {
  const sentry ok(*this, true);
  if (!ok || !this->rdbuf()) return -1;
  if (this->rdbuf()->pubsync() != -1) return 0;
  this->setstate(ios_base::badbit);
  return -1;
}
template <class C, class T> typename T::pos_type basic_istream<C, T>::tellg() {
  const sentry ok(*this, true);
  return this->fail() ? pos_type(off_type(-1)) : this->rdbuf()->pubseekoff(0, ios_base::cur, ios_base::in);
}
template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::seekg(pos_type pos) {
  this->clear(this->rdstate() & ~ios_base::eofbit);
  const sentry ok(*this, true);
  if (ok && this->rdbuf()->pubseekpos(pos, ios_base::in) == pos_type(off_type(-1))) this->setstate(ios_base::failbit);
  return *this;
}
template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::seekg(off_type off, ios_base::seekdir way) {
  this->clear(this->rdstate() & ~ios_base::eofbit);
  const sentry ok(*this, true);
  if (ok && this->rdbuf()->pubseekoff(off, way, ios_base::in) == pos_type(off_type(-1))) this->setstate(ios_base::failbit);
  return *this;
}
template <class C, class T> basic_istream<C, T>& basic_istream<C, T>::__word(C* s, streamsize room) {
  iostate e = ios_base::goodbit;
  streamsize n = 0;
  const sentry ok(*this);
  if (ok) {
    if (this->width() > 0 && this->width() < room) room = this->width();
    buffer* b = this->rdbuf();
    int_type c = b->sgetc();
    for (; n < room - 1 && !T::eq_int_type(c, T::eof()) && !__is_space(T::to_char_type(c)); c = b->snextc()) s[n++] = T::to_char_type(c);
    if (n < room - 1 && T::eq_int_type(c, T::eof())) e |= ios_base::eofbit;
    s[n] = C();
    this->width(0);
  }
  if (n == 0) e |= ios_base::failbit;
  return finish(e);
}

}
#endif
