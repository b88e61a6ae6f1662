#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Counts messages that are alike, as ``PackedSighting`` has them: a hash table whose keys lie one behind another in one
/// piece of memory, so that to count a message that was seen before allocates nothing.
struct SightingTable: Sendable {
  struct Entry: Sendable {
    let hash: Int
    var count: Int
    let start: Int32
    let length: Int32
  }

  private(set) var entries: [Entry] = []
  private var octets: [UInt8] = []
  /// Places by hash: the index of an entry and 1, or 0. Their number is a power of two, and at least half are free.
  private var places: [Int32] = Array(repeating: 0, count: 1024)

  /// The octets of the keys.
  var size: Int { octets.count }

  /// The key of an entry.
  func key(of entry: Entry) -> ArraySlice<UInt8> {
    octets[Int(entry.start)..<Int(entry.start) + Int(entry.length)]
  }

  /// Counts a message; false if it is a new one and there is no room for `most` entries or `mostOctets`.
  mutating func count(_ key: UnsafeRawBufferPointer, hash: Int, most: Int, mostOctets: Int) -> Bool {
    let mask = places.count - 1
    var place = hash & mask
    while places[place] != 0 {
      let index = Int(places[place]) - 1
      if entries[index].hash == hash, unsafe isKey(key, of: entries[index]) {
        entries[index].count += 1
        return true
      }
      place = (place + 1) & mask
    }
    guard entries.count < most, octets.count + key.count <= mostOctets else { return false }
    entries.append(
      Entry(hash: hash, count: 1, start: Int32(octets.count), length: Int32(truncatingIfNeeded: key.count)))
    unsafe octets.append(contentsOf: key)
    places[place] = Int32(entries.count)
    if entries.count * 2 > places.count { grow() }
    return true
  }

  private func isKey(_ key: UnsafeRawBufferPointer, of entry: Entry) -> Bool {
    guard key.count == Int(entry.length) else { return false }
    return unsafe octets.withUnsafeBytes { bytes in
      guard let kept = bytes.baseAddress, let other = key.baseAddress else { return false }
      return unsafe memcmp(kept + Int(entry.start), other, key.count) == 0
    }
  }

  private mutating func grow() {
    let mask = places.count * 4 - 1
    places = Array(repeating: 0, count: mask + 1)
    for (index, entry) in entries.enumerated() {
      var place = entry.hash & mask
      while places[place] != 0 { place = (place + 1) & mask }
      places[place] = Int32(index + 1)
    }
  }
}
