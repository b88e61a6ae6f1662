/* Asks a policy service over a unix socket on many connections at once, each waiting for its answer as Postfix does:
 * with poll(2), then read(2).
 * usage: load SERVICE CONNECTIONS SECONDS DOMAINS; prints requests, seconds, and p50 and p99 in microseconds.
 * SERVICE is the path of a socket, or "exec:COMMAND" to run a command that answers on standard input and output.
 * DOMAINS is a number of domains to choose from at random, or "CLIENT@DOMAIN" for always the same. */
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
static const char *path;
static double duration;
static long domains;
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

static void *work(void *argument) {
  unsigned long state = (unsigned long)argument * 7919 + (unsigned long)time(NULL);
  long *own = calloc(SLOTS, sizeof *own), count = 0;
  int descriptor = open_service();
  char name[256], from[64];
  strcpy(name, domain);
  strcpy(from, client);
  for (double end = now() + duration, start; (start = now()) < end;) {
    char text[2048], answer[4096];
    state = state * 6364136223846793005ul + 1442695040888963407ul;
    if (domains) {
      long n = (long)(state >> 33) % domains;
      snprintf(name, sizeof name, "d%05ld.example.com", n);
      snprintf(from, sizeof from, "198.51.100.%ld", n % 256);
    }
    int size = snprintf(text, sizeof text,
                        "request=smtpd_access_policy\nprotocol_state=RCPT\nprotocol_name=ESMTP\nqueue_id=\n"
                        "client_address=%s\nclient_name=unknown\nreverse_client_name=unknown\n"
                        "helo_name=mail.%s\nsender=alice@%s\n"
                        "recipient=bob@receiver.example\nrecipient_count=0\ninstance=%lx.%lx\n\n",
                        from, name, name, (unsigned long)argument, state);
    if (write(descriptor, text, size) != size) exit(3);
    ssize_t got = 0;
    do {
      struct pollfd ready = {.fd = descriptor, .events = POLLIN};
      if (poll(&ready, 1, 30000) <= 0) exit(4);
      ssize_t part = read(descriptor, answer + got, sizeof answer - 1 - got);
      if (part <= 0) exit(4);
      got += part;
    } while (got < 2 || memcmp(answer + got - 2, "\n\n", 2));
    answer[got] = 0;
    if (!strstr(answer, "Received-SPF: Pass")) {
      fprintf(stderr, "wrong answer: %s", answer);
      exit(5);
    }
    long slot = (long)((now() - start) * 1e6);
    own[slot < SLOTS ? slot : SLOTS - 1]++;
    count++;
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
  if (argc != 5) return 64;
  path = argv[1];
  int connections = atoi(argv[2]);
  duration = atof(argv[3]);
  signal(SIGPIPE, SIG_IGN);
  if (sscanf(argv[4], "%63[^@]@%255s", client, domain) != 2) domains = atol(argv[4]);
  pthread_t threads[256];
  if (connections > 256) return 64;
  double start = now();
  for (long i = 0; i < connections; i++) pthread_create(&threads[i], NULL, work, (void *)(i + 1));
  for (int i = 0; i < connections; i++) pthread_join(threads[i], NULL);
  printf("%ld %.2f %.0f %.0f\n", total, now() - start, percentile(0.5), percentile(0.99));
  return 0;
}
