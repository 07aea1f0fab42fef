// Positions that #line presents.
#line 100 "generated.y"
int a = missing;
// @generated.y:100:9 error CW4001: use of undeclared identifier 'missing'
