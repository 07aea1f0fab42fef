#pragma once
inline int next_id() { static int id = 0; return ++id; }
inline int inline_variable = 10;
template <class T> struct Registry { static int count; };
template <class T> int Registry<T>::count = 40;
struct Base { virtual ~Base() {} virtual const char* name() const { return "base"; } };
struct Derived : Base { const char* name() const override { return "derived"; } };
template <class T> T pick(T v) { static T calls = 0; calls++; return v * 10 + calls; }
extern int other_next_id(), other_inline_variable(), other_count(), other_pick(int);
extern int* other_address();
Base* make_derived();
