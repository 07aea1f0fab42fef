/** What ends, leaks or was never there is no constant, and the note says why: never a value. The accepted counterpart is tests/run/constexpr/lifetimes.cu. */
import { describe, expect, it } from 'vitest';
import { checkText } from '../test-support.js';

const prelude = `
struct Ended { int* p; constexpr Ended(int* q) : p(q) {} constexpr ~Ended() { *p += 1; } };
struct Base { int a = 1; constexpr virtual int f() const { return 1; } }; struct Derived : Base { int b = 2; constexpr int f() const override { return 2; } constexpr ~Derived() {} };
struct Pure { int v; constexpr virtual int f() const = 0; constexpr Pure() : v(g()) {} constexpr int g() const { return f(); } }; struct Impure : Pure { constexpr int f() const override { return 7; } };
struct Runtime { int v; constexpr Runtime() : v(1) {} ~Runtime() {} };
struct Own { int v = 1; static void* operator new(unsigned long); static void operator delete(void*); };
union Either { int a; struct { int x, y; } s; float f; };
inline void* operator new(unsigned long, void* p) noexcept { return p; }
`;

const cases: readonly [body: string, note: string][] = [
  ['new int; return 1;', 'memory allocated here is not deallocated in the constant expression'],
  ['int* p = new int; delete p; delete p; return 1;', "'delete' of what is already deleted"],
  ['int* p = new int[2]; delete p; return 1;', "'delete' of what is no object from 'new' of its type"],
  ['int* p = new int; delete[] p; return 1;', "'delete[]' of what is no array from 'new[]'"],
  ['int x = 1; delete &x; return 1;', "'delete' of an object that 'new' did not make"],
  ['Base* p = new Derived; delete p; return 1;', "'delete' of what is no object from 'new' of its type"],
  ['Own* p = new Own; delete p; return 1;', "'new' with the class's own operator in a constant expression"],
  ['int x = 1; ::new ((void*)&x) int(2); return x;', "placement 'new' in a constant expression, where std::construct_at is for this"],
  ['int* p = new int(3); delete p; return *p;', 'read of memory that was deleted, or in which no object lives is not allowed in a constant expression'],
  ['int* p = new int(3); delete p; *p = 1; return 1;', 'modification of memory that was deleted, or in which no object lives is not allowed in a constant expression'],
  ['int* p = new int[3]; int r = p[0]; delete[] p; return r;', 'read of an uninitialized object is not allowed in a constant expression'],
  ['int* p = nullptr; { int x = 3; p = &x; } return *p;', "read of 'x' outside its lifetime is not allowed in a constant expression"],
  ['int n = 0; Ended e(&n); e.~Ended(); return n;', 'destruction of an object outside its lifetime'],
  ['Runtime r; return r.v;', "non-constexpr destructor '~Runtime' cannot be used in a constant expression"],
  ['const int x = 3; const_cast<int&>(x) = 4; return x;', 'modification of a const object is not allowed in a constant expression'],
  ['const Base b; const_cast<int&>(b.a) = 4; return b.a;', 'modification of a const object is not allowed in a constant expression'],
  ['Either u{1}; u.f = 2; return u.a;', 'read of an uninitialized object is not allowed in a constant expression'],
  ['Either u{1}; u.s.x = 2; return u.a;', 'read of an uninitialized object is not allowed in a constant expression'],
  ['Either u{}; return u.s.y;', 'read of an uninitialized object is not allowed in a constant expression'],
  ['Impure i; return i.v;', "call of the pure virtual function 'f'"],
  ['Base b; Base& r = b; return dynamic_cast<Derived&>(r).b;', 'dynamic_cast of a reference fails: the object has no such class'],
  ['throw 1; return 1;', "'throw' is not allowed in a constant expression"],
  ['int i = 0; again: if (++i < 3) goto again; return i;', "'goto' is not allowed in a constant expression"],
  ['int x = 1, y = 2; return &x < &y;', 'comparison of unrelated pointers'],
  ['int a[2] = {}, b = 0; return a + 2 == &b;', 'comparison of a pointer past the end of an object with one to another object'],
  ['int low = -2147483647 - 1, m = -1; return low % m;', 'overflow in a constant expression'],
  ['static int x = 3; return x;', "variable 'x' of static storage in a constant expression"],
];

describe('constant evaluation', () => {
  it.each(cases)('has no value for %s', (body, note) => {
    const { notes } = checkText(`${prelude}constexpr int f() { ${body} }\nstatic_assert(f() == f());`, 'c++20');
    expect(notes[0]).toBe(note);
  });

  it("allows 'new' since C++20", () => {
    const text = 'constexpr int f() { int* p = new int(2); int r = *p; delete p; return r; }\nstatic_assert(f() == 2);';
    expect(checkText(text).notes[0]).toBe("'new' is allowed in constant expressions since C++20");
    expect(checkText(text, 'c++20').messages).toEqual([]);
  });
});
