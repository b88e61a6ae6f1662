internal import SPF

/// Reads a DNS message from front to back (RFC 1035 section 4); every access is checked.
struct MessageReader {
  /// What is wrong, and at which octet.
  struct Malformed: Error {
    let place: String
  }

  let message: [UInt8]
  private(set) var position = 0

  init(_ message: [UInt8]) {
    self.message = message
  }

  /// Two octets, the more significant first.
  mutating func readUInt16(_ what: String) throws(Malformed) -> UInt16 {
    let bytes = try readBytes(2, what)
    return UInt16(bytes[bytes.startIndex]) << 8 | UInt16(bytes[bytes.startIndex + 1])
  }

  /// Four octets, the most significant first.
  mutating func readUInt32(_ what: String) throws(Malformed) -> UInt32 {
    let high = try readUInt16(what)
    return UInt32(high) << 16 | UInt32(try readUInt16(what))
  }

  /// `count` octets.
  mutating func readBytes(_ count: Int, _ what: String) throws(Malformed) -> ArraySlice<UInt8> {
    guard count <= message.count - position else { throw malformed("\(what) ends early") }
    defer { position += count }
    return message[position..<(position + count)]
  }

  /// A domain name; a compression pointer (section 4.1.4) must point further back than all before it, so
  /// that no chain of pointers is without end.
  mutating func readName(_ what: String) throws(Malformed) -> DomainName {
    var labels: [[UInt8]] = []
    var length = 0
    var index = position
    var barrier = position
    var end: Int?
    while true {
      guard index < message.count else { throw malformed("\(what) ends early") }
      let octet = Int(message[index])
      switch octet {
      case 0:
        position = end ?? index + 1
        if labels.isEmpty { return .root }
        guard let name = DomainName(labels: labels) else { throw malformed("\(what) is too long") }
        return name
      case 1...63:
        guard index + octet < message.count else { throw malformed("\(what) ends early") }
        length += octet + 1
        guard length <= 254 else { throw malformed("\(what) is longer than 255 octets") }
        labels.append(Array(message[(index + 1)...(index + octet)]))
        index += octet + 1
      case 0xc0...:
        guard index + 1 < message.count else { throw malformed("\(what) ends early") }
        let target = (octet & 0x3f) << 8 | Int(message[index + 1])
        guard target < barrier else {
          throw malformed("a compression pointer of \(what) does not point back")
        }
        end = end ?? index + 2
        barrier = target
        index = target
      default:
        throw malformed("\(what) has a label of an unknown kind")
      }
    }
  }

  /// Goes on at `position`, which is within the message.
  mutating func seek(to position: Int) {
    self.position = min(position, message.count)
  }

  /// An error at the current octet.
  func malformed(_ what: String) -> Malformed {
    Malformed(place: "\(what), at octet \(position)")
  }
}
