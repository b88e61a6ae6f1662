import PolicyService

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The mail server's end of a connection to a milter: blocking, every wait bounded.
final class MilterPeer {
  private let client: Client

  /// Connects; nil if the service does not listen.
  init?(_ address: ListenAddress) {
    guard let client = Client(address) else { return nil }
    self.client = client
  }

  @discardableResult
  func send(_ packets: [UInt8]...) -> Bool { client.send(packets.flatMap(\.self)) }

  func disconnect() { client.disconnect() }

  var isEndedByService: Bool { client.isEndedByService }

  /// Whether there is nothing to be read now.
  var hasNoAnswer: Bool {
    var octet: UInt8 = 0
    return unsafe recv(client.descriptor, &octet, 1, Int32(MSG_DONTWAIT) | Int32(MSG_PEEK)) < 0
  }

  /// The next answer: its letter, and its arguments with NUL as "|"; nil if there is none for a long time.
  func answer() -> String? {
    guard let head = octets(4) else { return nil }
    guard let rest = octets(head.reduce(0) { $0 << 8 | Int($1) }) else { return nil }
    return Self.text(rest[...])
  }

  /// As many answers.
  func answers(_ count: Int) -> [String] { (0..<count).compactMap { _ in answer() } }

  /// Octets as text, what is not printable escaped.
  static func text(_ octets: ArraySlice<UInt8>) -> String {
    octets.map { octet in
      switch octet {
      case 0: "|"
      case 0x0a: "\n"
      case 0x20..<0x7f: String(UnicodeScalar(octet))
      default: "\\\(octet)"
      }
    }.joined()
  }

  private func octets(_ count: Int) -> [UInt8]? {
    var octets = [UInt8](repeating: 0, count: count)
    var have = 0
    while have < count {
      let got = unsafe octets.withUnsafeMutableBytes { buffer in
        let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[have...])
        return unsafe recv(client.descriptor, rest.baseAddress, rest.count, 0)
      }
      guard got > 0 else { return nil }
      have += got
    }
    return octets
  }
}
