/// Messages that wait to be counted, some 200 at most, one behind another in memory that is made once.
///
/// Of 100,000 senders each lies where no cache of the processor has it. Counted one at a time, as they come, each would
/// wait for main memory alone; many at once wait together.
struct SightingQueue: Sendable {
  struct Item: Sendable {
    let hash: UInt32
    let start: Int32
    let length: Int32
  }

  private static let mostItems = 256
  private static let mostOctets = 24 * 1024

  private(set) var items: [Item] = []
  private var octets: [UInt8] = []

  init() {
    items.reserveCapacity(Self.mostItems)
    octets.reserveCapacity(Self.mostOctets)
  }

  var isEmpty: Bool { items.isEmpty }

  /// Whether there is room for one more of any length.
  var hasRoom: Bool {
    items.count < Self.mostItems && octets.count + PackedSighting.longest <= Self.mostOctets
  }

  /// Adds a message, for which there must be room.
  mutating func append(_ packed: UnsafeRawBufferPointer, hash: UInt32) {
    items.append(
      Item(hash: hash, start: Int32(octets.count), length: Int32(truncatingIfNeeded: packed.count)))
    unsafe octets.append(contentsOf: packed)
  }

  /// Calls `body` with each message.
  func forEach(_ body: (_ packed: UnsafeRawBufferPointer, _ hash: UInt32) -> Void) {
    unsafe octets.withUnsafeBytes { bytes in
      for item in items {
        let end = Int(item.start) + Int(item.length)
        unsafe body(UnsafeRawBufferPointer(rebasing: bytes[Int(item.start)..<end]), item.hash)
      }
    }
  }

  /// Forgets all and keeps the memory.
  mutating func removeAll() {
    items.removeAll(keepingCapacity: true)
    octets.removeAll(keepingCapacity: true)
  }
}
