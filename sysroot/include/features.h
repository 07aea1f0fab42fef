#ifndef _FEATURES_H
#define _FEATURES_H
#define __GNU_LIBRARY__ 6
#endif
