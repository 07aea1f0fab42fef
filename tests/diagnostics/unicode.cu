// Unicode in a line before the caret; tabs before it.
const char *text = "äöü – 中文"; int a = missing1;
//                                     ^ error CW4001: use of undeclared identifier 'missing1'
	int b =	missing2;
//       ^ error CW4001: use of undeclared identifier 'missing2'
