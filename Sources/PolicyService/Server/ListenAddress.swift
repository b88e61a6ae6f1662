public import SPF

/// Where a service listens: a unix socket, an address and port of TCP, or sockets that systemd has opened.
public enum ListenAddress: Sendable, Hashable {
  /// A unix socket at this path.
  case unix(path: String)
  /// A TCP port of this address.
  case tcp(IPAddress, port: Int)
  /// The sockets of systemd with this name; nil for all.
  case systemd(name: String?)

  /// Why a text is no address to listen on.
  public struct SyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What was found and what was expected.
    public let description: String
  }

  /// The longest path of a unix socket, in octets.
  public static let maximumPathLength = 107

  /// `unix:/path`, `ADDRESS:PORT`, or `[ADDRESS]:PORT` for IPv6; `systemd` or `systemd:NAME`.
  public init(_ text: String) throws(SyntaxError) {
    if text == "systemd" {
      self = .systemd(name: nil)
      return
    }
    if text.hasPrefix("systemd:") {
      let name = text.dropFirst(8)
      guard !name.isEmpty, name.utf8.count <= 255, name.utf8.allSatisfy(SafeText.isPrintable),
        !name.contains(":")
      else { throw Self.notAnAddress(text) }
      self = .systemd(name: String(name))
      return
    }
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst(5))
      guard path.hasPrefix("/"), path.utf8.count <= Self.maximumPathLength, !path.utf8.contains(0) else {
        throw SyntaxError(
          description:
            "\"\(SafeText.string(Array(text.utf8)[...]))\": expected unix: and an absolute path of at most "
            + "\(Self.maximumPathLength) octets, for instance unix:/var/spool/postfix/private/spf")
      }
      self = .unix(path: path)
      return
    }
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (0...65_535).contains(port)
    else { throw Self.notAnAddress(text) }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      throw Self.notAnAddress(text)
    }
    guard let address = IPAddress(host) else { throw Self.notAnAddress(text) }
    self = .tcp(address, port: port)
  }

  private static func notAnAddress(_ text: String) -> SyntaxError {
    SyntaxError(
      description: "\"\(SafeText.string(Array(text.utf8)[...]))\": expected unix:/PATH, ADDRESS:PORT, "
        + "[IPv6-ADDRESS]:PORT with a port from 0 to 65535, for instance 127.0.0.1:10023, or systemd:NAME")
  }
}

extension ListenAddress: CustomStringConvertible {
  /// The text of ``init(_:)``.
  public var description: String {
    switch self {
    case .unix(let path): "unix:\(path)"
    case .tcp(let address, let port):
      address.family == .ipv6 ? "[\(address)]:\(port)" : "\(address):\(port)"
    case .systemd(let name?): "systemd:\(name)"
    case .systemd(nil): "systemd"
    }
  }
}
