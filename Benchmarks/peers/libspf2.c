/* Evaluates a workload with libspf2, whose DNS answers come from a hash table in memory.
 * usage: libspf2 ZONE; then lines "FILE COUNT" on standard input, see Sources/Evaluate. */
#include <arpa/inet.h>
#include <arpa/nameser.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/types.h>
#include <time.h>

#include <spf2/spf.h>
#include <spf2/spf_dns.h>
#include <spf2/spf_dns_rr.h>

#define BUCKETS (1 << 19)

struct entry {
  char *name;
  int type;
  SPF_dns_rr_t *answer;
  struct entry *next;
};
static struct entry *table[BUCKETS];

static unsigned hash(const char *name, int type) {
  unsigned h = 2166136261u ^ (unsigned)type;
  for (; *name; name++) h = (h ^ (unsigned char)(*name | 0x20)) * 16777619u;
  return h & (BUCKETS - 1);
}

static struct entry *find(const char *name, int type) {
  struct entry *e = table[hash(name, type)];
  while (e && (e->type != type || strcasecmp(e->name, name))) e = e->next;
  return e;
}

static SPF_dns_rr_t *lookup(SPF_dns_server_t *server, const char *domain, ns_type type, int should_cache) {
  struct entry *e = find(domain, type);
  SPF_dns_rr_t *copy = NULL;
  (void)should_cache;
  if (!e) return SPF_dns_rr_new_nxdomain(server, domain);
  SPF_dns_rr_dup(&copy, e->answer);
  return copy;
}

static SPF_dns_server_t server_layer = {NULL, lookup, NULL, NULL, NULL, NULL, "table", 0, NULL};

static void add(const char *name, int type, const void *data, size_t size) {
  struct entry *e = find(name, type);
  if (!e) {
    unsigned h = hash(name, type);
    e = calloc(1, sizeof *e);
    e->name = strdup(name);
    e->type = type;
    e->answer = SPF_dns_rr_new_init(&server_layer, name, type, 300, NETDB_SUCCESS);
    e->next = table[h];
    table[h] = e;
  }
  SPF_dns_rr_buf_realloc(e->answer, e->answer->num_rr, size);
  memcpy(e->answer->rr[e->answer->num_rr], data, size);
  e->answer->num_rr++;
}

/* The zone as the benchmark writes it: NAME. TYPE DATA, a record a line. */
static void load_zone(const char *path) {
  char line[8192], name[512], type[16], data[8000];
  FILE *f = fopen(path, "r");
  if (!f) exit(2);
  while (fgets(line, sizeof line, f)) {
    if (sscanf(line, "%511s %15s %7999[^\n]", name, type, data) != 3 || name[0] == '$') continue;
    name[strlen(name) - 1] = 0;
    if (!strcmp(type, "TXT")) {
      data[strlen(data) - 1] = 0;
      /* Several strings are one record. */
      for (char *gap; (gap = strstr(data + 1, "\" \""));) memmove(gap, gap + 3, strlen(gap + 3) + 1);
      add(name, ns_t_txt, data + 1, strlen(data + 1) + 1);
    } else if (!strcmp(type, "A")) {
      struct in_addr a;
      inet_pton(AF_INET, data, &a);
      add(name, ns_t_a, &a, sizeof a);
    } else if (!strcmp(type, "MX")) {
      char *host = strchr(data, ' ') + 1;
      host[strlen(host) - 1] = 0;
      add(name, ns_t_mx, host, strlen(host) + 1);
    }
  }
  fclose(f);
}

struct check {
  char client[64], sender[256], helo[256], expected[16];
};

int main(int argc, char **argv) {
  char line[512], path[400], loaded[400] = "";
  static struct check *checks;
  size_t count = 0;
  long wanted;
  (void)argc;
  load_zone(argv[1]);
  SPF_server_t *server = SPF_server_new_dns(&server_layer, 0);
  SPF_server_set_rec_dom(server, "mx.receiver.example");
  puts("ready");
  fflush(stdout);
  while (fgets(line, sizeof line, stdin) && sscanf(line, "%399s %ld", path, &wanted) == 2) {
    if (strcmp(path, loaded)) {
      FILE *f = fopen(path, "r");
      count = 0;
      checks = realloc(checks, 200000 * sizeof *checks);
      while (count < 200000 && fscanf(f, "%63s %255s %255s %15s", checks[count].client, checks[count].sender,
                                      checks[count].helo, checks[count].expected) == 4)
        count++;
      fclose(f);
      strcpy(loaded, path);
    }
    struct timespec start, end;
    long wrong = 0;
    size_t index = 0;
    clock_gettime(CLOCK_MONOTONIC, &start);
    for (long i = 0; i < wanted; i++) {
      struct check *c = &checks[index];
      SPF_request_t *request = SPF_request_new(server);
      SPF_response_t *response = NULL;
      SPF_request_set_ipv4_str(request, c->client);
      SPF_request_set_helo_dom(request, c->helo);
      SPF_request_set_env_from(request, c->sender);
      SPF_request_query_mailfrom(request, &response);
      if (strcmp(SPF_strresult(SPF_response_result(response)), c->expected)) wrong++;
      SPF_response_free(response);
      SPF_request_free(request);
      if (++index == count) index = 0;
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%lld %ld\n", (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec, wrong);
    fflush(stdout);
  }
  return 0;
}
