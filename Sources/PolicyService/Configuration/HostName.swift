#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The name of this host.
public enum HostName {
  /// What the system says; `localhost` if it says nothing.
  public static var current: String {
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    let octets = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return octets.isEmpty ? "localhost" : SafeText.string(octets[...])
  }
}
