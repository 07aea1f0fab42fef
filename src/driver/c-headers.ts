/**
 * Library functions that a C unit calls without including their header. gcc warns and takes their types from its own table; here the unit is compiled again behind the header that declares them.
 * In: what a compilation reported. Out: the headers to include before it.
 */
import type { DiagnosticSink } from '../diagnostics/diagnostic.js';
import { semaMessages } from '../diagnostics/sema-messages.js';

const FUNCTIONS: Readonly<Record<string, string>> = {
  'stdio.h':
    'printf fprintf sprintf snprintf vprintf vfprintf vsprintf vsnprintf scanf fscanf sscanf puts fputs putchar putc fputc getchar getc fgetc fgets ungetc fopen freopen fclose fread fwrite fflush fseek ftell rewind feof ferror ' +
    'clearerr perror remove rename tmpfile setbuf setvbuf fileno getline fdopen popen pclose',
  'stdlib.h':
    'malloc calloc realloc free exit abort atexit _exit abs labs llabs atoi atol atoll atof strtol strtoll strtoul strtoull strtof strtod rand srand random srandom drand48 srand48 lrand48 rand_r qsort bsearch getenv setenv system div ldiv ' +
    'posix_memalign aligned_alloc realpath mkstemp',
  'string.h':
    'memcpy memmove memset memcmp memchr strlen strnlen strcpy strncpy strcat strncat strcmp strncmp strchr strrchr strstr strspn strcspn strpbrk strtok strtok_r strsep strdup strndup strerror strcoll',
  'strings.h': 'strcasecmp strncasecmp bzero bcopy bcmp index rindex ffs',
  'ctype.h': 'isalnum isalpha iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower toupper',
  'math.h':
    'acos acosf asin asinf atan atanf atan2 atan2f ceil ceilf cos cosf cosh coshf exp expf exp2 exp2f expm1 fabs fabsf floor floorf fma fmaf fmax fmaxf fmin fminf fmod fmodf frexp hypot hypotf ldexp lround llround lrint log logf log10 ' +
    'log10f log2 log2f log1p modf pow powf rint rintf round roundf sin sinf sinh sinhf sqrt sqrtf cbrt cbrtf tan tanf tanh tanhf trunc truncf erf erff erfc tgamma lgamma copysign',
  'time.h': 'time clock difftime mktime localtime gmtime ctime asctime strftime nanosleep clock_gettime localtime_r gmtime_r',
  'sys/time.h': 'gettimeofday',
  'sys/stat.h': 'stat fstat mkdir chmod',
  'unistd.h': 'sleep usleep getpid access close read write lseek unlink getcwd chdir isatty sysconf gethostname getopt',
  'fcntl.h': 'open creat',
  'alloca.h': 'alloca',
};
const headers: ReadonlyMap<string, string> = new Map(Object.entries(FUNCTIONS).flatMap(([header, names]) => names.split(' ').map((name) => [name, header] as const)));

type Report = Parameters<DiagnosticSink['report']>;

/** Keeps what is reported, for later. */
export interface Recorder extends DiagnosticSink {
  readonly reports: readonly Report[];
}

export function createRecorder(): Recorder {
  const reports: Report[] = [];
  const recorder = {
    reports,
    errorCount: 0,
    report(...report: Report) {
      reports.push(report);
      if (report[0].severity === 'error') recorder.errorCount++;
    },
  };
  return recorder;
}

/** Where a report is of an undeclared function: the header that declares it. */
function headerOf([row, , args]: Report): string | undefined {
  return row === semaMessages.implicitFunction ? headers.get(args![0]!) : undefined;
}

export const isLibraryFunction = (report: Report): boolean => headerOf(report) !== undefined;

/** The headers that declare the library functions which were called undeclared. */
export function missingHeaders(reports: readonly Report[]): readonly string[] {
  const found = new Set<string>();
  for (const report of reports) {
    const header = headerOf(report);
    if (header !== undefined) found.add(header);
  }
  return [...found];
}
