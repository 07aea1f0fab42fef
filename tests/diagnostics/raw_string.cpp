const char *raw = R"x(
//                ^ error CW1048: unterminated raw string
never closed
//   ^ error CW3002: expected ';' after top level declarator
//          ^ error CW3002: expected ';' after top level declarator
