// ios_base and basic_ios<char>.
#define __CW_STREAM_BODIES
#include <ios>
#include <cstdlib>

namespace std {

template class basic_ios<char>;

ios_base::failure::~failure() noexcept {}

const error_category& iostream_category() noexcept {
  struct iostream_errors final : error_category {
    const char* name() const noexcept override { return "iostream"; }
    string message(int code) const override { return code == int(io_errc::stream) ? "iostream error" : "Unknown error"; }
  };
  // Never destroyed.
  union lasting {
    iostream_errors value;
    lasting() : value() {}
    ~lasting() {}
  };
  static lasting category;
  return category.value;
}

ios_base::ios_base() {}
ios_base::~ios_base() {
  call(erase_event);
  drop_callbacks();
  delete[] words;
}
void ios_base::start(bool has_buffer) {
  format = skipws | dec;
  condition = has_buffer ? goodbit : badbit;
  throwing = 0;
  digits = 6;
  columns = 0;
  place = locale();
}
void ios_base::fail_loudly() { throw failure("basic_ios::clear"); }
void ios_base::__caught() {
  condition |= badbit;
  if (throwing & badbit) throw;
}

locale ios_base::imbue(const locale& l) {
  const locale old = place;
  place = l;
  call(imbue_event);
  return old;
}
int ios_base::xalloc() {
  static int last = 3;
  return ++last;
}
ios_base::storage& ios_base::word(int index) {
  static storage nowhere;
  if (index < 0) {
    nowhere = storage();
    set_state(condition | badbit);
    return nowhere;
  }
  if (index >= word_count) {
    const int n = index + 5;
    storage* fresh = new storage[n];
    for (int i = 0; i < word_count; i++) fresh[i] = words[i];
    delete[] words;
    words = fresh;
    word_count = n;
  }
  return words[index];
}
void ios_base::register_callback(event_callback f, int index) { callbacks = new callback{callbacks, f, index}; }
void ios_base::call(event e) {
  for (callback* c = callbacks; c; c = c->next) c->function(e, *this, c->index);
}
void ios_base::drop_callbacks() {
  while (callback* c = callbacks) {
    callbacks = c->next;
    delete c;
  }
}
void ios_base::copy_format(const ios_base& o) {
  call(erase_event);
  drop_callbacks();
  callback** to = &callbacks;
  for (callback* c = o.callbacks; c; c = c->next) {
    *to = new callback{nullptr, c->function, c->index};
    to = &(*to)->next;
  }
  delete[] words;
  words = nullptr;
  word_count = o.word_count;
  if (word_count > 0) words = new storage[word_count];
  for (int i = 0; i < word_count; i++) words[i] = o.words[i];
  format = o.format;
  columns = o.columns;
  digits = o.digits;
  place = o.place;
  call(copyfmt_event);
}
void ios_base::swap_base(ios_base& o) noexcept {
  std::swap(format, o.format);
  std::swap(condition, o.condition);
  std::swap(throwing, o.throwing);
  std::swap(digits, o.digits);
  std::swap(columns, o.columns);
  std::swap(words, o.words);
  std::swap(word_count, o.word_count);
  std::swap(callbacks, o.callbacks);
  const locale l = place;
  place = o.place;
  o.place = l;
}
bool ios_base::sync_with_stdio(bool on) {
  static bool now = true;
  const bool old = now;
  now = on;
  return old;
}

}
