#include <ares.h>

/// Turns off the cache of c-ares 1.31 and later, where `spf` has one of its own; returns the bit for the mask of options.
static inline int spf_ares_without_cache(struct ares_options *options) {
#ifdef ARES_OPT_QUERY_CACHE
  options->qcache_max_ttl = 0;
  return ARES_OPT_QUERY_CACHE;
#else
  (void)options;
  return 0;
#endif
}
