// flags: -Werror all-warnings
int a = 'ab';
//      ^ error CW2009: multi-character character literal
#define X 1
#define X 2
//      ^ error CW1014: 'X' redefined
