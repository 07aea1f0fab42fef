/** Layouts and sizes as gcc has them. Each program is valid C++ (g++ accepts it) and must check without a message. */
import { describe, expect, it } from 'vitest';
import { checkText } from './testing.js';

const accept = (source: string, std: 11 | 14 | 17 | 20 = 17): void => expect(checkText(source, std).messages).toEqual([]);

describe('layout-facts', () => {
  it('lays classes, unions, bit-fields and enumerations out', () => {
    accept(
      `
// layout
struct E1 {}; struct E2 {}; struct D1 : E1, E2 { int x; }; static_assert(sizeof(D1)==4,"");
struct D2 : E1 { E1 e; int x; }; static_assert(sizeof(D2)==8,"");
struct B1 { int a : 3; int b : 7; char c; short d : 5; }; static_assert(sizeof(B1)==4,"");
struct B2 { long a; char b; }; struct B3 : B2 { char c; }; static_assert(sizeof(B2)==16 && sizeof(B3)==24,"");
struct B4 { B4(); long a; char b; }; struct B5 : B4 { char c; }; static_assert(sizeof(B5)==16,"");
struct V1 { virtual ~V1(); int x; }; static_assert(sizeof(V1)==16,"");
struct V2 : V1 { int y; }; static_assert(sizeof(V2)==16,"");
struct VB { int v; }; struct W1 : virtual VB { int w; }; static_assert(sizeof(W1)==16,""); 
struct W2 : virtual VB { int w; }; struct W3 : W1, W2 { int z; }; static_assert(sizeof(W3)==40,"");
struct __attribute__((packed)) PK { char a; int b; short c; }; static_assert(sizeof(PK)==7,"");
struct alignas(32) AL { int x; }; static_assert(sizeof(AL)==32 && alignof(AL)==32,"");
union U { int i; double d; char c[11]; }; static_assert(sizeof(U)==16,"");
struct AN { int k; union { int a; float b; }; struct { short s, t; }; }; static_assert(sizeof(AN)==12,"");
int usean(AN &x) { x.a = 1; x.t = 2; return x.k + x.s; }
enum En { A, B = 5, C }; static_assert(C == 6 && sizeof(En)==4, "");
enum class Ec : unsigned char { X, Y }; static_assert(sizeof(Ec)==1,""); static_assert((int)Ec::Y==1,"");
enum El { L1 = 0x100000000L }; static_assert(sizeof(El)==8,"");
typedef unsigned long size_t;
static_assert(__builtin_offsetof(AN, t) == 10, "");
`,
      17,
    );
  });
});
