/** Programs with errors: what is reported, and where. */
import { describe, expect, it } from 'vitest';
import { checkText } from './test-support.js';

const prelude = `struct A { int x; private: int y; }; struct B { explicit B(int); B(const B&) = delete; }; struct Abs { virtual void f() = 0; };
void f(int, double); void g(A&); template<class T> void h(T, T); void k(int*); void k(const char*); constexpr int bad(int n) { return 10 / n; } enum class E { P };
struct dim3 { unsigned x, y, z; dim3(unsigned a = 1, unsigned b = 1, unsigned c = 1); }; __global__ void kern(int*); __device__ void dev(); void host(); A aa; int i; int* p;
`;

/** Statements, each with the code that it reports. */
const cases: readonly (readonly [statement: string, code: number])[] = [
  ['f(1);', 5001],
  ['f("x", 2);', 5001],
  ['g(A());', 5001],
  ['h(1, 2.0);', 5001],
  ['k(0);', 5002],
  ['B b2(1); B b3 = b2;', 5003],
  ['aa.y = 1;', 5018],
  ['aa.zz = 2;', 5014],
  ['i.x;', 5015],
  ['aa->x;', 5016],
  ['p.x;', 5017],
  ['this;', 5019],
  ['i + aa;', 5020],
  ['-aa;', 5021],
  ['*i;', 5023],
  ['&5;', 5025],
  ['5 = i;', 5027],
  ['const int c = 1; c = 2;', 5028],
  ['i[i];', 5029],
  ['p[1.5];', 5030],
  ['char* q = 0; q == p;', 5033],
  ['p == i;', 5034],
  ['true ? p : 2.5;', 5035],
  ['if (aa) {}', 5036],
  ['switch (1.5) {}', 5037],
  ['B b = 1;', 5038],
  ['int* q = 3;', 5039],
  ['i = E::P;', 5039],
  ['int& r = 5;', 5041],
  ['double d; int& r = d;', 5042],
  ['const int c = 1; int& r = c;', 5043],
  ['int&& r = i;', 5044],
  ['char c{300};', 5047],
  ['int q[2] = {1, 2, 3};', 5048],
  ['int q = {1, 2};', 5049],
  ['char q[2] = "abc";', 5051],
  ['struct P2 { int v; } q = {.w = 1};', 5053],
  ['new Abs;', 5056],
  ['i();', 5009],
  ['static_cast<int*>(aa);', 5065],
  ['reinterpret_cast<float>(i);', 5065],
  ['static int q[bad(0)];', 5075],
  ['delete i;', 5081],
  ['throw (void)0;', 5084],
  ['[] { return q2; };', 4001],
  ['int w = 1; [] { return w; };', 5086],
  ['undeclared(3);', 4001],
  ['1 / 0;', 5109],
  ['kern(p);', 7102],
  ['host<<<1, 1>>>();', 7101],
  ['kern<<<aa, 1>>>(p);', 7104],
  ['kern<<<1, 1, 0, 3>>>(p);', 7108],
  ['dev();', 7107],
  ['struct M { void f(int) const; void g(); static void s(); int d; void operator[](int); } m; m.f("x");', 5006],
  ['struct M { void g(); }; M::g();', 5010],
  ['struct M { int d; }; M::d = 1;', 5011],
  ['struct U { U(int); }; struct V { V(int); }; void o(U); void o(V); o(1);', 5002],
  ['void* v = 0; *v;', 5024],
  ['struct Bf { int b : 3; } bf; &bf.b;', 5026],
  ['struct Bf { int b : 3; } bf; int& r = bf.b;', 5045],
  ['void* v = 0; v += 1;', 5032],
  ['struct F; F* fp = 0; fp + 1;', 5031],
  ['struct C1 { operator int(); operator long(); }; C1 c1; double d = c1;', 5040],
  ['struct Bf { int b : 3; } bf; sizeof(bf.b);', 5064],
  ['const int* ci = 0; int* q = reinterpret_cast<int*>(ci);', 5066],
  ['struct Np {}; Np* np = 0; struct Dp : Np {}; dynamic_cast<Dp*>(np);', 5067],
  ['float fl = __builtin_bit_cast(float, 1.0);', 5068],
  ['struct Nt { Nt(const Nt&); int v; }; Nt* nt; __builtin_bit_cast(int, *nt);', 5069],
  ['int(1, 2);', 5070],
  ['int (*fp)(double) = k;', 5072],
  ['new int[1.5];', 5083],
  ['new int&;', 5082],
  ['[&i, &i] {};', 5088],
  ['[zz] {};', 5085],
  ['struct NtV { NtV(const NtV&); }; NtV* ntv; void vf(int, ...); vf(1, *ntv);', 5092],
  ['typeid(int);', 5094],
  ['1_km;', 5093],
  ['int M2 = (p->*p);', 5099],
  ['int A::*pm = &A::x; i.*pm;', 5098],
  ['__is_nonsense(int);', 5100],
  ['__builtin_offsetof(int, x);', 5102],
  ['__builtin_isnan(p);', 5103],
  ['bool bb = true; bb++;', 5104],
  ['__real__ i;', 5105],
  ['&&lbl;', 5106],
  ['struct Ex { explicit Ex(int); }; Ex ex = {1};', 5055],
  ['int ns[] = {1.5f};', 5047],
  ['struct Rf { int& r; Rf() {} };', 5059],
  ['struct Cm { const int c; Cm() {} };', 5062],
  ['struct Mi { int a; Mi() : a(1), a(2) {} };', 5061],
  ['struct Lo { void operator+(int); void operator+(long); } lo; lo + 1.5;', 5022],
  ['double dq = 1; char cn{i};', 5046],
  ['int ar[2] = 5;', 5052],
  ['struct Am { Am(int, long); Am(long, int); }; Am am(1, 1);', 5005],
  ['struct Am { Am(int, long); }; Am am(1);', 5004],
  ['void (*fpn)(int) = 0; fpn();', 5007],
  ['void (*fpn)(int) = 0; fpn(1, 2);', 5008],
  ['struct Mi { int a; Mi() : zz(1) {} };', 5060],
  ['struct M { void f(); }; M m; m.f;', 5071],
];

describe('diagnostics of expressions', () => {
  it.each(cases)('%s reports %i', (statement, code) => {
    const { codes, messages } = checkText(`${prelude}void test() {\n${statement}\n}`);
    expect(codes.filter((c) => c.startsWith('5:')), messages.join('\n')).toEqual([`5:${code}`]);
  });

  it('says why candidates are not viable', () => {
    const { messages, notes } = checkText(`${prelude}void test() { f("x", 2); f(1); }`);
    expect(messages.map((m) => m.slice(m.indexOf(':', 4) + 2))).toEqual(["no matching function for call to 'f'", "no matching function for call to 'f'"]);
    expect(notes).toEqual([
      "candidate function not viable: no known conversion from 'const char[2]' to 'int' for 1st argument",
      'candidate function not viable: requires 2 arguments, but 1 was provided',
    ]);
  });

  it('explains what is not constant', () => {
    expect(checkText('constexpr int f(int n) { return 10 / n; }\nint a[f(0)];').notes).toEqual(['division by zero']);
  });

  it('counts launch configurations that come from packs', () => {
    expect(checkText(`${prelude}template<class... T> void l(T... t) {\nkern<<<t...>>>(p); }\nvoid test() { l(1, 2, 3, 4, 5); }`).codes).toEqual(['5:7103']);
  });

  it('lets device code call device code only', () => {
    expect(checkText('void host();\n__global__ void k() {\nhost(); }').codes).toEqual(['3:7106']);
  });
});
