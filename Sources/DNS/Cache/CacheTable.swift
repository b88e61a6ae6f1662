internal import SPF

/// One shard of the cache: chained hashing over an array of entries, with eviction by second chance, so
/// that a hit writes no more than one flag.
struct CacheTable {
  private struct Entry {
    var hash: UInt64
    var question: DNSQuestion
    var answer: DNSAnswer?
    var expiry: UInt64
    var bytes: Int
    /// The next entry of the bucket, or of the free list; -1 for none.
    var next: Int32
    var isReferenced: Bool
  }

  private var buckets: [Int32]
  private var entries: [Entry] = []
  private var free: Int32 = -1
  private var hand = 0
  private let maximumCount: Int
  private let maximumBytes: Int
  private(set) var statistics = CacheStatistics()

  init(maximumCount: Int, maximumBytes: Int) {
    self.maximumCount = min(max(maximumCount, 1), Int(Int32.max) - 1)
    self.maximumBytes = maximumBytes
    buckets = Array(repeating: -1, count: 64)
  }

  /// The answer kept, with the seconds it is still good for, rounded up.
  mutating func answer(to question: DNSQuestion, hash: UInt64, now: UInt64) -> DNSAnswer? {
    var index = Int(buckets[Int(truncatingIfNeeded: hash) & (buckets.count - 1)])
    while index >= 0 {
      if entries[index].hash == hash, entries[index].question.type == question.type,
        entries[index].question.name == question.name
      {
        let expiry = entries[index].expiry
        guard expiry > now, var answer = entries[index].answer else { break }
        if !entries[index].isReferenced { entries[index].isReferenced = true }
        statistics.hits &+= 1
        if answer.ttl > 0 {
          answer.ttl = UInt32(truncatingIfNeeded: (expiry - now + 999_999_999) / 1_000_000_000)
        }
        return answer
      }
      index = Int(entries[index].next)
    }
    statistics.misses &+= 1
    return nil
  }

  /// Keeps an answer until `expiry`, instead of an older one to the same question.
  mutating func insert(
    _ answer: DNSAnswer, to question: DNSQuestion, hash: UInt64, expiry: UInt64, bytes: Int
  ) {
    remove(question, hash: hash)
    guard bytes <= maximumBytes else { return }
    while statistics.count >= maximumCount || statistics.bytes + bytes > maximumBytes {
      guard evictOne() else { break }
    }
    if statistics.count >= buckets.count { grow() }
    let bucket = Int(truncatingIfNeeded: hash) & (buckets.count - 1)
    let entry = Entry(
      hash: hash, question: question, answer: answer, expiry: expiry, bytes: bytes, next: buckets[bucket],
      isReferenced: false)
    if free >= 0 {
      let index = Int(free)
      free = entries[index].next
      entries[index] = entry
      buckets[bucket] = Int32(index)
    } else {
      entries.append(entry)
      buckets[bucket] = Int32(entries.count - 1)
    }
    statistics.count += 1
    statistics.bytes += bytes
  }

  /// Drops everything.
  mutating func removeAll() {
    buckets = Array(repeating: -1, count: 64)
    entries = []
    free = -1
    hand = 0
    statistics.count = 0
    statistics.bytes = 0
  }

  private mutating func remove(_ question: DNSQuestion, hash: UInt64) {
    var index = Int(buckets[Int(truncatingIfNeeded: hash) & (buckets.count - 1)])
    while index >= 0 {
      if entries[index].hash == hash, entries[index].question == question {
        release(index)
        return
      }
      index = Int(entries[index].next)
    }
  }

  /// Takes an entry out of its bucket and puts it on the free list.
  private mutating func release(_ index: Int) {
    let bucket = Int(truncatingIfNeeded: entries[index].hash) & (buckets.count - 1)
    var current = Int(buckets[bucket])
    if current == index {
      buckets[bucket] = entries[index].next
    } else {
      while current >= 0, Int(entries[current].next) != index { current = Int(entries[current].next) }
      if current >= 0 { entries[current].next = entries[index].next }
    }
    statistics.count -= 1
    statistics.bytes -= entries[index].bytes
    entries[index].answer = nil
    entries[index].question = DNSQuestion(.root, .a)
    entries[index].next = free
    free = Int32(index)
  }

  /// Moves the hand on to the first entry not used since it last passed; two rounds at the most.
  private mutating func evictOne() -> Bool {
    guard statistics.count > 0 else { return false }
    for _ in 0..<(entries.count * 2) {
      if hand >= entries.count { hand = 0 }
      let index = hand
      hand += 1
      guard entries[index].answer != nil else { continue }
      if entries[index].isReferenced {
        entries[index].isReferenced = false
        continue
      }
      release(index)
      statistics.evictions &+= 1
      return true
    }
    return false
  }

  private mutating func grow() {
    buckets = Array(repeating: -1, count: buckets.count * 2)
    for index in entries.indices where entries[index].answer != nil {
      let bucket = Int(truncatingIfNeeded: entries[index].hash) & (buckets.count - 1)
      entries[index].next = buckets[bucket]
      buckets[bucket] = Int32(index)
    }
  }
}
