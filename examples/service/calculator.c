// Answers one request: a sum such as 2 * (3 + 4), or fib(20). It trusts that it is asked once, and nobody has to trust it.
#define EXPORT(name) __attribute__((export_name(#name)))

static char request[4096];
static const char *at;
static int wrong;
static int requests;

static long long sum(void);

static long long fib(long long n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

static int take(const char *text) {
  while (*at == ' ' || *at == '\n')
    at++;
  const char *p = at;
  while (*text && *p == *text)
    p++, text++;
  if (*text)
    return 0;
  at = p;
  return 1;
}

static long long value(void) {
  int is_call = take("fib");
  if (take("(")) {
    long long inner = sum();
    wrong |= !take(")");
    return is_call ? fib(inner) : inner;
  }
  long long number = 0;
  wrong |= is_call || *at < '0' || *at > '9';
  while (*at >= '0' && *at <= '9')
    number = number * 10 + (*at++ - '0');
  return number;
}

static long long product(void) {
  long long result = value();
  for (;;)
    if (take("*"))
      result *= value();
    else if (take("/"))
      result /= value();
    else
      return result;
}

static long long sum(void) {
  long long result = product();
  for (;;)
    if (take("+"))
      result += product();
    else if (take("-"))
      result -= product();
    else
      return result;
}

// Where the request is written to, with a zero behind it.
EXPORT(request) char *request_address(void) {
  return request;
}

EXPORT(answer) long long answer(void) {
  at = request;
  long long result = sum();
  take("");
  wrong |= *at != 0;
  requests++;
  return result;
}

// Whether the request was no sum.
EXPORT(wrong) int is_wrong(void) {
  return wrong;
}

// How many requests this instance has seen.
EXPORT(requests) int request_count(void) {
  return requests;
}
