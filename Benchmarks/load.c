/* Asks a policy service over a unix socket on many connections at once, waiting for answers as Postfix does: with
 * poll(2), then read(2).
 * usage: load SERVICE CONNECTIONS SECONDS DOMAINS [DEPTH]; prints requests, seconds, and p50 and p99 in microseconds.
 * SERVICE is the path of a socket, or "exec:COMMAND" to run a command that answers on standard input and output.
 * DOMAINS is a number of domains to choose from at random, or "CLIENT@DOMAIN" for always the same.
 * DEPTH is the number of requests on the way on each connection: 1, as Postfix has it, if not given. */
#include <poll.h>
#include <signal.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define SLOTS 100000 /* a histogram of microseconds */
#define DEEPEST 64
static const char *path;
static double duration;
static long domains;
static int depth = 1;
static char client[64], domain[256];
static long histogram[SLOTS];
static long total;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static int open_service(void) {
  if (!strncmp(path, "exec:", 5)) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair)) exit(2);
    if (!fork()) {
      dup2(pair[1], 0);
      dup2(pair[1], 1);
      close(pair[0]);
      close(pair[1]);
      execl("/bin/sh", "sh", "-c", path + 5, (char *)NULL);
      _exit(127);
    }
    close(pair[1]);
    return pair[0];
  }
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
  strncpy(address.sun_path, path, sizeof address.sun_path - 1);
  if (connect(descriptor, (struct sockaddr *)&address, sizeof address)) exit(2);
  return descriptor;
}

/* Writes a request, whose client and domain are those given or chosen at random. */
static int write_request(char *text, size_t room, unsigned long *state, unsigned long number) {
  const char *from = client, *name = domain;
  char some_client[32], some_domain[32];
  *state = *state * 6364136223846793005ul + 1442695040888963407ul;
  if (domains) {
    long n = (long)(*state >> 33) % domains;
    snprintf(some_domain, sizeof some_domain, "d%05ld.example.com", n);
    snprintf(some_client, sizeof some_client, "198.51.100.%ld", n % 256);
    name = some_domain;
    from = some_client;
  }
  return snprintf(text, room,
                  "request=smtpd_access_policy\nprotocol_state=RCPT\nprotocol_name=ESMTP\nqueue_id=\n"
                  "client_address=%s\nclient_name=unknown\nreverse_client_name=unknown\n"
                  "helo_name=mail.%s\nsender=alice@%s\n"
                  "recipient=bob@receiver.example\nrecipient_count=0\ninstance=%lx.%lx\n\n",
                  from, name, name, number, *state);
}

/* Takes the whole answers from the front of those read, and returns how many there were. */
static int take_answers(char *answers, size_t *length) {
  int count = 0;
  char *rest = answers, *end;
  answers[*length] = 0;
  while ((end = strstr(rest, "\n\n"))) {
    *end = 0;
    if (!strstr(rest, "Received-SPF: Pass")) {
      fprintf(stderr, "wrong answer: %s\n", rest);
      exit(5);
    }
    rest = end + 2;
    count++;
  }
  *length -= rest - answers;
  memmove(answers, rest, *length);
  return count;
}

static void *work(void *argument) {
  unsigned long state = (unsigned long)argument * 7919 + (unsigned long)time(NULL);
  long *own = calloc(SLOTS, sizeof *own), count = 0, sent = 0;
  char requests[DEEPEST * 1024], answers[DEEPEST * 1024 + 1];
  double starts[DEEPEST];
  int descriptor = open_service(), missing = depth;
  size_t got = 0;
  for (double end = now() + duration, time; (time = now()) < end;) {
    size_t size = 0;
    while (missing > 0) {
      size += write_request(requests + size, sizeof requests - size, &state, (unsigned long)argument);
      starts[sent++ % depth] = time;
      missing--;
    }
    if (write(descriptor, requests, size) != (ssize_t)size) exit(3);
    do {
      struct pollfd ready = {.fd = descriptor, .events = POLLIN};
      if (poll(&ready, 1, 30000) <= 0) exit(4);
      ssize_t part = read(descriptor, answers + got, sizeof answers - 1 - got);
      if (part <= 0) exit(4);
      got += part;
      missing = take_answers(answers, &got);
    } while (!missing);
    time = now();
    for (int i = 0; i < missing; i++) {
      long slot = (long)((time - starts[count++ % depth]) * 1e6);
      own[slot < SLOTS ? slot : SLOTS - 1]++;
    }
  }
  pthread_mutex_lock(&lock);
  for (int i = 0; i < SLOTS; i++) histogram[i] += own[i];
  total += count;
  pthread_mutex_unlock(&lock);
  return NULL;
}

static double percentile(double share) {
  long wanted = (long)(total * share), seen = 0;
  for (int i = 0; i < SLOTS; i++)
    if ((seen += histogram[i]) >= wanted) return i;
  return SLOTS;
}

int main(int argc, char **argv) {
  if (argc != 5 && argc != 6) return 64;
  path = argv[1];
  int connections = atoi(argv[2]);
  duration = atof(argv[3]);
  signal(SIGPIPE, SIG_IGN);
  if (sscanf(argv[4], "%63[^@]@%255s", client, domain) != 2) domains = atol(argv[4]);
  if (argc == 6) depth = atoi(argv[5]);
  if (depth < 1 || depth > DEEPEST) return 64;
  pthread_t threads[256];
  if (connections > 256) return 64;
  double start = now();
  for (long i = 0; i < connections; i++) pthread_create(&threads[i], NULL, work, (void *)(i + 1));
  for (int i = 0; i < connections; i++) pthread_join(threads[i], NULL);
  printf("%ld %.2f %.0f %.0f\n", total, now() - start, percentile(0.5), percentile(0.99));
  return 0;
}
