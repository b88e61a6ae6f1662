/* Asks a policy service over a unix socket on many connections at once, each waiting for its answer.
 * usage: load SOCKET CONNECTIONS SECONDS DOMAINS; prints requests, seconds, and p50 and p99 in microseconds. */
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
static long histogram[SLOTS];
static long total;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void *work(void *argument) {
  unsigned long state = (unsigned long)argument * 7919 + (unsigned long)time(NULL);
  long *own = calloc(SLOTS, sizeof *own), count = 0;
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int descriptor = socket(AF_UNIX, SOCK_STREAM, 0);
  strncpy(address.sun_path, path, sizeof address.sun_path - 1);
  if (connect(descriptor, (struct sockaddr *)&address, sizeof address)) exit(2);
  for (double end = now() + duration, start; (start = now()) < end;) {
    char text[1024], answer[4096];
    state = state * 6364136223846793005ul + 1442695040888963407ul;
    long n = (long)(state >> 33) % domains;
    int size = snprintf(text, sizeof text,
                        "request=smtpd_access_policy\nprotocol_state=RCPT\nprotocol_name=ESMTP\nqueue_id=\n"
                        "client_address=198.51.100.%ld\nclient_name=unknown\nreverse_client_name=unknown\n"
                        "helo_name=d%05ld.example.com\nsender=alice@d%05ld.example.com\n"
                        "recipient=bob@receiver.example\nrecipient_count=0\ninstance=%lx.%lx\n\n",
                        n % 256, n, n, (unsigned long)argument, state);
    if (write(descriptor, text, size) != size) exit(3);
    ssize_t got = 0;
    do {
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
  domains = atol(argv[4]);
  pthread_t threads[256];
  if (connections > 256) return 64;
  double start = now();
  for (long i = 0; i < connections; i++) pthread_create(&threads[i], NULL, work, (void *)(i + 1));
  for (int i = 0; i < connections; i++) pthread_join(threads[i], NULL);
  printf("%ld %.2f %.0f %.0f\n", total, now() - start, percentile(0.5), percentile(0.99));
  return 0;
}
