internal import SPF
internal import Synchronization

/// The answers that a ``CachingResolver`` keeps, in shards with a lock each.
///
/// It is not generic like the resolver, so that a hit looks up no metadata at run time. It is unchecked only
/// because it refers to its shards by address; each of them is behind a lock.
@safe final class AnswerCache: @unchecked Sendable {
  private typealias Shard = Mutex<CacheTable>

  private let options: CacheOptions
  private let now: @Sendable () -> UInt64
  // Not an array of objects, each of which would have to be retained while it is used.
  private let shards: UnsafeMutablePointer<Shard>
  private let count: Int
  private static let shardCount = 16

  init(options: CacheOptions, now: @escaping @Sendable () -> UInt64) {
    self.options = options
    self.now = now
    // A small cache is one shard, so that its bound is exact.
    count = options.maximumCount < 1024 ? 1 : Self.shardCount
    unsafe shards = .allocate(capacity: count)
    for index in 0..<count {
      let table = CacheTable(
        maximumCount: options.maximumCount / count, maximumBytes: options.maximumBytes / count)
      unsafe (shards + index).initialize(to: Shard(table))
    }
  }

  deinit {
    unsafe shards.deinitialize(count: count)
    unsafe shards.deallocate()
  }

  /// Calls `body` with the table that has the answers to questions of this hash.
  @inline(__always)
  private func withTable<T>(_ hash: UInt64, _ body: (inout sending CacheTable) -> sending T) -> T {
    unsafe shards[count == 1 ? 0 : Int(hash >> 60)].withLock(body)
  }

  /// The answer kept, with the TTL that is left.
  func answer(to question: DNSQuestion) -> DNSAnswer? {
    let hash = Self.hash(question)
    let time = now()
    return withTable(hash) { $0.answer(to: question, hash: hash, now: time) }
  }

  /// Counts a question that had to be asked; whether it is at hand may have been asked more than once before.
  func countMiss(of question: DNSQuestion) {
    withTable(Self.hash(question)) { $0.countMiss() }
  }

  /// The answer kept and when it expires.
  private func timedAnswer(to question: DNSQuestion, now: UInt64) -> (answer: DNSAnswer, expiry: UInt64)? {
    let hash = Self.hash(question)
    return withTable(hash) { $0.timedAnswer(to: question, hash: hash, now: now) }
  }

  /// The plan kept with the TXT answer of the domain of `identity`.
  func plan(for identity: borrowing Identity) -> PlanAtHand {
    let time = now()
    return unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: DomainName.maximumLength + 1) {
      buffer in
      guard let count = unsafe identity.writeDomain(to: buffer) else { return .none }
      let wire = unsafe UnsafeBufferPointer(rebasing: buffer[..<count])
      let hash = unsafe Self.hash(DomainName.hash(wire), .txt)
      return withTable(hash) { unsafe $0.plan(for: wire, hash: hash, now: time) }
    }
  }

  /// Makes a plan for `domain` of the answers kept, and keeps it with them.
  func makePlan(for domain: DomainName) {
    let time = now()
    var planner = RecordPlanner(
      now: time, answer: { self.timedAnswer(to: $0, now: time) },
      existing: { self.plan(for: $0, now: time) })
    guard planner.plan(for: domain) != nil else { return }
    for plan in planner.made {
      let hash = Self.hash(DNSQuestion(plan.domain, .txt))
      withTable(hash) { $0.keep(plan, hash: hash) }
    }
  }

  private func plan(for domain: DomainName, now: UInt64) -> RecordPlan? {
    let hash = Self.hash(DNSQuestion(domain, .txt))
    return withTable(hash) { table in
      unsafe domain.wire.withUnsafeBufferPointer { unsafe table.plan(for: $0, hash: hash, now: now).plan }
    }
  }

  var statistics: CacheStatistics {
    var sum = CacheStatistics()
    for index in 0..<count {
      let part = unsafe shards[index].withLock { $0.statistics }
      sum.hits &+= part.hits
      sum.misses &+= part.misses
      sum.evictions &+= part.evictions
      sum.count += part.count
      sum.bytes += part.bytes
    }
    return sum
  }

  func removeAll() {
    for index in 0..<count { unsafe shards[index].withLock { $0.removeAll() } }
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
    withTable(hash) {
      $0.insert(answer, to: question, hash: hash, expiry: expiry, bytes: bytes)
    }
  }

  private static func hash(_ question: DNSQuestion) -> UInt64 { hash(question.name.tableHash, question.type) }

  private static func hash(_ name: UInt64, _ type: DNSRecordType) -> UInt64 {
    name ^ (UInt64(type.rawValue) &* 0x9e37_79b9_7f4a_7c15)
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
