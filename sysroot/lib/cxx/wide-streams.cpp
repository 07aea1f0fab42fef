// std::wcin, wcout, wcerr and wclog over C's wide functions.
#include <cwchar>
#include <iostream>

namespace std {

namespace {
class wide_buffer final : public wstreambuf {
  FILE* file;
  wint_t last = WEOF;

 public:
  explicit wide_buffer(FILE* f) : file(f) {}

 protected:
  wint_t underflow() override {
    const wint_t c = getwc(file);
    return c == WEOF ? c : ungetwc(c, file);
  }
  wint_t uflow() override { return last = getwc(file); }
  wint_t pbackfail(wint_t c) override {
    const wint_t back = c == WEOF ? last : c;
    last = WEOF;
    return back == WEOF ? WEOF : ungetwc(back, file);
  }
  wint_t overflow(wint_t c) override {
    if (c == WEOF) return fflush(file) ? WEOF : 0;
    return putwc(wchar_t(c), file);
  }
  int sync() override { return fflush(file); }
};
}

static wide_buffer input(stdin), output(stdout), errors(stderr);
wostream wcout(&output), wcerr(&errors), wclog(&errors);
wistream wcin(&input);
static const bool ready = (wcin.tie(&wcout), wcerr.tie(&wcout), wcerr.setf(ios_base::unitbuf), true);

}
