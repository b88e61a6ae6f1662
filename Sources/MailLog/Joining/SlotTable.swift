/// A dictionary with a bound, whose values stay where they are and are used again. The lines of a log find
/// entries some times each, so it has to cost a few nanoseconds and no allocation.
///
/// When it is full, an entry gives way that was not asked for since the search for one last passed it.
@safe struct SlotTable<Key: SlotKey, Value: Recyclable>: ~Copyable {
  private struct Entry {
    var key: Key
    var isUsed: Bool
    var isRecent: Bool
    var value: Value
  }

  private static var slabSize: Int { 128 }

  /// The number of entries.
  private(set) var count = 0
  private let limit: Int
  private let seed = UInt64.random(in: .min ... .max)
  /// Entries never move, for others hold their addresses; the memory grows by slabs.
  private var slabs: [UnsafeMutablePointer<Entry>]
  private var allocated = 0
  private var free: [UInt32] = []
  /// Where an entry is: the upper half of its hash and its number from 1; 0 where there is none. Half of the
  /// places or more are empty, so that a search ends soon.
  private var places: UnsafeMutablePointer<UInt64>
  private var mask: Int
  private var hand = 0

  /// At most `limit` entries.
  init(limit: Int) {
    self.limit = min(max(1, limit), 1 << 30)
    mask = 63
    unsafe slabs = []
    unsafe places = Self.emptyPlaces(64)
  }

  deinit {
    for number in 0..<allocated {
      unsafe (slabs[number / Self.slabSize] + number % Self.slabSize).deinitialize(count: 1)
    }
    for index in 0..<(allocated + Self.slabSize - 1) / Self.slabSize { unsafe slabs[index].deallocate() }
    unsafe places.deallocate()
  }

  var isFull: Bool { count >= limit }

  /// The value of a key.
  func find(_ key: Key) -> Slot<Value>? {
    guard let place = place(of: key, hash(key)) else { return nil }
    let entry = unsafe entry(at: place)
    unsafe entry.pointee.isRecent = true
    return unsafe Slot(Self.value(entry))
  }

  /// The value of a key, a fresh one if there was none.
  mutating func obtain(_ key: Key) -> Slot<Value> { find(key) ?? insert(key) }

  /// Forgets a key; what it stood for is recycled.
  mutating func remove(_ key: Key) {
    if let place = place(of: key, hash(key)) { remove(at: place) }
  }

  mutating func removeAll() {
    for number in 0..<allocated {
      let entry = unsafe numbered(number)
      guard unsafe entry.pointee.isUsed else { continue }
      unsafe entry.pointee.isUsed = false
      unsafe entry.pointee.value.recycle()
      free.append(UInt32(number))
    }
    unsafe places.update(repeating: 0, count: mask + 1)
    count = 0
  }

  func forEach(_ body: (Key, Value) -> Void) {
    for number in 0..<allocated {
      let entry = unsafe numbered(number)
      if unsafe entry.pointee.isUsed { unsafe body(entry.pointee.key, entry.pointee.value) }
    }
  }

  // MARK: Places

  private func hash(_ key: Key) -> UInt64 { key.hash(seed) >> 32 }

  private func numbered(_ number: Int) -> UnsafeMutablePointer<Entry> {
    unsafe slabs[number / Self.slabSize] + number % Self.slabSize
  }

  private func entry(at place: Int) -> UnsafeMutablePointer<Entry> {
    unsafe numbered(Int(places[place] & 0xffff_ffff) - 1)
  }

  private static func value(_ entry: UnsafeMutablePointer<Entry>) -> UnsafeMutablePointer<Value> {
    unsafe withUnsafeMutablePointer(to: &entry.pointee.value) { unsafe $0 }
  }

  private static func emptyPlaces(_ count: Int) -> UnsafeMutablePointer<UInt64> {
    let places = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    unsafe places.initialize(repeating: 0, count: count)
    return unsafe places
  }

  private func place(of key: Key, _ hash: UInt64) -> Int? {
    var place = Int(hash) & mask
    while true {
      let word = unsafe places[place]
      if word == 0 { return nil }
      if word >> 32 == hash, unsafe entry(at: place).pointee.key == key { return place }
      place = (place &+ 1) & mask
    }
  }

  private mutating func insert(_ key: Key) -> Slot<Value> {
    if count >= limit { evict() }
    if (count + 1) * 2 > mask { grow() }
    let number = unusedEntry()
    let entry = unsafe numbered(number)
    unsafe entry.pointee.key = key
    unsafe entry.pointee.isUsed = true
    // The search for one that gives way comes round before it is this one's turn.
    unsafe entry.pointee.isRecent = false
    let hash = hash(key)
    var place = Int(hash) & mask
    while unsafe places[place] != 0 { place = (place &+ 1) & mask }
    unsafe places[place] = hash << 32 | UInt64(number + 1)
    count += 1
    return unsafe Slot(Self.value(entry))

    func unusedEntry() -> Int {
      // The one given back last is the one that is still at hand.
      if let number = free.popLast() { return Int(number) }
      if unsafe allocated == slabs.count * Self.slabSize {
        unsafe slabs.append(.allocate(capacity: Self.slabSize))
      }
      allocated += 1
      let entry = unsafe numbered(allocated - 1)
      unsafe entry.initialize(to: Entry(key: key, isUsed: false, isRecent: false, value: Value()))
      return allocated - 1
    }
  }

  private mutating func remove(at place: Int) {
    let number = unsafe Int(places[place] & 0xffff_ffff) - 1
    let entry = unsafe numbered(number)
    unsafe entry.pointee.isUsed = false
    unsafe entry.pointee.value.recycle()
    free.append(UInt32(number))
    count -= 1
    // What stands behind and belongs further to the front moves up, so that no search ends too early.
    var hole = place
    var next = (place &+ 1) & mask
    while unsafe places[next] != 0 {
      let home = unsafe Int(places[next] >> 32) & mask
      if (next &- home) & mask >= (next &- hole) & mask {
        unsafe places[hole] = places[next]
        hole = next
      }
      next = (next &+ 1) & mask
    }
    unsafe places[hole] = 0
  }

  private mutating func evict() {
    while true {
      hand = hand + 1 < allocated ? hand + 1 : 0
      let entry = unsafe numbered(hand)
      guard unsafe entry.pointee.isUsed else { continue }
      if unsafe entry.pointee.isRecent {
        unsafe entry.pointee.isRecent = false
      } else {
        unsafe remove(entry.pointee.key)
        return
      }
    }
  }

  private mutating func grow() {
    let (old, size) = unsafe (places, mask + 1)
    mask = size * 2 - 1
    unsafe places = Self.emptyPlaces(size * 2)
    for index in 0..<size {
      let word = unsafe old[index]
      guard word != 0 else { continue }
      var place = Int(word >> 32) & mask
      while unsafe places[place] != 0 { place = (place &+ 1) & mask }
      unsafe places[place] = word
    }
    unsafe old.deallocate()
  }
}
