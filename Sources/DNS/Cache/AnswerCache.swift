internal import SPF
internal import Synchronization

/// The answers that a ``CachingResolver`` keeps, in shards with a lock each.
///
/// It is not generic like the resolver, so that a hit looks up no metadata at run time.
final class AnswerCache: Sendable {
  private final class Shard: Sendable {
    let table: Mutex<CacheTable>

    init(_ table: consuming CacheTable) {
      self.table = Mutex(table)
    }
  }

  private let options: CacheOptions
  private let now: @Sendable () -> UInt64
  private let shards: [Shard]
  private static let shardCount = 16

  init(options: CacheOptions, now: @escaping @Sendable () -> UInt64) {
    self.options = options
    self.now = now
    // A small cache is one shard, so that its bound is exact.
    let count = options.maximumCount < 1024 ? 1 : Self.shardCount
    shards = (0..<count).map { _ in
      Shard(
        CacheTable(maximumCount: options.maximumCount / count, maximumBytes: options.maximumBytes / count))
    }
  }

  /// The answer kept, with the TTL that is left.
  func answer(to question: DNSQuestion) -> DNSAnswer? {
    let hash = Self.hash(question)
    let time = now()
    return shards[shard(hash)].table.withLock { $0.answer(to: question, hash: hash, now: time) }
  }

  var statistics: CacheStatistics {
    var sum = CacheStatistics()
    for shard in shards {
      let part = shard.table.withLock { $0.statistics }
      sum.hits &+= part.hits
      sum.misses &+= part.misses
      sum.evictions &+= part.evictions
      sum.count += part.count
      sum.bytes += part.bytes
    }
    return sum
  }

  func removeAll() {
    for shard in shards { shard.table.withLock { $0.removeAll() } }
  }

  /// Keeps an answer for as long as it may be.
  func keep(_ answer: DNSAnswer, to question: DNSQuestion) {
    var answer = answer
    let seconds: UInt32
    switch answer.status {
    case .records:
      guard answer.ttl > 0 else { return }
      seconds = min(max(answer.ttl, options.minimumTTL), options.maximumTTL)
      answer.ttl = seconds
    case .noData, .noName:
      seconds = min(answer.ttl, options.maximumNegativeTTL)
      answer.ttl = seconds
    case .failure(let failure):
      // That there was too much to do is no news about the name.
      guard failure != CAresResolver.overloaded else { return }
      seconds = options.failureTTL
    }
    guard seconds > 0 else { return }
    let hash = Self.hash(question)
    let expiry = now() &+ UInt64(seconds) * 1_000_000_000
    let bytes = Self.size(of: answer) + question.name.wire.count + 160
    shards[shard(hash)].table.withLock {
      $0.insert(answer, to: question, hash: hash, expiry: expiry, bytes: bytes)
    }
  }

  private func shard(_ hash: UInt64) -> Int {
    shards.count == 1 ? 0 : Int(hash >> 60)
  }

  private static func hash(_ question: DNSQuestion) -> UInt64 {
    question.name.tableHash ^ (UInt64(question.type.rawValue) &* 0x9e37_79b9_7f4a_7c15)
  }

  /// An estimate of the memory behind an answer, a parsed record reckoned at four times its text.
  private static func size(of answer: DNSAnswer) -> Int {
    switch answer.records {
    case .none: 80
    case .addresses(let list): 112 + list.count * 24
    case .mailExchanges(let list): list.reduce(112) { $0 + 64 + $1.exchange.wire.count }
    case .names(let list): list.reduce(112) { $0 + 56 + $1.wire.count }
    case .texts(let list):
      list.reduce(112) { $1.strings.reduce($0 + 40) { $0 + 40 + $1.count * 5 } }
    }
  }
}
