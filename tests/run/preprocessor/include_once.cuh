#pragma once
static int once_value() { return 11; }
