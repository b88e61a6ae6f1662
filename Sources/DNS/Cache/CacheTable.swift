internal import SPF

/// One shard of the cache: a table with open addressing and linear probing, and eviction by second chance.
///
/// A search reads slots, which are small and lie side by side; what else belongs to an answer lies apart.
struct CacheTable {
  /// Sixteen octets, so that a hundred thousand of them stay in the processor's own cache.
  @safe private struct Slot {
    /// For a TXT question: the plan made of the answer, which the entry keeps alive.
    var plan: RecordPlan.Unretained?
    /// The lower half of the question's hash.
    let tag: UInt32
    /// The index of the entry, counted from 1; 0 in an empty slot. The highest bit is set when the answer has
    /// been used since the hand last passed.
    private var bits: UInt32

    static var empty: Slot { unsafe Slot(plan: nil, tag: 0, bits: 0) }

    init(hash: UInt64, entry: Int) {
      unsafe plan = nil
      tag = UInt32(truncatingIfNeeded: hash)
      bits = UInt32(entry + 1)
    }

    private init(plan: RecordPlan.Unretained?, tag: UInt32, bits: UInt32) {
      unsafe self.plan = unsafe plan
      self.tag = tag
      self.bits = bits
    }

    var isEmpty: Bool { bits == 0 }
    /// The index of the entry of a slot that is not empty.
    var entry: Int { Int(bits & 0x7fff_ffff) &- 1 }
    var isReferenced: Bool {
      get { bits & 0x8000_0000 != 0 }
      set { bits = newValue ? bits | 0x8000_0000 : bits & 0x7fff_ffff }
    }
  }

  private struct Entry {
    var question: DNSQuestion
    var answer: DNSAnswer
    var plan: RecordPlan?
    var expiry: UInt64
    var bytes: Int

    // A place on the free list; its number of octets is the next such place.
    static func free(next: Int) -> Entry {
      Entry(question: DNSQuestion(.root, .a), answer: .failure(.timeout), plan: nil, expiry: 0, bytes: next)
    }
  }

  private var slots: [Slot]
  private var entries: [Entry] = []
  private var free = -1
  private var hand = 0
  private let maximumCount: Int
  private let maximumBytes: Int
  private(set) var statistics = CacheStatistics()
  private static let leastCapacity = 64

  init(maximumCount: Int, maximumBytes: Int) {
    self.maximumCount = min(max(maximumCount, 1), Int(Int32.max) / 4)
    self.maximumBytes = maximumBytes
    slots = Array(repeating: .empty, count: Self.leastCapacity)
  }

  /// The answer kept, with the seconds it is still good for, rounded up.
  mutating func answer(to question: DNSQuestion, hash: UInt64, now: UInt64) -> DNSAnswer? {
    guard let slot = slot(of: question, hash: hash), entries[slots[slot].entry].expiry > now else {
      return nil
    }
    markUsed(slot)
    let entry = slots[slot].entry
    var answer = entries[entry].answer
    if answer.ttl > 0 {
      answer.ttl = Self.secondsLeft(until: entries[entry].expiry, now)
    }
    return answer
  }

  /// The answer kept and when it expires, without counting as a use.
  func timedAnswer(to question: DNSQuestion, hash: UInt64, now: UInt64) -> RecordPlanner.Timed? {
    guard let slot = slot(of: question, hash: hash) else { return nil }
    let entry = entries[slots[slot].entry]
    return entry.expiry > now ? (entry.answer, entry.expiry) : nil
  }

  /// The plan kept for the name with this wire form and the hash of its TXT question.
  mutating func plan(for wire: UnsafeBufferPointer<UInt8>, hash: UInt64, now: UInt64) -> PlanAtHand {
    var index = home(hash)
    while !slots[index].isEmpty {
      if slots[index].tag == UInt32(truncatingIfNeeded: hash) {
        if let plan = unsafe slots[index].plan, unsafe plan.isPlan(for: wire, at: now) {
          markUsed(index)
          return unsafe PlanAtHand(plan.plan, at: now)
        }
        if unsafe isQuestion(at: index, wire) { return needOfPlan(index, now: now) }
      }
      index = next(index)
    }
    return .missing
  }

  /// Whether the slot is that of a TXT question for this name.
  private func isQuestion(at slot: Int, _ wire: UnsafeBufferPointer<UInt8>) -> Bool {
    let question = entries[slots[slot].entry].question
    return unsafe question.type == .txt && question.name.isWire(wire)
  }

  /// What there is in place of a plan.
  private mutating func needOfPlan(_ slot: Int, now: UInt64) -> PlanAtHand {
    let index = slots[slot].entry
    let expiry = entries[index].expiry
    guard expiry > now else { return .missing }
    let ttl = Self.secondsLeft(until: expiry, now)
    if let absence = RecordAbsence(of: entries[index].question.name, in: entries[index].answer, ttl: ttl) {
      markUsed(slot)
      return .absent(absence)
    }
    if case .record = entries[index].answer.selection { return .missing }
    return .none
  }

  /// Rounded up.
  private static func secondsLeft(until expiry: UInt64, _ now: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: (expiry - now + 999_999_999) / 1_000_000_000)
  }

  /// Keeps a plan beside the answer that it was made of.
  mutating func keep(_ plan: RecordPlan, hash: UInt64) {
    guard let slot = slot(of: DNSQuestion(plan.domain, .txt), hash: hash) else { return }
    let entry = slots[slot].entry
    let size = plan.size - (entries[entry].plan?.size ?? 0)
    entries[entry].plan = plan
    unsafe slots[slot].plan = RecordPlan.Unretained(plan)
    entries[entry].bytes += size
    statistics.bytes += size
    while statistics.bytes > maximumBytes {
      guard evictOne() else { break }
    }
  }

  /// Keeps an answer until `expiry`, instead of an older one to the same question.
  mutating func insert(
    _ answer: DNSAnswer, to question: DNSQuestion, hash: UInt64, expiry: UInt64, bytes: Int
  ) {
    if let slot = slot(of: question, hash: hash) { release(slot) }
    guard bytes <= maximumBytes else { return }
    while statistics.count >= maximumCount || statistics.bytes + bytes > maximumBytes {
      guard evictOne() else { break }
    }
    // One place in five stays empty, so that the ways are short.
    if (statistics.count + 1) * 5 > slots.count * 4 { grow() }
    let entry = Entry(question: question, answer: answer, plan: nil, expiry: expiry, bytes: bytes)
    let place: Int
    if free >= 0 {
      place = free
      free = entries[place].bytes
      entries[place] = entry
    } else {
      place = entries.count
      entries.append(entry)
    }
    put(Slot(hash: hash, entry: place))
    statistics.count += 1
    statistics.bytes += bytes
  }

  /// Drops everything.
  mutating func removeAll() {
    slots = Array(repeating: .empty, count: Self.leastCapacity)
    entries = []
    free = -1
    hand = 0
    statistics.count = 0
    statistics.bytes = 0
  }

  /// Counts a question that had to be asked.
  mutating func countMiss() { statistics.misses &+= 1 }

  private mutating func markUsed(_ slot: Int) {
    if !slots[slot].isReferenced { slots[slot].isReferenced = true }
    statistics.hits &+= 1
  }

  /// The slot at which a search for `hash` begins.
  private func home(_ hash: UInt64) -> Int { home(UInt32(truncatingIfNeeded: hash)) }

  private func home(_ tag: UInt32) -> Int { Int(tag) & (slots.count &- 1) }

  private func next(_ slot: Int) -> Int {
    (slot &+ 1) & (slots.count &- 1)
  }

  private func slot(of question: DNSQuestion, hash: UInt64) -> Int? {
    var index = home(hash)
    while !slots[index].isEmpty {
      if slots[index].tag == UInt32(truncatingIfNeeded: hash),
        entries[slots[index].entry].question == question
      {
        return index
      }
      index = next(index)
    }
    return nil
  }

  private mutating func put(_ slot: Slot) {
    var index = home(slot.tag)
    while !slots[index].isEmpty { index = next(index) }
    slots[index] = slot
  }

  /// Empties a slot, and moves those behind it up that a search would no longer reach.
  private mutating func release(_ slot: Int) {
    let entry = slots[slot].entry
    statistics.count -= 1
    statistics.bytes -= entries[entry].bytes
    entries[entry] = .free(next: free)
    free = entry
    var hole = slot
    var index = next(slot)
    while !slots[index].isEmpty {
      let way = (index &- home(slots[index].tag)) & (slots.count - 1)
      if way >= (index &- hole) & (slots.count - 1) {
        slots[hole] = slots[index]
        hole = index
      }
      index = next(index)
    }
    slots[hole] = .empty
  }

  /// Moves the hand on to the first answer not used since it last passed; two rounds at the most.
  private mutating func evictOne() -> Bool {
    guard statistics.count > 0 else { return false }
    for _ in 0..<(slots.count * 2) {
      hand &= slots.count - 1
      if !slots[hand].isEmpty {
        guard slots[hand].isReferenced else {
          // Another may move up into this slot; the hand stays for it.
          release(hand)
          statistics.evictions &+= 1
          return true
        }
        slots[hand].isReferenced = false
      }
      hand += 1
    }
    return false
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: .empty, count: old.count * 2)
    for slot in old where !slot.isEmpty { put(slot) }
  }
}
