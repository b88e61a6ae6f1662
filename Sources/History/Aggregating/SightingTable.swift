#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Counts messages that are alike, as ``PackedSighting`` has them: a hash table whose keys lie one behind another in one
/// piece of memory, so that to count a message that was seen before allocates nothing, and looks at two places only.
struct SightingTable: Sendable {
  /// A message and how often it was seen; free with a count of 0. Four of them fill a line of a processor's cache.
  struct Entry: Sendable {
    var hash: UInt32 = 0
    var count: UInt32 = 0
    var start: UInt32 = 0
    var length: UInt32 = 0
  }

  private static let fewestPlaces = 1024

  /// By hash. Their number is a power of two, and at least half are free.
  private(set) var places: [Entry]
  private var octets: [UInt8] = []
  /// The messages that differ.
  private(set) var count = 0
  /// What was read ahead, so that it is read.
  private var approached: UInt8 = 0

  init() {
    places = Array(repeating: Entry(), count: Self.fewestPlaces)
  }

  /// The octets of the keys.
  var size: Int { octets.count }

  /// The key of an entry.
  func key(of entry: Entry) -> ArraySlice<UInt8> {
    octets[Int(entry.start)..<Int(entry.start) + Int(entry.length)]
  }

  /// Reads where messages of these hashes are, all before one of them is needed: the processor fetches them at the same
  /// time.
  mutating func approach(_ hashes: some Sequence<UInt32>) {
    let mask = places.count - 1
    for hash in hashes {
      let entry = places[Int(hash) & mask]
      guard entry.length > 0 else { continue }
      let end = Int(entry.start) + Int(entry.length) - 1
      approached ^= octets[Int(entry.start)] ^ octets[end]
    }
  }

  /// Counts a message; false if it is a new one and there is no room for `most` entries or `mostOctets`.
  mutating func count(_ key: UnsafeRawBufferPointer, hash: UInt32, most: Int, mostOctets: Int) -> Bool {
    let mask = places.count - 1
    var place = Int(hash) & mask
    while places[place].count != 0 {
      if places[place].hash == hash, unsafe isKey(key, of: places[place]) {
        // What is beyond this, in one interval, is no count of mail.
        guard places[place].count < .max else { return false }
        places[place].count += 1
        return true
      }
      place = (place + 1) & mask
    }
    guard count < most, octets.count + key.count <= mostOctets else { return false }
    places[place] = Entry(
      hash: hash, count: 1, start: UInt32(octets.count), length: UInt32(truncatingIfNeeded: key.count))
    unsafe octets.append(contentsOf: key)
    count += 1
    if count * 2 > places.count { grow() }
    return true
  }

  /// Forgets everything and keeps the memory, of which half is given back if the most of it was not needed.
  mutating func removeAll() {
    let isWide = count * 8 < places.count && places.count > Self.fewestPlaces
    if isWide {
      places = Array(repeating: Entry(), count: places.count / 2)
    } else {
      for index in places.indices { places[index] = Entry() }
    }
    if octets.count * 4 < octets.capacity {
      let room = octets.capacity / 2
      octets = []
      octets.reserveCapacity(room)
    } else {
      octets.removeAll(keepingCapacity: true)
    }
    count = 0
  }

  private func isKey(_ key: UnsafeRawBufferPointer, of entry: Entry) -> Bool {
    guard key.count == Int(entry.length) else { return false }
    return unsafe octets.withUnsafeBytes { bytes in
      guard let kept = bytes.baseAddress, let other = key.baseAddress else { return false }
      return unsafe memcmp(kept + Int(entry.start), other, key.count) == 0
    }
  }

  private mutating func grow() {
    let old = places
    let mask = old.count * 2 - 1
    places = Array(repeating: Entry(), count: mask + 1)
    for entry in old where entry.count != 0 {
      var place = Int(entry.hash) & mask
      while places[place].count != 0 { place = (place + 1) & mask }
      places[place] = entry
    }
  }
}
