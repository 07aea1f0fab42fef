// Tokens.
int stray = 1 @ 2;
//            ^ error CW2001: stray '@' in program
int number = 12abc;
//           ^ error CW5093: no matching literal operator for call to 'operator""abc'
auto large = 99999999999999999999999999;
//           ^ error CW2004: integer literal is too large for any integer type
auto is_unsigned = 18446744073709551615;
//                 ^ warning CW2005: integer constant is so large that it is unsigned
float infinite = 1e99f;
//               ^ warning CW2006: floating literal exceeds the range of 'float'
char empty = '';
//           ^ error CW2007: empty character literal
int multi = 'abcd';
//          ^ warning CW2009: multi-character character literal
int too_long = L'ab';
//             ^ error CW2008: character literal too long for its type
int more_than_four = 'abcdef';
//                   ^ error CW2008: character literal too long for its type
const char *unknown_escape = "\q";
//                            ^ warning CW2010: unknown escape sequence '\q'
const char *out_of_range = "\x123";
//                          ^ warning CW2011: escape sequence out of range
const char *no_digits = "\xg";
//                       ^ error CW2012: \x used with no following hex digits
const char *universal = "\uD800";
//                       ^ error CW2013: '\uD800' is not a valid universal character
const char *universal_short = "\u12";
//                             ^ error CW2013: '\u12' is not a valid universal character
auto prefixes = L"a" u"b";
//                   ^ error CW2014: adjacent string literals have different encoding prefixes
int operator""_a(const char *, unsigned long);
int operator""_b(const char *, unsigned long);
auto suffixes = "a"_a "b"_b;
//                    ^ error CW2015: adjacent string literals have different suffixes '_a' and '_b'
const char *terminator = "abc;
//                       ^ error CW2002: missing terminating " character
char unterminated = 'a;
//                  ^ error CW2002: missing terminating ' character
int octal = 09;
//          ^ error CW2003: '09' is not a valid number
